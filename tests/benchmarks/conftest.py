"""What is measured against: ten thousand published reports, written by the application's own actions."""

import itertools
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from countries.models import Country, CountryProgrammeOutcome, CountryRole
from indicators.models import AchievementStep, Indicator
from results import actions
from results.actions import Entry
from results.actions.reviewing import criteria_left
from results.models import DriverText, Judgement, PartnershipCategory, Result, ResultSdgLink, Topic
from results.permissions import Act
from sdg_links.models import Target
from tests.factories import CountryRoleFactory

SIZE = 10_000
CHUNK = 1_000
FIRST_DAY = date(2016, 1, 1)
WORDS = [
    "social", "protection", "scheme", "reform", "coverage", "government", "ministry", "workers", "employers",
    "contributions", "budget", "review", "law", "benefits", "pension", "maternity", "health", "informal", "economy",
    "sécurité", "régime", "protección", "trabajadores",
]  # fmt: skip


@pytest.fixture(scope="session")
def published(django_db_setup, django_db_blocker):
    """SIZE published reports over all ILO member States and twelve years; gives back one of them."""
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0)
        writer = CountryRoleFactory(role=CountryRole.Role.OFFICER, country=None).user
        publisher = CountryRoleFactory(role=CountryRole.Role.PUBLISHER, country=None).user
        shelf = _Shelf()
        for start in range(0, SIZE, CHUNK):
            entries = [shelf.entry(number) for number in range(start, start + CHUNK)]
            actions.write_many(entries, by=writer, act=Act.WRITE)
            results = [entry.result for entry in entries]
            actions.submit_many(results, by=writer)
            tick(results, by=publisher)
            actions.approve_many(results, by=publisher)
            actions.publish_many(results, by=publisher)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield Result.objects.filter(country__iso3="TJK").first()


def tick(results, *, by):
    """Tick every criterion, in one query: judging ten thousand reports one by one is not what is measured."""
    Judgement.objects.bulk_create(
        Judgement(result_id=key, criterion=criterion, note="In the text.", version=1, by=by)
        for key, criteria in criteria_left(results).items()
        for criterion in criteria
    )


class _Shelf:
    """Vocabularies, and one report for each number."""

    def __init__(self):
        self.countries = list(Country.objects.filter(ilo_member_since__isnull=False).select_related("region"))
        self.cpos = {
            country.pk: CountryProgrammeOutcome.objects.create(
                country=country, code=f"{country.iso3}101", title={"en": f"Social protection in {country}"}
            )
            for country in self.countries
        }
        self.indicators = {}
        for indicator in Indicator.objects.with_place():
            self.indicators.setdefault(indicator.biennium.start_year, []).append(indicator)
        self.steps = list(AchievementStep.objects.all())
        self.targets = list(Target.objects.select_related("goal")[:60])
        self.topics = list(Topic.objects.all())
        self.partnerships = list(PartnershipCategory.objects.all())

    def entry(self, number):
        country = self.countries[number % len(self.countries)]
        day = FIRST_DAY + timedelta(days=number * 7 % 3600)
        choices = self.indicators.get(day.year - day.year % 2, [])
        result = Result(
            country=country,
            cpo=self.cpos[country.pk],
            date=day,
            summary=text(number, 14),
            outcome_achieved=text(number + 1, 90),
            contribution=text(number + 2, 90),
            indicator=choices[number % len(choices)] if choices else None,
            step=self.steps[number % 3],
        )
        return Entry(
            result,
            links={
                "topics": [self.topics[(number + i) % len(self.topics)] for i in range(4)],
                "partnerships": [self.partnerships[number % len(self.partnerships)]],
            },
            sdg_links=[
                ResultSdgLink(target=self.targets[(number + 7 * i) % len(self.targets)], reason="A reason.")
                for i in range(3)
            ],
            driver_texts=list[DriverText](),
        )


def text(seed, words):
    chosen = itertools.islice(itertools.cycle(WORDS), seed % len(WORDS), seed % len(WORDS) + words)
    return " ".join(chosen) + f" number {seed}."
