"""Fill a database with the demonstration, and say how to sign in."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from results.demo import people, periods, plans, reports


class Command(BaseCommand):
    help = "Load the demonstration's people, plans and reports (only where DEMO or DEBUG is set)."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError(
                "The demonstration's accounts have public passwords, so they are not loaded into production. "
                "Run `make demo`, or set DEMO=1 on a database of its own."
            )
        call_command("load_reference", stdout=self.stdout)
        users = people.create_people()
        plans.create_plans()
        with people.told_nothing():
            count = reports.create_reports(users)
        periods.lock_past_biennium(users)
        self.stdout.write(f"Demonstration: {count} reports added." if count else "Demonstration: all there already.")
