"""The rows of a plan a page at a time, as fast at its end as at its beginning.

Pages go from row to row and have no numbers: to skip a million rows, a database has to count them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet

from results.models import ImportBatch, ImportRow

PER_PAGE = 50


@dataclass(frozen=True, order=True)
class Place:
    """Where a row stands: its sheet, in the order of writing, and its number; in an address "0-1234"."""

    sheet: int
    number: int

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place of an address; None where it is none."""
        sheet, dash, number = text.partition("-")
        is_place = dash and all(part.isascii() and part.isdigit() and len(part) < 10 for part in (sheet, number))
        return cls(int(sheet), int(number)) if is_place else None

    def __str__(self) -> str:
        return f"{self.sheet}-{self.number}"


@dataclass(frozen=True)
class RowPage:
    """Some rows in the order of the sheets, without what will be written and what was there before.

    ``before`` and ``after`` are the first and the last of them, None where nothing stands beyond.
    """

    rows: list[ImportRow] = field(default_factory=list)
    before: Place | None = None
    after: Place | None = None


@dataclass(frozen=True)
class PlanRows:
    """The rows of a batch, all of them or those of one outcome or sheet.

    A page costs a query a sheet at most, and one more for what stands before a place.
    """

    batch: ImportBatch
    outcome: str = ""
    sheet: int | None = None

    def page(self, *, after: Place | None = None, before: Place | None = None, size: int = PER_PAGE) -> RowPage:
        """The first rows, those after a place, or the last ones before it."""
        if before is not None:
            return self._back(before, size)
        rows = self._take(after, size + 1, forwards=True)
        shown = rows[:size]
        first = _place(shown, 0)
        is_first = after is None or first is None or not self._take(first, 1, forwards=False)
        return RowPage(shown, None if is_first else first, _place(shown, -1) if rows[size:] else None)

    def last(self, *, size: int = PER_PAGE) -> RowPage:
        """The last rows of all."""
        return replace(self._back(None, size), after=None)

    def page_at(self, sheet: int, number: int, *, size: int = PER_PAGE) -> RowPage:
        """The page that begins with a row of a sheet, or with the next one there is."""
        return self.page(after=Place(sheet, max(number, 1) - 1), size=size)

    def _back(self, before: Place | None, size: int) -> RowPage:
        rows = self._take(before, size + 1, forwards=False)
        shown = rows[:size][::-1]
        return RowPage(shown, _place(shown, 0) if len(rows) > size else None, _place(shown, -1))

    def _take(self, start: Place | None, size: int, *, forwards: bool) -> list[ImportRow]:
        """So many rows from a place on, sheet after sheet, since each is a piece of an index."""
        found: list[ImportRow] = []
        for sheet in self._sheets(start, forwards=forwards):
            rows: QuerySet[ImportRow] = ImportRow.objects.defer("payload", "before").filter(
                batch=self.batch, sheet=sheet
            )
            if self.outcome:
                rows = rows.filter(outcome=self.outcome)
            if start is not None and sheet == start.sheet:
                rows = rows.filter(number__gt=start.number) if forwards else rows.filter(number__lt=start.number)
            found += rows.order_by("number" if forwards else "-number")[: size - len(found)]
            if len(found) >= size:
                break
        return found

    def _sheets(self, start: Place | None, *, forwards: bool) -> Iterator[int]:
        sheets = [self.sheet] if self.sheet is not None else list(range(len(self.batch.answers.get("sheets", ()))))
        if start is not None:
            sheets = [sheet for sheet in sheets if (sheet >= start.sheet if forwards else sheet <= start.sheet)]
        return iter(sheets if forwards else reversed(sheets))


def _place(rows: list[ImportRow], index: int) -> Place | None:
    return Place(rows[index].sheet, rows[index].number) if rows else None
