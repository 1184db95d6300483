"""An attempt at an import: taken over by one worker, ended by it, or by whoever finds that it was left behind.

An attempt begins under the lock of the import, when ``state_since`` becomes its own; whatever it does later asks
whether that still stands. So of two workers with the same import, one of them taken for dead and woken up again, only
the later one can move it on.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.tasks import Task
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from results import tasks
from results.imports.progress import Cancelled, Progress, Superseded
from results.models import ImportBatch
from results.work.queue import is_in_queue, put_in_queue

State = ImportBatch.State
# The states in which a worker has it, and the task that does the work.
WORK: dict[str, Task[..., Any]] = {
    State.ARRIVED: tasks.examine_import,
    State.PLANNING: tasks.plan_import,
    State.APPLYING: tasks.apply_import,
    State.TAKING_BACK: tasks.take_back_import,
}
# Whoever waited longer than this for a plan may have left.
_LONG = timedelta(minutes=1)


def begin(batch_pk: int, state: str) -> ImportBatch | None:
    """Take an import over from whoever had it; None where it has left this state."""
    with transaction.atomic():
        held = _held(batch_pk, state)
        if held is not None:
            held.state_since, held.rows_done = timezone.now(), 0
            held.save(update_fields=["state_since", "rows_done"])
    return held


def settle(progress: Progress, state: str, **fields: Any) -> None:
    """Move the import on; raises Cancelled, or Superseded where it is another worker's by now.

    Inside the transaction that writes its rows, this is what makes both true or neither.
    """
    ours = ImportBatch.objects.filter(pk=progress.batch_pk, state_since=progress.since)
    with transaction.atomic():
        now = timezone.now()
        moved = ours.filter(is_to_cancel=False).update(
            state=state, state_since=now, rows_done=progress.done, rows_total=progress.total, **fields
        )
        if not moved:
            raise Cancelled if ours.exists() else Superseded
        if state in WORK:
            put_in_queue(WORK[state], progress.batch_pk)
        elif state == State.APPLIED or (state == State.PLANNED and now - progress.since > _LONG):
            put_in_queue(tasks.tell_of_import, progress.batch_pk)


def cancel(batch: ImportBatch) -> None:
    """End an attempt that somebody asked to stop."""
    with transaction.atomic():
        if _end(batch, state=State.CANCELLED, sentence="") and batch.state == State.PLANNING:
            batch.rows.all().delete()


def fail(batch: ImportBatch, sentence: str) -> None:
    """End an attempt that came to nothing, and say why; what was written before stands as it was."""
    with transaction.atomic():
        if batch.state == State.TAKING_BACK:
            is_ours = _end(batch, state=State.APPLIED, sentence=sentence, taken_back_by=None, taken_back_at=None)
        else:
            is_ours = _end(batch, state=State.FAILED, sentence=sentence)
        if is_ours and batch.state == State.PLANNING:
            batch.rows.all().delete()
        if is_ours:
            put_in_queue(tasks.tell_of_import, batch.pk)


def give_up(batch_pk: int) -> None:
    """End an import on which the work stopped too often: its file is beyond it, or this machine is."""
    batch = ImportBatch.objects.filter(pk=batch_pk, state__in=WORK).first()
    if batch is None:
        return
    with translation.override(batch.language):
        if batch.state == State.TAKING_BACK:
            sentence = _(
                "Taking this import back ended three times without finishing, so nothing of it was taken back. Try "
                "again later, or ask whoever runs this server."
            )
        else:
            sentence = _(
                "The import ended three times without finishing, so nothing of it was written. Divide the file and "
                "upload its parts, or ask whoever runs this server."
            )
        fail(batch, sentence)


def queue_again(before: datetime) -> int:
    """Have done what stands still since then though no task is left that would do it; gives back how many."""
    count = 0
    for state, task in WORK.items():
        for key in ImportBatch.objects.filter(state=state, state_since__lt=before).values_list("pk", flat=True):
            with transaction.atomic():
                if _held(key, state) and not is_in_queue(task, key):
                    put_in_queue(task, key)
                    count += 1
    return count


def _held(batch_pk: int, state: str) -> ImportBatch | None:
    return ImportBatch.objects.select_for_update(of=("self",)).filter(pk=batch_pk, state=state).first()


def _end(batch: ImportBatch, **fields: Any) -> bool:
    """Move the import out of its attempt; gives back whether it was still this one's."""
    ours = ImportBatch.objects.filter(pk=batch.pk, state_since=batch.state_since)
    return bool(ours.update(state_since=timezone.now(), is_to_cancel=False, **fields))
