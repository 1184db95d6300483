"""How one value is read from a cell and written into one.

These are django-import-export's widgets: ``clean`` reads, ``render`` writes, each the inverse of the other. A cell
that cannot be read raises ValidationError with a sentence; the rules themselves are those of the models' fields.
"""

import re
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from indicators.models import AchievementStep, Indicator
from results.dates import KnownDate, Precision
from results.imports.lookups import Lookups, languages
from results.imports.problems import Value, show
from results.models import Result
from results.models.result import wrong_biennium
from results.search import fold
from sdg_links.texts import clean_text

_STEP = re.compile(r"(?:[^\W\d_]+\s+)?(\d{1,2})")
_INDICATOR = re.compile(r"([A-Za-z]?[\d.]*)\s*(?:\((\d{4})\s*[-–]\s*(?:\d{2}|\d{4})\))?")


def as_text(value: Value) -> str:
    """A cell as text: a whole number without decimals, a date as year-month-day."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date()
    return str(value).strip() if value is not None else ""


def as_code(value: Value) -> str:
    """A cell that holds a code; raises ValidationError where the spreadsheet has made a date of it."""
    if isinstance(value, date):
        raise ValidationError(
            _(
                "The spreadsheet turned this code into the date %(date)s. Format the column as text and type "
                "the code again."
            )
            % {"date": as_text(value)}
        )
    return as_text(value)


def ambiguous_number(text: str) -> ValidationError:
    """The refusal of a number that may once have been another code, such as 8.1 for 8.10."""
    return ValidationError(
        _(
            "The spreadsheet turned this code into a number, so %(text)s and %(text)s0 cannot be told apart. "
            "Format the column as text and type the code again."
        )
        % {"text": text}
    )


class TextWidget(Widget):
    """A text of a report, held to the rules of the field it is stored in."""

    def __init__(self, field: models.Field[Any, Any]) -> None:
        super().__init__()
        self._field = field

    def clean(self, value: Value, row: Any = None, **context: Any) -> str:
        return str(self._field.clean(as_text(value), None))

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return clean_text(value or "")


class ReferenceWidget(TextWidget):
    """The reference of a report."""

    def clean(self, value: Value, row: Any = None, **context: Any) -> str:
        return super().clean(as_code(value).upper())


class EntryWidget(Widget):
    """One entry of a vocabulary, written by its code."""

    def __init__(self, vocabulary: str, code: str) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._code = code

    def clean(self, value: Value, row: Any = None, *, lookups: Lookups, **context: Any) -> Any:
        return getattr(lookups, self._vocabulary).find(as_code(value))

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return getattr(value, self._code) if value is not None else ""


class KnownDateWidget(Widget):
    """A date as exactly as it is known: a date cell, or 2021, 2021-12, 2021-12-31."""

    def clean(self, value: Value, row: Any = None, **context: Any) -> KnownDate:
        if isinstance(value, datetime):
            return KnownDate(value.date(), Precision.DAY)
        if isinstance(value, date):
            return KnownDate(value, Precision.DAY)
        return KnownDate.parse(as_text(value))

    def render(self, value: KnownDate | None, obj: Any = None, **context: Any) -> str:
        return str(value) if value else ""


class LanguageWidget(Widget):
    """The language of the texts, by its code or its name in any language."""

    def clean(self, value: Value, row: Any = None, **context: Any) -> str:
        text = as_text(value)
        if code := languages().get(fold(text)):
            return code
        raise ValidationError(
            _("“%(text)s” is not a language reports are written in. Write one of these codes: %(codes)s.")
            % {"text": show(text), "codes": ", ".join(sorted(set(languages().values())))}
        )

    def render(self, value: str, obj: Any = None, **context: Any) -> str:
        return value or ""


class StepWidget(Widget):
    """An achievement step, written 3 or “Step 3”."""

    def clean(self, value: Value, row: Any = None, *, lookups: Lookups, **context: Any) -> AchievementStep:
        match = _STEP.fullmatch(as_code(value))
        step = lookups.steps.get(int(match[1])) if match else None
        if step is None:
            numbers = ", ".join(str(number) for number in sorted(lookups.steps))
            raise ValidationError(
                _("“%(text)s” is not an achievement step. Write one of these numbers: %(numbers)s.")
                % {"text": show(value), "numbers": numbers}
            )
        return step

    def render(self, value: AchievementStep | None, obj: Any = None, **context: Any) -> str:
        return str(value.number) if value else ""


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
        raise ValidationError(wrong_biennium(by_year[nearest], year))
    raise ValidationError(_unknown_indicator(text, lookups, start_year))


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


class ReporterWidget(Widget):
    """The person who answers for the words of a report, by her e-mail address."""

    def clean(self, value: Value, row: Any = None, *, lookups: Lookups, **context: Any) -> Any:
        if person := lookups.people.get(as_text(value).casefold()):
            return person
        raise ValidationError(
            _("Nobody here has the e-mail address “%(text)s”. Write the address of an officer, or leave it empty.")
            % {"text": show(value)}
        )

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return value.email if value else ""


def field_of(name: str) -> models.Field[Any, Any]:
    """The field of a result, whose rules a text column follows."""
    return Result._meta.get_field(name)  # type: ignore[return-value]  # never a reverse relation here
