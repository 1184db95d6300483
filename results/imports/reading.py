"""From the bytes of a file to rows of plain values, each with the number the spreadsheet shows."""

import csv
import re
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from results.imports import ods
from results.imports.escaping import without_escape
from results.imports.gate import Format, damaged, recognise
from results.imports.problems import SheetError, Value
from results.imports.sizes import HEADING_ROWS, LAST_ROW, MAX_COLUMNS, check_extent

# How Excel stores a carriage return inside a text.
_STORED_RETURN = re.compile(r"_x000[dD]_\n?")

Score = Callable[[list[str]], int]


@dataclass(frozen=True)
class Row:
    """One row with at least one value; ``number`` counts from 1 as the spreadsheet does."""

    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet that hold anything; a csv file is one sheet without a name."""

    name: str
    rows: list[Row]


def read(content: bytes, *, score: Score) -> list[Sheet]:
    """The sheets of a file; raises SheetError.

    ``score`` says how many cells of a line are headings that we know, by which the delimiter of a csv file is found.
    """
    kind = recognise(content)
    if kind is Format.CSV:
        return [Sheet("", _rows(enumerate(_read_csv(content, score), start=1)))]
    try:
        if kind is Format.ODS:
            return [Sheet(name, _rows(rows)) for name, rows in ods.read(content)]
        return _read_xlsx(content)
    except SheetError:
        raise
    except Exception as error:  # parsers let errors of many kinds through when a file is damaged
        raise SheetError(damaged()) from error


def _rows(numbered: Iterable[tuple[int, Iterable[Value]]]) -> list[Row]:
    rows = (Row(number, tuple(cells)) for number, cells in numbered)
    return [row for row in rows if any(_holds_something(value) for value in row.cells)]


def _holds_something(value: Value) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _read_xlsx(content: bytes) -> list[Sheet]:
    with warnings.catch_warnings():
        # openpyxl warns of extensions it will not write back; we only read.
        warnings.simplefilter("ignore")
        workbook = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        if not workbook.worksheets:
            raise SheetError(damaged())
        return [Sheet(sheet.title, _rows(_xlsx_rows(sheet))) for sheet in workbook.worksheets]


def _xlsx_rows(sheet: Any) -> Iterable[tuple[int, Iterable[Value]]]:
    # The gate has seen that no value lies beyond these, so nothing is lost and nothing can be made to grow.
    found = sheet.iter_rows(min_row=1, max_row=LAST_ROW, max_col=MAX_COLUMNS, values_only=True)
    for number, cells in enumerate(found, start=1):
        yield number, [_STORED_RETURN.sub("\n", cell) if isinstance(cell, str) else cell for cell in cells]


def _read_csv(content: bytes, score: Score) -> Iterable[list[Value]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SheetError(_not_utf8())
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetError(_not_utf8()) from error
    number = 0
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), _dialect(text, score), strict=True), 1):
            check_extent(number, len(cells))
            yield [without_escape(cell) for cell in cells]
    except csv.Error as error:
        raise SheetError(
            _(
                "The csv file cannot be read after row %(row)s: a quotation mark is missing there, or a text is "
                "longer than 131,072 characters. Correct the row, or save the sheet as .xlsx."
            )
            % {"row": number}
        ) from error


class _Delimited(csv.excel):
    """csv as spreadsheet programs write it, with a delimiter that is still to be found."""


def _dialect(text: str, score: Score) -> type[csv.Dialect]:
    """The delimiter under which one of the first lines has most headings that we know."""
    best, best_score = type("_Delimited", (_Delimited,), {}), 0
    for delimiter in (",", ";", "\t"):
        dialect = type("_Delimited", (_Delimited,), {"delimiter": delimiter})
        try:
            lines = list(islice(csv.reader(StringIO(text, newline=""), dialect), HEADING_ROWS))
        except csv.Error:
            continue
        found = max((score([without_escape(cell) for cell in line]) for line in lines), default=0)
        if found > best_score:
            best, best_score = dialect, found
    return best


def _not_utf8() -> str:
    return _(
        "The csv file is not written in UTF-8, so letters such as é or ш would be wrong. "
        "Save it as “CSV UTF-8”, or as .xlsx."
    )
