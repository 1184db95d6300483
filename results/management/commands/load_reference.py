"""Load the vocabularies that come with Waymark; what is there already stays as it is."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.management.base import BaseCommand
from django.db import transaction

# In the order in which they refer to one another.
FIXTURES = (
    "regions", "countries", "organisations", "sdg_goals", "sdg_targets", "sdg_indicators", "biennia",
    "policy_outcomes", "outputs", "indicators", "achievement_steps", "drivers", "topics", "partnership_categories",
    "contribution_kinds",
)  # fmt: skip


class Command(BaseCommand):
    help = (
        "Load the reference data: countries, the results framework, the SDG framework, topics and other vocabularies. "
        "Entries that exist already, and what an administrator has changed in them, are left as they are."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        added = {name: add_missing(settings.BASE_DIR / "fixtures" / "reference" / f"{name}.json") for name in FIXTURES}
        new = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in added.items() if count)
        self.stdout.write(f"Reference data added: {new}." if new else "Reference data: all there already.")


def add_missing(fixture: Path) -> int:
    """Add the entries of a fixture whose natural key is not in the database; gives back how many."""
    count = 0
    with fixture.open(encoding="utf-8") as stream:
        for entry in serializers.deserialize("json", stream):
            # Django finds the primary key of an entry whose natural key exists.
            if entry.object.pk is None:
                entry.save()
                count += 1
    return count
