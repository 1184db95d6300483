"""How the cells of a text file are parted, and which sign its numbers have before their decimals."""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable

from results.imports.parsing.limits import MAX_COLUMNS

DELIMITERS = (",", ";", "\t", "|")

_SEPARATOR_LINE = re.compile(r"\"?sep=(.)\"?[\r\n]*", re.I)
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})*(?:[.,]\d+)?%?|[+-]?\d+(?:[.,]\d+)?%?")
_DECIMAL = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+)([.,])(?:\d{1,2}|\d{4,})%?")
_MOSTLY = 0.9


def separator_line(line: str) -> str:
    """The delimiter that the first line declares in the way Excel understands, or ""."""
    found = _SEPARATOR_LINE.fullmatch(line)
    return found.group(1) if found and found.group(1) in DELIMITERS else ""


def delimiter_of(lines: list[str]) -> str:
    """The delimiter under which most rows have the same number of cells; a comma where there is only one column."""
    return max(DELIMITERS, key=lambda delimiter: _consistency(lines, delimiter))


def _consistency(lines: list[str], delimiter: str) -> float:
    try:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=delimiter) if any(cells))
    except csv.Error:
        return 0
    # Title rows have one cell, whatever the delimiter.
    several = Counter({width: rows for width, rows in widths.items() if width > 1})
    if not several:
        return 0
    width, rows = several.most_common(1)[0]
    return rows / widths.total() * math.log2(width)


def decimal_of(rows: Iterable[list[str]], delimiter: str) -> str:
    """The decimal sign that the columns show: "," or ".", or "" where they do not tell.

    Where cells are parted by semicolons a comma is for decimals; codes such as 8.3 beside it mean nothing.
    """
    signs = {sign for column in _columns(rows) if (sign := _sign_of(column))}
    if "," in signs and (delimiter == ";" or "." not in signs):
        return ","
    return "." if signs == {"."} else ""


def _columns(rows: Iterable[list[str]]) -> list[list[str]]:
    columns: list[list[str]] = []
    for cells in rows:
        columns += [[] for _ in range(min(len(cells), MAX_COLUMNS) - len(columns))]
        for column, cell in zip(columns, cells, strict=False):
            if cell.strip():
                column.append(cell.strip())
    return columns


def _sign_of(cells: list[str]) -> str:
    """The decimal sign of a column that holds numbers, "" for every other."""
    numbers = [cell for cell in cells if _NUMBER.fullmatch(cell)]
    if len(numbers) < _MOSTLY * (len(cells) - 1) or not numbers:
        return ""
    signs = Counter(found.group(1) for cell in numbers if (found := _DECIMAL.fullmatch(cell)))
    return signs.most_common(1)[0][0] if len(signs) == 1 else ""
