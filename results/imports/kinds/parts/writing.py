"""Writing rows that are parts of reports: all rows of a sheet about one report become one new version of it.

The rows of a report may stand far apart. With the first of them all are written; in each import, one row of each
report keeps what it said before (``before``, ``written_version``), and by that the report is taken back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from results import actions, inserting
from results.actions import PlainEntry
from results.actions.bulk import hold_standing
from results.actions.contents import contents_of
from results.imports.kinds.kind import Writing
from results.imports.kinds.results.writing import before_of, kept
from results.models import ImportRow, Result, ResultSdgLink

if TYPE_CHECKING:
    from results.imports.kinds.parts.kind import PartKind

_AT_A_TIME = 2_000
# The kinds whose rows write reports.
_OF_REPORTS = ("results", "contributions", "people", "sdg_links", "evidence")


def write(kind: "PartKind", rows: Sequence[ImportRow], writing: Writing) -> None:
    """Write the reports whose first row is among these, with all their rows; raises Conflict or ValidationError."""
    all_rows = ImportRow.objects.to_write(writing.batch).filter(sheet=rows[0].sheet)
    _find_targets(all_rows, rows, writing)
    first: dict[int, ImportRow] = {}
    for row in rows:
        first.setdefault(_target(row), row)
    written = all_rows.filter(target__in=list(first), number__lt=rows[0].number)
    done = set(written.order_by().values_list("target", flat=True))
    first = {target: row for target, row in first.items() if target not in done}
    if not first:
        return
    payloads: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in all_rows.filter(target__in=list(first)).only("target", "payload"):
        payloads[_target(row)].append(row.payload)
    entries = list(_entries(kind, first, payloads, writing))
    actions.write_contents(entries, by=writing.by)
    _note_origin(entries, first, writing)


def _target(row: ImportRow) -> int:
    """The primary key of the report of a row, once it has been found."""
    if row.target is None:
        raise ValueError("This row has no report before _find_targets.")
    return row.target


def _find_targets(all_rows: QuerySet[ImportRow], rows: Sequence[ImportRow], writing: Writing) -> None:
    """Give the rows about reports that an earlier sheet has brought their keys, once for a sheet."""
    done = f"targets of sheet {rows[0].sheet}"
    if done not in writing.memory:
        writing.memory[done] = True
        open_rows = all_rows.filter(target__isnull=True).values_list("pk", "number", "payload__reference")
        last = -1
        while some := list(open_rows.filter(number__gt=last)[:_AT_A_TIME]):
            last = some[-1][1]
            found = _keys_of({reference for _pk, _number, reference in some})
            inserting.update_rows(ImportRow, ("target",), [(pk, found[reference]) for pk, _number, reference in some])
    missing = [row for row in rows if row.target is None]
    found = _keys_of({row.payload["reference"] for row in missing})
    for row in missing:
        row.target = found[row.payload["reference"]]


def _keys_of(references: Collection[str]) -> dict[str, int]:
    """The primary keys of reports; raises ValidationError where a row that was to bring one has not been written."""
    found = dict(Result.objects.filter(reference__in=references).values_list("reference", "pk")) if references else {}
    if missing := sorted(set(references) - set(found)):
        raise ValidationError(
            _("%(reference)s is named in a row, but the row that brings this report was left out. Import that row too.")
            % {"reference": missing[0]}
        )
    return found


def _entries(
    kind: "PartKind", first: dict[int, ImportRow], payloads: dict[int, list[dict[str, Any]]], writing: Writing
) -> Iterable[PlainEntry]:
    """Each report with its parts as they will be."""
    standing = hold_standing(first)
    contents = contents_of({key: row["version"] for key, row in standing.items()})
    # Whoever answers for a report that an earlier sheet brought answers for these parts of it too.
    brought = set(_rows_before(writing, list(first)).values_list("target", flat=True))
    for target, row in first.items():
        parts = _merged(kind, contents[target]["parts"].get(kind.part, []), payloads[target], row.label)
        content = {**contents[target], "parts": {**contents[target]["parts"], kind.part: parts}}
        yield PlainEntry(
            kept(content, writing.lookups),
            key=target,
            version=standing[target]["version"],
            author=standing[target]["changed_by_id"] if target in brought else None,
            log={"file": writing.batch.name, "row": row.number},
        )


def _merged(
    kind: "PartKind", stored: Iterable[dict[str, Any]], payloads: Iterable[dict[str, Any]], label: str
) -> list[dict[str, Any]]:
    """The parts of a report with those of the rows in their place; raises ValidationError where they changed since."""
    parts = [{**kind.blank, **part} for part in stored]
    for payload in payloads:
        if payload["was"] is None:
            parts.append(payload["part"])
        elif payload["was"] in parts:
            parts[parts.index(payload["was"])] = payload["part"]
        else:
            raise ValidationError(
                _("%(entry)s has been changed here since the file was judged. Have the file judged again.")
                % {"entry": label}
            )
    if kind.part == "sdg_links":
        ResultSdgLink.check_number_of_targets([part for part in parts if part["target_id"] is not None])
    return parts


def _note_origin(entries: Iterable[PlainEntry], first: dict[int, ImportRow], writing: Writing) -> None:
    """Keep what the reports said before with one row of each: with the one that an earlier sheet has, or the first."""
    changed = [entry for entry in entries if entry.changes]
    before = _rows_before(writing, [entry.result_key for entry in changed])
    keeping = dict(before.values_list("target", "pk"))
    for entry in changed:
        if entry.result_key not in keeping:
            row = first[entry.result_key]
            row.before, row.written_version = before_of(entry), entry.version
    later = [(keeping[entry.result_key], entry.version) for entry in changed if entry.result_key in keeping]
    inserting.update_rows(ImportRow, ("written_version",), later)


def _rows_before(writing: Writing, keys: Collection[int]) -> QuerySet[ImportRow]:
    """The rows of this batch by which these reports are taken back."""
    sheets = writing.batch.answers["sheets"]
    places = [place for place, sheet in enumerate(sheets) if sheet["kind"] in _OF_REPORTS]
    written = ImportRow.objects.filter(batch=writing.batch, sheet__in=places, written_version__isnull=False)
    return written.filter(target__in=keys).order_by()
