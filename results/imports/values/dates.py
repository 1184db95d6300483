"""How dates are read from cells, as exactly as they are known, and never guessed where day and month can be swapped."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from results.dates import KnownDate, Precision
from results.imports.rows import Value
from results.imports.values.months import MONTH_OF
from results.imports.values.numbers import plain_digits
from results.imports.values.showing import sentences, show
from results.imports.values.text import as_text
from results.search import fold

# The time of day that programs add; what happened in a country has none.
_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$")
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})([01]\d)([0-3]\d)")
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日?)?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_RUSSIAN_YEAR = re.compile(r"\s*(?:года|год|г\.?)$", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|re|e|º|ª|o|го|е)")
_LONGEST = 60
_FILLERS = frozenset(("de", "del", "of", "the", "le", "el", "г", "года", "год", "соли"))


def read_date(value: Value, order: str = "") -> KnownDate:
    """The date in a cell, as exactly as it says; raises ValidationError.

    ``order`` is that of day and month where the year comes last: "dmy", "mdy" or "" where it is not known.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _known(value.year, value.month, value.day)
    if isinstance(value, bool | time | timedelta):
        raise _not_a_date(value)
    if isinstance(value, int | float):
        return _read_figure(value)
    return _read_text(as_text(value), order)


def _read_figure(value: float) -> KnownDate:
    if value == int(value) and 1000 <= value <= 9999:
        return _known(int(value))
    if value == int(value) and (compact := _COMPACT.fullmatch(str(int(value)))):
        return _known(*(int(part) for part in compact.groups()))
    raise ValidationError(
        _(
            "This cell holds the number %(number)s and not a date. Format the column as dates in the spreadsheet, or "
            "write the year, the month or the day: 2021, 2021-12 or 2021-12-31."
        )
        % {"number": as_text(value)},
        code="number-for-a-date",
    )


def _read_text(written: str, order: str) -> KnownDate:
    if len(written) > _LONGEST:
        raise _not_a_date(written)
    text = _RUSSIAN_YEAR.sub("", _TIME.sub("", plain_digits(written))).strip()
    for shape in (_YEAR_FIRST, _COMPACT, _CHINESE):
        if found := shape.fullmatch(text):
            return _known(*(int(part) for part in found.groups() if part))
    if found := _YEAR_LAST.fullmatch(text):
        return _in_order(written, found, order)
    if found := _MONTH_AND_YEAR.fullmatch(text):
        return _known(int(found[2]), int(found[1]))
    return _in_words(written, text)


def _in_order(written: str, found: re.Match[str], order: str) -> KnownDate:
    if len(found[3]) == 2:
        raise _two_digit_year(written)
    first, second, year = (int(part) for part in found.groups())
    if not order:
        if first <= 12 and second <= 12 and first != second:
            raise _ambiguous(written, first, second, year)
        order = "mdy" if second > 12 >= first else "dmy"
    day, month = (first, second) if order == "dmy" else (second, first)
    try:
        return _known(year, month, day)
    except ValidationError as error:
        if not (month > 12 >= day):
            raise
        raise _against_order(written, order) from error


def _in_words(written: str, text: str) -> KnownDate:
    """A date whose month is a word: 15 mars 2023, March 2023, 15 de marzo de 2023, 15-Mar-2023."""
    words = [word for word in fold(text).split() if word not in _FILLERS]
    months = [MONTH_OF[word] for word in words if word in MONTH_OF]
    numbers = [match[1] if (match := _ORDINAL.fullmatch(word)) else word for word in words if word not in MONTH_OF]
    if not months:
        months, numbers = _month_in_two_words(words)
    if len(months) != 1 or not 1 <= len(numbers) <= 2 or not all(number.isdecimal() for number in numbers):
        raise _not_a_date(written)
    years = [number for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) <= 2]
    if len(years) == 1 and len(years) + len(days) == len(numbers):
        return _known(int(years[0]), months[0], *days)
    if not years and len(days) == len(numbers):
        raise _two_digit_year(written)
    raise _not_a_date(written)


def _month_in_two_words(words: list[str]) -> tuple[list[int], list[str]]:
    for place in range(len(words) - 1):
        if month := MONTH_OF.get(" ".join(words[place : place + 2])):
            return [month], words[:place] + words[place + 2 :]
    return [], words


def _known(year: int, month: int | None = None, day: int | None = None) -> KnownDate:
    """Held to the limits of the calendar and to those of the forms; raises ValidationError."""
    parts = [f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)]
    try:
        return KnownDate.parse("-".join(parts))
    except ValidationError as error:
        raise ValidationError(" ".join(sentences(error)), code="impossible-date") from error


def _not_a_date(value: Value) -> ValidationError:
    return ValidationError(
        _("“%(text)s” is not a date. Write the year, the month or the day: 2021, 2021-12 or 2021-12-31.")
        % {"text": show(value)},
        code="not-a-date",
    )


def _two_digit_year(text: str) -> ValidationError:
    return ValidationError(
        _("“%(text)s” does not say which century is meant. Write the year with four digits.") % {"text": show(text)},
        code="two-digit-year",
    )


def _ambiguous(text: str, first: int, second: int, year: int) -> ValidationError:
    meanings = {"one": f"{year:04d}-{second:02d}-{first:02d}", "other": f"{year:04d}-{first:02d}-{second:02d}"}
    return ValidationError(
        _(
            "“%(text)s” can be %(one)s or %(other)s. Say whether the day or the month comes first where you say how "
            "the file is to be read, or write the date as %(one)s."
        )
        % {"text": show(text), **meanings},
        code="ambiguous-date",
    )


def _against_order(text: str, order: str) -> ValidationError:
    sentence = (
        _("“%(text)s” does not fit the file, in which the day comes first. Write it so, or as year-month-day.")
        if order == "dmy"
        else _("“%(text)s” does not fit the file, in which the month comes first. Write it so, or as year-month-day.")
    )
    return ValidationError(sentence % {"text": show(text)}, code="other-date-order")


class KnownDateWidget(Widget):
    """A date as exactly as it is known: a date cell, or a text that names a year, a month or a day."""

    def clean(self, value: Value, row: Any = None, *, date_order: str = "", **context: Any) -> KnownDate:
        return read_date(value, date_order)

    def render(self, value: KnownDate | None, obj: Any = None, **context: Any) -> str:
        return str(value) if value else ""


class DayWidget(Widget):
    """A date to the day; reads date."""

    def clean(self, value: Value, row: Any = None, *, date_order: str = "", **context: Any) -> date:
        known = read_date(value, date_order)
        if known.precision != Precision.DAY:
            raise ValidationError(
                _("The day is needed here, and “%(text)s” does not name one. Write it as 2021-12-31.")
                % {"text": show(value)},
                code="day-needed",
            )
        return known.day

    def render(self, value: date | None, obj: Any = None, **context: Any) -> str:
        return value.isoformat() if value else ""
