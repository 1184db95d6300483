"""A row on its way from the file to the database, and what is found on that way."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from results.models import ImportRow

# What a cell of a spreadsheet can hold; text stays text, so "4.10" is never 4.1. An error is its text: "#N/A".
Value = str | int | float | bool | date | datetime | time | timedelta | None


class SheetError(Exception):
    """Why a file cannot be imported at all: a sentence with its cure. Nothing has been written."""


@dataclass(slots=True)
class RawRow:
    """A row as it stands in the file: ``number`` as the spreadsheet shows it, from 1; cells that end early are empty.

    ``why_passed_over`` says why it is not to be imported (it is hidden, there is no place for it), or is ""; ``faults``
    are sentences on what its own format (IATI) has against it.
    """

    number: int
    cells: Sequence[Value]
    why_passed_over: str = ""
    faults: Sequence[str] = ()


@dataclass(slots=True)
class Problem:
    """What is wrong with a cell: as it is stored, shown, and written into the sheet that goes back.

    ``column`` is our name for it, ``heading`` what stands above it in the sheet, ``position`` where (from 0; None where
    the sheet has no such column); ``rule`` a lasting name in words-with-hyphens, ``sentence`` what to do.
    """

    column: str
    heading: str
    position: int | None
    value: str
    rule: str
    sentence: str

    def as_json(self) -> dict[str, Any]:
        """As ImportRow.problems and ImportRow.notes keep it."""
        return asdict(self)


@dataclass(slots=True)
class Reading:
    """A row whose cells have been read: values by our name of the column.

    A column that is not in ``values`` is to stay as it is; one whose value is CLEAR is to be emptied. ``late`` holds
    the cells of columns that only their kind can read (Column.is_late), as they stand in the file.
    """

    row: RawRow
    values: dict[str, Any] = field(default_factory=dict)
    late: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class PlannedRow:
    """What will become of one row: the columns of ImportRow, still in memory."""

    number: int
    outcome: str = ImportRow.Outcome.REFUSED
    label: str = ""
    key: str = ""
    target: int | None = None
    version: int | None = None
    payload: dict[str, Any] = field(default_factory=dict)
    changes: list[list[str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


class _Clear:
    """Stands for a cell that asks to empty what is stored."""

    def __repr__(self) -> str:
        return "CLEAR"


CLEAR = _Clear()
