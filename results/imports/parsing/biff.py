"""What the records of an old Excel workbook tell before it is parsed: extents, hidden rows, errors, passwords.

Shape: [MS-XLS], Microsoft's published description of the format. Rows and columns count from 0 here.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from results.imports.parsing.limits import MAX_COLUMNS
from results.imports.parsing.refusals import Refused, column_letters

_BEGIN, _END = 0x0809, 0x000A
_PASSWORD, _SHEET, _ROW, _FORMULA, _BOOL_OR_ERROR, _MERGED = 0x002F, 0x0085, 0x0208, 0x0006, 0x0205, 0x00E5
# Numbers, texts, formulas and runs of numbers: records that begin with the place of a cell that holds something.
_CELLS = {0x0203, 0x0204, 0x0205, 0x0006, 0x0406, 0x027E, 0x00FD, 0x00D6, 0x00BD}
_RUN_OF_NUMBERS = 0x00BD
_IS_HIDDEN = 0x20
_WORKSHEET = 0
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass
class OldSheet:
    """A worksheet: where its records begin, and what they tell."""

    name: str
    start: int
    is_hidden: bool
    rows: int = 0
    columns: int = 0
    hidden: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def old_sheets(stream: bytes) -> list[OldSheet]:
    """The worksheets of a workbook stream, scanned; raises Refused."""
    sheets = []
    try:
        for kind, start, size in _records(stream, 0):
            if kind == _PASSWORD:
                raise Refused("password")
            if kind == _SHEET:
                place, state, form = struct.unpack_from("<IBB", stream, start)
                if form == _WORKSHEET:
                    sheets.append(OldSheet(_name(stream[start + 6 : start + size]), place, bool(state & 3)))
        for sheet in sheets:
            _scan(stream, sheet)
    except struct.error as error:
        raise Refused("damaged") from error
    return sheets


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Kind, start and size of each record from here until what begins here ends; what lies within (a chart) is left."""
    depth = 0
    unpack = struct.Struct("<HH").unpack_from
    while True:
        kind, size = unpack(stream, place)
        if place + 4 + size > len(stream):
            raise Refused("damaged")
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 1:
            yield kind, place + 4, size
        if depth == 0:
            return
        place += 4 + size


def _name(written: bytes) -> str:
    # A length, then a byte that says whether each sign has one byte or two. Older files have no such byte.
    length = written[0]
    if len(written) >= 2 + 2 * length and written[1] & 1:
        return written[2 : 2 + 2 * length].decode("utf-16-le", "replace")
    return written[-length:].decode("latin-1") if length else ""


def _scan(stream: bytes, sheet: OldSheet) -> None:
    for kind, start, size in _records(stream, sheet.start):
        if kind in _CELLS:
            row, column = struct.unpack_from("<HH", stream, start)
            if kind == _RUN_OF_NUMBERS:
                (column,) = struct.unpack_from("<H", stream, start + size - 2)
            sheet.rows, sheet.columns = max(sheet.rows, row + 1), max(sheet.columns, column + 1)
            if kind in (_FORMULA, _BOOL_OR_ERROR):
                _note_error(stream, kind, start, sheet, (row, column))
        elif kind == _ROW:
            row, flags = struct.unpack_from("<H10xI", stream, start)
            if flags & _IS_HIDDEN:
                sheet.hidden.add(row)
        elif kind == _MERGED:
            (number,) = struct.unpack_from("<H", stream, start)
            for row, last_row, column, last_column in struct.iter_unpack(
                "<4H", stream[start + 2 : start + 2 + 8 * number]
            ):
                sheet.merged.append((row + 1, column + 1, last_row + 1, last_column + 1))
    if sheet.columns > MAX_COLUMNS:
        raise Refused("too-many-columns", column=column_letters(sheet.columns), limit=MAX_COLUMNS)


def _note_error(stream: bytes, kind: int, start: int, sheet: OldSheet, place: tuple[int, int]) -> None:
    if kind == _BOOL_OR_ERROR:
        code, is_error = struct.unpack_from("<BB", stream, start + 6)
    else:
        form, code, marks = struct.unpack_from("<BxBxxxH", stream, start + 6)
        is_error = form == 2 and marks == 0xFFFF
    if is_error:
        sheet.errors[place] = _ERRORS.get(code, "#VALUE!")
