"""A new Excel workbook with the values of a file that is none, or none we can change in place, and the verdicts."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from results.imports import files
from results.imports.rows import RawRow, Value
from results.imports.sheets.annotating import Judged
from results.imports.sheets.outgoing import named
from results.imports.sheets.splicing import MOST_NOTES, STATUS_WIDTH
from results.imports.sheets.verdicts import Verdict, heading, verdicts
from results.imports.sheets.xlsx import LONGEST_TEXT, Sheet, Style, Workbook
from results.models import ImportBatch

_WIDTH = 18
_FIRST_YEAR = 1900
# Excel keeps fifteen digits of a number.
_MOST_EXACT = 10**15


def rebuild(batch: ImportBatch, path: Path, stream: BinaryIO, judged: Mapping[str, Judged]) -> None:
    """Write the sheets of the file, with the verdicts on those that were imported, by name."""
    examined = batch.examined["sheets"]
    names = named(sheet["name"] or _("Sheet") for sheet in examined)
    with Workbook(stream) as book:
        for name, sheet in zip(names, examined, strict=True):
            page = book.add_sheet(name)
            with files.rows(path, batch.examined, batch.answers, _whole(batch, sheet["name"])) as chunks:
                rows = (row for chunk in chunks for row in chunk)
                _Page(page, judged.get(sheet["name"]), int(sheet["columns"])).write(rows)


def list_rows(batch: ImportBatch, stream: BinaryIO) -> None:
    """Write the verdicts on rows that have no sheet of their own, since the file is none."""
    labels = [sheet["name"] for sheet in batch.answers["sheets"]]
    with Workbook(stream) as book:
        for index, name in enumerate(named(labels)):
            page = book.add_sheet(name)
            page.set_columns([12, 50, STATUS_WIDTH])
            page.append([_("Line"), _("What it is about"), heading()], Style.HEADING)
            for verdict in verdicts(batch, index):
                page.append([str(verdict.number), verdict.label, verdict.status])
            page.freeze(1, filters=3)


def _whole(batch: ImportBatch, name: str) -> dict[str, Any]:
    """How a sheet is read with all that is in it, its headings too."""
    answers = next((sheet for sheet in batch.answers["sheets"] if sheet["name"] == name), {"name": name})
    return {**answers, "heading_rows": [], "hxl_row": None, "includes_hidden": True}


class _Page:
    """One sheet that is built anew."""

    def __init__(self, page: Sheet, judged: Judged | None, columns: int) -> None:
        self._page, self._judged, self._columns = page, judged, columns
        self._ahead: Verdict | None = None
        self._notes = 0

    def write(self, rows: Iterator[RawRow]) -> None:
        """Write the rows in their places, each with its verdict."""
        widths = [_WIDTH] * self._columns
        self._page.set_columns([*widths, STATUS_WIDTH] if self._judged else widths, style=Style.PLAIN)
        for row in rows:
            verdict = self._find(row.number)
            cells = [_fitting(value) for value in row.cells]
            styles = {at: _style_of(value) for at, value in enumerate(cells) if value is not None}
            if verdict and self._judged:
                place = self._judged.place
                cells = [*cells[:place], *[None] * (place - len(cells)), verdict.status, *cells[place + 1 :]]
                styles |= {place: Style.STATUS, **dict.fromkeys(verdict.wrong, Style.WRONG)}
            self._page.place(row.number, cells, Style.PLAIN, styles)
            if verdict:
                self._annotate(verdict)
        if self._judged:
            self._page.freeze(self._judged.heading.number)

    def _find(self, number: int) -> Verdict | None:
        if self._judged is None:
            return None
        if number == self._judged.heading.number:
            return self._judged.heading
        while self._ahead is None or self._ahead.number < number:
            self._ahead = next(self._judged.verdicts, None)
            if self._ahead is None:
                return None
        return self._ahead if self._ahead.number == number else None

    def _annotate(self, verdict: Verdict) -> None:
        for position, text in verdict.wrong.items():
            if self._notes < MOST_NOTES:
                self._page.comment(verdict.number, position, text)
                self._notes += 1


def _fitting(value: Value) -> Value:
    """The value as Excel can keep it: what it cannot is written as text."""
    if isinstance(value, str) and len(value) > LONGEST_TEXT // 2:
        # Excel counts in units of two bytes.
        return value.encode("utf-16-le", "ignore")[: LONGEST_TEXT * 2].decode("utf-16-le", "ignore")
    if isinstance(value, datetime | date) and value.year < _FIRST_YEAR:
        return value.isoformat()
    if isinstance(value, int) and abs(value) >= _MOST_EXACT:
        return str(value)
    return value


def _style_of(value: Value) -> Style:
    if isinstance(value, str):
        return Style.TEXT
    if isinstance(value, datetime):
        return Style.MOMENT if value.time() != datetime.min.time() else Style.DAY
    return Style.DAY if isinstance(value, date) else Style.PLAIN
