"""Writing rows of reports: promises kept, the contents stored, and the reports brought as far as they are to arrive."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any

from results import actions
from results.actions import PlainEntry
from results.imports.kinds.kind import Writing
from results.imports.kinds.lookups import Lookups
from results.models import ImportBatch, ImportRow, Result
from results.permissions import Act
from results.revisions import Content

# Sending in and publishing hold a report with all that belongs to it in memory.
_BROUGHT_ON = 500
_NOTED = "references to come"


def write(rows: Sequence[ImportRow], writing: Writing) -> None:
    """Write these rows; sets their ``target``, ``before`` and ``written_version``.

    ``before`` is the content before, and under "standing" the state and the author before (taking_back.py); None for a
    new report. Raises Conflict, PermissionDenied or ValidationError.
    """
    entries = [_entry(row, writing) for row in rows]
    actions.write_contents(entries, by=writing.by, to_come=_to_come(writing))
    for row, entry in zip(rows, entries, strict=True):
        row.target, row.before, row.written_version = entry.key, before_of(entry), entry.version


def finish(sheet: int, writing: Writing) -> Iterator[None]:
    """Send the reports of a sheet in, and publish them, where they are to arrive so; some hundred at a time.

    Done once all sheets are written, since others may hold parts of these reports. Raises PermissionDenied or NotReady.
    """
    if writing.batch.arrival == ImportBatch.Arrival.DRAFT:
        return
    rows = ImportRow.objects.to_write(writing.batch).filter(sheet=sheet)
    for keys in batched(list(rows.values_list("target", flat=True)), _BROUGHT_ON, strict=False):
        # By the actions that everybody else uses.
        results = [Result(pk=key) for key in keys]
        actions.submit_many(results, by=writing.by, act=Act.IMPORT)
        if writing.batch.arrival == ImportBatch.Arrival.PUBLISHED:
            actions.approve_many(results, by=writing.by)
            actions.publish_many(results, by=writing.by)
        yield


def _entry(row: ImportRow, writing: Writing) -> PlainEntry:
    payload = row.payload
    return PlainEntry(
        kept(payload["content"], writing.lookups),
        key=row.target,
        version=row.version or 0,
        reference="" if row.target else payload["reference"],
        author=payload["author"],
        log={"file": writing.batch.name, "row": row.number},
    )


def kept(content: Content, lookups: Lookups) -> Content:
    """A content with every promise of an earlier row kept; raises ValidationError where that row was not written."""
    _keep(content["fields"], lookups)
    for name, keys in content["links"].items():
        if any(isinstance(key, str) for key in keys):
            content["links"][name] = sorted({lookups.resolve(key) for key in keys})
    for parts in content["parts"].values():
        for part in parts:
            _keep(part, lookups)
    return content


def _keep(values: dict[str, Any], lookups: Lookups) -> None:
    for name, value in values.items():
        if isinstance(value, str) and name.endswith("_id"):
            values[name] = lookups.resolve(value)


def _to_come(writing: Writing) -> Iterable[str]:
    """The references of all new reports of the batch, once: no row before theirs may be given their numbers."""
    if _NOTED in writing.memory:
        return ()
    writing.memory[_NOTED] = True
    sheets = [place for place, sheet in enumerate(writing.batch.answers["sheets"]) if sheet["kind"] == "results"]
    new = ImportRow.objects.to_write(writing.batch).filter(sheet__in=sheets, outcome=ImportRow.Outcome.CREATED)
    return new.exclude(payload__reference="").order_by().values_list("payload__reference", flat=True).iterator()


def before_of(entry: PlainEntry) -> dict[str, Any] | None:
    """What a report said and how it stood before it was written; None for a new one."""
    if entry.before is None or entry.standing is None:
        return None
    standing: Mapping[str, Any] = entry.standing
    return {
        **entry.before,
        "standing": {
            "state": standing["state"],
            "state_since": standing["state_since"].isoformat(),
            "state_by_id": standing["state_by_id"],
            "state_reason": standing["state_reason"],
            "changed_by_id": standing["changed_by_id"],
        },
    }
