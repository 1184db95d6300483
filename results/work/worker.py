"""A worker: takes one task after another from the queue in the database, and looks after the others in between."""

import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from traceback import format_exc
from types import FrameType
from typing import Any

from django.conf import settings
from django.db import close_old_connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.json import normalize_json
from django_tasks_db.models import DBTaskResult

from results.work import night
from results.work.heart import Heart
from results.work.queue import LOST, QueuedTask
from results.work.taking_up import Lookout, give_up, hand_on

logger = logging.getLogger(__name__)

_SECONDS_IDLE = 1.0
_NICENESS = 10


class Worker:
    """One process that works until it is told to stop, or (``parent``) until the process that started it has ended."""

    def __init__(self, *, parent: int | None = None) -> None:
        self.name = f"{socket.gethostname()[:40]}-{os.getpid()}-{get_random_string(8)}"
        self._parent = parent
        self._heart = Heart(self.name)
        self._lookout = Lookout(self.name)
        self._looked_at = float("-inf")
        self._is_to_stop = False

    def run(self) -> None:
        """Work until told to stop; an outage of the database is waited out."""
        # People wait for pages; on a machine that does both, imports get what is left.
        os.nice(_NICENESS)
        connection_created.connect(_end_when_paused)
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGUSR1, self._finish)
        self._repeat(self._heart.start, until_it_works=True)
        logger.info("Worker %s has started.", self.name)
        try:
            self._repeat(self.step)
        finally:
            self._heart.stop()
        logger.info("Worker %s has ended.", self.name)

    def step(self) -> bool:
        """Do one task, and what is due besides; gives back whether there was one."""
        if time.monotonic() - self._looked_at >= settings.WORKER_BEAT:
            self._looked_at = time.monotonic()
            self._lookout.look()
            night.start_if_due()
        task = self._claim()
        if task is not None:
            self._do(task)
        return task is not None

    def _repeat(self, act: Callable[[], bool], *, until_it_works: bool = False) -> None:
        """Act until it is time to stop, with a pause after each time that came to nothing."""
        while not self._is_over():
            close_old_connections()
            try:
                has_acted = act()
            except LOST as error:
                logger.warning("Worker %s waits for the database: %s", self.name, error)
                has_acted = False
            if has_acted and until_it_works:
                return
            if not has_acted:
                time.sleep(min(_SECONDS_IDLE, settings.WORKER_BEAT))

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        """End after the task at hand; told again, end at once, and the task goes back into the queue."""
        if self._is_to_stop:
            raise SystemExit(1)
        self._finish(signum, frame)

    def _finish(self, signum: int, frame: FrameType | None) -> None:
        """End after the task at hand, however often this is said."""
        self._is_to_stop = True

    def _is_over(self) -> bool:
        return self._is_to_stop or (self._parent is not None and os.getppid() != self._parent)

    def _claim(self) -> QueuedTask | None:
        """Take the next task out of the queue; looking costs no lock."""
        ready = DBTaskResult.objects.ready()
        if not ready.exists():
            return None
        with transaction.atomic():
            task = ready.get_locked()
            if task is not None:
                task.claim(self.name)
        return task

    def _do(self, task: QueuedTask) -> None:
        began = time.monotonic()
        try:
            value = normalize_json(task.task.call(*task.args_kwargs["args"], **task.args_kwargs["kwargs"]))
        except (*LOST, SystemExit, KeyboardInterrupt) as error:
            logger.warning("%s was interrupted: %r", task.task_path, error)
            # Where the database is away this fails as well; the lookout finds the task once it is back.
            hand_on(task)
            if not isinstance(error, LOST):
                raise
        except Exception:
            logger.exception("%s failed.", task.task_path)
            with transaction.atomic():
                if _end(task, TaskResultStatus.FAILED, traceback=format_exc()):
                    give_up(task)
        else:
            _end(task, TaskResultStatus.SUCCESSFUL, return_value=value)
            logger.info("%s %s: done in %.1f s", task.task_path, task.args_kwargs["args"], time.monotonic() - began)


def _end(task: QueuedTask, status: str, **fields: Any) -> bool:
    """Write the end of a task down, unless another worker has taken it up meanwhile."""
    attempt = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at)
    return bool(attempt.update(status=status, finished_at=timezone.now(), **fields))


def _end_when_paused(connection: BaseDatabaseWrapper, **signal: object) -> None:
    """Let the database end what a worker that was paused, or whose machine is gone, holds locked."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET idle_in_transaction_session_timeout = '2min'")
