"""The rows of one worksheet of an Excel workbook, straight from its text."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import product
from string import ascii_uppercase
from typing import Any

from results.imports.parsing.limits import MAX_COLUMNS, MAX_ROWS
from results.imports.parsing.markup import attributes, pieces
from results.imports.parsing.number_formats import moment
from results.imports.parsing.refusals import NotPlain, Refused, column_letters
from results.imports.parsing.table import Row, Sheet, Value
from results.imports.parsing.texts import SharedTexts, runs_of, stored_text

# Column letters, style and type in their usual order, other attributes; then a value, a text, or anything else.
_CELL = re.compile(
    r'<c(?: r="([A-Z]{1,3})\d*")?(?: s="(\d+)")?(?: t="(\w+)")?([^>]*?)'
    r"(?:/>|>(?:<v>([^<]*)</v>|<is><t(?: [^>]*)?>([^<]*)</t></is>|([^<]*(?:<(?!/?c[ >/])[^<]*)*))</c>)"
)
_VALUE = re.compile(r"<v(?: [^>]*)?>([^<]*)</v>")
_INLINE = re.compile(r"<is\b.*?</is>", re.S)
_MERGED = re.compile(r'<mergeCell [^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_LAST_EXACT = 2**53

COLUMNS = {
    "".join(letters): place
    for place, letters in enumerate(
        (letters for width in (1, 2, 3) for letters in product(ascii_uppercase, repeat=width)), start=1
    )
}


class Worksheet:
    """Reads rows; ``kinds`` says of each cell style whether its numbers are dates or lengths of time."""

    def __init__(self, sheet: Sheet, texts: SharedTexts, kinds: Sequence[str], *, is_1904: bool) -> None:
        self._sheet = sheet
        self._texts = texts
        self._kinds = {str(style): kind for style, kind in enumerate(kinds) if kind}
        self._is_1904 = is_1904
        self._readers: dict[str, Callable[[str], Any]] = {
            "": read_number,
            "n": read_number,
            "s": str,
            "str": stored_text,
            "inlineStr": stored_text,
            "b": lambda text: text.strip() in ("1", "true"),
            "e": stored_text,
            "d": read_iso,
        }

    def rows(self, chunks: Iterable[bytes]) -> Iterator[Row]:
        """The rows that hold anything; afterwards the sheet knows what is merged in it."""
        last = 0
        for piece in pieces(chunks, "</row>", "</worksheet>"):
            data, _, after = piece.partition("</sheetData>")
            for written in data.split("<row")[1:]:
                row = self._row(written, last)
                last = row.number
                if row.cells:
                    yield row
            self._sheet.merged += [_range(*found) for found in _MERGED.findall(after or data)]

    def _row(self, written: str, last: int) -> Row:
        head, _, body = written.partition(">")
        found = attributes(head)
        number = int(found["r"]) if found.get("r", "").isdecimal() else last + 1
        if number > MAX_ROWS:
            raise Refused("too-many-rows", row=number, limit=MAX_ROWS)
        if number <= last:
            raise Refused("damaged")
        return Row(number, found.get("hidden") in ("1", "true"), self._cells(body, number) if body else [])

    def _cells(self, body: str, number: int) -> list[Value]:
        found = _CELL.findall(body)
        if len(found) != body.count("<c"):
            raise NotPlain
        try:
            return self._values(found, number)
        except (IndexError, KeyError, ValueError) as error:  # no such column, text or type
            raise Refused("damaged") from error

    def _values(self, found: list[tuple[str, ...]], number: int) -> list[Value]:
        # Two million times for 100,000 rows of 20 columns, so the usual cells are read right here.
        cells: list[Value] = []
        place, held, kinds = 0, self._texts.held, self._kinds
        for letters, style, kind, others, written, text, inner in found:
            if others:
                letters, style, kind = _from_attributes(others, letters, style, kind)
            place = COLUMNS[letters] if letters else place + 1
            if inner:
                written = _inner_value(inner, kind, place, number)
            value: Value
            if kind == "s" and written:
                index = int(written)
                value = (held[index] if index < len(held) else self._texts[index]) or None
            elif written or text:
                value = self._readers[kind](written or text)
                if style in kinds and kind in ("", "n") and not isinstance(value, str):
                    value = moment(value, kinds[style], self._is_1904)
            else:
                value = None
            if place - 1 == len(cells) < MAX_COLUMNS and value is not None:
                cells.append(value)
            elif value is not None:
                _put(cells, place, value)
        return cells


def _put(cells: list[Value], place: int, value: Value) -> None:
    if place > MAX_COLUMNS:
        raise Refused("too-many-columns", column=column_letters(place), limit=MAX_COLUMNS)
    cells += [None] * (place - len(cells))
    cells[place - 1] = value


def _from_attributes(others: str, letters: str, style: str, kind: str) -> tuple[str, str, str]:
    """Column, style and type where they do not stand in their usual order."""
    found = attributes(others)
    place = found.get("r", letters).rstrip("0123456789").upper()
    return place, found.get("s", style), found.get("t", kind)


def _inner_value(inner: str, kind: str, place: int, number: int) -> str:
    """What a cell holds beside or instead of a plain value: a formula with its last value, a text of several runs."""
    value = _VALUE.search(inner)
    if value and value.group(1):
        return value.group(1)
    if "<f" in inner and kind not in ("str", "inlineStr"):
        raise Refused("formula-without-value", cell=f"{column_letters(place)}{number}")
    runs = _INLINE.search(inner)
    return runs_of(runs.group()) if runs else ""


def read_number(written: str) -> int | float | str:
    """A number; whole where it is whole, and the text as it stands where it is none."""
    try:
        return int(written)
    except ValueError:
        pass
    try:
        number = float(written)
    except ValueError:
        return stored_text(written)
    return plain_number(number) if math.isfinite(number) else written


def plain_number(number: float) -> int | float:
    """A whole number where it is one that is exact: 2024.0 is 2024."""
    return int(number) if number.is_integer() and abs(number) < _LAST_EXACT else number


def read_iso(written: str) -> Value:
    """A date, a date with a time, or a time as ISO 8601 writes them; the text as it stands where it is none."""
    text = written.strip().removesuffix("Z")
    for kind in (date, datetime, time):
        try:
            return kind.fromisoformat(text)
        except ValueError:
            continue
    return written


def _range(column: str, row: str, last_column: str, last_row: str) -> tuple[int, int, int, int]:
    return int(row), COLUMNS[column], int(last_row), COLUMNS[last_column]
