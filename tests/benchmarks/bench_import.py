"""A long sheet of reports through the import engine, beside django-import-export as it comes.

ROWS=20000 make bench measures fewer rows. Each measured stage runs in a process of its own, as a worker would.
"""

import csv
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import tablib
import xlsxwriter
from django.conf import settings
from django.core.files import File
from django.db import connection
from django.test import override_settings
from django.urls import reverse
from import_export import fields, resources, widgets

from countries.models import Country, CountryRole
from indicators.models import AchievementStep, Indicator
from results import gate
from results.imports import batches
from results.models import ImportBatch, PartnershipCategory, Result, Topic
from tests.benchmarks.conftest import WORDS, text
from tests.factories import CountryRoleFactory

ROOT = Path(__file__).parents[2]
ROWS = int(os.environ.get("ROWS", "100000"))
PLAIN_ROWS = 1_000
LONG_ROWS = int(os.environ.get("LONG_ROWS", "1000000"))
HEADINGS = [
    "reference", "country", "date", "language", "summary", "outcome_achieved", "contribution", "indicator",
    "further_indicators", "step", "driver:gender-equality-and-non-discrimination", "driver:social-dialogue",
    "sdg_targets", "sdg_goals", "sdg_reasons", "contributions", "partnerships", "partners", "topics", "evidence",
]  # fmt: skip


def _plain_row(number, countries):
    """A report of two long texts whose links are single: nothing is stored beside it. The other columns are empty."""
    iso3 = countries[number % len(countries)]
    return [
        f"{iso3}-2020-{number // len(countries) + 1:03d}", iso3, "2020-06-30", "en", f"{text(number, 14)} {number}",
        text(number, 60), text(number + 1, 60), "8.3.1", None, str(number % 3 + 1), *[None] * 10,
    ]  # fmt: skip


def _full_row(number, countries):
    """A report with something in every column: fifteen links, texts and parts are stored beside it."""
    iso3 = countries[number % len(countries)]
    return [
        f"{iso3}-2021-{number // len(countries) + 1:03d}", iso3, "2021-06-30", "en", f"{text(number, 14)} {number}",
        text(number, 60), text(number + 1, 60), "8.3.1", "8.1.1", str(number % 3 + 1), text(number, 20),
        text(number, 20), "1.3; 8.3", "10", "1.3: It prepares wider coverage.",
        f"webinar | {WORDS[number % 20]} | 3 | 20 | 25 | - | 2021-05", "with-un-agencies", "UNICEF; WHO",
        "financing; old-age; children", "The review | https://example.org/review",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def countries(published):
    """States the ten thousand reports of the other benchmark are not about, so that the references are new."""
    return list(Country.objects.filter(ilo_member_since=None).values_list("iso3", flat=True))


@pytest.fixture(scope="module")
def plain_workbook(countries, tmp_path_factory):
    return _workbook(tmp_path_factory.mktemp("bench") / "plain.xlsx", _plain_row, countries)


@pytest.fixture(scope="module")
def full_workbook(countries, tmp_path_factory):
    return _workbook(tmp_path_factory.mktemp("bench") / "full.xlsx", _full_row, countries)


def _workbook(path, row, countries):
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False})
    page = book.add_worksheet("Results")
    page.write_row(0, 0, HEADINGS)
    for number in range(ROWS):
        page.write_row(number + 1, 0, row(number, countries))
    book.close()
    return path


@pytest.fixture(scope="module")
def long_csv(countries, tmp_path_factory):
    path = tmp_path_factory.mktemp("bench") / "long.csv"
    with path.open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADINGS)
        for number in range(LONG_ROWS):
            writer.writerow(_full_row(number, countries))
    return path


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory):
    """Files on disk and work in the queue: the stages run in other processes, when they are told to."""
    media = tmp_path_factory.mktemp("media")
    storages = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(media)}},
    }
    with override_settings(STORAGES=storages, TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
        yield media


def _arrive(path, by):
    """A batch of this file, whose stages are then run one by one."""
    with path.open("rb") as stream:
        return batches.arrive(File(stream, name=path.name), name=path.name, by=by)


def _stage(name, batch):
    """Run one stage in a process of its own; gives back seconds, and peak memory of it and of its child in MB."""
    return _measured(_started(name, batch))


def _started(name, batch):
    environment = {
        **os.environ,
        "DATABASE_URL": _address(),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "MEDIA_ROOT": str(batch.file.storage.location),
        "WORKERS": "1",
    }
    command = [sys.executable, "-m", "tests.benchmarks.import_stage", name, str(batch.pk)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def _measured(process):
    out, _errors = process.communicate()
    assert process.returncode == 0
    return json.loads(out.splitlines()[-1])


def _address():
    """Where the measuring process finds the tests' own database."""
    settings = connection.settings_dict
    return f"postgres://{settings['USER']}@{settings['HOST']}:{settings['PORT'] or 5432}/{settings['NAME']}"


def _codes_of(model):
    return widgets.ManyToManyWidget(model, ";", "code")


class _Plain(resources.ModelResource):
    """The columns that the library can write without help: no parts, no links to the SDGs."""

    country = fields.Field("country", "country", widgets.ForeignKeyWidget(Country, "iso3"))
    indicator = fields.Field("indicator", "indicator", widgets.ForeignKeyWidget(Indicator, "pk"))
    step = fields.Field("step", "step", widgets.ForeignKeyWidget(AchievementStep, "number"))
    partnerships = fields.Field(
        "partnerships", "partnerships", widgets.ManyToManyWidget(PartnershipCategory, ";", "code")
    )
    topics = fields.Field("topics", "topics", widgets.ManyToManyWidget(Topic, ";", "code"))

    class Meta:
        model = Result
        import_id_fields = ("reference",)
        fields = (
            "reference", "country", "date", "language", "summary", "outcome_achieved", "contribution", "indicator",
            "step", "partnerships", "topics",
        )  # fmt: skip

    def before_save_instance(self, instance, row, **kwargs):
        instance.created_by = instance.changed_by = instance.state_by = kwargs["user"]


def _plain_seconds(path, user):
    """What the library needs for PLAIN_ROWS rows of the same workbook: load, preview, write."""
    indicator = Indicator.objects.filter(code="8.3.1").latest("pk").pk
    start = time.perf_counter()
    whole = tablib.Dataset().load(path.read_bytes(), format="xlsx")
    loaded = time.perf_counter() - start
    data = tablib.Dataset(headers=whole.headers)
    place = whole.headers.index("indicator")
    for number in range(PLAIN_ROWS):
        row = list(whole[number])
        row[place] = indicator
        row[0] = f"{row[0][:4]}2019{row[0][8:]}"
        data.append([value.replace("; ", ";") if isinstance(value, str) else value for value in row])
    start = time.perf_counter()
    with gate.open_for_upkeep():
        for dry_run in (True, False):
            outcome = _Plain().import_data(data, dry_run=dry_run, user=user, raise_errors=True, use_transactions=True)
    assert outcome.totals["new"] == PLAIN_ROWS
    return loaded / len(whole) + (time.perf_counter() - start) / PLAIN_ROWS


@pytest.mark.django_db(transaction=True)
def bench_import(plain_workbook, full_workbook, long_csv, client):
    importer = CountryRoleFactory(role=CountryRole.Role.ADMINISTRATOR, country=None).user
    print(f"\n{connection.vendor}, {ROWS} rows of {len(HEADINGS)} columns")
    _import("plain", plain_workbook, importer, client)
    ours = _import("full", full_workbook, importer, client)
    alone = _plain_seconds(full_workbook, importer)
    print(f"full: {alone / ours:.1f} times as fast as the library alone with {1 / alone:.0f} rows/s (at least 15)")

    again = _arrive(full_workbook, importer)
    _stage("examine", again)
    alone = _page_seconds(client, lambda: False)
    process = _started("plan", again)
    beside = _page_seconds(client, lambda: process.poll() is None)
    _say("the same file again (at most 15 s)", _measured(process))
    print(f"a list of results meanwhile: {beside / alone:.2f} times its usual {alone * 1000:.0f} ms (at most 1.5)")
    print(ImportBatch.objects.get(pk=again.pk).counts["all"])

    long = _arrive(long_csv, importer)
    _stage("examine", long)
    _say(f"plan {LONG_ROWS} rows of csv (memory at most 400 MB)", _stage("plan", long))
    _say_page(long, importer, client)


def _page_seconds(client, goes_on):
    """How long a list of results takes, made anew each time: the median of thirty, or of as many as go on."""
    times = []
    while len(times) < 30 or goes_on():
        start = time.perf_counter()
        assert client.get(reverse("results"), {"q": f"review {len(times)}"}).status_code == 200
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2]


def _import(shape, path, importer, client):
    """Import a workbook; gives back the seconds that planning and applying a row took."""
    batch = _arrive(path, importer)
    _say(f"{shape}: examine", _stage("examine", batch))
    seconds = _say(f"{shape}: plan (100,000 rows: at most 20 s)", _stage("plan", batch))
    _say_page(batch, importer, client)
    batches.apply(batch, by=importer)
    seconds += _say(f"{shape}: apply (100,000 rows: at most 12 s)", _stage("apply", batch))
    print(f"{shape}: {ROWS / seconds:.0f} rows/s end to end (at least 3500)")
    return seconds / ROWS


def _say(name, measured):
    work = f"{measured['seconds']:.1f} s, {measured['worker_seconds']:.1f} s of them its own work"
    print(f"{name}: {work}, worker {measured['worker_mb']:.0f} MB, its child {measured['child_mb']:.0f} MB")
    return measured["seconds"]


def _say_page(batch, user, client):
    """How long the page of the plan takes, at its first and at a late page."""
    client.force_login(user)
    for query in ({"outcome": "created"}, {"outcome": "created", "last": 1}):
        times = []
        for _ in range(5):
            start = time.perf_counter()
            answer = client.get(reverse("import-plan", args=[batch.token]), query)
            times.append(time.perf_counter() - start)
            assert answer.status_code == 200
        print(f"plan page {query}: {sorted(times)[2] * 1000:.0f} ms (at most 100)")
