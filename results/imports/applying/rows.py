"""The rows of an import as they are written: in their order, a chunk at a time, and one import at a time."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from results import copying, inserting
from results.models import ImportBatch, ImportRow

CHUNK = 2_000
# Any number that nothing else in this database locks.
_LOCK = 8_301_200
_WRITTEN = ("target", "before", "written_version")
# What a page shows and a worker does not read.
_SHOWN = ("changes", "problems", "notes")
_READ = tuple(
    column.attname
    for column in ImportRow._meta.concrete_fields
    if column.name not in (*_SHOWN, "before", "written_version", "payload")
)


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
    """The rows to write in their order, each chunk of one sheet; whoever takes the next has written the one before."""
    rows = ImportRow.objects.to_write(batch).annotate(document=Cast("payload", TextField())).order_by("number")
    for sheet in sheets_of(batch):
        columns = rows.filter(sheet=sheet).values_list(*_READ, "document")
        read = list(columns[:CHUNK])
        while read:
            # Made into rows only now, while the database still checks the rows before.
            chunk = [_row(values) for values in read]
            yield chunk
            read = list(columns.filter(number__gt=chunk[-1].number)[:CHUNK])
            # Chunk by chunk, or what is still to be checked would fill the memory of the database by the end.
            copying.check_constraints()


def _row(values: tuple[Any, ...]) -> ImportRow:
    *columns, document = values
    return ImportRow.from_db(DEFAULT_DB_ALIAS, (*_READ, "payload"), (*columns, json.loads(document)))


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
