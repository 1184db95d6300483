"""A worker takes one task after another, and writes down how each ended."""

import os
import signal
from datetime import timedelta

import pytest
from django.core import mail
from django.db import OperationalError
from django.tasks import task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from results.models import ImportBatch
from results.models import Worker as WorkerRow
from results.work import worker as working
from results.work.heart import Heart
from results.work.queue import put_in_queue
from results.work.worker import Worker
from tests.factories import ImportBatchFactory, WorkerFactory
from tests.results.imports import engine

pytestmark = pytest.mark.usefixtures("db", "queue")
done = []
troubles = {}


@task()
def note(word):
    done.append(word)
    if trouble := troubles.get(word):
        trouble()
    return {"word": word}


@task(priority=10)
def note_soon(word):
    done.append(word)


@pytest.fixture(autouse=True)
def nothing_done_yet(monkeypatch):
    done.clear()
    troubles.clear()
    # What the night brings has tests of its own.
    monkeypatch.setattr(working.night, "start_if_due", lambda: False)


def raises(error):
    def trouble():
        raise error

    return trouble


def ended():
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", "return_value"))


def test_task_is_done_and_its_answer_kept():
    put_in_queue(note, "one")

    steps = [Worker().step(), Worker().step()]

    assert (steps, done, ended()) == ([True, False], ["one"], [("SUCCESSFUL", {"word": "one"})])


def test_what_people_wait_for_comes_before_what_takes_long():
    put_in_queue(note, "import")
    put_in_queue(note_soon, "mail")
    worker = Worker()

    worker.step()
    worker.step()

    assert done == ["mail", "import"]


def test_task_that_fails_is_logged_and_ends_nothing_else(caplog):
    troubles["one"] = raises(ZeroDivisionError("division by zero"))
    put_in_queue(note, "one")
    put_in_queue(note, "two")
    worker = Worker()

    worker.step()
    worker.step()

    assert [status for status, _value in ended()] == ["FAILED", "SUCCESSFUL"]
    assert DBTaskResult.objects.failed().get().traceback.splitlines()[-1] == "ZeroDivisionError: division by zero"
    assert "tests.results.work.test_worker.note failed." in caplog.messages


def test_import_whose_task_fails_by_itself_is_not_left_running(monkeypatch, administrator):
    batch = ImportBatchFactory(**engine.fields_of("planning", administrator))
    monkeypatch.setattr("results.imports.jobs.plan", lambda key: raises(ImportError())())
    from results import tasks

    put_in_queue(tasks.plan_import, batch.pk)

    Worker().step()

    batch.refresh_from_db()
    assert batch.state == "failed"


@pytest.mark.parametrize(
    ("attempts_before", "expected"), [(0, "READY"), (1, "READY"), (2, "FAILED")], ids=["first", "second", "third"]
)
def test_task_that_an_outage_interrupts_is_done_again_three_times_at_most(attempts_before, expected):
    troubles["one"] = raises(OperationalError("the connection is closed"))
    put_in_queue(note, "one")
    DBTaskResult.objects.update(worker_ids=["another"] * attempts_before)

    Worker().step()

    assert ended() == [(expected, None)]


def test_worker_that_is_told_twice_to_stop_puts_its_task_back_and_ends():
    worker = Worker()

    def stop_twice():
        worker._stop(signal.SIGTERM, None)
        worker._stop(signal.SIGTERM, None)

    troubles["one"] = stop_twice
    put_in_queue(note, "one")

    with pytest.raises(SystemExit):
        worker.step()

    assert ended() == [("READY", None)]


def test_worker_that_was_taken_for_dead_writes_no_end_down():
    def be_taken_up():
        DBTaskResult.objects.get().claim("another")

    troubles["one"] = be_taken_up
    put_in_queue(note, "one")

    Worker().step()

    [stored] = DBTaskResult.objects.all()
    assert (stored.status, len(stored.worker_ids), stored.return_value) == ("RUNNING", 2, None)


def test_task_that_a_killed_worker_left_is_done_by_another(settings):
    put_in_queue(note, "one")
    killed = WorkerFactory(seen_at=timezone.now() - timedelta(minutes=1))
    DBTaskResult.objects.get().claim(killed.name)
    settings.WORKER_BEAT = 0
    worker = Worker()

    steps = [worker.step(), worker.step()]

    assert (steps, done, ended()) == ([False, True], ["one"], [("SUCCESSFUL", {"word": "one"})])


def test_import_goes_through_its_stages_and_is_told_of(monkeypatch, administrator):
    from results.imports import batches

    engine.install(monkeypatch)
    batch = ImportBatchFactory(**engine.fields_of("asking", administrator))
    worker = Worker()
    batches.answer(batch, engine.ANSWERS, by=administrator)
    worker.step()
    batch.rows.create(sheet=0, number=2, outcome="created")
    batches.apply(batch, by=administrator)
    worker.step()

    worker.step()

    assert (ImportBatch.objects.get().state, len(mail.outbox)) == ("applied", 1)


@pytest.mark.parametrize(
    ("parent", "told", "runs"),
    [
        pytest.param(None, False, True, id="by itself"),
        pytest.param("own", False, True, id="its parent lives"),
        pytest.param("other", False, False, id="its parent has ended"),
        pytest.param(None, True, False, id="told to stop"),
    ],
)
def test_worker_runs_until_it_is_told_to_stop_or_its_parent_ends(parent, told, runs):
    parents = {"own": os.getppid(), "other": 1 if os.getppid() != 1 else 2}
    worker = Worker(parent=parents.get(parent))
    if told:
        worker._stop(signal.SIGTERM, None)

    assert worker._is_over() is not runs


def test_worker_waits_for_a_database_that_is_away(monkeypatch, caplog):
    worker = Worker()
    answers = [raises(OperationalError("the server is starting up")), lambda: False, lambda: worker._finish(0, None)]
    pauses = []
    monkeypatch.setattr(working.time, "sleep", pauses.append)

    worker._repeat(lambda: answers.pop(0)())

    assert (answers, pauses) == ([], [1.0, 1.0, 1.0])
    assert caplog.messages == [f"Worker {worker.name} waits for the database: the server is starting up"]


def test_heart_makes_its_worker_known_and_takes_leave(settings):
    settings.WORKER_BEAT = 3600
    heart = Heart("worker-1")

    heart.start()
    known = list(WorkerRow.objects.values_list("name", flat=True))
    heart.stop()

    assert (known, WorkerRow.objects.count()) == (["worker-1"], 0)


def test_worker_that_was_forgotten_while_it_was_paused_makes_itself_known_again():
    heart = Heart("worker-1")
    heart._beat()
    WorkerRow.objects.all().delete()

    heart._beat()

    assert WorkerRow.objects.get().name == "worker-1"


def test_beat_makes_a_worker_fresh_and_no_other():
    old = timezone.now() - timedelta(hours=1)
    WorkerFactory(name="worker-1", seen_at=old)
    WorkerFactory(name="worker-2", seen_at=old)

    Heart("worker-1")._beat()

    assert list(WorkerRow.objects.filter(seen_at__gt=old).values_list("name", flat=True)) == ["worker-1"]


def test_names_of_workers_fit_and_differ():
    names = {Worker().name for _each in range(20)}

    assert (len(names), max(map(len, names)) <= 64) == (20, True)
