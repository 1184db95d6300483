"""Taking up what dead workers left: their tasks go back into the queue, three times at most."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from results import tasks
from results.imports import attempts
from results.models import Worker
from results.work.queue import QueuedTask

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
# In beats of the heart.
_SILENCE = 4
# What was stored together with its task needs nobody to look after it; this is for what was not.
_STANDSTILL = timedelta(minutes=1)


class Lookout:
    """One worker's eye on the others.

    It hands on the tasks of those it has missed at two looks in a row, a beat apart: after an outage of the database
    or a long transaction on SQLite everybody was silent for a while, and the living are heard of in between.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._missed: set[str] = set()

    def look(self) -> int:
        """Hand on what is left behind; gives back how many tasks. Only between tasks of one's own."""
        running = list(DBTaskResult.objects.running())
        silence = timedelta(seconds=_SILENCE * settings.WORKER_BEAT)
        heard = set(Worker.objects.filter(seen_at__gt=Now() - silence).values_list("name", flat=True))
        missed = {task.worker_ids[-1] for task in running} - heard
        dead = missed & self._missed | {self.name}
        self._missed = missed
        attempts.queue_again(timezone.now() - _STANDSTILL)
        return sum(hand_on(task) for task in running if task.worker_ids[-1] in dead)


def hand_on(task: QueuedTask) -> bool:
    """Put a task whose attempt came to no end back into the queue, or give it up; False where another did.

    ``started_at`` names the attempt: of several workers that find it, one changes the row.
    """
    attempt = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at)
    if len(task.worker_ids) < MOST_ATTEMPTS:
        is_handed_on = bool(attempt.update(status=TaskResultStatus.READY))
        if is_handed_on:
            logger.warning("%s was left behind by worker %s; it is done again.", task.task_path, task.worker_ids[-1])
        return is_handed_on
    with transaction.atomic():
        is_given_up = bool(attempt.update(status=TaskResultStatus.FAILED, finished_at=timezone.now()))
        if is_given_up:
            logger.error("%s was left behind by %s workers; it is given up.", task.task_path, MOST_ATTEMPTS)
            give_up(task)
    return is_given_up


def give_up(task: QueuedTask) -> None:
    """Say what becomes of the matter of a task that will not be done."""
    if handler := tasks.GIVEN_UP.get(task.task_path):
        handler(*task.args_kwargs["args"])
