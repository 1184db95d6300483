"""Dates as exactly as they are known: a day, a month or a year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

# The organisation was founded in 1919; what lies a lifetime ahead is a slip of the finger.
_FIRST_YEAR, _LAST_YEAR = 1919, 2100
_WRITTEN = re.compile(r"^(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?$")


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


@dataclass(frozen=True)
class KnownDate:
    """A date and how exactly it is known; a month or a year stands as its first day."""

    day: date
    precision: str

    @classmethod
    def parse(cls, text: str) -> "KnownDate":
        """Read 2021, 2021-12 or 2021-12-31; raises ValidationError with the cure."""
        match = _WRITTEN.match(text.strip())
        if not match:
            raise ValidationError(
                _("“%(text)s” is not a date. Write the year, the month or the day: 2021, 2021-12 or 2021-12-31."),
                code="invalid",
                params={"text": text.strip()[:40]},
            )
        month, day = (int(part) if part else None for part in match.group("month", "day"))
        try:
            if not _FIRST_YEAR <= int(match["year"]) <= _LAST_YEAR:
                raise ValueError
            value = date(int(match["year"]), 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            raise ValidationError(_impossible(int(match["year"]), month, day or 0), code="impossible") from None
        return cls(value, Precision.YEAR if month is None else Precision.MONTH if day is None else Precision.DAY)

    def __str__(self) -> str:
        """As it is written in a form or a sheet."""
        written = self.day.isoformat()
        if self.precision == Precision.YEAR:
            return written[:4]
        return written[:7] if self.precision == Precision.MONTH else written

    def in_words(self) -> str:
        """As it is read in the reader's language."""
        if self.precision == Precision.YEAR:
            return str(self.day.year)
        return date_format(self.day, "YEAR_MONTH_FORMAT" if self.precision == Precision.MONTH else "DATE_FORMAT")


def _impossible(year: int, month: int | None, day: int) -> str:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return str(
            _("The year %(year)04d is not between %(first)s and %(last)s. Correct the year.")
            % {"year": year, "first": _FIRST_YEAR, "last": _LAST_YEAR}
        )
    if month is not None and not 1 <= month <= 12:
        return str(_("There is no month %(month)s. Months are 01 to 12.") % {"month": month})
    days = monthrange(year, month or 1)[1]
    return ngettext(
        "%(month)s %(year)s has %(days)s day; there is no day %(day)s. Correct the day.",
        "%(month)s %(year)s has %(days)s days; there is no day %(day)s. Correct the day.",
        days,
    ) % {"month": MONTHS[month or 1], "year": year, "days": days, "day": day}


class KnownDateField(forms.CharField):
    """One box in which a date is written as exactly as it is known."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("As exactly as it is known: 2021, 2021-12 or 2021-12-31."))
        super().__init__(**kwargs)
        self.widget.attrs.update({"placeholder": "2021-12-31", "size": "12", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return KnownDate.parse(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return str(value) if value is not None else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            known = self.to_python(data)
        except ValidationError:
            return True
        return str(known or "") != str(initial or "")
