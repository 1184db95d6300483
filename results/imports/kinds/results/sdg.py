"""How links to the SDGs are read from cells and written into them: targets, goals, and the reasons for both."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from results.imports.kinds.lookups import Lookups
from results.imports.rows import Value
from results.imports.values.lines import lines
from results.imports.values.lists import gather, split
from results.imports.values.showing import sentences, show
from results.imports.values.text import ambiguous_number, as_code, as_text
from results.models import ResultSdgLink
from sdg_links.models import Goal, Target

_SPACES = re.compile(r"(?<=[\w.])\s+(?=\d)")
_GOAL = re.compile(r"(?:[^\W\d_]+\s+)?(\d{1,2})")
_REASON = re.compile(r"(?:[^\W\d_]+\s+)?(\d{1,2}(?:\.[\da-zA-Z.]{1,6})?)\s*[:：]\s*(\S.*)")
_REASON_FIELD: Any = ResultSdgLink._meta.get_field("reason")


@dataclass(frozen=True, slots=True)
class SdgLine:
    """A link of a report to a target or, without one, to a goal."""

    target: Target | None
    goal: Goal | None
    reason: str = ""

    @classmethod
    def stored(cls, values: Mapping[str, Any], targets: Mapping[int, Target], goals: Mapping[int, Goal]) -> "SdgLine":
        return cls(targets.get(values["target_id"]), goals.get(values["goal_id"]), values["reason"])

    @property
    def code(self) -> str:
        """What it names: the code of its target or the number of its goal."""
        return self.target.code if self.target else str(self.goal.number if self.goal else "")

    @property
    def values(self) -> dict[str, Any]:
        """Its columns as a content keeps them."""
        target, goal = (self.target.pk if self.target else None), (self.goal.pk if self.goal else None)
        return {"goal_id": goal, "target_id": target, "reason": self.reason}

    @property
    def place(self) -> tuple[bool, int, int, str]:
        """Targets before goals, each in the framework's order."""
        if self.target:
            return False, self.target.goal.number, self.target.position, self.target.code
        return True, self.goal.number if self.goal else 0, 0, ""


class TargetsWidget(Widget):
    """SDG targets by their codes; reads a list of Target, writes the links of a report."""

    def clean(self, value: Value, row: Any = None, *, lookups: Lookups, **context: Any) -> list[Target]:
        text = as_code(value)
        if isinstance(value, float) and f"{text}0" in lookups.targets:
            raise ambiguous_number(text)
        codes = split(_SPACES.sub(";", text))
        targets = gather(codes, lambda code: find_target(code, lookups))
        ResultSdgLink.check_number_of_targets(targets)
        return targets

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return "; ".join(link.code for link in _in_order(value) if link.target)


def find_target(code: str, lookups: Lookups) -> Target:
    """The target of a code such as 1.3 or 1.a; raises ValidationError that says what the code is instead."""
    if target := lookups.targets.get(code.lower()):
        return target
    shown = {"code": show(code)}
    if code in lookups.sdg_indicators:
        sentence = _("%(code)s is an SDG indicator; a target has a code such as 8.3.") % shown
    elif code in lookups.indicators:
        sentence = _("%(code)s is one of the organisation's indicators; an SDG target has a code such as 8.3.") % shown
    elif code.isdecimal() and int(code) in lookups.goals:
        sentence = _("%(code)s is an SDG goal; a target has a code such as 8.3. Write goals under “SDG goals”.") % shown
    else:
        sentence = _("There is no SDG target “%(code)s”. A target has a code such as 1.3 or 1.a.") % shown
    raise ValidationError(sentence, code="unknown")


class GoalsWidget(Widget):
    """SDG goals by their numbers; reads a list of Goal, writes the links of a report."""

    def clean(self, value: Value, row: Any = None, *, lookups: Lookups, **context: Any) -> list[Goal]:
        text = as_code(value)
        if isinstance(value, float) and not value.is_integer():
            raise ValidationError(
                _(
                    "The spreadsheet turned these goals into the number %(text)s. Format the column as text and "
                    "write goals as “1; 5”."
                )
                % {"text": text},
                code="code-became-a-number",
            )
        return gather(split(text), lambda number: find_goal(number, lookups))

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return "; ".join(link.code for link in _in_order(value) if not link.target)


def find_goal(text: str, lookups: Lookups) -> Goal:
    """The goal of a number; raises ValidationError."""
    match = _GOAL.fullmatch(text)
    goal = lookups.goals.get(int(match[1])) if match else None
    if goal is None:
        is_target = text.lower() in lookups.targets
        sentence = (
            _("%(text)s is an SDG target. Write it under “SDG targets”.")
            if is_target
            else _("“%(text)s” is not an SDG goal. Goals have the numbers 1 to 17.")
        )
        raise ValidationError(sentence % {"text": show(text)}, code="unknown")
    return goal


class ReasonsWidget(Widget):
    """Why a report links to each target or goal, one a line; reads {code: reason}, writes the links of a report."""

    def clean(self, value: Value, row: Any = None, *, lookups: Lookups, **context: Any) -> dict[str, str]:
        reasons: dict[str, str] = {}
        problems: list[ValidationError] = []
        for line in lines(as_text(value)):
            try:
                code, reason = _read_reason(line, lookups)
                if code in reasons:
                    raise ValidationError(_("%(code)s has two reasons. Write one.") % {"code": code}, code="twice")
                reasons[code] = reason
            except ValidationError as error:
                problems.extend(ValidationError(sentence, code="reason") for sentence in sentences(error))
        if problems:
            raise ValidationError(problems)
        return reasons

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return "\n".join(f"{link.code}: {link.reason}" for link in _in_order(value) if link.reason)


def _read_reason(line: str, lookups: Lookups) -> tuple[str, str]:
    match = _REASON.fullmatch(line)
    if match is None:
        raise ValidationError(
            _("“%(line)s” is not a reason. Write the code, a colon and the reason: “1.3: It widens coverage.”")
            % {"line": show(line)}
        )
    code, reason = match[1].lower(), match[2]
    link = find_target(code, lookups).code if "." in code else str(find_goal(code, lookups).number)
    return link, str(_REASON_FIELD.clean(reason, None))


def _in_order(links: list[SdgLine] | None) -> list[SdgLine]:
    return sorted(links or (), key=lambda link: link.place)
