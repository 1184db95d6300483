"""Load the vocabularies that come with Waymark; what is there already stays as it is."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.management.base import BaseCommand
from django.db import transaction

from countries.models import Country

# In the order in which they refer to one another.
FIXTURES = (
    "regions", "countries", "organisations", "sdg_goals", "sdg_targets", "sdg_indicators", "biennia",
    "policy_outcomes", "outputs", "indicators", "criteria", "achievement_steps", "drivers", "topics",
    "partnership_categories", "contribution_kinds",
)  # fmt: skip


class Command(BaseCommand):
    help = (
        "Load the reference data: countries, the results framework, the SDG framework, topics and other vocabularies. "
        "Entries that exist already, and what an administrator has changed in them, are left as they are."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.BASE_DIR / "fixtures" / "reference"
        added = {name: add_missing(folder / f"{name}.json") for name in FIXTURES}
        added["populations"] = fill_populations(folder / "countries.json")
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


def fill_populations(fixture: Path) -> int:
    """Give each country without a population the fixture's figure and year; gives back how many.

    The figures came later than the countries, so a database may hold one without the other.
    """
    if not (empty := set(Country.objects.filter(population=None).values_list("pk", flat=True))):
        return 0
    with fixture.open(encoding="utf-8") as stream:
        countries = [entry.object for entry in serializers.deserialize("json", stream)]
    filled = [country for country in countries if isinstance(country, Country) and country.pk in empty]
    return Country.objects.bulk_update(filled, ["population", "population_year"])
