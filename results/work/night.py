"""What has to be done once a night: claimed by whoever comes first, a worker or `manage.py nightly`."""

import logging
from collections.abc import Callable
from datetime import date, timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from results import mailing, tasks
from results.checks import standing
from results.desk.files import sweeping as files
from results.desk.keeping import sweeping as keeping
from results.imports import attempts, telling
from results.imports import sweeping as imports
from results.models import NightlyRun, Worker
from results.work.queue import put_in_queue

logger = logging.getLogger(__name__)

_KEPT_IN_QUEUE = timedelta(days=14)
_LONGEST = timedelta(hours=6)
# Without workers an import is done in the process that answered; one that stands still for so long ended with it.
_STANDSTILL = timedelta(hours=1)


def _summaries() -> int:
    return mailing.send_digests(timezone.localdate() - timedelta(days=1))


def _clear_queue() -> int:
    before = timezone.now() - _KEPT_IN_QUEUE
    Worker.objects.filter(seen_at__lt=before).delete()
    return DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()[0]


STEPS: dict[str, Callable[[], object]] = {
    "quality checks": standing.check_all,
    "imports that stood still": lambda: attempts.queue_again(timezone.now() - _STANDSTILL),
    "mails that could not be sent": mailing.send_waiting,
    "mails about imports": telling.send_waiting,
    "summaries of yesterday": _summaries,
    "unsaved work older than 60 days": lambda: keeping.sweep(timezone.now()),
    "files that became no evidence": lambda: files.sweep(timezone.now()),
    "imports that were not written in 30 days": lambda: imports.sweep(timezone.now()),
    "prepared files older than 7 days": lambda: imports.sweep_prepared(timezone.now()),
    "tasks that were done 14 days ago": _clear_queue,
    "ended sessions": lambda: call_command("clearsessions"),
}


def start_if_due() -> bool:
    """Put the work of tonight into the queue, where its hour has come and nobody else has done so."""
    now = timezone.localtime()
    if now.hour < settings.NIGHTLY_HOUR or NightlyRun.objects.filter(day=now.date()).exists():
        return False
    try:
        with transaction.atomic():
            NightlyRun.objects.create(day=now.date())
            put_in_queue(tasks.do_nightly_work, now.date().isoformat())
    except IntegrityError:
        return False
    return True


def claim(day: date) -> bool:
    """Take the work of a day upon oneself, done already or not; False while somebody else is at it."""
    run, is_new = NightlyRun.objects.get_or_create(day=day)
    ended = Q(finished_at__isnull=False) | Q(started_at__lt=timezone.now() - _LONGEST)
    free = NightlyRun.objects.filter(ended, pk=run.pk)
    return is_new or bool(free.update(started_at=timezone.now(), finished_at=None))


def carry_out(day: date) -> dict[str, object]:
    """Do every step for a day that was claimed; what each gave back, an exception where it failed.

    One step that fails keeps no other from being done.
    """
    done: dict[str, object] = {}
    for name, step in STEPS.items():
        try:
            done[name] = step()
        except Exception as error:
            logger.exception("The nightly step “%s” failed.", name)
            done[name] = error
    NightlyRun.objects.filter(day=day).update(finished_at=timezone.now())
    return done
