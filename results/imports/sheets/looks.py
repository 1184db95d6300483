"""The looks of cells in somebody's own workbook: another ground for what is wrong, and all the rest as it was."""

from copy import deepcopy
from typing import Any

from lxml import etree

from results.imports.sheets.package import MAIN, NotOurs, parse
from results.imports.sheets.xlsx import WRONG_COLOUR

_RGB = "FF" + WRONG_COLOUR.lstrip("#")
# Excel's own number for the format in which a cell is text.
_TEXT_FORMAT = "49"


class Looks:
    """The styles of a workbook (xl/styles.xml), to which ours are added as they are needed."""

    def __init__(self, content: bytes) -> None:
        self._root = parse(content)
        self._fonts, self._fills, self._cells = (self._table(name) for name in ("fonts", "fills", "cellXfs"))
        ours = {str(number) for number, fill in enumerate(self._fills) if _is_ours(fill)}
        # Cells that were wrong the time before; she may have mended them since.
        self.stale = {number for number, look in enumerate(self._cells) if look.get("fillId") in ours}
        self._fill = min(ours, key=int, default="") or self._add_fill()
        self._wrong: dict[int, int] = {}
        self._mended: dict[int, int] = {}
        self._black: dict[str, str] = {}
        self.status = self._add_status()

    def wrong(self, look: int) -> int:
        """The number of the style like this one for a cell that is wrong."""
        if look not in self._wrong:
            changes = {"fillId": self._fill, "applyFill": "1"}
            if look < len(self._cells):
                changes["fontId"] = self._in_black(self._cells[look].get("fontId", "0"))
            self._wrong[look] = self._add_like(look, {**changes, "applyFont": "1"})
        return self._wrong[look]

    def mended(self, look: int) -> int:
        """The number of the style like this one without the ground of what is wrong."""
        if look not in self._mended:
            self._mended[look] = self._add_like(look, {"fillId": "0"})
        return self._mended[look]

    def content(self) -> bytes:
        """The part as it is to be written."""
        for table in (self._fonts, self._fills, self._cells):
            table.set("count", str(len(table)))
        return bytes(etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True))

    def _table(self, name: str) -> Any:
        table = self._root.find(f"{{{MAIN}}}{name}")
        if table is None or len(table) == 0:
            raise NotOurs(f"no {name}")
        return table

    def _add_fill(self) -> str:
        fill = etree.SubElement(self._fills, f"{{{MAIN}}}fill")
        pattern = etree.SubElement(fill, f"{{{MAIN}}}patternFill", patternType="solid")
        etree.SubElement(pattern, f"{{{MAIN}}}fgColor", rgb=_RGB)
        etree.SubElement(pattern, f"{{{MAIN}}}bgColor", indexed="64")
        return str(len(self._fills) - 1)

    def _in_black(self, font: str) -> str:
        """A font like this one whose letters can be read on our ground, whatever their colour was."""
        if font not in self._black:
            number = int(font) if int(font) < len(self._fonts) else 0
            copy = deepcopy(self._fonts[number])
            if (colour := copy.find(f"{{{MAIN}}}color")) is not None:
                colour.attrib.clear()
                colour.set("rgb", "FF000000")
            self._fonts.append(copy)
            self._black[font] = str(len(self._fonts) - 1)
        return self._black[font]

    def _add_status(self) -> int:
        number = self._add_like(0, {"fillId": "0", "borderId": "0", "numFmtId": _TEXT_FORMAT, "applyAlignment": "1"})
        look = self._cells[number]
        for alignment in look.findall(f"{{{MAIN}}}alignment"):
            look.remove(alignment)
        look.insert(0, etree.Element(f"{{{MAIN}}}alignment", wrapText="1", vertical="top"))
        return number

    def _add_like(self, look: int, changes: dict[str, str]) -> int:
        copy = deepcopy(self._cells[look if look < len(self._cells) else 0])
        for name, value in changes.items():
            copy.set(name, value)
        self._cells.append(copy)
        return len(self._cells) - 1


def _is_ours(fill: Any) -> bool:
    colour = fill.find(f"{{{MAIN}}}patternFill/{{{MAIN}}}fgColor")
    return colour is not None and colour.get("rgb", "").upper() == _RGB.upper()
