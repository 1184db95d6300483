"""What is in a file, for somebody who has to say how it is to be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from results.imports.parsing.limits import FIRST_CELL, FIRST_CHARACTERS, FIRST_ROWS, MAX_CELLS
from results.imports.parsing.mojibake import looks_garbled
from results.imports.parsing.refusals import Refused
from results.imports.parsing.table import Book, Row, Sheet, Value


@dataclass
class _Seen:
    """What is counted over the whole file."""

    cells: int = 0
    room: int = FIRST_CHARACTERS
    is_mojibake: bool = False
    sheets: list[dict[str, Any]] = field(default_factory=list)


def examine(book: Book) -> dict[str, Any]:
    """The part of ``examined`` (results/imports/files) that every format has; raises Refused.

    All rows are read, so a file that comes through can be read to its end.
    """
    seen = _Seen()
    for sheet, rows in book.sheets():
        seen.sheets.append(_examine_sheet(sheet, rows, seen))
    if not any(sheet["rows"] for sheet in seen.sheets):
        raise Refused("no-rows")
    return {"sheets": seen.sheets, "is_mojibake": seen.is_mojibake}


def _examine_sheet(sheet: Sheet, rows: Iterator[Row], seen: _Seen) -> dict[str, Any]:
    count = columns = hidden = 0
    first: list[list[Any]] = []
    for row in rows:
        if not row.holds_something:
            continue
        count += 1
        columns = max(columns, len(row.cells))
        hidden += row.is_hidden
        seen.cells += len(row.cells)
        if seen.cells > MAX_CELLS:
            raise Refused("too-many-cells", limit=MAX_CELLS)
        if not seen.is_mojibake:
            seen.is_mojibake = looks_garbled(row.cells)
        if len(first) < FIRST_ROWS and seen.room > 0:
            shown = [as_text(value)[:FIRST_CELL] for value in row.cells]
            seen.room -= sum(map(len, shown)) + len(shown)
            first.append([row.number, shown])
    last = first[-1][0] if first else 0
    return {
        "name": sheet.name,
        "is_hidden": sheet.is_hidden,
        "rows": count,
        "columns": columns,
        "first": first,
        "merged": [list(found) for found in sheet.merged if found[0] <= last][: FIRST_ROWS * 100],
        "hidden_rows": hidden,
    }


def as_text(value: Value) -> str:
    """A value as a spreadsheet would show it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)
