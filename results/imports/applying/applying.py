"""Writing what was planned."""

from results import copying
from results.imports import collecting, kinds
from results.imports.applying.rows import alone, chunks, keep_what_was_written, kind_of, sheets_of
from results.imports.kinds.kind import Writing
from results.imports.kinds.lookups import Lookups
from results.imports.progress import Progress
from results.models import ImportBatch


def apply(batch_pk: int, progress: Progress) -> None:
    """Write the rows of a batch that is being applied, all of them or none; whoever calls says then that it is applied.

    Does nothing where the batch is no longer being applied. Raises Cancelled, and Conflict, ValidationError or
    PermissionDenied where something has changed since it was judged.
    """
    with collecting.seldom(), alone(batch_pk, ImportBatch.State.APPLYING) as batch:
        if batch is None:
            return
        writing, sheet = Writing(batch, batch.by, Lookups()), 0
        with copying.alongside():
            for chunk in chunks(batch):
                if chunk[0].sheet != sheet:
                    writing.lookups, sheet = Lookups(), chunk[0].sheet
                kinds.kind(kind_of(batch, sheet)).write(chunk, writing)
                keep_what_was_written(chunk)
                progress.advance(len(chunk))
        for sheet in sheets_of(batch):
            for _done in kinds.kind(kind_of(batch, sheet)).finish(sheet, writing):
                progress.advance(0)
