"""The sheet that says what each column of a template is for, with examples."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from results.imports.kinds.column import Column
from results.imports.kinds.lookups import Lookups
from results.imports.sheets import choices
from results.imports.sheets.marks import NOT_DATA
from results.imports.sheets.xlsx import Sheet, Style

_WIDTHS = (20, 26, 24, 10, 60, 50, 40, 40, 60)


@dataclass(frozen=True)
class Explained:
    """A kind of thing as a template shows it; ``examples`` are rows by name of the column."""

    label: str
    columns: Sequence[Column]
    needed: AbstractSet[str]
    examples: Sequence[dict[str, Any]]


def explain(sheet: Sheet, kinds: Iterable[tuple[str, Explained]], lookups: Lookups) -> None:
    """Write what each column of these sheets (by name) says; the examples stand here, so that nobody imports them."""
    sheet.set_columns(_WIDTHS)
    sheet.mark(NOT_DATA)
    sheet.append(_headings(), Style.HEADING)
    for name, kind in kinds:
        for column in kind.columns:
            sheet.append(_row(name, kind, column, lookups))
    sheet.freeze(2, filters=len(_WIDTHS))


def _headings() -> list[str]:
    return [
        _("Sheet"),
        _("Column"),
        _("Name"),
        _("Needed"),
        _("What it says"),
        _("What may be written"),
        _("Example"),
        _("Another example"),
        _("Codes"),
    ]


def _row(name: str, kind: Explained, column: Column, lookups: Lookups) -> list[str]:
    first, second = _examples(kind, column)
    return [
        name,
        str(column.heading),
        column.name,
        _("yes") if column.name in kind.needed else _("no"),
        str(column.meaning),
        str(column.allowed),
        first,
        second,
        choices.codes(column, lookups),
    ]


def _examples(kind: Explained, column: Column) -> tuple[str, str]:
    shown = [str(example.get(column.name, "") or "") for example in kind.examples[:2]]
    first, second = (*shown, "", "")[:2]
    return first or column.example, second
