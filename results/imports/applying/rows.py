"""The rows of an import as they are written: in their order, a chunk at a time, and one import at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from results import copying, inserting
from results.models import ImportBatch, ImportRow

CHUNK = 2_000
# Any number that nothing else in this database locks.
_LOCK = 8_301_200
_WRITTEN = ("target", "before", "written_version")
# What a page shows and a worker does not read.
_SHOWN = ("changes", "problems", "notes")


@contextmanager
def alone(batch_pk: int, state: str) -> Iterator[ImportBatch | None]:
    """One transaction, in which no other import is written, with the batch; None where it has left this state.

    The row of the batch is not locked: how far it has come is written there meanwhile, and somebody may ask to cancel
    it. Raises ValidationError where the database refuses what has been planned.
    """
    try:
        with transaction.atomic():
            _hold_back_others()
            yield ImportBatch.objects.select_related("by", "taken_back_by").filter(pk=batch_pk, state=state).first()
            # What is deferred to the end of the transaction would otherwise come once nobody can answer it.
            connection.check_constraints()
    except IntegrityError as error:
        raise ValidationError(
            _("Somebody wrote some of the same things at the same moment, so nothing was written. Look at the plan.")
        ) from error


def _hold_back_others() -> None:
    """Let a second import wait until this one ends, or both would create the same things.

    SQLite does so by itself: a transaction that writes is alone from its beginning.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def chunks(batch: ImportBatch) -> Iterator[list[ImportRow]]:
    """The rows to write in their order, each chunk of one sheet."""
    rows, last = ImportRow.objects.to_write(batch).defer(*_SHOWN, "before"), -1
    for sheet in sheets_of(batch):
        last = -1
        while chunk := list(rows.filter(sheet=sheet, number__gt=last)[:CHUNK]):
            yield chunk
            last = chunk[-1].number


def chunks_backwards(batch: ImportBatch) -> Iterator[list[ImportRow]]:
    """The rows that were written, the last first, each chunk of one sheet."""
    rows = ImportRow.objects.to_write(batch).defer(*_SHOWN).order_by("-sheet", "-number")
    for sheet in reversed(sheets_of(batch)):
        of_sheet = rows.filter(sheet=sheet)
        chunk = list(of_sheet[:CHUNK])
        while chunk:
            yield chunk
            chunk = list(of_sheet.filter(number__lt=chunk[-1].number)[:CHUNK])


def sheets_of(batch: ImportBatch) -> range:
    """The places of the sheets in the order in which they are written."""
    return range(len(batch.answers["sheets"]))


def kind_of(batch: ImportBatch, sheet: int) -> str:
    """The name of the kind of thing that a sheet holds."""
    return str(batch.answers["sheets"][sheet]["kind"])


def keep_what_was_written(rows: Sequence[ImportRow]) -> None:
    """Store where the rows went, what was there before, and which version they made."""
    inserting.update_rows(ImportRow, _WRITTEN, [(row.pk, row.target, row.before, row.written_version) for row in rows])
    if connection.vendor == "postgresql":
        # Chunk by chunk, or what is still to be checked would fill the memory of the database by the end.
        copying.check_constraints()
