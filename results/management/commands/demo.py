"""Run the demonstration: prepare its database, say how to sign in, and serve it."""

import os
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from results.demo import people
from results.work.supervising import start

HOST = "127.0.0.1"
_ANOTHER_PORT = "Choose another one above 1023: make demo PORT=8123"


class Command(BaseCommand):
    help = "Prepare and serve the demonstration on this machine."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default="8000", help="The port to listen on, 8000 unless given.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is only for the demonstration. Run `make demo`, which sets DEMO=1.")
        port = free_port(options["port"])
        Path(settings.BASE_DIR / "var").mkdir(exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("load_demo", stdout=self.stdout)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.introduce(port)
        serve(port)

    def introduce(self, port: int) -> None:
        self.stdout.write(f"\nWaymark runs at http://localhost:{port}/ (stop it with Ctrl+C). Sign in as\n")
        for account in people.ACCOUNTS:
            self.stdout.write(f"  {account.role:<18} {account.email:<44} {people.PASSWORD}")
        self.stdout.write("")
        self.stdout.flush()


def free_port(text: str) -> int:
    """The port of this number, if it can be listened on; raises CommandError with the cure."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise CommandError(f"“{text}” is not a port. Choose a number from 1024 to 65535: make demo PORT=8123")
    port = int(text)
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    except PermissionError:
        raise CommandError(f"Port {port} is reserved for the system. {_ANOTHER_PORT}") from None
    except OSError:
        raise CommandError(f"Port {port} is in use by another program. {_ANOTHER_PORT}") from None
    return port


def serve(port: int) -> None:
    """Start a worker, which ends with this process, and become the server; does not come back."""
    os.environ["WORKERS"] = "1"
    start("--processes", "1", LOG_LEVEL=os.environ.get("LOG_LEVEL", "WARNING"))
    server = str(Path(sys.executable).with_name("granian"))
    os.execv(  # noqa: S606 - our own server from our own environment, no shell in between
        server,
        [server, "--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "2",
         "--blocking-threads", "8", "--backpressure", "32", "--log-level", "error", "--no-ws",
         "config.wsgi:application"],
    )  # fmt: skip
