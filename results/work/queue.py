"""Putting work into the queue: together with what makes it necessary, or not at all."""

from typing import Any

from django.db import InterfaceError, InternalError, OperationalError, transaction
from django.tasks import Task, TaskResultStatus
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

# The database is away, or let go of us: nothing can be written down now, and the task is handed out again.
LOST = (OperationalError, InterfaceError, InternalError)
QueuedTask = DBTaskResult[..., Any]
_TO_DO = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def put_in_queue(task: Task[..., Any], *args: Any) -> None:
    """Have a task done after the open transaction, and only if that is stored.

    Where the queue is in the database the task is part of the transaction. Without workers it runs in this process,
    after the transaction.
    """
    if isinstance(task.get_backend(), DatabaseBackend):
        task.enqueue(*args)
    else:
        transaction.on_commit(lambda: task.enqueue(*args))


def is_in_queue(task: Task[..., Any], *args: Any) -> bool:
    """Whether this waits to be done, or is being done."""
    asked = DBTaskResult.objects.filter(status__in=_TO_DO, task_path=task.module_path)
    return asked.filter(args_kwargs={"args": list(args), "kwargs": {}}).exists()
