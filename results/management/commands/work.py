"""The command that does the work in the background: imports, sheets to download, mail, and the night's checks."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from results.work.supervising import Supervisor
from results.work.worker import Worker


class Command(BaseCommand):
    help = (
        "Does the work in the background until it is told to stop: imports, sheets to download, mail, and once a day "
        "what the night brings. Run it under your process manager, on as many machines as you like."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--processes", type=int, metavar="NUMBER", help="so many workers, started anew should one be killed"
        )
        parser.add_argument(
            "--with-parent", type=int, metavar="PID", help="end when this process, which has started the command, ends"
        )

    def handle(self, *args: Any, processes: int | None, with_parent: int | None, **options: Any) -> None:
        if not settings.HAS_WORKERS:
            raise CommandError("There is no queue to work on: WORKERS is off. Set WORKERS=1 for the server too.")
        if processes is None:
            Worker(parent=with_parent).run()
        elif processes < 1:
            raise CommandError(f"{processes} workers do nothing. Give --processes a number from 1.")
        else:
            Supervisor(processes, parent=with_parent).run()
