"""How the single values of a report are read from cells and written into them."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from indicators.models import AchievementStep, Driver, Indicator
from results.imports.kinds.lookups import Lookups, languages
from results.imports.rows import Value
from results.imports.values.lists import everything, gather, split
from results.imports.values.showing import show
from results.imports.values.text import TextWidget, ambiguous_number, as_code, as_text
from results.languages import TextLanguage
from results.models import DriverText, Result
from results.models.result import wrong_biennium
from results.search import fold

_STEP = re.compile(r"(?:[^\W\d_]+\s+)?(\d{1,2})")
_INDICATOR = re.compile(r"([A-Za-z]?[\d.]*)\s*(?:\((\d{4})\s*[-–]\s*(?:\d{2}|\d{4})\))?")
# PostgreSQL's integer ends at ten digits.
_VERSION = re.compile(r"[1-9]\d{0,8}")


def field_of(name: str) -> models.Field[Any, Any]:
    """The field of a result, whose rules a text column follows."""
    return Result._meta.get_field(name)  # type: ignore[return-value]  # never a reverse relation here


class LanguageWidget(Widget):
    """The language of the texts, by its code or its name in any language."""

    def clean(self, value: Value, row: Any = None, **context: Any) -> str:
        if code := languages().get(fold(as_text(value))):
            return code
        raise ValidationError(
            _("“%(text)s” is not a language reports are written in. Write one of these codes: %(codes)s.")
            % {"text": show(value), "codes": ", ".join(TextLanguage.values)},
            code="unknown",
        )

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return value or ""

    def offers(self, lookups: Lookups) -> list[str]:
        return list(TextLanguage.values)


class StepWidget(Widget):
    """An achievement step, written 3 or “Step 3”."""

    def clean(self, value: Value, row: Any = None, *, lookups: Lookups, **context: Any) -> AchievementStep:
        match = _STEP.fullmatch(as_code(value))
        step = lookups.steps.get(int(match[1])) if match else None
        if step is None:
            numbers = ", ".join(str(number) for number in sorted(lookups.steps))
            raise ValidationError(
                _("“%(text)s” is not an achievement step. Write one of these numbers: %(numbers)s.")
                % {"text": show(value), "numbers": numbers},
                code="unknown",
            )
        return step

    def render(self, value: AchievementStep | None, obj: Any = None, **context: Any) -> str:
        return str(value.number) if value else ""

    def offers(self, lookups: Lookups) -> list[str]:
        return [str(number) for number in sorted(lookups.steps)]


class IndicatorWidget(Widget):
    """The indicator of a code, in the biennium of the report's date: never a bare code."""

    def clean(
        self, value: Value, row: Any = None, *, lookups: Lookups, year: int | None, **context: Any
    ) -> Indicator | None:
        text = as_code(value)
        if isinstance(value, float) and f"{text}0" in lookups.indicators:
            raise ambiguous_number(text)
        return find_indicator(text, lookups=lookups, year=year)

    def render(self, value: Indicator | None, obj: Any = None, **context: Any) -> str:
        return value.code if value else ""

    def offers(self, lookups: Lookups) -> list[str]:
        return sorted(lookups.indicators)


class IndicatorsWidget(Widget):
    """Further indicators, each with its biennium, since they need not be of the report's own."""

    def clean(
        self, value: Value, row: Any = None, *, lookups: Lookups, year: int | None, **context: Any
    ) -> list[Indicator]:
        found = gather(split(as_code(value)), lambda item: find_indicator(item, lookups=lookups, year=year))
        return [indicator for indicator in found if indicator is not None]

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return "; ".join(sorted(f"{indicator.code} ({indicator.biennium})" for indicator in everything(value)))


def find_indicator(text: str, *, lookups: Lookups, year: int | None) -> Indicator | None:
    """The indicator written "8.3.1" or "8.3.1 (2020-21)"; raises ValidationError.

    None only where the year is not known and the code exists: the date's own problem has been reported.
    """
    match = _INDICATOR.fullmatch(text)
    by_year = lookups.indicators.get(match[1].upper(), {}) if match else {}
    start_year = int(match[2]) if match and match[2] else year - year % 2 if year else None
    if by_year and start_year is None:
        return None
    if start_year in by_year:
        return by_year[start_year]
    if by_year and year and not (match and match[2]):
        nearest = min(by_year, key=lambda start: abs(start - year))
        raise ValidationError(wrong_biennium(by_year[nearest], year), code="other-biennium")
    raise ValidationError(_unknown_indicator(text, lookups, start_year), code="unknown")


def _unknown_indicator(text: str, lookups: Lookups, start_year: int | None) -> str:
    codes = lookups.indicators_of(start_year) if start_year else sorted(lookups.indicators)
    if not codes:
        return _("There is no indicator “%(text)s”: no indicator of this biennium has been entered yet.") % {
            "text": show(text)
        }
    return _("There is no indicator “%(text)s” in this biennium. Its indicators are: %(codes)s.") % {
        "text": show(text),
        "codes": ", ".join(codes),
    }


class DriverWidget(TextWidget):
    """The text of a report on one driver; reads a text, writes it from all the driver texts of a report."""

    def __init__(self, driver: Driver) -> None:
        super().__init__(DriverText._meta.get_field("text"))
        self.driver = driver

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        if isinstance(value, dict):
            value = value.get(self.driver.pk)
        return super().render(value)


class ReporterWidget(Widget):
    """The person who answers for the words of a report, by her e-mail address."""

    def clean(self, value: Value, row: Any = None, *, lookups: Lookups, **context: Any) -> Any:
        if person := lookups.people.get(as_text(value).casefold()):
            return person
        raise ValidationError(
            _("Nobody here has the e-mail address “%(text)s”. Write the address of an officer, or leave it empty.")
            % {"text": show(value)},
            code="unknown",
        )

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return value.email if value else ""


class VersionWidget(Widget):
    """The version at which a report was exported."""

    def clean(self, value: Value, row: Any = None, **context: Any) -> int:
        text = as_text(value)
        if _VERSION.fullmatch(text):
            return int(text)
        raise ValidationError(
            _("“%(text)s” is not what the export wrote here. Export the report again, or remove this column.")
            % {"text": show(value)},
            code="not-a-state",
        )

    def render(self, value: int | None, obj: Any = None, **context: Any) -> str:
        return str(value) if value else ""
