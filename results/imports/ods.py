"""OpenDocument sheets, read as a stream and written with the line breaks of their texts.

tablib drops repeated empty cells when it reads, which moves the rest of the row to the left, and joins the lines of a
text when it writes; so this stage is ours.
"""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from xml.etree.ElementTree import Element, iterparse

from results.imports.problems import Value
from results.imports.sizes import check_extent

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MAX_SPACES = 1000

Rows = list[tuple[int, list[Value]]]


def read(content: bytes) -> list[tuple[str, Rows]]:
    """The sheets of a file that has passed the gate: (name, [(row number, values)]); raises SheetError."""
    sheets: list[tuple[str, Rows]] = []
    number = 0
    with zipfile.ZipFile(BytesIO(content)) as package, package.open("content.xml") as stream:
        # The gate has refused document types, so there are no entities to expand.
        for event, element in iterparse(stream, events=("start", "end")):  # noqa: S314 - see above
            if event == "start" and element.tag == f"{_TABLE}table":
                sheets.append((element.get(f"{_TABLE}name", ""), []))
                number = 0
            elif event == "end" and element.tag == f"{_TABLE}table-row" and sheets:
                number = _take_row(element, number, sheets[-1][1])
                element.clear()
    return sheets


def _take_row(element: Element, number: int, rows: Rows) -> int:
    """Add the row, as often as it is repeated, unless it is empty; gives back the number of the last one."""
    repeated = _repeated(element, "number-rows-repeated")
    cells = list(_cells(element, number + 1))
    if cells:
        check_extent(number + repeated, len(cells))
        rows.extend((number + 1 + i, cells) for i in range(repeated))
    return number + repeated


def _cells(row: Element, number: int) -> Iterator[Value]:
    # A gap is handed on once a value follows: the empty cells that fill a sheet to its edge cost nothing.
    gap = column = 0
    for element in row:
        if element.tag not in _CELLS:
            continue
        repeated = _repeated(element, "number-columns-repeated")
        value = _value(element)
        column += repeated
        if value is None or value == "":
            gap += repeated
            continue
        check_extent(number, column)
        yield from [None] * gap
        yield from [value] * repeated
        gap = 0


def _repeated(element: Element, name: str) -> int:
    number = element.get(f"{_TABLE}{name}", "1")
    return max(int(number), 1) if number.isdecimal() else 1


def _value(cell: Element) -> Value:
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in ("float", "percentage", "currency") and (number := cell.get(f"{_OFFICE}value")):
        value = float(number)
        return int(value) if value.is_integer() and "." not in number else value
    if kind == "date" and (written := cell.get(f"{_OFFICE}date-value")):
        return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    # Comments of the cell hold paragraphs too; only its own are read.
    lines = [_text(paragraph) for paragraph in cell if paragraph.tag == f"{_TEXT}p"]
    return "\n".join(lines) if lines else cell.get(f"{_OFFICE}string-value")


def _text(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            number = child.get(f"{_TEXT}c", "1")
            parts.append(" " * min(int(number) if number.isdecimal() else 1, _MAX_SPACES))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif not child.tag.startswith(_OFFICE):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
