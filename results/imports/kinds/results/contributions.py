"""Contributions in a sheet: one line each, as plain values on their way into a content and out of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from results.dates import KnownDate
from results.imports.kinds.lookups import Lookups
from results.imports.values.lines import LinesWidget, whole_number
from results.imports.values.missing import is_missing
from results.imports.values.unknown import find_entry
from results.models import Contribution

_NUMBERS = ("quantity", "women", "men", "participants")
_PARTS = 7
_DESCRIPTION: Any = Contribution._meta.get_field("description")


@dataclass(frozen=True, slots=True)
class ContributionLine:
    """One thing the organisation did; ``values`` are its columns as a content keeps them."""

    kind: Any
    values: dict[str, Any]

    @classmethod
    def stored(cls, values: Mapping[str, Any], kinds: Mapping[int, Any]) -> "ContributionLine":
        return cls(kinds.get(values["kind_id"]), dict(values))

    @property
    def known_date(self) -> KnownDate | None:
        written = self.values["date"]
        return KnownDate(date.fromisoformat(written), self.values["date_precision"]) if written else None


class ContributionsWidget(LinesWidget):
    """Contributions: kind | description | quantity | women | men | participants | date."""

    def read_line(self, parts: list[str], lookups: Lookups) -> ContributionLine:
        if len(parts) > _PARTS:
            raise ValidationError(
                _("A contribution has at most seven parts: kind | description | how many | women | men | all | date."),
                code="too-many-parts",
            )
        kind, description, *rest = [*parts, *[""] * (_PARTS - len(parts))]
        numbers = {name: whole_number(text) for name, text in zip(_NUMBERS, rest, strict=False)}
        check_participants(**{name: number for name, number in numbers.items() if name != "quantity"})
        known = None if is_missing(rest[4]) else KnownDate.parse(rest[4])
        entry = find_entry(lookups.kinds, kind)
        values = {
            "kind_id": entry.pk,
            "description": "" if is_missing(description) else str(_DESCRIPTION.clean(description, None)),
            **numbers,
            "date": known.day.isoformat() if known else None,
            "date_precision": str(known.precision) if known else "",
        }
        return ContributionLine(entry, values)

    def write_line(self, thing: ContributionLine) -> list[str]:
        values = thing.values
        numbers = ["-" if values[name] is None else str(values[name]) for name in _NUMBERS]
        kind = thing.kind.code if thing.kind else ""
        parts = [kind, values["description"] or "-", *numbers, str(thing.known_date or "-")]
        while parts[-1] == "-":
            parts.pop()
        return parts


def check_participants(*, women: int | None, men: int | None, participants: int | None) -> None:
    """The constraint on participants, asked here without a query a row; raises ValidationError in its own words."""
    if participants is not None and participants < (women or 0) + (men or 0):
        raise _violation("contribution_participants_cover_women_and_men")


def _violation(name: str) -> ValidationError:
    constraint = next(c for c in Contribution._meta.constraints if c.name == name)
    return ValidationError(constraint.get_violation_error_message(), code="women-and-men-more-than-all")
