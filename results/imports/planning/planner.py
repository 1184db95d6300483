"""Planning an import: sheet by sheet in the order in which they are written, a thousand rows at a time."""

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from django.db.models import Count, QuerySet

from results import copying
from results.imports import collecting, files
from results.imports.kinds import KINDS, kind
from results.imports.kinds.column import Column
from results.imports.kinds.kind import Kind, Planning
from results.imports.kinds.lookups import Lookups
from results.imports.mapping.headings import heading_texts
from results.imports.on_disk import on_disk
from results.imports.planning import duplicates, staging
from results.imports.progress import Progress
from results.imports.rows import PlannedRow, Problem, RawRow, Reading, SheetError
from results.imports.values.reader import CellReader
from results.imports.values.showing import show
from results.imports.values.totals import why_passed_over
from results.locks import Locks
from results.models import ImportBatch, ImportRow

_LABEL = 200

Answers = dict[str, Any]


def plan(batch_pk: int, progress: Progress) -> None:
    """Say of every row of a batch what will become of it; what was said before is forgotten.

    Raises SheetError where the file cannot be read after all, Cancelled or Superseded. However far it came, it can be
    done again from the beginning.
    """
    batch = ImportBatch.objects.select_related("by").get(pk=batch_pk)
    with progress.writing():
        ImportRow.objects.filter(batch=batch).delete()
        batch.answers = {**batch.answers, "sheets": in_order(batch.answers["sheets"])}
        ImportBatch.objects.filter(pk=batch_pk).update(answers=batch.answers)
    lookups, locks = Lookups(), Locks(batch.by)
    with collecting.seldom(), on_disk(batch.file) as path:
        for place, answers in enumerate(batch.answers["sheets"]):
            chosen = kind(answers["kind"])
            planning = planning_of(batch, chosen, answers, lookups, locks)
            _plan_sheet(path, place, answers, chosen, planning, progress)
    with progress.writing():
        counts = counts_of(ImportRow.objects.filter(batch=batch))
        progress.total = progress.done = sum(counts["all"].values())
        ImportBatch.objects.filter(pk=batch_pk).update(counts=counts, rows_total=progress.total)


def in_order(sheets: Sequence[Answers]) -> list[Answers]:
    """The sheets in the order in which they are written, since later ones may name what earlier ones bring."""
    places = {name: place for place, name in enumerate(KINDS)}
    return sorted(sheets, key=lambda answers: places[answers["kind"]])


def planning_of(batch: ImportBatch, chosen: Kind, answers: Answers, lookups: Lookups, locks: Locks) -> Planning:
    """What judging a sheet needs to know; raises SheetError where its columns do not suffice."""
    columns = {column.name: column for column in chosen.columns(lookups)}
    positions = {name: int(position) for position, name in answers["columns"].items() if name in columns}
    if sentence := chosen.lacks(positions):
        raise SheetError(sentence)
    headings = _headings(batch, answers, columns, positions)
    return Planning(batch, batch.by, lookups, columns, positions, headings, locks)


def _headings(
    batch: ImportBatch, answers: Answers, columns: Mapping[str, Column], positions: Mapping[str, int]
) -> dict[str, str]:
    """What stands above the columns that are read; where nothing does, what our own sheets write there."""
    sheet: Answers = next(each for each in batch.examined["sheets"] if each["name"] == answers["name"])
    texts = dict(enumerate(heading_texts(sheet, answers["heading_rows"])))
    return {name: texts.get(position) or str(columns[name].heading) for name, position in positions.items()}


def _plan_sheet(path: Path, place: int, answers: Answers, chosen: Kind, planning: Planning, progress: Progress) -> None:
    batch = planning.batch
    reader = CellReader(planning, batch.answers, answers)
    with files.rows(path, batch.examined, batch.answers, answers) as chunks:
        ahead = chain(chunks, [[]])
        passed_over, readings = _read(next(ahead), reader, batch)
        for rows in ahead:
            planned = [*passed_over, *(chosen.judge(readings, planning) if readings else ())]
            with progress.writing(), copying.alongside():
                staging.stage(batch.pk, place, planned)
                passed_over, readings = _read(rows, reader, batch)
            progress.advance(len(planned))
    with progress.writing():
        duplicates.refuse(ImportRow.objects.filter(batch=batch, sheet=place), chosen, planning)


def _read(rows: Sequence[RawRow], reader: CellReader, batch: ImportBatch) -> tuple[list[PlannedRow], list[Reading]]:
    """The rows of a chunk that are passed over, which never reach their kind, and the cells of the others."""
    passed_over, taken = [], []
    for row in rows:
        if sentence := why_passed_over(row):
            passed_over.append(_passed_over(row, sentence, is_iati=batch.format == ImportBatch.Format.IATI))
        else:
            taken.append(row)
    return passed_over, reader.read(taken)


def _passed_over(row: RawRow, sentence: str, *, is_iati: bool) -> PlannedRow:
    rule = ("no-place" if is_iati else "hidden-row") if row.why_passed_over else "total-row"
    label = " ".join(text for cell in row.cells if (text := show(cell)))[:_LABEL]
    note = Problem("", "", None, "", rule, sentence)
    return PlannedRow(row.number, outcome=ImportRow.Outcome.PASSED_OVER, label=label, notes=[note])


def counts_of(rows: QuerySet[ImportRow]) -> dict[str, dict[str, int]]:
    """How many rows become what, by sheet and over all of them (ImportBatch.counts)."""
    counts: dict[str, dict[str, int]] = {"all": {}}
    counted = rows.order_by().values_list("sheet", "outcome").annotate(rows=Count("pk"))
    for sheet, outcome, number in counted:
        counts.setdefault(str(sheet), {})[outcome] = number
        counts["all"][outcome] = counts["all"].get(outcome, 0) + number
    return counts
