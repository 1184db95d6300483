"""Rows of one sheet that are about the same thing: all of them are refused, each naming the others."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db import connection
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from results.imports.kinds.kind import Kind, Planning
from results.imports.planning.staging import as_json
from results.imports.rows import Problem
from results.models import ImportRow

# Groups of rows that are looked at together.
_AT_A_TIME = 500
# More of them say nothing more to anybody.
_NAMED = 10
RULE = "same-as-another-row"
_REFUSE = (
    "UPDATE results_importrow SET outcome = 'refused', payload = '{}', changes = '[]', problems = %s WHERE id = %s"
)


def refuse(rows: QuerySet[ImportRow], kind: Kind, planning: Planning) -> None:
    """Refuse the rows of a sheet that are about the same thing, found by their keys in the database."""
    for keys in _keys_of_several(rows):
        groups: dict[str, list[int]] = defaultdict(list)
        for key, number in rows.filter(key__in=keys).order_by("number").values_list("key", "number"):
            groups[key].append(number)
        _refuse(rows, list(groups.values()), planning)
    for numbers in kind.same(rows, planning):
        _refuse(rows, [sorted(numbers)], planning)


def _keys_of_several(rows: QuerySet[ImportRow]) -> Iterator[list[str]]:
    last = ""
    several = rows.order_by("key").values("key").annotate(rows=Count("pk")).filter(rows__gt=1)
    while keys := list(several.filter(key__gt=last).values_list("key", flat=True)[:_AT_A_TIME]):
        yield keys
        last = keys[-1]


def _refuse(rows: QuerySet[ImportRow], groups: Sequence[Sequence[int]], planning: Planning) -> None:
    others = {number: [other for other in group if other != number] for group in groups for number in group}
    found = rows.filter(number__in=others).order_by("number").values_list("pk", "number", "problems")
    refused = [
        (as_json([*problems, _problem(others[number], planning).as_json()]), pk) for pk, number, problems in found
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_REFUSE, refused)


def _problem(others: Sequence[int], planning: Planning) -> Problem:
    # The first column is the one by which rows are recognised.
    column = next(iter(planning.columns))
    heading = planning.headings.get(column) or str(planning.columns[column].heading)
    numbers = ", ".join(str(number) for number in others[:_NAMED])
    shown = {"numbers": numbers if len(others) <= _NAMED else f"{numbers}, …"}
    sentence = _("This row is about the same as row %(numbers)s. Keep one of them.") % shown
    return Problem(column, heading, planning.positions.get(column), "", RULE, sentence)
