"""Writing an Excel workbook row by row: memory stays flat, and every text is text, whatever it looks like."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, BinaryIO

import xlsxwriter
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from results.imports.rows import Value
from results.imports.sheets.addresses import letters
from results.imports.sheets.outgoing import CannotWrite, OutgoingSheet
from results.imports.sheets.texts import clean

LAST_ROW = 1_048_576
LONGEST_TEXT = 32_767
# A darker shade would hide black letters; these leave them 14 times as bright as the ground or more.
WRONG_COLOUR = "#FFC7CE"
_NEEDED_COLOUR = "#FFE9A8"
_HEADING_COLOUR = "#DDE7F0"
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "use_zip64": True}
# Excel shows no more of the message of a cell.
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255


class Style(StrEnum):
    """How a cell looks, for what it is; colour is never the only sign."""

    TEXT = "text"
    HEADING = "heading"
    NEEDED = "heading of a column that is needed"
    WRONG = "a cell that has to be mended"
    STATUS = "what became of a row"
    PLAIN = "as it was in the file"
    DAY = "a date"
    MOMENT = "a date with its time"


_WRAPPED = {"text_wrap": True, "valign": "top"}
_LOOKS: dict[Style, dict[str, Any]] = {
    Style.TEXT: {"num_format": "@", **_WRAPPED},
    Style.HEADING: {"num_format": "@", "bold": True, "bg_color": _HEADING_COLOUR, **_WRAPPED},
    Style.NEEDED: {"num_format": "@", "bold": True, "bg_color": _NEEDED_COLOUR, **_WRAPPED},
    Style.WRONG: {"num_format": "@", "bg_color": WRONG_COLOUR, **_WRAPPED},
    Style.STATUS: {"num_format": "@", "bold": True, **_WRAPPED},
    Style.PLAIN: {},
    Style.DAY: {"num_format": "yyyy-mm-dd"},
    Style.MOMENT: {"num_format": "yyyy-mm-dd hh:mm:ss"},
}


Styles = Mapping[int, Style]
_ALIKE: Styles = {}


class Workbook(AbstractContextManager["Workbook"]):
    """A workbook that is written into a stream when it is closed; until then its rows wait in a file."""

    def __init__(self, stream: BinaryIO) -> None:
        self._book = xlsxwriter.Workbook(stream, _OPTIONS)
        self._formats = {style: self._book.add_format(look) for style, look in _LOOKS.items()}

    def add_sheet(self, name: str) -> "Sheet":
        """A further sheet of this name; from right to left where the language is."""
        page = self._book.add_worksheet(name)
        if get_language_bidi():
            page.right_to_left()
        return Sheet(page, self._formats)

    def name_range(self, name: str, sheet: str, position: int, count: int) -> None:
        """A name for the first ``count`` cells of a column, by which drop-downs refer to it."""
        column = letters(position)
        self._book.define_name(name, f"='{sheet.replace(chr(39), chr(39) * 2)}'!${column}$1:${column}${count}")

    def __exit__(self, *raised: object) -> None:
        # Also where something was raised: closing clears the waiting rows away.
        self._book.close()


class Sheet:
    """One sheet, written from the top to the bottom; positions count from 0, rows from 1 as a reader does."""

    def __init__(self, page: Any, formats: Mapping[Style, Any]) -> None:
        self._page = page
        self._formats = formats
        self._last = 0

    def set_columns(self, widths: Sequence[int], *, hidden: Iterable[int] = (), style: Style = Style.TEXT) -> None:
        """How wide each column is, in characters, and which are hidden; its empty cells are of this style too."""
        concealed = set(hidden)
        for position, width in enumerate(widths):
            options = {"hidden": True} if position in concealed else {}
            self._page.set_column(position, position, width, self._formats[style], options)

    def freeze(self, number: int, *, filters: int = 0) -> None:
        """Keep the rows up to this one in sight; ``filters`` columns can be filtered by what stands beneath it."""
        self._page.freeze_panes(number, 0)
        if filters:
            self._page.autofilter(number - 1, 0, max(self._last, number) - 1, filters - 1)

    def hide(self) -> None:
        """Keep the sheet out of sight; it cannot be the first."""
        self._page.hide()

    def mark(self, text: str) -> None:
        """The next row, hidden, with a mark by which the sheet is recognised when it comes back."""
        self.append([text])
        self._page.set_row(self._last - 1, None, None, {"hidden": True})

    def append(self, cells: Sequence[Value], style: Style = Style.TEXT, styles: Styles = _ALIKE) -> None:
        """The next row; ``styles`` are those of single cells, by position."""
        self.place(self._last + 1, cells, style, styles)

    def place(self, number: int, cells: Sequence[Value], style: Style = Style.TEXT, styles: Styles = _ALIKE) -> None:
        """A row further down, by its number; raises CannotWrite where Excel has no place for it."""
        if number > LAST_ROW:
            raise CannotWrite(
                _("These are more rows than an Excel sheet can hold (1,048,576). Choose csv, which has no such limit.")
            )
        self._last = number
        for position, value in enumerate(cells):
            if value is not None and value != "":
                self._write(number - 1, position, value, styles.get(position, style))
        for position, own in styles.items():
            if position >= len(cells) or cells[position] in (None, ""):
                self._page.write_blank(number - 1, position, None, self._formats[own])

    def comment(self, number: int, position: int, text: str) -> None:
        """A comment on a cell of a row that has something in it."""
        self._page.write_comment(
            number - 1, position, clean(text)[:LONGEST_TEXT], {"author": "Waymark", "width": 320, "height": 120}
        )

    def offer(self, position: int, source: str, *, title: str, message: str) -> None:
        """A drop-down beneath the heading of a column, from a named range; other values are left to the import."""
        listed = {"validate": "list", "source": f"={source}"} if source else {"validate": "any"}
        told = {"input_title": title[:_LONGEST_TITLE], "input_message": message[:_LONGEST_MESSAGE]}
        self._page.data_validation(1, position, LAST_ROW - 1, position, {**listed, **told, "show_error": False})

    def _write(self, row: int, position: int, value: Value, style: Style) -> None:
        look = self._formats[style]
        if isinstance(value, str):
            self._write_text(row, position, clean(value), look)
        elif isinstance(value, bool):
            self._page.write_boolean(row, position, value, look)
        elif isinstance(value, datetime | date | time | timedelta):
            self._page.write_datetime(row, position, value, look)
        else:
            self._page.write_number(row, position, value, look)

    def _write_text(self, row: int, position: int, text: str, look: Any) -> None:
        if text.startswith("<r>") and text.endswith("</r>"):
            # The library takes such a text for one it has formatted itself, and would not escape it.
            self._page.write_rich_string(row, position, "<", self._formats[Style.PLAIN], text[1:], look)
        elif self._page.write_string(row, position, text, look):
            raise CannotWrite(
                _(
                    "The text in row %(row)s that begins “%(text)s” is longer than a cell of Excel can be (32,767 "
                    "characters). Choose OpenDocument or csv, which have no such limit."
                )
                % {"row": row + 1, "text": text[:60]}
            )


def write(stream: BinaryIO, sheets: Iterable[OutgoingSheet]) -> None:
    """The sheets, each with its headings frozen; raises CannotWrite."""
    with Workbook(stream) as book:
        for outgoing in sheets:
            sheet = book.add_sheet(outgoing.name)
            sheet.set_columns(outgoing.widths, hidden=outgoing.hidden)
            sheet.append(outgoing.headings, Style.HEADING)
            for row in outgoing.rows:
                sheet.append(row)
            sheet.freeze(1, filters=len(outgoing.headings))
