"""From rows of cells to rows of values, with everything that is wrong or odd in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from results.imports.rows import CLEAR, Problem, RawRow, Reading, Value
from results.imports.values.missing import clear_words, is_blank, is_error, is_missing
from results.imports.values.mojibake import LOST, is_mojibake, repair
from results.imports.values.refusing import refusals
from results.imports.values.showing import show
from results.imports.values.text import as_text
from results.imports.values.unknown import spelling
from results.models import ImportBatch

if TYPE_CHECKING:
    from results.imports.kinds.column import Column
    from results.imports.kinds.kind import Planning

# Cells of one column whose outcome is remembered; what repeats in a sheet is far less.
_REMEMBERED = 5_000
_CLEAR_WORDS_ARE_SHORTER_THAN = 40


class _Nothing:
    """Stands for a cell that says nothing."""


_NOTHING = _Nothing()


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a cell comes to: its value (or CLEAR, or nothing), what is wrong with it, and what is odd about it."""

    value: Any
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


_EMPTY = _Cell(_NOTHING)
_EMPTIED = _Cell(CLEAR)


class CellReader:
    """Reads the cells of one sheet, by the columns of its planning and the answers that its owner gave."""

    def __init__(self, planning: "Planning", answers: Mapping[str, Any], sheet_answers: Mapping[str, Any]) -> None:
        context = {
            "lookups": planning.lookups,
            "date_order": answers.get("date_order", ""),
            "decimal": answers.get("decimal", ""),
        }
        clears_blanks = planning.batch.blanks == ImportBatch.Blanks.CLEAR
        meant = sheet_answers.get("values", {})
        self._columns = [
            _ColumnReader(
                planning.columns[name],
                position=position,
                heading=planning.headings.get(name, ""),
                meant=meant.get(name, {}),
                clears_blanks=clears_blanks,
                repairs=bool(answers.get("repairs_mojibake")),
                context=context,
            )
            for name, position in planning.positions.items()
        ]

    def read(self, rows: Sequence[RawRow]) -> list[Reading]:
        """A reading of each row, in their order."""
        return [self._read_row(row) for row in rows]

    def _read_row(self, row: RawRow) -> Reading:
        reading = Reading(row)
        if row.faults:
            reading.problems.extend(Problem("", "", None, "", "against-its-standard", fault) for fault in row.faults)
        cells, width = row.cells, len(row.cells)
        for column in self._columns:
            cell = column.read(cells[column.position] if column.position < width else None)
            if cell.value is not _NOTHING:
                if column.is_late and cell.value is not CLEAR:
                    reading.late[column.name] = cell.value
                else:
                    reading.values[column.name] = cell.value
            if cell.problems:
                reading.problems.extend(cell.problems)
            if cell.notes:
                reading.notes.extend(cell.notes)
        return reading


class _ColumnReader:
    """Reads the cells of one column, and remembers what they came to where they are likely to come again."""

    def __init__(
        self,
        column: "Column",
        *,
        position: int,
        heading: str,
        meant: Mapping[str, str],
        clears_blanks: bool,
        repairs: bool,
        context: Mapping[str, Any],
    ) -> None:
        self.name = column.name
        self.position = position
        self.is_late = column.is_late
        self._column = column
        self._heading = heading
        self._meant = {spelling(text): answer for text, answer in meant.items()}
        self._blank = _EMPTIED if clears_blanks and column.can_be_cleared else _EMPTY
        self._repairs = repairs
        self._context = {**context, "spellings": self._meant}
        self._clear_words = clear_words()
        self._is_remembered = not getattr(column.widget, "is_read_anew", False)
        # By type as well, since True, 1 and 1.0 are one and the same key.
        self._known: dict[tuple[type, Value], _Cell] = {}

    def read(self, value: Value) -> _Cell:
        """What the cell comes to."""
        if value is None:
            return self._blank
        if not self._is_remembered:
            return self._read(value)
        key = (value.__class__, value)
        if (cell := self._known.get(key)) is None:
            cell = self._read(value)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = cell
        return cell

    def _read(self, value: Value) -> _Cell:
        if is_blank(value):
            return self._blank
        notes: tuple[Problem, ...] = ()
        if isinstance(value, str) and not value.isascii():
            value, notes = self._without_mojibake(value)
        if self._meant and (answer := self._meant.get(spelling(as_text(value)))) is not None:
            value = answer
        if is_missing(value):
            return _Cell(_NOTHING, notes=notes)
        try:
            return _Cell(self._mean(value), notes=notes)
        except ValidationError as error:
            return _Cell(_NOTHING, tuple(refusals(error, value=value, **self._place())), notes)

    def _mean(self, value: Value) -> Any:
        """What the cell means; raises ValidationError."""
        if isinstance(value, str) and len(value) < _CLEAR_WORDS_ARE_SHORTER_THAN:
            text = value.strip()
            if is_error(text):
                raise _cell_error(text)
            if text.casefold() in self._clear_words:
                return self._clear()
        return value if self.is_late else self._column.widget.clean(value, **self._context)

    def _clear(self) -> Any:
        if self._column.can_be_cleared:
            return CLEAR
        raise ValidationError(
            _("This cannot be emptied. Write a value, or leave the cell empty to keep it."), code="cannot-be-cleared"
        )

    def _without_mojibake(self, value: str) -> tuple[str, tuple[Problem, ...]]:
        """The text, put together again where that was asked for, and a note on letters that came apart or got lost."""
        if is_mojibake(value):
            repaired = repair(value)
            sentence = (
                _("Letters of this cell had come apart; it is read as “%(text)s”.")
                if self._repairs
                else _(
                    "Letters of this cell have come apart; it probably says “%(text)s”. Correct the cell, or ask for "
                    "such letters to be repaired where you say how the file is to be read."
                )
            )
            note = self._note(value, "mojibake", sentence % {"text": show(repaired)})
            return (repaired if self._repairs else value), (note,)
        if LOST in value:
            sentence = _("Letters of this cell are lost and show as “%(sign)s”. Write the cell again.") % {"sign": LOST}
            return value, (self._note(value, "lost-letters", sentence),)
        return value, ()

    def _note(self, value: str, rule: str, sentence: str) -> Problem:
        return Problem(value=show(value), rule=rule, sentence=sentence, **self._place())

    def _place(self) -> dict[str, Any]:
        return {"column": self.name, "heading": self._heading, "position": self.position}


def _cell_error(text: str) -> ValidationError:
    return ValidationError(
        _("This cell shows the error %(error)s. Correct its formula, or replace it by its value.") % {"error": text},
        code="cell-error",
    )
