"""The work of the night: begun once a day by the first worker that is free, or by the command."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from results.models import ImportBatch, ImportRow, NightlyRun, PreparedFile
from results.work import night
from results.work.queue import put_in_queue
from results.work.worker import Worker
from tests.factories import ImportBatchFactory, ImportRowFactory, NightlyRunFactory, PreparedFileFactory
from tests.results.imports import engine


@pytest.fixture
def at(monkeypatch):
    def set_clock(*moment):
        monkeypatch.setattr(night.timezone, "localtime", lambda: datetime(*moment, tzinfo=UTC))

    return set_clock


@pytest.mark.usefixtures("db", "queue")
class TestWorkers:
    """Workers look every few seconds whether it is time."""

    def test_first_worker_after_the_hour_puts_the_work_into_the_queue(self, at):
        at(2022, 3, 1, 1, 59)
        before = night.start_if_due()
        at(2022, 3, 1, 2, 0)

        after = [night.start_if_due(), night.start_if_due()]

        assert (before, after, engine.queued()) == (False, [True, False], [("do_nightly_work", "2022-03-01")])

    def test_work_comes_again_the_next_night(self, at):
        at(2022, 3, 1, 2, 0)
        night.start_if_due()
        at(2022, 3, 2, 2, 0)

        assert night.start_if_due()
        assert list(NightlyRun.objects.values_list("day", flat=True)) == [date(2022, 3, 2), date(2022, 3, 1)]

    def test_hour_is_a_setting(self, at, settings):
        settings.NIGHTLY_HOUR = 23
        at(2022, 3, 1, 22, 59)

        assert not night.start_if_due()

    def test_worker_does_the_work_and_says_when_it_ended(self, settings, monkeypatch):
        settings.NIGHTLY_HOUR = 0
        done = []
        monkeypatch.setattr(night, "STEPS", {"one": lambda: done.append(1), "two": lambda: done.append(2)})
        worker = Worker()

        worker.step()

        run = NightlyRun.objects.get()
        assert (done, run.finished_at > run.started_at) == ([1, 2], True)


@pytest.mark.parametrize(
    ("started", "finished", "is_free"),
    [
        pytest.param(None, None, True, id="not begun"),
        pytest.param(2, 1, True, id="done already"),
        pytest.param(2, None, False, id="a worker is at it"),
        pytest.param(7, None, True, id="whoever was at it is gone"),
    ],
)
def test_command_leaves_alone_what_a_worker_is_doing(db, monkeypatch, started, finished, is_free):
    hours = {None: None} | {n: timezone.now() - timedelta(hours=n) for n in (1, 2, 7)}
    if started:
        NightlyRunFactory(day=timezone.localdate(), started_at=hours[started], finished_at=hours[finished])
    monkeypatch.setattr(night, "STEPS", {"checks": lambda: 3})
    out = StringIO()

    call_command("nightly", stdout=out)

    expected = "checks: 3" if is_free else "A worker is doing this at the moment. Nothing is left to do here."
    assert (out.getvalue().splitlines(), NightlyRun.objects.count()) == ([expected], 1)


def test_nobody_does_again_what_the_command_has_done(db, queue, monkeypatch):
    monkeypatch.setattr(night, "STEPS", {})
    call_command("nightly", stdout=StringIO())

    assert (night.start_if_due(), engine.queued()) == (False, [])


@pytest.mark.parametrize(
    ("state", "days", "after"),
    [
        ("planned", 31, ("cancelled", 0)),
        ("asking", 31, ("cancelled", 0)),
        ("cancelled", 31, ("cancelled", 0)),
        ("failed", 31, ("failed", 0)),
        ("planned", 29, ("planned", 1)),
        ("failed", 29, ("failed", 1)),
        ("applied", 400, ("applied", 1)),
        ("taken-back", 400, ("taken-back", 1)),
    ],
)
def test_rows_of_what_was_never_written_go_after_a_month_and_the_file_stays(administrator, state, days, after):
    since = timezone.now() - timedelta(days=days)
    batch = ImportBatchFactory(**engine.fields_of(state, administrator), state_since=since, told_at=timezone.now())
    ImportRowFactory(batch=batch)

    call_command("nightly", stdout=StringIO())

    batch.refresh_from_db()
    assert (batch.state, ImportRow.objects.count()) == after
    assert batch.file.read() == b"reference"


def test_prepared_files_go_after_a_week(administrator, django_user_model):
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    old, fresh = (PreparedFileFactory(by=administrator, at=timezone.now() - timedelta(days=days)) for days in (8, 6))
    for prepared in (old, fresh):
        prepared.file.save("export.xlsx", ContentFile(b"rows"))
    PreparedFileFactory(by=administrator, at=timezone.now() - timedelta(days=8))

    call_command("nightly", stdout=StringIO())

    assert list(PreparedFile.objects.all()) == [fresh]
    assert [default_storage.exists(prepared.file.name) for prepared in (old, fresh)] == [False, True]


def test_plan_that_waits_for_whoever_left_it_is_told_of_at_night(administrator):
    ImportBatchFactory(**engine.fields_of("planned", administrator))

    for _night in range(2):
        call_command("nightly", stdout=StringIO())

    assert [message.subject for message in mail.outbox] == ["[Waymark] results.csv is judged and waits for you"]


def test_import_whose_process_ended_is_begun_again_at_night(
    administrator, monkeypatch, django_capture_on_commit_callbacks
):
    engine.install(monkeypatch)
    long_ago = timezone.now() - timedelta(hours=2)
    ImportBatchFactory(**engine.fields_of("planning", administrator), state_since=long_ago)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("nightly", stdout=StringIO())

    assert ImportBatch.objects.get().state == "planned"


def test_queue_forgets_what_was_done_two_weeks_ago(db, queue):
    from results import tasks

    for days in (15, 13):
        put_in_queue(tasks.send_notices)
        ended = timezone.now() - timedelta(days=days)
        DBTaskResult.objects.filter(status="READY").update(status="SUCCESSFUL", finished_at=ended)
    put_in_queue(tasks.send_notices)

    call_command("nightly", stdout=StringIO())

    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["READY", "SUCCESSFUL"]
