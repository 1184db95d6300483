"""Rows of tags of the Humanitarian Exchange Language beneath the headings: recognised, and used to name columns."""

import re
from collections.abc import Collection, Sequence

_TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z][a-z0-9_]*)*", re.IGNORECASE)

# A tag with the attributes that matter, the most exact first, and the names of our columns of which a kind has one.
COLUMNS: tuple[tuple[str, str], ...] = (
    ("#country", "country countries"),
    ("#adm0", "country countries"),
    ("#region", "region"),
    ("#date+start", "starts_on start_year"),
    ("#date+end", "ends_on end_year"),
    ("#date+year", "year date"),
    ("#date", "date year"),
    ("#activity+code", "projects code"),
    ("#activity+id", "projects code"),
    ("#activity+name", "title:en"),
    ("#activity", "projects code"),
    ("#org+funding", "donors"),
    ("#org+impl", "partners"),
    ("#org+acronym", "acronym partners"),
    ("#org+code", "acronym partners"),
    ("#org+name", "name:en"),
    ("#org+type", "kind partnerships"),
    ("#org", "partners acronym"),
    ("#indicator+code", "indicator code"),
    ("#indicator+name", "title:en"),
    ("#indicator+value", "value"),
    ("#indicator", "indicator"),
    ("#value+budget", "budget"),
    ("#value+spent", "spent"),
    ("#value+expenditure", "spent"),
    ("#value", "value budget"),
    ("#currency", "currency"),
    ("#output", "outcome_achieved"),
    ("#result", "summary"),
    ("#description+summary", "summary"),
    ("#description+title", "summary title:en"),
    ("#description", "outcome_achieved"),
    ("#sector", "topics"),
    ("#subsector", "topics"),
    ("#status", "status"),
    ("#contact+email", "email reported_by"),
    ("#contact+name", "name"),
    ("#meta+id", "reference code"),
    ("#meta+url", "evidence"),
    ("#meta+source", "source evidence"),
    ("#item+unit", "unit"),
)


def _parts(tag: str) -> tuple[str, frozenset[str]]:
    first, *attributes = (part.strip().lower() for part in tag.split("+"))
    return first, frozenset(attributes)


_KNOWN = [(*_parts(tag), columns.split()) for tag, columns in COLUMNS]


def is_tag_row(cells: Sequence[str]) -> bool:
    """Whether a row holds tags and nothing else."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(_TAG.fullmatch(cell) for cell in filled)


def column_of(tag: str, names: Collection[str]) -> str:
    """Which of these columns a tag stands for, "" where none: the tag itself, with at least the attributes of ours."""
    first, attributes = _parts(tag)
    for known, needed, columns in _KNOWN:
        if known == first and needed <= attributes:
            return next((name for name in columns if name in names), "")
    return ""
