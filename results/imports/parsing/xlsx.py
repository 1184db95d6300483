"""Excel workbooks since 2007: their sheets, styles and shared texts."""

import posixpath
from collections.abc import Iterator
from functools import cached_property

from results.imports.parsing.cells import Worksheet
from results.imports.parsing.limits import MAX_SHEETS
from results.imports.parsing.markup import check_root, either_way, elements
from results.imports.parsing.number_formats import kind_of_format
from results.imports.parsing.package import Package
from results.imports.parsing.refusals import Refused
from results.imports.parsing.table import Row, Sheet
from results.imports.parsing.texts import SharedTexts, shared_texts

_TEXTS_TYPE = "/sharedStrings"
_STYLES_TYPE = "/styles"
_SHEET_TYPE = "/worksheet"


class ExcelBook:
    """An open .xlsx file. Sheets that hold only a chart or a macro are left out: they have no cells."""

    def __init__(self, package: Package) -> None:
        self._package = package
        for name in package.names:
            if name.lower().endswith((".xml", ".rels")):
                check_root(package.read(name))
        self._workbook = _target(package, "", "/officeDocument") or package.find("xl/workbook.xml")
        if not self._workbook:
            raise Refused("damaged")
        self._is_1904 = False

    def sheets(self) -> Iterator[tuple[Sheet, Iterator[Row]]]:
        """Each sheet with its rows that hold anything, to be taken before the next; raises Refused."""
        for sheet in self._read_sheets():
            yield sheet, self._rows(sheet)

    def _rows(self, sheet: Sheet) -> Iterator[Row]:
        reader = Worksheet(sheet, self._texts, self._kinds, is_1904=self._is_1904)
        yield from either_way(reader.rows, lambda: self._package.read(sheet.part), {})

    def _read_sheets(self) -> list[Sheet]:
        parts = {key: (kind, target) for key, kind, target in _relationships(self._package, self._workbook)}
        found = []
        for name, attributes in elements(self._package.read_small(self._workbook)):
            if name == "workbookPr":
                self._is_1904 = attributes.get("date1904") in ("1", "true")
            elif name == "sheet":
                kind, target = parts.get(attributes.get("id", ""), ("", ""))
                if kind.endswith(_SHEET_TYPE):
                    found.append(self._sheet(attributes, target))
        if not found or len(found) > MAX_SHEETS:
            raise Refused("too-many-sheets", limit=MAX_SHEETS) if found else Refused("damaged")
        return found

    def _sheet(self, attributes: dict[str, str], target: str) -> Sheet:
        part = self._package.find(target)
        if not part:
            raise Refused("damaged")
        return Sheet(attributes.get("name", ""), attributes.get("state", "visible") != "visible", part)

    @cached_property
    def _texts(self) -> SharedTexts:
        part = _target(self._package, self._workbook, _TEXTS_TYPE)
        return shared_texts(lambda: self._package.read(part)) if part else SharedTexts()

    @cached_property
    def _kinds(self) -> list[str]:
        """Of each cell style, how its numbers are meant."""
        part = _target(self._package, self._workbook, _STYLES_TYPE)
        codes: dict[str, str] = {}
        kinds: list[str] = []
        is_in_cell_styles = False
        for name, attributes in elements(self._package.read_small(part)) if part else ():
            if name == "numFmt":
                codes.setdefault(attributes.get("numFmtId", ""), attributes.get("formatCode", ""))
            elif name in ("cellStyleXfs", "cellXfs", "cellStyles"):
                is_in_cell_styles = name == "cellXfs"
            elif name == "xf" and is_in_cell_styles:
                number = attributes.get("numFmtId", "0")
                kinds.append(kind_of_format(int(number) if number.isdecimal() else 0, codes.get(number)))
        return kinds


def _relationships(package: Package, part: str) -> Iterator[tuple[str, str, str]]:
    """Of all parts that a part names: key, type, and where it is in the package."""
    folder, name = posixpath.split(part)
    listed = package.find(posixpath.join(folder, "_rels", f"{name}.rels"))
    for _, attributes in elements(package.read_small(listed)) if listed else ():
        if attributes.get("TargetMode") != "External" and "Id" in attributes:
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "").replace("\\", "/")))
            yield attributes["Id"], attributes.get("Type", ""), target.lstrip("/")


def _target(package: Package, part: str, kind: str) -> str:
    found = (target for _, found_kind, target in _relationships(package, part) if found_kind.endswith(kind))
    return package.find(next(found, ""))
