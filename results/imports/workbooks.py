"""Sheets that go out: the template to fill in, and an export that can be imported again."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from typing import Any

import openpyxl
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from results.imports import ods_writing
from results.imports.columns import Column, columns_for
from results.imports.escaping import with_escape
from results.imports.gate import Format
from results.imports.lookups import Lookups
from results.imports.resource import ResultResource
from results.models import Result

CONTENT_TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Format.CSV: "text/csv; charset=utf-8",
}
_TEXT = "@"
_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def template(lookups: Lookups) -> bytes:
    """A workbook whose first sheet is empty but for its headings; the second explains them, with examples."""
    columns = columns_for(lookups.drivers)
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet(_("Results"))
    _prepare(sheet, [column.width for column in columns])
    sheet.append([_cell(sheet, str(column.heading), font=_BOLD) for column in columns])
    explanations = workbook.create_sheet(_("Explanations"))
    _prepare(explanations, [26, 30, 60, 50, 50, 60])
    headings = (_("Column"), _("Name"), _("What it says"), _("What may be written"), _("Example"), _("Codes"))
    explanations.append([_cell(explanations, heading, font=_BOLD) for heading in headings])
    for column in columns:
        texts = (column.heading, column.name, column.meaning, column.allowed, column.example, _codes(column, lookups))
        explanations.append([_cell(explanations, str(text)) for text in texts])
    return _saved(workbook)


def _codes(column: Column, lookups: Lookups) -> str:
    """The codes a column may hold, where they are few enough to read."""
    if column.vocabulary in ("", "countries"):
        return ""
    name = "acronym" if column.vocabulary == "partners" else "code"
    return "; ".join(getattr(entry, name) for entry in getattr(lookups, column.vocabulary).entries)


def export(results: QuerySet[Result], lookups: Lookups, *, kind: Format) -> bytes:
    """Working copies in the columns of the template, in one of the three formats."""
    columns = columns_for(lookups.drivers)
    # The library's own export: its fields and widgets, in a fixed number of queries for every hundred reports.
    dataset = ResultResource(columns).export(results.with_everything().select_related("changed_by"))  # type: ignore[attr-defined]
    rows: list[Sequence[str]] = [dataset.headers, *(dataset[i] for i in range(len(dataset)))]
    if kind is Format.CSV:
        return write_csv(rows)
    if kind is Format.ODS:
        return ods_writing.write(_("Results"), map(_without_illegal, rows), columns=len(columns))
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet(_("Results"))
    _prepare(sheet, [column.width for column in columns])
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, text, font=_BOLD if number == 0 else None) for text in row])
    return _saved(workbook)


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as csv that a spreadsheet program opens in the right letters, and of which it runs nothing."""
    stream = StringIO()
    csv.writer(stream).writerows([with_escape(text) for text in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _without_illegal(row: Sequence[str]) -> list[str]:
    return [ILLEGAL_CHARACTERS_RE.sub("", text) for text in row]


def _prepare(sheet: Any, widths: Sequence[int]) -> None:
    """Columns of these widths, formatted as text so that a spreadsheet leaves codes as they are typed."""
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, start=1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = width
        dimension.number_format = _TEXT


def _cell(sheet: Any, text: str, *, font: Any = None) -> Any:
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
    # A typed string is never a formula, however it begins.
    cell.data_type = "s"
    cell.number_format = _TEXT
    cell.alignment = _WRAPPED
    if font is not None:
        cell.font = font
    return cell


def _saved(workbook: Any) -> bytes:
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()
