"""How the columns of a part of reports are declared, and how they are kept in a content (results/revisions.py)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from results.dates import KnownDate
from results.imports.kinds.column import Column, Text
from results.imports.kinds.results.shown import Entries, Named
from results.imports.rows import CLEAR
from results.imports.values.codes import CodeWidget
from results.imports.values.dates import KnownDateWidget
from results.models import Result

Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Naming:
    """What the keys in parts name."""

    entries: Entries
    named: Named
    # The primary keys of other reports that rows name, by reference.
    others: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class PartColumn(Column):
    """A column of a part: ``keep`` gives what a content keeps of a value, ``shown`` the value of a kept part."""

    keep: Callable[[Any, Naming], Part]
    shown: Callable[[Mapping[str, Any], Naming], Any]
    emptied: Mapping[str, Any]

    def kept(self, value: Any, naming: Naming) -> Part:
        """What a part keeps of a value that was read."""
        return dict(self.emptied) if value is CLEAR else self.keep(value, naming)

    def text(self, part: Mapping[str, Any], naming: Naming) -> str:
        """The cell of a kept part."""
        return str(self.widget.render(self.shown(part, naming)))


REFERENCE = Column(
    name="reference",
    heading=_("Reference"),
    widget=CodeWidget(Result._meta.get_field("reference"), is_upper=True),
    meaning=_("The report it belongs to: one that is here, or one of the sheet of results in the same file."),
    allowed=_("The reference of a report."),
    example="TJK-2021-001",
    can_be_cleared=False,
)


class PartColumns:
    """Makes the columns of a part of reports; each takes its heading from the field where none is given."""

    def __init__(self, model: type[models.Model]) -> None:
        self._model = model

    def plain(self, name: str, widget: Any, meaning: Text, allowed: Text, example: str = "", **more: Any) -> PartColumn:
        """A column whose values are kept as they are."""
        return self._column(
            name, widget, meaning, allowed, example,
            keep=lambda value, naming: {name: value}, shown=lambda part, naming: part[name],
            emptied=self._emptied(name), **more,
        )  # fmt: skip

    def entry(
        self, name: str, known: Callable[[Naming], Mapping[int, Any]], widget: Any, meaning: Text, allowed: Text,
        example: str = "", **more: Any,
    ) -> PartColumn:  # fmt: skip
        """A column that names an entry; ``known`` gives the entries by primary key."""
        column = f"{name}_id"
        return self._column(
            name, widget, meaning, allowed, example,
            keep=lambda value, naming: {column: value.pk},
            shown=lambda part, naming: known(naming).get(part[column]),
            emptied={column: None}, **more,
        )  # fmt: skip

    def made_of(
        self, name: str, widget: Any, meaning: Text, allowed: Text, example: str, *,
        keep: Callable[[Any, Naming], Part], shown: Callable[[Mapping[str, Any], Naming], Any], **more: Any,
    ) -> PartColumn:  # fmt: skip
        """A column whose values are kept in a way of their own."""
        return self._column(
            name, widget, meaning, allowed, example, keep=keep, shown=shown, emptied=self._emptied(name), **more
        )

    def known_date(self, name: str, meaning: Text, example: str) -> PartColumn:
        """A date as exactly as it is known, which two columns keep."""
        precision = f"{name}_precision"
        return self._column(
            name, KnownDateWidget(), meaning, _("A date cell, or year, year-month or year-month-day."), example,
            keep=lambda value, naming: {name: value.day.isoformat(), precision: str(value.precision)},
            shown=lambda part, naming: _date(part[name], part[precision]), emptied={name: None, precision: ""},
        )  # fmt: skip

    def other_report(self, name: str, meaning: Text) -> PartColumn:
        """Another report, by its reference; the key is found for all rows together, or kept as a promise."""
        column = f"{name}_id"
        return self._column(
            name, REFERENCE.widget, meaning, _("The reference of a report."), "",
            keep=lambda value, naming: {column: naming.others.get(value, f"@results:{value}")},
            shown=lambda part, naming: _reference(part[column], naming), emptied={column: None},
        )  # fmt: skip

    def field(self, name: str) -> Any:
        """The field of the model, whose rules a text column follows."""
        return self._model._meta.get_field(name)

    def _column(self, name: str, widget: Any, meaning: Text, allowed: Text, example: str, **more: Any) -> PartColumn:
        field = self.field(name)
        more.setdefault("heading", capfirst(field.verbose_name))
        more.setdefault("can_be_cleared", bool(field.blank or field.null))
        return PartColumn(name=name, widget=widget, meaning=meaning, allowed=allowed, example=example, **more)

    def _emptied(self, name: str) -> Part:
        field = self.field(name)
        return {name: None if field.null else field.get_default()}


def _date(day: str | None, precision: str) -> KnownDate | None:
    return KnownDate(date.fromisoformat(day), precision) if day else None


def _reference(key: Any, naming: Naming) -> str:
    if isinstance(key, str):
        return key.partition(":")[2]
    by_key = {other: reference for reference, other in naming.others.items()}
    return naming.named.references.get(key) or by_key.get(key, "")
