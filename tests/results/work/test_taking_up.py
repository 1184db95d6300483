"""What dead workers left is taken up: by one of the living, three times at most."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from results import tasks
from results.models import ImportBatch, Worker
from results.work.queue import put_in_queue
from results.work.taking_up import Lookout, hand_on
from tests.factories import ImportBatchFactory, WorkerFactory
from tests.results.imports import engine

pytestmark = pytest.mark.usefixtures("db", "queue")


def worker_heard_of(seconds_ago):
    return WorkerFactory(seen_at=timezone.now() - timedelta(seconds=seconds_ago)).name


def task_of(*workers, about=0):
    """A task that these workers have begun, one after another."""
    put_in_queue(tasks.plan_import, about)
    task = DBTaskResult.objects.latest("enqueued_at")
    for name in workers:
        task.claim(name)
    return task


def standing(task):
    task.refresh_from_db()
    return task.status, len(task.worker_ids)


def test_task_of_a_worker_that_fell_silent_goes_back_into_the_queue_at_the_second_look():
    task = task_of(worker_heard_of(seconds_ago=60))
    lookout = Lookout("me")

    looks = [(lookout.look(), standing(task)) for _look in range(3)]

    assert looks == [(0, ("RUNNING", 1)), (1, ("READY", 1)), (0, ("READY", 1))]


def test_task_of_a_worker_that_left_no_trace_goes_back_too():
    task = task_of("nobody-knows-it")
    lookout = Lookout("me")

    assert ([lookout.look(), lookout.look()], standing(task)) == ([0, 1], ("READY", 1))


def test_task_of_a_worker_that_lives_stays_its_own():
    task = task_of(worker_heard_of(seconds_ago=6))
    lookout = Lookout("me")

    assert ([lookout.look(), lookout.look()], standing(task)) == ([0, 0], ("RUNNING", 1))


def test_worker_that_is_heard_of_between_two_looks_keeps_its_task():
    name = worker_heard_of(seconds_ago=60)
    task = task_of(name)
    lookout = Lookout("me")

    lookout.look()
    Worker.objects.filter(name=name).update(seen_at=timezone.now())
    lookout.look()

    assert standing(task) == ("RUNNING", 1)


def test_own_task_that_an_outage_cut_off_is_handed_on_at_once():
    task = task_of("me")

    assert (Lookout("me").look(), standing(task)) == (1, ("READY", 1))


def test_task_of_another_attempt_is_left_alone():
    task = task_of("dead")
    seen = DBTaskResult.objects.get(pk=task.pk)
    task.claim("alive")

    assert (hand_on(seen), standing(task)) == (False, ("RUNNING", 2))


def test_third_worker_that_ends_in_the_middle_is_the_last():
    batch = ImportBatchFactory(state="planning")
    task = task_of("first", "second", "third", about=batch.pk)
    lookout = Lookout("me")

    assert ([lookout.look(), lookout.look()], standing(task)) == ([0, 1], ("FAILED", 3))
    batch.refresh_from_db()
    assert (batch.state, batch.sentence) == (
        "failed",
        "The import ended three times without finishing, so nothing of it was written. Divide the file and upload its "
        "parts, or ask whoever runs this server.",
    )


def test_import_that_stands_still_without_a_task_is_given_one():
    batch = ImportBatchFactory(state="applying", state_since=timezone.now() - timedelta(minutes=2))

    Lookout("me").look()

    assert engine.queued() == [("apply_import", batch.pk)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
@pytest.mark.parametrize("workers", [("first",), ("first", "second", "third")], ids=["handed on", "given up"])
def test_of_several_that_find_a_task_one_hands_it_on(workers):
    batch = ImportBatchFactory(state="planning")
    task = task_of(*workers, about=batch.pk)
    start = Barrier(4, timeout=10)

    def run(_number):
        try:
            start.wait()
            return hand_on(task)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(run, range(4)))

    assert sorted(answers) == [False, False, False, True]
    assert ImportBatch.objects.get().state == ("planning" if len(workers) == 1 else "failed")
