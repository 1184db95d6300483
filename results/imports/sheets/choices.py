"""What a drop-down offers for a column, and the codes of a column that takes several of them."""

from collections.abc import Iterable
from typing import Any

from results.imports.kinds.column import Column
from results.imports.kinds.lookups import Lookups

# In a longer list nobody finds anything.
_MOST_OFFERED = 5_000
_MOST_EXPLAINED = 100


def offered(column: Column, lookups: Lookups) -> tuple[str, ...]:
    """The texts of which a cell of this column may hold one; none where it holds something else, or too many.

    A widget that reads one of a few has ``offers(lookups)``, which gives texts that it reads itself.
    """
    offers = getattr(column.widget, "offers", None)
    texts = tuple(dict.fromkeys(offers(lookups))) if offers else ()
    return texts if len(texts) <= _MOST_OFFERED else ()


def codes(column: Column, lookups: Lookups) -> str:
    """The codes that a cell may hold, between semicolons, where they are few enough to be read."""
    texts = list(offered(column, lookups)) or _codes_of(column, lookups)
    return "; ".join(texts) if len(texts) <= _MOST_EXPLAINED else ""


def _codes_of(column: Column, lookups: Lookups) -> list[str]:
    entries: Iterable[Any] = getattr(getattr(lookups, column.vocabulary, None), "entries", ())
    written = [_code(entry) for entry in entries]
    return [code for code in written if code]


def _code(entry: Any) -> str:
    for attribute in ("acronym", "code"):
        if text := getattr(entry, attribute, ""):
            return str(text)
    return ""
