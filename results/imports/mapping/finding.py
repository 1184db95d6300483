"""Which rows of a sheet are its headings, and which kind of thing it holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from results.imports.mapping.headings import Sheet, candidates, cells_of, is_double
from results.imports.mapping.hxl import column_of, is_tag_row
from results.imports.mapping.known import UNKNOWN, KnownColumns
from results.search import fold

# So many columns have to be known before a row counts as headings.
_ENOUGH = 2


@dataclass
class Found:
    """Rows that may be the headings of a sheet, and the columns of a kind that are known by them (by position)."""

    known: KnownColumns
    heading_rows: list[int]
    hxl_row: int | None = None
    columns: dict[int, str] = field(default_factory=dict)
    is_shown_by_merged_cells: bool = False
    is_named_after_kind: bool = False
    # Another kind fits as well, so nobody but the owner of the sheet can say which it is.
    is_open: bool = False

    @property
    def rank(self) -> tuple[bool, bool, int, bool, int, int]:
        """The higher, the likelier."""
        is_complete = not self.known.kind.lacks(set(self.columns.values()))
        return (
            self.is_named_after_kind and bool(self.columns),
            is_complete,
            len(self.columns),
            self.is_shown_by_merged_cells,
            -len(self.heading_rows),
            -self.heading_rows[0],
        )

    @property
    def is_enough(self) -> bool:
        """Whether the sheet can be proposed as holding this kind."""
        return len(self.columns) >= _ENOUGH or (self.is_named_after_kind and bool(self.columns))


def find(sheet: Sheet, kinds: Iterable[KnownColumns]) -> Found | None:
    """The likeliest headings and kind of a sheet; None where nothing is known."""
    kinds = list(kinds)
    found = [
        _found(sheet, known, rows, hxl_row, texts)
        for rows, hxl_row in possible_rows(sheet)
        for texts in [candidates(sheet, rows)]
        for known in kinds
    ]
    best = max((one for one in found if one.is_enough), key=lambda one: one.rank, default=None)
    if best:
        best.is_open = any(one.rank == best.rank and one.known is not best.known for one in found)
    return best


def possible_rows(sheet: Sheet) -> Iterator[tuple[list[int], int | None]]:
    """Each row, and each two that follow each other, with the row of tags where there is one beneath or above all."""
    numbers = [number for number, cells in sheet["first"] if any(str(cell or "").strip() for cell in cells)]
    tagged = next((number for number in numbers if is_tag_row(cells_of(sheet, number))), None)
    if tagged is not None:
        numbers = [number for number in numbers if number < tagged] or [tagged]
    for place, number in enumerate(numbers):
        yield [number], tagged
        if place and numbers[place - 1] == number - 1:
            yield [number - 1, number], tagged


def columns_beneath(sheet: Sheet, known: KnownColumns, heading_rows: list[int], *, hxl_row: int | None) -> Found:
    """The columns that these rows of headings, and the tags, make known: none twice, the surest first."""
    return _found(sheet, known, heading_rows, hxl_row, candidates(sheet, heading_rows))


def _found(
    sheet: Sheet, known: KnownColumns, heading_rows: list[int], hxl_row: int | None, texts: list[tuple[str, ...]]
) -> Found:
    found = Found(known, heading_rows, hxl_row)
    found.is_named_after_kind = fold(sheet["name"]) in known.labels
    found.is_shown_by_merged_cells = len(heading_rows) == 2 and is_double(sheet, *heading_rows)
    tags = cells_of(sheet, hxl_row) if hxl_row else []
    sure: list[tuple[int, int, str]] = []
    for position in range(max(len(texts), len(tags))):
        sureness, name = known.find(*texts[position]) if position < len(texts) else (UNKNOWN, "")
        if not name and position < len(tags) and tags[position].strip():
            name = column_of(tags[position], known.columns)
        if name:
            sure.append((sureness, position, name))
    for _sureness, position, name in sorted(sure):
        if name not in found.columns.values():
            found.columns[position] = name
    return found
