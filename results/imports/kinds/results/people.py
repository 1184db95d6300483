"""Figures of people reached in a sheet: one line each, as plain values on their way into a content and out of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from results.imports.kinds.lookups import Lookups
from results.imports.values.lines import LinesWidget, whole_number
from results.imports.values.missing import is_missing
from results.imports.values.showing import show
from results.models import PeopleReached
from results.search import fold

_NUMBERS = ("women", "men", "total")
_PARTS = 7
ESTIMATED = gettext_noop("estimated")
_SOURCE: Any = PeopleReached._meta.get_field("source")
# More than live on earth, and what PostgreSQL can hold.
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class PeopleLine:
    """A figure of people; ``overlaps`` is the reference of the report whose figure holds the same people, or ""."""

    values: dict[str, Any]
    overlaps: str

    @classmethod
    def stored(cls, values: Mapping[str, Any], references: Mapping[int, str]) -> "PeopleLine":
        return cls(dict(values), references.get(values["overlaps_with_id"], ""))


class PeopleWidget(LinesWidget):
    """People reached: sense | women | men | in all | estimated | source | already counted in."""

    def read_line(self, parts: list[str], lookups: Lookups) -> PeopleLine:
        if len(parts) > _PARTS:
            raise ValidationError(
                _("A figure has at most seven parts: sense | women | men | all | estimated | source | counted in."),
                code="too-many-parts",
            )
        kind, *rest = [*parts, *[""] * (_PARTS - len(parts))]
        numbers = {name: whole_number(text, digits=_DIGITS) for name, text in zip(_NUMBERS, rest, strict=False)}
        _check_numbers(numbers)
        values = {
            "kind": _kind(kind),
            **numbers,
            "is_estimated": _is_estimated(rest[3]),
            "source": "" if is_missing(rest[4]) else str(_SOURCE.clean(rest[4], None)),
            "overlaps_with_id": None,
        }
        return PeopleLine(values, "" if is_missing(rest[5]) else rest[5].upper())

    def write_line(self, thing: PeopleLine) -> list[str]:
        values = thing.values
        numbers = ["-" if values[name] is None else str(values[name]) for name in _NUMBERS]
        estimated = ESTIMATED if values["is_estimated"] else "-"
        parts = [values["kind"] or "-", *numbers, estimated, values["source"] or "-", thing.overlaps or "-"]
        while parts[-1] == "-":
            parts.pop()
        return parts


def _kind(text: str) -> str:
    if is_missing(text):
        return ""
    if text in PeopleReached.Kind.values:
        return text
    if kind := _kinds(get_language()).get(fold(text)):
        return kind
    raise ValidationError(
        _("“%(text)s” is not a sense in which people are reached. Write one of these: %(codes)s.")
        % {"text": show(text), "codes": ", ".join(PeopleReached.Kind.values)},
        code="unknown",
    )


@cache
def _kinds(language: str | None) -> dict[str, str]:
    """The senses by their folded names: "Legal coverage: entitled by law" goes by what stands before its colon too."""
    names = {}
    for kind in PeopleReached.Kind:
        label = str(kind.label)
        names.update({fold(name): kind.value for name in (kind.value, label, label.split(":")[0])})
    return names


def _is_estimated(text: str) -> bool:
    if is_missing(text):
        return False
    if fold(text) in (ESTIMATED, fold(_(ESTIMATED))):
        return True
    raise ValidationError(
        _("“%(text)s” is not understood here. Write “estimated”, or “-” where the figure was measured.")
        % {"text": show(text)},
        code="unknown",
    )


def _check_numbers(numbers: Mapping[str, int | None]) -> None:
    """The two constraints on figures, asked here without a query a row; raises ValidationError in their words."""
    women, men, total = (numbers[name] for name in _NUMBERS)
    if women is None and men is None and total is None:
        raise _violation("people_reached_has_a_number", "number-missing")
    if total is not None and total < (women or 0) + (men or 0):
        raise _violation("people_reached_total_covers_women_and_men", "women-and-men-more-than-all")


def _violation(name: str, code: str) -> ValidationError:
    constraint = next(c for c in PeopleReached._meta.constraints if c.name == name)
    return ValidationError(constraint.get_violation_error_message(), code=code)
