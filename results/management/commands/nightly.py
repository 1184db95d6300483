"""What has to be done once a night, by cron or a timer (docs/deploying.md)."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from results import mailing
from results.checks import standing
from results.desk.files import sweeping as files
from results.desk.keeping import sweeping as keeping

logger = logging.getLogger(__name__)


def _summaries() -> int:
    return mailing.send_digests(timezone.localdate() - timedelta(days=1))


STEPS: dict[str, Callable[[], object]] = {
    "quality checks": standing.check_all,
    "mails that could not be sent": mailing.send_waiting,
    "summaries of yesterday": _summaries,
    "unsaved work older than 60 days": lambda: keeping.sweep(timezone.now()),
    "files that became no evidence": lambda: files.sweep(timezone.now()),
    "ended sessions": lambda: call_command("clearsessions"),
}


class Command(BaseCommand):
    help = "Check all reports, send the summaries of yesterday, and clear away what is no longer needed."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for name, step in STEPS.items():
            # One step that fails keeps no other from being done.
            try:
                done = step()
            except Exception:
                logger.exception("The nightly step “%s” failed.", name)
                failed.append(name)
            else:
                self.stdout.write(f"{name}: {'done' if done is None else done}")
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}. The log above says why; run the command again.")
