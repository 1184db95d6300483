"""What became of the rows of an import, in the words that go into her own workbook."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from results.imports.sheets.marks import IMPORT_STATUS
from results.models import ImportBatch, ImportRow

State, Outcome, Mode = ImportBatch.State, ImportRow.Outcome, ImportBatch.Mode

_ROWS_AT_ONCE = 1_000
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one row, by its number in the spreadsheet, and what is wrong with its cells, by position.

    ``label`` says what the row is about.
    """

    number: int
    status: str
    wrong: dict[int, str] = field(default_factory=dict)
    label: str = ""


def heading() -> str:
    """What stands above the verdicts; the mark in it tells the next import that they are no data."""
    said = _("What became of this row")
    return f"{said} {IMPORT_STATUS}"


def verdicts(batch: ImportBatch, sheet: int) -> Iterator[Verdict]:
    """The verdicts on the rows of one sheet (its index in the answers), from the top to the bottom; streamed."""
    for number, outcome, is_left_out, problems, notes, label in _rows(batch, sheet):
        status = " ".join([_became(batch, outcome, is_left_out=is_left_out), *map(_placed, [*problems, *notes])])
        yield Verdict(number, Truncator(status.strip()).chars(_LONGEST), _wrong(problems), label)


def _rows(batch: ImportBatch, sheet: int) -> Iterator[tuple[int, str, bool, list[Any], list[Any], str]]:
    # Piece by piece: whoever does not come to the end would leave a cursor open in the database.
    rows = batch.rows.filter(sheet=sheet).order_by("number")
    wanted = rows.values_list("number", "outcome", "is_left_out", "problems", "notes", "label")
    last = 0
    while piece := list(wanted.filter(number__gt=last)[:_ROWS_AT_ONCE]):
        yield from piece
        last = piece[-1][0]


def _wrong(problems: list[dict[str, Any]]) -> dict[int, str]:
    """The sentences about each cell; what has no cell stands in the status alone."""
    sentences: dict[int, list[str]] = {}
    for problem in problems:
        if problem["position"] is not None:
            sentences.setdefault(problem["position"], []).append(problem["sentence"])
    return {position: Truncator("\n".join(said)).chars(_LONGEST) for position, said in sentences.items()}


def _placed(problem: dict[str, Any]) -> str:
    if not problem["heading"]:
        return str(problem["sentence"])
    return _("%(heading)s: %(sentence)s") % {"heading": problem["heading"], "sentence": problem["sentence"]}


def _became(batch: ImportBatch, outcome: str, *, is_left_out: bool) -> str:
    if outcome == Outcome.REFUSED:
        return _("Refused.")
    if outcome == Outcome.CONFLICT:
        return _("Not written: it was changed here since it was exported.")
    if outcome == Outcome.UNCHANGED:
        return _("Unchanged: everything in it is stored already.")
    if outcome == Outcome.PASSED_OVER:
        return _("Passed over.")
    if is_left_out:
        return _("Left out, as you asked.")
    return _of_good_row(batch, outcome)


def _of_good_row(batch: ImportBatch, outcome: str) -> str:
    """What became of a row with nothing wrong in it, which depends on how far the import has come."""
    is_new = outcome == Outcome.CREATED
    if batch.mode != Mode.BOTH and is_new != (batch.mode == Mode.ADD):
        return (
            _("Not written: only changes to what is there were asked for.")
            if is_new
            else _("Not written: only new rows were asked for.")
        )
    if batch.state == State.APPLIED:
        return _("Written: new.") if is_new else _("Written: changed.")
    if batch.state == State.TAKEN_BACK:
        return _("Taken back.")
    return _("Good, but not written yet.")
