"""Writing a csv file that a spreadsheet program opens in the right letters, and of which it runs nothing."""

import csv
from collections.abc import Iterable
from io import TextIOWrapper
from typing import BinaryIO

from results.imports.sheets.outgoing import OutgoingSheet
from results.imports.sheets.texts import clean, with_escape


def write(stream: BinaryIO, sheets: Iterable[OutgoingSheet]) -> None:
    """The one sheet as csv in UTF-8 with a byte order mark; raises ValueError where there are several."""
    (sheet,) = sheets
    text = TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(map(_cell, sheet.headings))
    for row in sheet.rows:
        writer.writerow(map(_cell, row))
    # The stream stays open for whoever gave it.
    text.detach()


def _cell(text: str) -> str:
    return with_escape(clean(text))
