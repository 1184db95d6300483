"""Reading the cells of a row: what is missing, what clears, what cannot be read."""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from results.imports.columns import Column
from results.imports.headings import Table
from results.imports.line_widgets import MISSING
from results.imports.lookups import Lookups
from results.imports.problems import Problem, Value, sentences, show
from results.imports.reading import Row
from results.imports.resource import ResultResource
from results.imports.widgets import as_text
from results.models import Result

_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!)|Err:\d{3}")
_CLEAR_WORD = gettext_noop("(clear)")


class _Clear:
    """Stands for a cell that asks to empty what is stored."""


CLEAR = _Clear()


def clear_words() -> frozenset[str]:
    """How one asks to empty a field, in each language."""
    words = {_CLEAR_WORD}
    for code, _name in settings.LANGUAGES:
        with override(code):
            words.add(_(_CLEAR_WORD).casefold())
    return frozenset(words)


@dataclass
class Reading:
    """A row as far as it has been read: its values by column, what is wrong with it, and the report it is about."""

    row: Row
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    existing: Result | None = None

    @property
    def reference(self) -> str:
        """The reference the row gives, or ""."""
        return str(self.values.get("reference") or "")


class CellReader:
    """Reads the cells of one table into readings."""

    def __init__(self, table: Table, resource: ResultResource, lookups: Lookups) -> None:
        self.table = table
        self.resource = resource
        self.lookups = lookups
        self._positions = {column.name: position for position, column in table.columns.items()}
        self._clear = clear_words()

    def read(self, reading: Reading, names: Container[str], *, year: int | None) -> None:
        """Read the cells of these columns; ``year`` is that of the report, by which indicators are found."""
        for name, position in self._positions.items():
            value = reading.row.cells[position] if position < len(reading.row.cells) else None
            if name not in names or is_missing(value):
                continue
            try:
                reading.values[name] = self._read_cell(self.table.columns[position], value, year)
            except ValidationError as error:
                self.refuse(reading, name, *sentences(error))

    def _read_cell(self, column: Column, value: Value, year: int | None) -> Any:
        text = as_text(value)
        if _ERROR.fullmatch(text):
            raise ValidationError(
                _("This cell shows the error %(error)s. Correct its formula, or replace it by its value.")
                % {"error": text}
            )
        if text.casefold() in self._clear:
            if column.can_be_cleared:
                return CLEAR
            raise ValidationError(_("This cannot be emptied. Write a value, or leave the cell empty to keep it."))
        return self.resource.read(column.name, value, lookups=self.lookups, year=year)

    def refuse(self, reading: Reading, name: str, *found: str) -> None:
        """Note what is wrong with a cell of the row; a column the sheet does not have stands under its heading."""
        position = self._positions.get(name)
        cells = reading.row.cells
        value = cells[position] if position is not None and position < len(cells) else None
        heading = str(self.resource.columns[name].heading) if name else ""
        reading.problems.extend(
            Problem(self.table.sheet, reading.row.number, heading, show(value), sentence) for sentence in found
        )


def is_missing(value: Value) -> bool:
    """Whether a cell says nothing: empty, a dash, an ellipsis, n/a. Zero is not missing."""
    return value is None or (isinstance(value, str) and value.strip().casefold() in MISSING)
