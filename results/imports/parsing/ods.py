"""OpenDocument sheets. All sheets stand one after the other in one part, which is read as a stream."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from results.imports.parsing.limits import MAX_COLUMNS, MAX_ROWS, MAX_SHEETS
from results.imports.parsing.markup import attributes, check_root, either_way, pieces
from results.imports.parsing.ods_cells import cell_value, is_uncalculated
from results.imports.parsing.package import Package
from results.imports.parsing.refusals import NotPlain, Refused, column_letters
from results.imports.parsing.table import Row, Sheet, Value

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    f"{_URN}{name}:1.0": prefix
    for name, prefix in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("drawing", "draw"),
    )
} | {"": "other"}
# Attributes; then one plain paragraph, or anything else up to the end of the cell.
_CELL = re.compile(
    r"<table:(?:covered-)?table-cell([^>]*)>(?:(?<=/>)|<text:p>([^<]*)</text:p></table:table-cell>"
    r"|([^<]*(?:<(?!/table:(?:covered-)?table-cell>|table:(?:covered-)?table-cell)[^<]*)*)"
    r"</table:(?:covered-)?table-cell>)"
)
_PARTS = re.compile(r"<table:(table|table-row)(?=[ >/])([^>]*)>|</table:table>")
_HIDING_STYLE = re.compile(r"<style:style ([^>]*)>[^<]*<style:table-properties [^>]*table:display=\"false\"", re.S)
_SPAN = re.compile(r'number-(columns|rows)-spanned="(\d{1,7})"')
_HIDDEN = ("collapse", "filter")


class OpenDocumentBook:
    """An open .ods file."""

    def __init__(self, package: Package) -> None:
        self._package = package
        for name in package.names:
            if name.lower().endswith(".xml"):
                check_root(package.read(name))

    def sheets(self) -> Iterator[tuple[Sheet, Iterator[Row]]]:
        """Each sheet with its rows that hold anything, to be taken before the next; raises Refused."""
        part = self._package.find("content.xml")
        found = either_way(lambda chunks: _Content().found(chunks), lambda: self._package.read(part), _PREFIXES)
        waiting = [thing for thing in islice(found, 1) if isinstance(thing, Sheet)]
        if not waiting:
            raise Refused("damaged")

        def rows() -> Iterator[Row]:
            for thing in found:
                if isinstance(thing, Sheet):
                    waiting.append(thing)
                    return
                yield thing

        while waiting:
            of_this_sheet = rows()
            yield waiting.pop(), of_this_sheet
            for _ in of_this_sheet:
                pass


class _Content:
    """Finds sheets and their rows in the text of the part, keeping count of rows."""

    def __init__(self) -> None:
        self._sheet: Sheet | None = None
        self._sheets = 0
        self._row = 0
        self._hiding: set[str] = set()

    def found(self, chunks: Iterable[bytes]) -> Iterator[Sheet | Row]:
        for piece in pieces(chunks, "</table:table-row>", "</office:document-content>"):
            if not self._sheet:
                self._hiding |= {attributes(head).get("style:name", "") for head in _HIDING_STYLE.findall(piece)}
            for part in _PARTS.finditer(piece):
                head = part.group(2) or ""
                if part.group(1) == "table":
                    yield self._begin(attributes(head))
                elif part.group(1) and self._sheet:
                    yield from self._rows(head, "" if head.endswith("/") else _until_row_ends(piece, part.end()))

    def _begin(self, found: dict[str, str]) -> Sheet:
        self._sheets += 1
        if self._sheets > MAX_SHEETS:
            raise Refused("too-many-sheets", limit=MAX_SHEETS)
        self._row = 0
        self._sheet = Sheet(found.get("table:name", ""), found.get("table:style-name", "") in self._hiding)
        return self._sheet

    def _rows(self, head: str, body: str) -> Iterator[Row]:
        found = attributes(head)
        repeated = _number(found.get("table:number-rows-repeated"))
        cells = self._cells(body) if body else []
        first, self._row = self._row + 1, self._row + repeated
        if not cells:
            return
        if self._row > MAX_ROWS:
            raise Refused("too-many-rows", row=self._row, limit=MAX_ROWS)
        is_hidden = found.get("table:visibility") in _HIDDEN
        for number in range(first, first + repeated):
            yield Row(number, is_hidden, cells)

    def _cells(self, body: str) -> list[Value]:
        found = _CELL.findall(body)
        if len(found) != body.count("<table:table-cell") + body.count("<table:covered-table-cell"):
            raise NotPlain
        cells: list[Value] = []
        gap = place = 0
        for head, text, inner in found:
            repeated = _number(attributes(head).get("table:number-columns-repeated")) if "-repeated=" in head else 1
            if "-spanned=" in head:
                self._span(head, place + 1)
            place += repeated
            value = cell_value(head, text, inner) if head or text or inner else None
            if value is None:
                self._check_formula(head, text or inner, place)
                gap += repeated
                continue
            if place > MAX_COLUMNS:
                raise Refused("too-many-columns", column=column_letters(place), limit=MAX_COLUMNS)
            cells += [None] * gap + [value] * repeated
            gap = 0
        return cells

    def _check_formula(self, head: str, inner: str, place: int) -> None:
        if is_uncalculated(head, inner):
            raise Refused("formula-without-value", cell=f"{column_letters(place)}{self._row + 1}")

    def _span(self, head: str, column: int) -> None:
        spans = {name: int(number) for name, number in _SPAN.findall(head)}
        rows, columns = spans.get("rows", 1), spans.get("columns", 1)
        if self._sheet and (rows > 1 or columns > 1):
            row = self._row + 1
            self._sheet.merged.append((row, column, row + rows - 1, column + columns - 1))


def _until_row_ends(piece: str, start: int) -> str:
    end = piece.find("</table:table-row>", start)
    if end < 0:
        raise Refused("damaged")
    return piece[start:end]


def _number(written: str | None) -> int:
    return max(int(written), 1) if written and written.isdecimal() and len(written) < 12 else 1
