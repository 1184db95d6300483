"""What is stored, as sheets that can be imported again: nothing changes then but what somebody has changed in them."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from typing import BinaryIO

from django.utils.translation import gettext as _

from countries.models import User
from results.imports.kinds import KINDS
from results.imports.kinds.column import EXPORTED_STATE
from results.imports.kinds.kind import Kind
from results.imports.kinds.lookups import Lookups
from results.imports.sheets import delimited, ods, xlsx
from results.imports.sheets.outgoing import CannotWrite, OutgoingSheet, named

XLSX, ODS, CSV = "xlsx", "ods", "csv"
CONTENT_TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ODS: "application/vnd.oasis.opendocument.spreadsheet",
    CSV: "text/csv; charset=utf-8",
}
_WRITERS: dict[str, Callable[[BinaryIO, Sequence[OutgoingSheet]], None]] = {
    XLSX: xlsx.write,
    ODS: ods.write,
    CSV: delimited.write,
}


def check(kinds: Sequence[str], file_format: str) -> None:
    """Raise CannotWrite where these kinds of thing cannot be written in this format."""
    if not kinds:
        raise CannotWrite(_("Nothing was chosen to be exported. Choose at least one sheet."))
    if unknown := [name for name in kinds if name not in KINDS]:
        raise CannotWrite(_("There is nothing called “%(name)s” that can be exported.") % {"name": unknown[0]})
    if file_format not in _WRITERS:
        raise CannotWrite(_("There are no exports as “%(format)s”. Choose xlsx, ods or csv.") % {"format": file_format})
    if file_format == CSV and len(kinds) > 1:
        raise CannotWrite(_("A csv file holds one sheet. Choose one, or choose xlsx or ods for several."))


def export(stream: BinaryIO, kinds: Sequence[str], user: User, file_format: str, lookups: Lookups) -> None:
    """Write all of these kinds that this person may read, a sheet each; raises CannotWrite."""
    check(kinds, file_format)
    chosen = [KINDS[name] for name in kinds]
    names = named(kind.label for kind in chosen)
    with ExitStack() as open_records:
        sheets = [
            _sheet(name, kind, lookups, open_records.enter_context(closing(_records(kind, user, lookups))))
            for name, kind in zip(names, chosen, strict=True)
        ]
        _WRITERS[file_format](stream, sheets)


def _sheet(name: str, kind: Kind, lookups: Lookups, records: Iterator[list[str]]) -> OutgoingSheet:
    columns = kind.columns(lookups)
    return OutgoingSheet(
        name=name,
        headings=[str(column.heading) for column in columns],
        widths=[column.width for column in columns],
        rows=records,
        # What it says is for the import alone.
        hidden=frozenset(at for at, column in enumerate(columns) if column.name == EXPORTED_STATE),
    )


def _records(kind: Kind, user: User, lookups: Lookups) -> Generator[list[str]]:
    # Nothing is asked of the database before the sheet before has been written.
    yield from kind.records(user, lookups)
