"""Texts with delimiters (csv, tsv), read as a stream in any encoding."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from results.imports.parsing.delimiters import DELIMITERS, decimal_of, delimiter_of, separator_line
from results.imports.parsing.encodings import KNOWN, encodings_of
from results.imports.parsing.escaping import without_escape
from results.imports.parsing.limits import MAX_CELL, MAX_COLUMNS, MAX_ROW_CHARACTERS, MAX_ROWS
from results.imports.parsing.refusals import Refused, column_letters
from results.imports.parsing.table import Row, Sheet, Value

_LOOKED_AT = 300


class DelimitedBook:
    """An open text file: one sheet without a name. Encoding and delimiter are found where they are not given."""

    def __init__(self, path: Path, encoding: str = "", delimiter: str = "") -> None:
        self._path = path
        if encoding and encoding not in KNOWN:
            raise Refused("wrong-encoding", encoding=encoding)
        self.encodings = [(encoding, "")] if encoding else encodings_of(path)
        self.encoding = self.encodings[0][0]
        lines = self._first_lines()
        self.delimiter = delimiter if delimiter in DELIMITERS else separator_line(lines[0]) or delimiter_of(lines)
        self.decimal = decimal_of(self._cells(lines), self.delimiter)

    def sheets(self) -> Iterator[tuple[Sheet, Iterator[Row]]]:
        """The one sheet with its rows that hold anything; raises Refused."""
        yield Sheet(""), self._rows()

    def _open(self) -> IO[str]:
        return self._path.open(encoding=self.encoding, newline="")

    def _first_lines(self) -> list[str]:
        with self._open() as stream:
            try:
                return list(islice(_lines(stream), _LOOKED_AT)) or [""]
            except UnicodeError as error:
                raise Refused("wrong-encoding", encoding=self.encoding) from error

    def _cells(self, lines: list[str]) -> list[list[str]]:
        try:
            return list(csv.reader(lines, delimiter=self.delimiter))
        except csv.Error:
            return []

    def _rows(self) -> Iterator[Row]:
        csv.field_size_limit(MAX_CELL)
        number = 0
        with self._open() as stream:
            lines = _lines(stream)
            if not separator_line(stream.readline(10)):
                stream.seek(0)
            try:
                for number, cells in enumerate(csv.reader(lines, delimiter=self.delimiter, strict=True), start=1):
                    if (found := _values(cells)) and _is_within(number, len(found)):
                        yield Row(number, False, found)
            except csv.Error as error:
                raise _refusal(error, number + 1) from error
            except UnicodeError as error:
                raise Refused("wrong-encoding", encoding=self.encoding) from error


def _lines(stream: IO[str]) -> Iterator[str]:
    while line := stream.readline(MAX_ROW_CHARACTERS):
        if len(line) >= MAX_ROW_CHARACTERS:
            raise Refused("row-too-long")
        yield line.replace("\x00", "") if "\x00" in line else line


def _values(cells: list[str]) -> list[Value]:
    """The cells up to the last that holds something, without the marks that kept them from being run as formulas."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return [without_escape(cell) if cell[:1] == "'" else cell or None for cell in cells[:end]]


def _is_within(row: int, columns: int) -> bool:
    if row > MAX_ROWS:
        raise Refused("too-many-rows", row=row, limit=MAX_ROWS)
    if columns > MAX_COLUMNS:
        raise Refused("too-many-columns", column=column_letters(columns), limit=MAX_COLUMNS)
    return True


def _refusal(error: csv.Error, row: int) -> Refused:
    if "field larger" in str(error):
        return Refused("quotation-mark-or-cell-too-long", row=row, limit=MAX_CELL)
    return Refused("quotation-mark", row=row)
