"""A sheet of two thousand reports through ``import_results``, first new and then again unchanged."""

import io
import time

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection

from countries.models import Country, CountryRole
from tests.benchmarks.conftest import WORDS, text
from tests.factories import CountryRoleFactory

ROWS = 2_000
MOST_SECONDS = 10
HEADINGS = [
    "reference", "country", "date", "language", "summary", "outcome_achieved", "contribution", "indicator",
    "further_indicators", "step", "driver:gender-equality-and-non-discrimination", "driver:social-dialogue",
    "sdg_targets", "sdg_goals", "sdg_reasons", "contributions", "partnerships", "partners", "topics", "evidence",
]  # fmt: skip


def _row(number, countries):
    iso3 = countries[number % len(countries)]
    return [
        f"{iso3}-2021-{number // len(countries) + 1:03d}", iso3, "2021-06-30", "en", text(number, 14), text(number, 60),
        text(number + 1, 60), "8.3.1", "8.1.1", number % 3 + 1, text(number, 20), text(number, 20), "1.3; 8.3; 8.5",
        "10", "1.3: It prepares wider coverage.", f"webinar | {WORDS[number % 20]} | 3 | 20 | 25 | - | 2021-05",
        "with-un-agencies", "UNICEF; WHO", "financing; old-age; children", "The review | https://example.org/review",
    ]  # fmt: skip


@pytest.fixture
def sheet(published, tmp_path):
    workbook = openpyxl.Workbook(write_only=True)
    page = workbook.create_sheet("Results")
    page.append(HEADINGS)
    # States the ten thousand reports of the other benchmark are not about, so that the references are new.
    countries = list(Country.objects.filter(ilo_member_since=None).values_list("iso3", flat=True))
    for number in range(ROWS):
        page.append(_row(number, countries))
    workbook.save(tmp_path / "reports.xlsx")
    return tmp_path / "reports.xlsx"


def _seconds(sheet, email):
    said = io.StringIO()
    start = time.perf_counter()
    call_command("import_results", str(sheet), email=email, stdout=said)
    return time.perf_counter() - start, said.getvalue().strip().splitlines()[-1]


@pytest.mark.django_db
def bench_import(sheet):
    importer = CountryRoleFactory(role=CountryRole.Role.ADMINISTRATOR, country=None).user

    new, said_new = _seconds(sheet, importer.email)
    again, said_again = _seconds(sheet, importer.email)

    print(f"\n{connection.vendor}, {ROWS} rows of {len(HEADINGS)} columns (at most {MOST_SECONDS} s)")
    print(f"new:   {new:5.1f} s, {ROWS / new:6.0f} rows/s: {said_new}")
    print(f"again: {again:5.1f} s, {ROWS / again:6.0f} rows/s: {said_again}")
