"""Marks in the sheets that go out, by which what is not data is recognised when it comes back, in any language."""

from collections.abc import Sequence

# Stands in the heading of the column that says what became of each row.
IMPORT_STATUS = "[import_status]"
# Stands in the first row, which is hidden, of a sheet that explains others.
NOT_DATA = "[waymark:explanations]"


def is_status_heading(text: str) -> bool:
    """Whether a column with this heading says what became of the rows of an import before, and holds no data."""
    return IMPORT_STATUS in text


def is_explanation(first_row: Sequence[str]) -> bool:
    """Whether a sheet that begins with this row (the cells as texts) explains others, and holds no data."""
    return bool(first_row) and first_row[0] == NOT_DATA
