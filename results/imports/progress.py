"""How far the work on an import has come: written down while it goes on, and the place where the work hears "stop"."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from time import monotonic

from django.db import connection, transaction

from results.models import ImportBatch

_SECONDS_BETWEEN = 1.0
_LOOK = "SELECT state_since, is_to_cancel FROM results_importbatch WHERE id = %s"
# Whoever holds the row lets go of it soon, unless it is the transaction beside which this is written: nobody waits.
_STORE_IF_FREE = """
    WITH free AS (
        SELECT id FROM results_importbatch WHERE id = %s AND state_since = %s FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE results_importbatch batch SET rows_done = %s, rows_total = %s FROM free WHERE batch.id = free.id
"""


class Cancelled(Exception):
    """Somebody asked to stop this import. Nothing of it is to stay."""


class Superseded(Exception):
    """The import is no longer this worker's: it was taken for dead and another has begun anew, or all is over."""


class Progress:
    """What one worker does on one import, from its beginning: rows done, of how many.

    ``since`` is ImportBatch.state_since as this worker set it when it began. Each attempt sets its own, so it tells a
    worker that was paused and wakes up that its attempt is over.
    """

    def __init__(self, batch_pk: int, total: int, *, since: datetime | None = None) -> None:
        self.batch_pk = batch_pk
        self.total = total
        self.done = 0
        self.since = since or ImportBatch.objects.values_list("state_since", flat=True).get(pk=batch_pk)
        self._stored_at = monotonic()
        self._is_holding = False

    def advance(self, rows: int) -> None:
        """Count rows; about once a second write the sum down, and raise Cancelled or Superseded where that is so.

        On PostgreSQL others see it at once, while the transaction that writes the rows stays open, unless that holds
        the row of the batch. On SQLite they see it once the transaction has ended.
        """
        self.done += rows
        if not self._is_holding and monotonic() - self._stored_at >= _SECONDS_BETWEEN:
            self.store()

    def store(self) -> None:
        """Write down how far the work has come; raises Cancelled or Superseded."""
        self._stored_at = monotonic()
        if connection.vendor == "postgresql" and connection.in_atomic_block:
            answer = self._store_beside()
        else:
            answer = self._store()
        if answer is None:
            raise Superseded
        if answer:
            raise Cancelled

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A short transaction that writes rows of the batch; raises Superseded where they are another worker's.

        The row of the batch is held for its length, so that no other worker begins anew in the middle of it.
        """
        with transaction.atomic():
            ours = ImportBatch.objects.filter(pk=self.batch_pk, state_since=self.since)
            if not ours.select_for_update(of=("self",)).values_list("pk"):
                raise Superseded
            self._is_holding = True
            try:
                yield
            finally:
                self._is_holding = False

    def _store_beside(self) -> bool | None:
        """As ``_store``, through a connection of its own, so that others see it before the open transaction ends."""
        beside = connection.copy()
        try:
            with beside.cursor() as cursor:
                cursor.execute(_LOOK, [self.batch_pk])
                if (row := cursor.fetchone()) is None:
                    # The batch itself came with the open transaction: nobody else can see it yet.
                    return self._store()
                since, is_to_cancel = row
                if since != self.since:
                    return None
                cursor.execute(_STORE_IF_FREE, [self.batch_pk, self.since, self.done, self.total])
                return bool(is_to_cancel)
        finally:
            beside.close()

    def _store(self) -> bool | None:
        """Store the numbers; gives back whether to cancel, None where the batch is no longer this worker's."""
        ours = ImportBatch.objects.filter(pk=self.batch_pk, state_since=self.since)
        if not ours.update(rows_done=self.done, rows_total=self.total):
            return None
        return ours.values_list("is_to_cancel", flat=True).first()
