"""IATI activity files as a sheet: a row each activity beneath the names of the columns, others that are passed over."""

from collections.abc import Iterator
from pathlib import Path

from results.imports.iati.elements import UnreadableError
from results.imports.iati.projects import HEADINGS
from results.imports.iati.reading import SHEET, IatiRow, rows
from results.imports.parsing.refusals import Refused
from results.imports.parsing.table import Row, Sheet


class IatiBook:
    """An open activity file: one sheet, whose headings are in its first row."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def sheets(self) -> Iterator[tuple[Sheet, Iterator[Row]]]:
        """The one sheet with its rows; raises Refused where the file cannot be read any further."""
        yield Sheet(SHEET), self._rows()

    def _rows(self) -> Iterator[Row]:
        yield Row(1, False, list(HEADINGS))
        with self._path.open("rb") as stream:
            try:
                yield from map(_row, rows(stream))
            except UnreadableError as error:
                raise Refused("iati", reason=error.reason, line=error.line, values=error.values) from error


def _row(row: IatiRow) -> Row:
    said = [(True, fault.code, fault.line, fault.values) for fault in row.faults]
    if row.passed_over:
        said.append((False, row.passed_over.code, row.passed_over.line, row.passed_over.values))
    return Row(row.number, False, [cell or None for cell in row.cells], said)
