"""Clearing away what imports leave: the rows of those that were never written, and files prepared for download.

The file that was sent is kept, and so are the rows of whatever was written: they say where it is from.
"""

from datetime import datetime, timedelta

from django.db import transaction

from results.models import ImportBatch, ImportRow, PreparedFile

State = ImportBatch.State
_OPEN = (State.ASKING, State.PLANNED)
KEPT_FOR = timedelta(days=30)
PREPARED_FOR = timedelta(days=7)


def sweep(now: datetime) -> int:
    """Cancel what waited too long for an answer, and remove the rows of what was not written; gives back how many."""
    with transaction.atomic():
        before = now - KEPT_FOR
        ImportBatch.objects.filter(state__in=_OPEN, state_since__lt=before).update(state=State.CANCELLED)
        ended = ImportBatch.objects.filter(state__in=(State.CANCELLED, State.FAILED), state_since__lt=before)
        return ImportRow.objects.filter(batch__in=ended).delete()[0]


def sweep_prepared(now: datetime) -> int:
    """Remove the files that were prepared for download long ago; gives back how many."""
    old = list(PreparedFile.objects.filter(at__lt=now - PREPARED_FOR))
    for prepared in old:
        # The file first: killed in between, the row is still there to be found in the next night.
        if prepared.file:
            prepared.file.delete(save=False)
        prepared.delete()
    return len(old)
