"""The life of an import: what people do with it. Each act checks where the import stands, under its lock.

 arrived > asking > planning > planned > applying > applied > taking-back > taken-back; or failed, or cancelled.

What workers do with it meanwhile is in jobs.py. Every act raises ValidationError with a sentence where the state does
not allow it, PermissionDenied for whoever is no administrator, and gives back the import as it stands afterwards.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.models import User
from results import tasks
from results.imports import mapping
from results.imports.kinds.lookups import Lookups
from results.models import ImportBatch, ImportRow, SavedMapping
from results.work.queue import put_in_queue

State = ImportBatch.State
# Its reading has come far enough that it can be read again otherwise.
_CORRECTABLE = frozenset({State.ASKING, State.PLANNED, State.FAILED, State.CANCELLED})
_NOT_TAKEN = frozenset({ImportRow.Outcome.REFUSED, ImportRow.Outcome.CONFLICT})
_BUT = {
    State.ARRIVED: gettext_lazy("This file is still being read. Wait a moment, then look again."),
    State.ASKING: gettext_lazy("There are questions about this file. Answer them first."),
    State.PLANNING: gettext_lazy("This file is being judged. Wait until that is done, or cancel the import."),
    State.PLANNED: gettext_lazy("Nothing of this import is written yet. Look at its plan first."),
    State.APPLYING: gettext_lazy("This import is being written. Wait until that is done, or cancel it."),
    State.APPLIED: gettext_lazy("This import is written already. Take it back, or correct what it wrote."),
    State.TAKING_BACK: gettext_lazy("This import is being taken back. Wait until that is done."),
    State.TAKEN_BACK: gettext_lazy("This import was taken back. Upload its file again to import it once more."),
    State.CANCELLED: gettext_lazy("This import was cancelled. Upload its file again."),
    State.FAILED: gettext_lazy("This import failed. Correct its file and upload it again."),
}


def arrive(content: "File[bytes]", *, name: str, by: User, saved: SavedMapping | None = None) -> ImportBatch:
    """Keep a file that was sent, without looking into it, and have a worker do that; ``saved`` says how to read it."""
    _require_administrator(by)
    digest = sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    batch = ImportBatch(
        name=name[-200:], size=content.size, sha256=digest.hexdigest(), by=by, language=_language_of(by)
    )
    batch.answers = {"saved": saved.pk} if saved else {}
    batch.file.save(name, content, save=False)
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
            put_in_queue(tasks.examine_import, batch.pk)
    except BaseException:
        batch.file.delete(save=False)
        raise
    return batch


def answer(batch: ImportBatch, answers: dict[str, Any], *, by: User) -> ImportBatch:
    """Say how the file is to be read; it is judged anew, unless that leaves a question open.

    Where another encoding is chosen, it is first read again, for its headings read otherwise then.
    """
    with _held(batch, by, _CORRECTABLE) as held:
        if not held.examined:
            raise ValidationError(_BUT[State.FAILED])
        held.answers = answers
        if mapping.is_to_be_read_again(held.examined, answers):
            _move(held, State.ARRIVED)
            put_in_queue(tasks.examine_import, held.pk)
        elif mapping.questions(held.examined, answers, Lookups()):
            _move(held, State.ASKING)
        else:
            _plan(held)
    return held


def choose(
    batch: ImportBatch, *, mode: str, blanks: str, arrival: str, leaves_out_refused: bool, by: User
) -> ImportBatch:
    """Say which rows are written and how; what changes how they are judged has them judged anew."""
    with _held(batch, by, {State.ASKING, State.PLANNED}) as held:
        _require_sender(held, arrival, by)
        is_judged_otherwise = (held.blanks, held.arrival) != (blanks, arrival)
        held.mode, held.blanks, held.arrival = mode, blanks, arrival
        held.leaves_out_refused = leaves_out_refused
        held.clean_fields(exclude={f.name for f in held._meta.fields} - {"mode", "blanks", "arrival"})
        held.save(update_fields=["mode", "blanks", "arrival", "leaves_out_refused"])
        if held.state == State.PLANNED and is_judged_otherwise:
            _plan(held)
    return held


def leave_out(batch: ImportBatch, row_pks: Collection[int], *, is_left_out: bool, by: User) -> ImportBatch:
    """Leave rows of the plan out, or take them up again."""
    with _held(batch, by, {State.PLANNED}) as held:
        held.rows.filter(pk__in=row_pks).update(is_left_out=is_left_out)
    return held


def apply(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Have the plan written, all of it or nothing."""
    with _held(batch, by, {State.PLANNED}) as held:
        _require_sender(held, held.arrival, by)
        if not held.leaves_out_refused and held.rows.filter(outcome__in=_NOT_TAKEN, is_left_out=False).exists():
            raise ValidationError(
                _(
                    "Some rows are refused or in conflict. Correct them and upload the file again, or say that they "
                    "are to be left out."
                )
            )
        if not ImportRow.objects.to_write(held).exists():
            raise ValidationError(_("There is nothing to write: no row of this plan is new or changed."))
        _move(held, State.APPLYING)
        put_in_queue(tasks.apply_import, held.pk)
    return held


def cancel(batch: ImportBatch, *, by: User) -> ImportBatch:
    """End an import of which nothing is written; a worker that has it stops at its next rows."""
    with _held(batch, by, {State.ARRIVED, State.ASKING, State.PLANNING, State.PLANNED, State.APPLYING}) as held:
        if held.state in (State.ASKING, State.PLANNED):
            _move(held, State.CANCELLED)
        else:
            held.is_to_cancel = True
            held.save(update_fields=["is_to_cancel"])
    return held


def take_back(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Have what was written taken back, whenever that was; what somebody changed since stays."""
    with _held(batch, by, {State.APPLIED}) as held:
        held.taken_back_by, held.taken_back_at = by, timezone.now()
        _move(held, State.TAKING_BACK)
        put_in_queue(tasks.take_back_import, held.pk)
    return held


@contextmanager
def _held(batch: ImportBatch, by: User, states: Collection[str]) -> Iterator[ImportBatch]:
    """The import as it stands now, locked for one transaction; refused where it stands elsewhere."""
    _require_administrator(by)
    with transaction.atomic():
        held = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if held.state not in states:
            raise ValidationError(_BUT[State(held.state)])
        if held.is_to_cancel:
            raise ValidationError(_("This import is being cancelled. Wait until that is done."))
        yield held


def _require_administrator(by: User) -> None:
    if not by.is_administrator:
        raise PermissionDenied(_("Only administrators import sheets. Send yours to one of them."))


def _require_sender(held: ImportBatch, arrival: str, by: User) -> None:
    """Reports are sent in and published in the name of whoever sent the file, so by nobody else's choice."""
    if arrival != ImportBatch.Arrival.DRAFT and held.by_id != by.pk:
        raise ValidationError(
            _(
                "Only %(person)s, who sent this file, can have its reports arrive as sent in or as published. Let them "
                "arrive as drafts, or send the file yourself."
            )
            % {"person": held.by}
        )


def _language_of(by: User) -> str:
    """The language in which she works now, for all that is said about this import."""
    active = translation.get_language()
    return active if active in dict(settings.LANGUAGES) else by.language


def _plan(held: ImportBatch) -> None:
    _move(held, State.PLANNING)
    put_in_queue(tasks.plan_import, held.pk)


def _move(held: ImportBatch, state: str) -> None:
    held.state, held.state_since, held.sentence = state, timezone.now(), ""
    held.rows_done = held.rows_total = 0
    held.save()
