"""What every reader hands on: sheets, and their rows one after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Protocol

Value = str | int | float | bool | date | datetime | time | timedelta | None


class Row(NamedTuple):
    """A row that holds something: its number as the spreadsheet shows it, whether it is hidden, its cells from A.

    ``said`` is what the format itself lets be said of it (IATI): whether that speaks against the row, a code of
    results/imports/iati/sentences.py, its line and values.
    """

    number: int
    is_hidden: bool
    cells: list[Value]
    said: Sequence[tuple[bool, str, int, dict[str, str | int]]] = ()

    @property
    def holds_something(self) -> bool:
        """Whether a cell holds more than white space."""
        return any(not isinstance(cell, str) or not cell.isspace() for cell in self.cells if cell is not None)


@dataclass
class Sheet:
    """A sheet of a file. ``merged`` (row, column, row, column, from 1) is known once its rows have been read."""

    name: str
    is_hidden: bool = False
    part: str = ""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


class Book(Protocol):
    """An open file."""

    def sheets(self) -> Iterator[tuple[Sheet, Iterator[Row]]]:
        """Each sheet with its rows that hold anything, to be taken before the next; raises Refused."""
