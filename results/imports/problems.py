"""How a refusal is worded: where it stands in the sheet, what stands there, and what to do."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# What a cell of a spreadsheet can hold; text stays text, so "4.10" is never 4.1.
Value = str | int | float | bool | date | time | timedelta | None

_SHOWN = 60


class SheetError(Exception):
    """Why a file cannot be imported at all: a sentence with its cure. Nothing has been written."""


@dataclass(frozen=True)
class Problem:
    """Why one row is refused: the sheet ("" in csv), the row and column as the spreadsheet shows them, and the cure."""

    sheet: str
    row: int
    column: str
    value: str
    sentence: str

    def __str__(self) -> str:
        place = [self.sheet, _("row %(number)s") % {"number": self.row}, self.column]
        shown = f" (“{self.value}”)" if self.value else ""
        return f"{', '.join(part for part in place if part)}{shown}: {self.sentence}"


def show(value: Value) -> str:
    """A cell as a person would read it out, shortened, on one line."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def sentences(error: ValidationError) -> list[str]:
    """What a rule of a model says, each as a full sentence; where the framework's own words fall short, ours."""
    return [_sentence(single) for single in error.error_list]


def _sentence(error: ValidationError) -> str:
    params = error.params or {}
    if error.code == "max_length" and isinstance(params, dict):
        return _("This has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.") % params
    if error.code in ("blank", "null"):
        return _("Something is needed here. Fill in the cell.")
    return str(error.messages[0])
