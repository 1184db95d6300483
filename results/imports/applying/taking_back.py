"""Taking back what was written."""

from results.imports import kinds
from results.imports.applying.rows import alone, chunks_backwards, kind_of
from results.imports.kinds.kind import Kept
from results.imports.progress import Progress
from results.models import ImportBatch


def take_back(batch_pk: int, progress: Progress) -> list[Kept]:
    """Take the rows of a batch back, the last written first, as far as nobody changed since what they wrote.

    Gives back the rows that stay (Kept.row is ImportRow.pk), each with its sentence; none where the batch is no longer
    being taken back. Whoever calls says then that it is taken back. Raises Cancelled, Conflict, ValidationError or
    PermissionDenied; then nothing is taken back.
    """
    kept: list[Kept] = []
    with alone(batch_pk, ImportBatch.State.TAKING_BACK) as batch:
        if batch is None or batch.taken_back_by is None:
            return kept
        for chunk in chunks_backwards(batch):
            kept += kinds.kind(kind_of(batch, chunk[0].sheet)).take_back(chunk, by=batch.taken_back_by, batch=batch)
            progress.advance(len(chunk))
    return kept
