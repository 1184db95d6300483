"""What has to be done once a night, where no worker does it by itself (docs/deploying.md)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from results.work import night


class Command(BaseCommand):
    help = "Check all reports, send the summaries of yesterday, and clear away what is no longer needed."

    def handle(self, *args: Any, **options: Any) -> None:
        day = timezone.localdate()
        if not night.claim(day):
            self.stdout.write("A worker is doing this at the moment. Nothing is left to do here.")
            return
        done = night.carry_out(day)
        failed = [name for name, outcome in done.items() if isinstance(outcome, Exception)]
        for name, outcome in done.items():
            if name not in failed:
                self.stdout.write(f"{name}: {'done' if outcome is None else outcome}")
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}. The log above says why; run the command again.")
