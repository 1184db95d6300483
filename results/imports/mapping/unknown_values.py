"""What the rows of a batch name that no vocabulary knows: each once, to be answered for all rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from results.imports.kinds import KINDS
from results.imports.kinds.kind import Kind
from results.imports.kinds.lookups import Lookups
from results.imports.kinds.vocabulary import Vocabulary
from results.models import ImportBatch, ImportRow

MOST = 200
# So few choices are all suggested.
_FEW = 20
_RULES = ("unknown-entry", "ambiguous-entry")
_ITEMS = {
    "postgresql": (
        "jsonb_array_elements(imported.problems) AS problem",
        "problem->>'column', problem->>'heading', problem->>'value'",
        "problem->>'rule'",
    ),
    "sqlite": (
        "json_each(imported.problems) AS problem",
        "json_extract(problem.value, '$.column'), json_extract(problem.value, '$.heading'), "
        "json_extract(problem.value, '$.value')",
        "json_extract(problem.value, '$.rule')",
    ),
}


@dataclass(frozen=True)
class UnknownValue:
    """A name that nothing goes by: in which sheet (index into the answers) and column, in how many rows.

    ``suggestions`` are close names that are known, the closest first, or all choices where there are few.
    """

    sheet: int
    column: str
    heading: str
    value: str
    count: int
    suggestions: tuple[str, ...] = ()


def value_problems(batch: ImportBatch) -> list[UnknownValue]:
    """The unknown names of a batch in the order of its sheets, the most frequent first; MOST of them at most."""
    items, named, rule = _ITEMS[connection.vendor]
    table = connection.ops.quote_name(ImportRow._meta.db_table)
    statement = (
        f"SELECT imported.sheet, {named}, COUNT(*) FROM {table} AS imported, {items} "  # noqa: S608  # our own words only
        f"WHERE imported.batch_id = %s AND imported.outcome = %s AND {rule} IN (%s, %s) "
        "GROUP BY 1, 2, 3, 4 ORDER BY 1, 5 DESC, 2, 4 LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [batch.pk, ImportRow.Outcome.REFUSED, *_RULES, MOST])
        found = cursor.fetchall()
    lookups = Lookups()
    sheets = batch.answers.get("sheets", [])
    return [
        UnknownValue(
            sheet, column, heading, value, count, _suggestions(value, column, _kind_of(sheets, sheet), lookups)
        )
        for sheet, column, heading, value, count in found
    ]


def _kind_of(sheets: Sequence[Mapping[str, Any]], place: int) -> Kind | None:
    return KINDS.get(sheets[place]["kind"]) if place < len(sheets) else None


def _suggestions(value: str, name: str, kind: Kind | None, lookups: Lookups) -> tuple[str, ...]:
    column = next((column for column in kind.columns(lookups) if column.name == name), None) if kind else None
    if column is None:
        return ()
    vocabulary = getattr(lookups, column.vocabulary, None) if column.vocabulary else None
    if isinstance(vocabulary, Vocabulary):
        return tuple(vocabulary.close(value))
    offers = getattr(column.widget, "offers", None)
    offered = tuple(offers(lookups)) if offers else ()
    return offered if len(offered) <= _FEW else ()
