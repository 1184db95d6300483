"""The rows of an import as its pages list them: narrowed by the address, fifty at a time, at any size."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from results.desk.importing import counts, records
from results.models import ImportBatch, ImportRow

PER_PAGE = 50
Outcome = ImportRow.Outcome


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


class _Counted(Paginator[Any]):
    """Pages of rows whose number is known without counting them."""

    def __init__(self, rows: QuerySet[ImportRow], number: int) -> None:
        super().__init__(rows, PER_PAGE)
        self._rows = rows
        self.count = number

    def page(self, number: int | str) -> Page[Any]:
        # The rows of a far page are picked by the index alone, before their long columns are read.
        page = super().page(number)
        first = (page.number - 1) * PER_PAGE
        picked = list(self._rows.values_list("pk", flat=True)[first : first + PER_PAGE])
        page.object_list = (
            ImportRow.objects.filter(pk__in=picked).order_by("sheet", "number").defer("payload", "before")
        )
        return page


def narrowing(request: HttpRequest, batch: ImportBatch) -> Narrowing:
    """What the address asks for; what it cannot mean is passed over."""
    outcome, sheet = request.GET.get("outcome", ""), request.GET.get("sheet", "")
    sheets = {str(place): place for place in range(len(counts.sheet_names(batch)))}
    return Narrowing(outcome if outcome in Outcome.values else "", sheets.get(sheet))


def page_of(request: HttpRequest, batch: ImportBatch, asked: Narrowing) -> Page[Any]:
    """The rows asked for, in the order of the file's sheets as they are written; two queries however many there are."""
    rows = ImportRow.objects.filter(batch=batch)
    if asked.outcome:
        rows = rows.filter(outcome=asked.outcome)
    if asked.sheet is not None:
        rows = rows.filter(sheet=asked.sheet)
    number = sum(c.number for c in counts.of_batch(batch, asked.sheet) if asked.outcome in ("", c.outcome))
    return _Counted(rows.order_by("sheet", "number"), number).get_page(request.GET.get("page"))


def lines(page: Page[Any], batch: ImportBatch) -> list[Line]:
    """The rows of a page with their sheets and, once written, the records they became."""
    rows = list(page)
    names = counts.sheet_names(batch)
    addresses = records.addresses(rows, batch)
    return [Line(row, names[row.sheet] if row.sheet < len(names) else "", addresses.get(row.pk, "")) for row in rows]
