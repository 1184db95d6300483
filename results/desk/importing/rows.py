"""The rows of an import as its pages list them: narrowed by the address, fifty at a time, at any size."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from results.desk.importing import counts, records
from results.imports.planning.pages import Place, PlanRows, RowPage
from results.models import ImportBatch, ImportRow

Outcome = ImportRow.Outcome
# What an address says about the rows: which ones, and from where on.
_NARROWED = ("outcome", "sheet")
_PLACED = ("after", "before", "from", "last")


@dataclass(frozen=True)
class Narrowing:
    """Which rows the address asks for: an outcome ("" for all), and a sheet in the order of writing (None for all)."""

    outcome: str
    sheet: int | None


@dataclass(frozen=True)
class Line:
    """One row, the name of its sheet, and the page of the record it is about ("" where there is none)."""

    row: ImportRow
    sheet: str
    address: str


def narrowing(request: HttpRequest, batch: ImportBatch) -> Narrowing:
    """What the address asks for; what it cannot mean is passed over."""
    outcome, sheet = request.GET.get("outcome", ""), request.GET.get("sheet", "")
    sheets = {str(place): place for place in range(len(counts.sheet_names(batch)))}
    return Narrowing(outcome if outcome in Outcome.values else "", sheets.get(sheet))


def address_of(said: Mapping[str, str]) -> dict[str, str]:
    """What an address or a form says about the rows, to come back to the same ones."""
    return {name: said[name] for name in (*_NARROWED, *_PLACED) if said.get(name)}


def page_of(request: HttpRequest, batch: ImportBatch, asked: Narrowing) -> tuple[RowPage, str]:
    """The rows asked for, in the order in which the sheets are written, and a sentence where they are others ("").

    The address says ``after`` or ``before`` which row they stand (a Place), ``from`` which number on, or that they are
    the ``last``; the first ones where it says nothing that can be meant.
    """
    said, rows = request.GET, PlanRows(batch, asked.outcome, asked.sheet)
    if said.get("last"):
        return rows.last(), ""
    if not said.get("from"):
        return rows.page(after=Place.read(said.get("after", "")), before=Place.read(said.get("before", ""))), ""
    found = Place.read(f"{asked.sheet or 0}-{said['from'].strip()}")
    if found is None:
        return rows.page(), _no_row(said["from"])
    page = rows.page_at(found.sheet, found.number)
    return (page, "") if page.rows else (rows.last(), _no_row(said["from"]))


def _no_row(asked: str) -> str:
    return _(
        "There is no row “%(asked)s” in this list, and none after it. Give the number of a row as your sheet shows it."
    ) % {"asked": Truncator(asked.replace("\0", "")).chars(20)}


def lines(page: RowPage, batch: ImportBatch) -> list[Line]:
    """The rows of a page with their sheets and, once written, the records they became."""
    names = counts.sheet_names(batch)
    addresses = records.addresses(page.rows, batch)
    return [
        Line(row, names[row.sheet] if row.sheet < len(names) else "", addresses.get(row.pk, "")) for row in page.rows
    ]
