"""A file, whatever its format, as a book of sheets and rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from results.imports.parsing.delimited import DelimitedBook
from results.imports.parsing.examining import examine
from results.imports.parsing.iati import IatiBook
from results.imports.parsing.limits import CHUNK_CHARACTERS, CHUNK_ROWS
from results.imports.parsing.ods import OpenDocumentBook
from results.imports.parsing.package import format_of, opened
from results.imports.parsing.recognising import recognise
from results.imports.parsing.refusals import Refused
from results.imports.parsing.table import Book, Row
from results.imports.parsing.xlsx import ExcelBook

Chunk = list[Row]


@contextmanager
def opened_book(path: Path, encoding: str = "", delimiter: str = "") -> Iterator[tuple[str, Book]]:
    """The format of a file, and the file open to be read; raises Refused."""
    kind = recognise(path)
    if kind == "package":
        with opened(path) as package:
            found = format_of(package)
            yield found, ExcelBook(package) if found == "xlsx" else OpenDocumentBook(package)
    elif kind == "ole":
        # The one reader that others wrote is only loaded where it is needed.
        from results.imports.parsing.xls import OldExcelBook

        yield "xls", OldExcelBook(path)
    elif kind == "iati":
        yield "iati", IatiBook(path)
    else:
        yield "csv", DelimitedBook(path, encoding, delimiter)


def examined(path: Path, encoding: str, delimiter: str) -> dict[str, Any]:
    """What is in a file, in the shape of ``examined`` (results/imports/files); raises Refused."""
    with opened_book(path, encoding, delimiter) as (found, book):
        shape: dict[str, Any] = {"format": found, "encoding": "", "encodings": [], "delimiter": "", "decimal": ""}
        if isinstance(book, DelimitedBook):
            several = [list(one) for one in book.encodings] if len(book.encodings) > 1 else []
            shape |= {"encoding": book.encoding, "encodings": several}
            shape |= {"delimiter": book.delimiter, "decimal": book.decimal}
        return shape | examine(book)


def chunks(path: Path, encoding: str, delimiter: str, sheet: str, after: int) -> Iterator[Chunk]:
    """The rows of one sheet beneath a row, in chunks that do not weigh too much; raises Refused."""
    with opened_book(path, encoding, delimiter) as (_, book):
        chunk: Chunk = []
        weight = 0
        for row in _rows(book, sheet):
            if row.number <= after or not row.holds_something:
                continue
            chunk.append(row)
            weight += sum(len(cell) for cell in row.cells if cell.__class__ is str)
            if len(chunk) == CHUNK_ROWS or weight > CHUNK_CHARACTERS:
                yield chunk
                chunk, weight = [], 0
        if chunk:
            yield chunk


def _rows(book: Book, name: str) -> Iterator[Row]:
    for sheet, rows in book.sheets():
        if sheet.name == name:
            return rows
    raise Refused("no-such-sheet", name=name)
