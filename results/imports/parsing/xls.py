"""Excel workbooks of before 2007. They are read whole, by a parser that may end the process on files made for it."""

from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from results.imports.parsing.biff import OldSheet, old_sheets
from results.imports.parsing.cells import plain_number
from results.imports.parsing.compound import Compound
from results.imports.parsing.refusals import Refused
from results.imports.parsing.table import Row, Sheet, Value
from results.imports.parsing.texts import plain_text

# The parser lays out every cell between the first and the last, 32 bytes each.
_MAX_AREA = 6_000_000
_STREAMS = ("Workbook", "Book")


class OldExcelBook:
    """An open .xls file."""

    def __init__(self, path: Path) -> None:
        compound = Compound(path)
        names = compound.names
        if "encryptedpackage" in names:
            raise Refused("password")
        if names & {"_vba_project_cur", "macros", "_vba_project"}:
            raise Refused("macros")
        if "worddocument" in names:
            raise Refused("is-text-document")
        self._found = old_sheets(compound.stream(*_STREAMS))
        if sum(sheet.rows * sheet.columns for sheet in self._found) > _MAX_AREA:
            raise Refused("old-and-too-large")
        self._path = path

    def sheets(self) -> Iterator[tuple[Sheet, Iterator[Row]]]:
        """Each sheet with its rows that hold anything, to be taken before the next; raises Refused."""
        book = _parsed(self._path)
        for found in self._found:
            yield Sheet(found.name, found.is_hidden, merged=found.merged), _rows(book, found)


def _parsed(path: Path) -> CalamineWorkbook:
    try:
        with path.open("rb") as stream:
            return CalamineWorkbook.from_filelike(stream)
    except PasswordError as error:
        raise Refused("password") from error
    except CalamineError as error:
        raise Refused("damaged") from error


def _rows(book: CalamineWorkbook, found: OldSheet) -> Iterator[Row]:
    try:
        sheet = book.get_sheet_by_name(found.name)
    except CalamineError as error:
        raise Refused("damaged") from error
    # The parser gives the empty rows above the first value, and not the empty columns to its left.
    first_column = sheet.start[1] if sheet.start else 0
    for row, cells in enumerate(sheet.iter_rows()):
        values: list[Value] = [None] * first_column
        values += [_value(cell, found.errors.get((row, column))) for column, cell in enumerate(cells, first_column)]
        while values and values[-1] is None:
            values.pop()
        if values:
            yield Row(row + 1, row in found.hidden, values)


def _value(cell: Value, error: str | None) -> Value:
    if error:
        return error
    if isinstance(cell, str):
        return plain_text(cell.replace("\x00", "")) or None
    return plain_number(cell) if isinstance(cell, float) else cell
