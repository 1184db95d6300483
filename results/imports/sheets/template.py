"""The workbook to fill in: a sheet for each kind of thing, with drop-downs, and one that explains their columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import override

from results.imports.kinds import KINDS
from results.imports.kinds.column import EXPORTED_STATE, Column
from results.imports.kinds.kind import Kind
from results.imports.kinds.lookups import Lookups
from results.imports.sheets import choices
from results.imports.sheets.explanations import Explained, explain
from results.imports.sheets.outgoing import named
from results.imports.sheets.xlsx import Sheet, Style, Workbook

# Behind the heading of a column that is needed; readers of headings pass it over, as any punctuation.
NEEDED_MARK = " *"


@dataclass
class _Lists:
    """The lists of a workbook's drop-downs, each kept once, by the name under which the drop-downs refer to it."""

    lists: dict[tuple[str, ...], str] = field(default_factory=dict)

    def name_of(self, texts: tuple[str, ...]) -> str:
        """The name of this list; "" where it is empty."""
        return self.lists.setdefault(texts, f"codes_{len(self.lists) + 1}") if texts else ""


def template(stream: BinaryIO, kinds: Sequence[str], lookups: Lookups, language: str) -> None:
    """Write a workbook for these kinds of thing (by name), its words in this language."""
    with override(language), Workbook(stream) as book:
        explained = [_explained(KINDS[name], lookups) for name in kinds]
        *names, explanations, codes = named([*(kind.label for kind in explained), _("Explanations"), _("Codes")])
        lists = _Lists()
        for name, one in zip(names, explained, strict=True):
            _add(book.add_sheet(name), one, lists, lookups)
        explain(book.add_sheet(explanations), zip(names, explained, strict=True), lookups)
        _add_codes(book, codes, lists)


def needed(kind: Kind, columns: Iterable[Column]) -> frozenset[str]:
    """The names of the columns without which new things of this kind cannot be imported.

    Where one of several will do, as a reference in place of a country and a date, the columns that stand first are
    those that can be left out.
    """
    kept = [column.name for column in columns]
    for name in tuple(kept):
        others = [other for other in kept if other != name]
        if not kind.lacks(others):
            kept = others
    return frozenset(kept)


def _explained(kind: Kind, lookups: Lookups) -> Explained:
    columns = [column for column in kind.columns(lookups) if column.name != EXPORTED_STATE]
    return Explained(str(kind.label), columns, needed(kind, columns), list(kind.examples(lookups)))


def _add(sheet: Sheet, explained: Explained, lists: _Lists, lookups: Lookups) -> None:
    sheet.set_columns([column.width for column in explained.columns])
    headings, styles = [], {}
    for position, column in enumerate(explained.columns):
        is_needed = column.name in explained.needed
        headings.append(f"{column.heading}{NEEDED_MARK if is_needed else ''}")
        styles[position] = Style.NEEDED if is_needed else Style.HEADING
        source = lists.name_of(choices.offered(column, lookups))
        sheet.offer(position, source, title=str(column.heading), message=f"{column.meaning} {column.allowed}")
    sheet.append(headings, Style.HEADING, styles)
    sheet.freeze(1)


def _add_codes(book: Workbook, name: str, lists: _Lists) -> None:
    """The hidden sheet from which the drop-downs take what they offer: a column for each list."""
    sheet = book.add_sheet(name)
    for row in zip_longest(*lists.lists, fillvalue=""):
        sheet.append(row)
    sheet.hide()
    for position, (texts, reference) in enumerate(lists.lists.items()):
        book.name_range(reference, name, position, len(texts))
