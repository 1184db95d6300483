"""What workers do with an import. Each begins anew from what is stored, and is done once however often it begins."""

import logging
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from results.actions import Conflict
from results.imports import applying, attempts, files, mapping, planning
from results.imports.attempts import State
from results.imports.kinds.kind import Kept
from results.imports.kinds.lookups import Lookups
from results.imports.on_disk import on_disk
from results.imports.progress import Cancelled, Progress, Superseded
from results.imports.rows import Problem, SheetError
from results.imports.values.showing import said
from results.models import ImportBatch, ImportRow, SavedMapping
from results.work.queue import LOST

logger = logging.getLogger(__name__)

_REFUSED = (Conflict, ValidationError, PermissionDenied)


def examine(batch_pk: int) -> None:
    """Look what is in a file; ends with questions about it, or goes on to judge it where there are none."""
    _carry_out(batch_pk, State.ARRIVED, _examine)


def plan(batch_pk: int) -> None:
    """Judge every row of a file."""
    _carry_out(batch_pk, State.PLANNING, _plan)


def apply(batch_pk: int) -> None:
    """Write what was planned, in one transaction with the word that it is written.

    Where something has changed since it was judged, nothing is written, it is judged anew, and she is told what it was.
    """
    _carry_out(batch_pk, State.APPLYING, _apply)


def take_back(batch_pk: int) -> None:
    """Take back what was written, in one transaction with the word that it is taken back."""
    _carry_out(batch_pk, State.TAKING_BACK, _take_back)


def _carry_out(batch_pk: int, state: str, work: Callable[[ImportBatch, Progress], None]) -> None:
    batch = attempts.begin(batch_pk, state)
    if batch is None:
        logger.info("Import %s is not %s any more, so there is nothing to do.", batch_pk, state)
        return
    progress = Progress(batch.pk, 0, since=batch.state_since)
    with translation.override(batch.language):
        try:
            progress.store()
            work(batch, progress)
        except Superseded:
            logger.info("Import %s has gone on without this worker, which was taken for dead.", batch_pk)
        except Cancelled:
            attempts.cancel(batch)
        except SheetError as error:
            attempts.fail(batch, str(error))
        except _REFUSED as error:
            attempts.fail(batch, said(error))
        except LOST:
            raise
        except Exception:
            logger.exception("Import %s stopped.", batch_pk)
            attempts.fail(batch, _stopped(batch_pk))


def _stopped(batch_pk: int) -> str:
    return _(
        "The work stopped because of a mistake in the program, and nothing was written. Tell whoever runs this server; "
        "its log says more about import %(number)s."
    ) % {"number": batch_pk}


def _examine(batch: ImportBatch, progress: Progress) -> None:
    with on_disk(batch.file) as path:
        chosen = batch.answers.get("encoding", "")
        examined = files.examine(path, batch.name, encoding=chosen)
    lookups = Lookups()
    saved = SavedMapping.objects.filter(pk=batch.answers.get("saved")).first()
    answers = mapping.apply_saved(saved, examined, lookups) if saved else mapping.propose(examined, lookups)
    if chosen:
        answers = mapping.answered_before(answers, batch.answers)
    after = State.ASKING if mapping.questions(examined, answers, lookups) else State.PLANNING
    attempts.settle(progress, after, examined=examined, answers=answers, format=examined["format"])


def _plan(batch: ImportBatch, progress: Progress) -> None:
    chosen = {sheet["name"] for sheet in batch.answers["sheets"]}
    progress.total = sum(sheet["rows"] for sheet in batch.examined.get("sheets", []) if sheet["name"] in chosen)
    planning.plan(batch.pk, progress)
    attempts.settle(progress, State.PLANNED)


def _apply(batch: ImportBatch, progress: Progress) -> None:
    progress.total = ImportRow.objects.to_write(batch).count()
    try:
        with transaction.atomic():
            applying.apply(batch.pk, progress)
            attempts.settle(progress, State.APPLIED, applied_at=timezone.now())
    except _REFUSED as error:
        logger.info("Import %s is judged anew: %s", batch.pk, said(error))
        sentence = _(
            "Something changed here after this file was judged, so nothing was written. It has been judged anew: look "
            "at the plan again."
        )
        progress.done = 0
        attempts.settle(progress, State.PLANNING, sentence=f"{sentence} {said(error)}")


def _take_back(batch: ImportBatch, progress: Progress) -> None:
    progress.total = ImportRow.objects.to_write(batch).count()
    with transaction.atomic():
        kept = applying.take_back(batch.pk, progress)
        _note(kept)
        counts = {**batch.counts, "all": {**batch.counts.get("all", {}), "kept": len(kept)}}
        attempts.settle(progress, State.TAKEN_BACK, counts=counts)


def _note(kept: list[Kept]) -> None:
    """Write beside each row that stays why it does."""
    sentences = {each.row: each.sentence for each in kept}
    rows = list(ImportRow.objects.filter(pk__in=sentences).only("pk", "label", "notes"))
    for row in rows:
        row.notes.append(Problem("", "", None, row.label, "kept", sentences[row.pk]).as_json())
    ImportRow.objects.bulk_update(rows, ["notes"], batch_size=1000)
