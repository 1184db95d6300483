"""Putting the verdicts into the XML of a sheet: every other byte of it goes through unchanged.

So nothing is lost that we know nothing of, formulas keep the values they showed, and memory stays flat.
"""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from results.imports.sheets.addresses import address, column_of, letters, position_of
from results.imports.sheets.copying import Attributes, Copying
from results.imports.sheets.looks import Looks
from results.imports.sheets.notes import Note
from results.imports.sheets.package import MAIN, OFFICE, NotOurs
from results.imports.sheets.texts import clean
from results.imports.sheets.verdicts import Verdict

# Excel becomes slow with more of them; the status column says everything anyway.
MOST_NOTES = 5_000
STATUS_WIDTH = 70
_STYLE = re.compile(rb'\ss\s*=\s*("[^"]*"|\'[^\']*\')')
_SPANS = re.compile(rb'\sspans\s*=\s*("[^"]*"|\'[^\']*\')')
_NAME = re.compile(rb"^<[^\s/>]+")
_LAST_COLUMN = re.compile(rb"(?<=:)[A-Z]{1,3}(?=\d)")
_EXTENT = re.compile(r"[A-Z]{1,3}\d+:([A-Z]{1,3})\d+")
# What follows upon the boxes of comments in the order that a sheet prescribes.
_AFTER_BOXES = {"legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"}


class Splice(Copying):
    """One sheet: verdicts in the order of its rows, the position of their column, and the row of the headings.

    A column of verdicts that is there already is written anew. ``notes`` holds afterwards the comments that are to be
    written, ``boxes`` the name of the relation to their boxes: the given one, or that which the sheet has already.
    """

    def __init__(self, verdicts: Iterator[Verdict], heading: Verdict, place: int, looks: Looks, boxes: str) -> None:
        self.notes: list[Note] = []
        self.boxes = boxes
        self._verdicts, self._heading, self._place, self._looks = verdicts, heading, place, looks
        self._ahead: Verdict | None = None
        self._verdict: Verdict | None = None
        self._wrong: list[int] = []
        self._number, self._position, self._depth = 0, -1, 0
        self._is_in_data = self._has_columns = self._has_width = self._has_boxes = False

    def start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._is_in_data:
            if name == self._cell:
                self._start_cell(attributes)
            elif name == self._row:
                self._start_row(attributes)
        elif self._depth == 1:
            self._begin(name, attributes)
        elif self._depth <= 3:
            self._start_outside(name.removeprefix(self._prefix), attributes)

    def end(self, name: str) -> None:
        self._depth -= 1
        if self._is_in_data:
            if name == self._cell:
                self.drop_no_more()
            elif name == self._row:
                self._end_row()
            else:
                self._is_in_data, self.only = False, None
        elif self._depth == 0:
            self._put_boxes()
        elif self._depth == 1 and name == f"{self._prefix}cols" and not self._has_width:
            self.put(self._width())

    def _begin(self, name: str, attributes: Attributes) -> None:
        prefix, _colon, local = name.rpartition(":")
        if local != "worksheet" or attributes.get(f"xmlns:{prefix}" if prefix else "xmlns") != MAIN:
            raise NotOurs("another dialect")
        self._prefix = f"{prefix}:" if prefix else ""
        self._cell, self._row = f"{self._prefix}c", f"{self._prefix}row"

    def _start_outside(self, local: str, attributes: Attributes) -> None:
        if local == "col":
            self._start_column(int(attributes["min"]), int(attributes["max"]))
        elif self._depth != 2:
            return
        elif local == "dimension":
            self._widen(attributes.get("ref", ""))
        elif local == "cols":
            self._has_columns = True
        elif local == "sheetData":
            if not self._has_columns:
                self.put(f"<{self._prefix}cols>{self._width()}</{self._prefix}cols>")
            self._is_in_data, self.only = True, frozenset({self._cell, self._row, f"{self._prefix}sheetData"})
        elif local == "legacyDrawing":
            self.boxes = next(value for key, value in attributes.items() if key.endswith(":id"))
            self._has_boxes = True
        elif local in _AFTER_BOXES:
            self._put_boxes()

    def _start_column(self, first: int, last: int) -> None:
        if not self._has_width and self._place + 1 < first:
            self.put(self._width())
        self._has_width = self._has_width or self._place + 1 <= last

    def _start_row(self, attributes: Attributes) -> None:
        self._number, self._position = int(attributes.get("r", self._number + 1)), -1
        self._verdict = self._find_verdict()
        self._wrong = sorted(self._verdict.wrong, reverse=True) if self._verdict else []
        if self._verdict and "spans" in attributes:
            self.change_tag(_SPANS, b"")

    def _end_row(self) -> None:
        self._put_missing(before=self._place)
        self._put_status()

    def _start_cell(self, attributes: Attributes) -> None:
        self._position = position = column_of(attributes["r"]) if "r" in attributes else self._position + 1
        if self._wrong or position >= self._place:
            self._put_missing(before=position)
        if position >= self._place:
            self._put_status()
        look = int(attributes.get("s", 0))
        if position == self._place and self._number >= self._heading.number:
            self.drop()
        elif self._wrong and self._wrong[-1] == position:
            self._note(self._wrong.pop())
            self._restyle(attributes, self._looks.wrong(look))
        elif look in self._looks.stale:
            self._restyle(attributes, self._looks.mended(look))

    def _restyle(self, attributes: Attributes, look: int) -> None:
        if "s" in attributes:
            self.change_tag(_STYLE, f' s="{look}"'.encode())
        else:
            self.change_tag(_NAME, rb"\g<0>" + f' s="{look}"'.encode())

    def _find_verdict(self) -> Verdict | None:
        if self._number == self._heading.number:
            return self._heading
        while self._ahead is None or self._ahead.number < self._number:
            self._ahead = next(self._verdicts, None)
            if self._ahead is None:
                return None
        return self._ahead if self._ahead.number == self._number else None

    def _put_missing(self, *, before: int) -> None:
        """Cells that are wrong because they are empty, and so have not been in the file at all."""
        while self._wrong and self._wrong[-1] < before:
            position = self._wrong.pop()
            self._note(position)
            self.put(f'<{self._cell} r="{address(self._number, position)}" s="{self._looks.wrong(0)}"/>')

    def _put_status(self) -> None:
        if not self._verdict:
            return
        text, prefix = escape(clean(self._verdict.status)), self._prefix
        self.put(
            f'<{self._cell} r="{address(self._number, self._place)}" s="{self._looks.status}" t="inlineStr">'
            f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is></{self._cell}>'
        )
        self._verdict = None

    def _note(self, position: int) -> None:
        if self._verdict and len(self.notes) < MOST_NOTES:
            self.notes.append(Note(self._number, position, self._verdict.wrong[position]))

    def _widen(self, extent: str) -> None:
        found = _EXTENT.fullmatch(extent)
        if found and position_of(found[1]) < self._place:
            self.change_tag(_LAST_COLUMN, letters(self._place).encode())

    def _width(self) -> str:
        column = self._place + 1
        return f'<{self._prefix}col min="{column}" max="{column}" width="{STATUS_WIDTH}" customWidth="1"/>'

    def _put_boxes(self) -> None:
        if self.notes and not self._has_boxes:
            self.put(f'<{self._prefix}legacyDrawing xmlns:r="{OFFICE}" r:id="{self.boxes}"/>')
            self._has_boxes = True
