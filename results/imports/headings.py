"""Which sheet of a file holds the reports, and which of its columns is which."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from results.imports.columns import Column, columns_for, names_in_every_language
from results.imports.lookups import Lookups
from results.imports.problems import SheetError, Value, show
from results.imports.reading import Row, Sheet
from results.imports.resource import ResultResource
from results.imports.sizes import HEADING_ROWS, MAX_ROWS, column_letters
from results.imports.widgets import as_text
from results.search import fold

_ENOUGH = 2


@dataclass(frozen=True)
class Table:
    """The reports of a sheet: which column stands where (by position from 0), and the rows beneath the headings."""

    sheet: str
    columns: dict[int, Column]
    rows: list[Row]


class Headings:
    """Knows every column by its name and by its heading in each language."""

    def __init__(self, lookups: Lookups) -> None:
        columns = columns_for(lookups.drivers)
        self.resource = ResultResource(columns)
        self._by_name = {column.name: column for column in columns}
        self._known = names_in_every_language(columns, lookups.drivers)

    def score(self, cells: Sequence[Value]) -> int:
        """How many columns have their headings in a line."""
        found = {self._known.get(fold(as_text(cell))) for cell in cells if cell is not None}
        return len(found - {None})

    def find_table(self, sheets: list[Sheet], name: str = "") -> Table:
        """The reports of the sheet of that name, or of the only one that has reports; raises SheetError."""
        if name:
            chosen = [sheet for sheet in sheets if fold(sheet.name) == fold(name)]
            if not chosen:
                names = ", ".join(f"“{sheet.name}”" for sheet in sheets)
                raise SheetError(
                    _("This file has no sheet “%(name)s”. Its sheets are: %(names)s.") % {"name": name, "names": names}
                )
            return self._table(chosen[0])
        candidates = [sheet for sheet in sheets if self._heading_row(sheet) is not None]
        if len(candidates) > 1:
            names = ", ".join(f"“{sheet.name}”" for sheet in candidates)
            raise SheetError(
                _("Several sheets of this file hold reports: %(names)s. Say which one to import.") % {"names": names}
            )
        return self._table(candidates[0] if candidates else sheets[0])

    def _heading_row(self, sheet: Sheet) -> int | None:
        scores = [(self.score(row.cells), -i) for i, row in enumerate(sheet.rows[:HEADING_ROWS])]
        best, position = max(scores, default=(0, 0))
        return -position if best >= _ENOUGH else None

    def _table(self, sheet: Sheet) -> Table:
        if not sheet.rows:
            raise SheetError(_("This sheet is empty. Choose another sheet, or fill in the template."))
        position = self._heading_row(sheet)
        if position is None:
            raise SheetError(
                _("No row of this sheet holds the headings of reports. Use those of the template, such as: %(names)s.")
                % {"names": ", ".join(str(self._by_name[name].heading) for name in ("reference", "country", "date"))}
            )
        rows = sheet.rows[position + 1 :]
        if not rows:
            raise SheetError(_("There is nothing beneath the headings. Write one report a row and import again."))
        if len(rows) > MAX_ROWS:
            raise SheetError(
                _("This sheet has %(count)s rows; the limit is %(limit)s. Divide the file.")
                % {"count": len(rows), "limit": MAX_ROWS}
            )
        table = Table(sheet.name, self._columns(sheet.rows[position], rows), rows)
        _check_what_is_needed(table)
        return table

    def _columns(self, heading: Row, rows: list[Row]) -> dict[int, Column]:
        """The columns by position; raises SheetError for those that nobody would know where to put."""
        columns: dict[int, Column] = {}
        unknown: list[str] = []
        for position in range(max(len(row.cells) for row in [heading, *rows])):
            text = as_text(heading.cells[position]) if position < len(heading.cells) else ""
            if name := self._known.get(fold(text)):
                columns[position] = self._by_name[name]
            elif any(position < len(row.cells) and as_text(row.cells[position]) for row in rows):
                letters = column_letters(position + 1)
                unknown.append(f"{letters} (“{show(text)}”)" if text else _("%s (no heading)") % letters)
        if unknown:
            raise SheetError(self._unknown_columns(unknown))
        twice = [name for name, count in Counter(column.name for column in columns.values()).items() if count > 1]
        if twice:
            names = ", ".join(f"“{self._by_name[name].heading}”" for name in twice)
            raise SheetError(_("These columns stand there twice: %(names)s. Delete one of each.") % {"names": names})
        return columns

    def _unknown_columns(self, unknown: list[str]) -> str:
        headings = ", ".join(str(column.heading) for column in self._by_name.values())
        return _(
            "These columns are not known: %(unknown)s. Nothing is left out silently, so rename or delete them. "
            "The columns are: %(headings)s."
        ) % {"unknown": ", ".join(unknown), "headings": headings}


def _check_what_is_needed(table: Table) -> None:
    columns = {column.name: column for column in table.columns.values()}
    missing = [name for name in ("country", "date", "summary") if name not in columns]
    if "reference" not in columns and missing:
        raise SheetError(
            _(
                "A sheet needs the column “reference”, or the columns “country”, “date” and “summary” by which a "
                "report is recognised. Missing here: %(names)s."
            )
            % {"names": ", ".join(f"“{name}”" for name in ["reference", *missing])}
        )
