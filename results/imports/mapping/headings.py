"""The rows of headings of a sheet: where they stand, and what they say above each column."""

from collections.abc import Mapping, Sequence
from typing import Any

Sheet = Mapping[str, Any]
# Between the two rows of a heading: "Women – 2021".
JOINED = " – "


def cells_of(sheet: Sheet, number: int) -> list[str]:
    """The cells of one of the first rows, as texts; none where it does not exist."""
    return next(
        (["" if cell is None else str(cell) for cell in cells] for n, cells in sheet["first"] if n == number), []
    )


def heading_texts(sheet: Sheet, heading_rows: Sequence[int]) -> list[str]:
    """What stands above each column (by position), the texts of two rows joined."""
    return [both[0] for both in candidates(sheet, heading_rows)]


def candidates(sheet: Sheet, heading_rows: Sequence[int]) -> list[tuple[str, ...]]:
    """By what each column may be known: the joined texts of its heading, then what stands right above its values."""
    rows = [_spread(sheet, number, is_upper=number != heading_rows[-1]) for number in heading_rows]
    width = max([len(row) for row in rows], default=0)
    texts = [[" ".join(row[place].split()) if place < len(row) else "" for row in rows] for place in range(width)]
    return [_candidates(parts) for parts in texts]


def _candidates(parts: Sequence[str]) -> tuple[str, ...]:
    filled = list(dict.fromkeys(part for part in parts if part))
    return (JOINED.join(filled), *filled[-1:]) if len(filled) > 1 else (filled[0] if filled else "",)


def _spread(sheet: Sheet, number: int, *, is_upper: bool) -> list[str]:
    """A row whose merged cells stand in every column they span; without merged cells, an upper row fills its gaps."""
    cells = cells_of(sheet, number)
    width = max([len(row) for _number, row in sheet["first"]], default=0)
    cells = cells + [""] * (width - len(cells))
    merged = sheet.get("merged") or []
    for top, left, _bottom, right in merged:
        if top == number:
            cells[left - 1 : min(right, width)] = [cells[left - 1]] * (min(right, width) - left + 1)
    if is_upper and not merged:
        for place in range(1, width):
            cells[place] = cells[place].strip() or cells[place - 1]
    return cells


def is_double(sheet: Sheet, upper: int, lower: int) -> bool:
    """Whether merged cells show that two rows that follow each other are one heading."""
    if lower != upper + 1 or len([cell for cell in cells_of(sheet, upper) if cell.strip()]) < 2:
        return False
    beneath = cells_of(sheet, lower)
    for top, left, bottom, right in sheet.get("merged") or []:
        if top == upper and bottom == lower:
            return True
        if top == bottom == upper and len([cell for cell in beneath[left - 1 : right] if cell.strip()]) > 1:
            return True
    return False
