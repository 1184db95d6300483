"""How a cell is read as text or as a code, and how texts are written into cells."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from results.imports.rows import Value
from sdg_links.texts import clean_text, count_words


def as_text(value: Value) -> str:
    """A cell as text: a whole number without decimals, a date as year-month-day."""
    if isinstance(value, str):
        return value.strip()
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
            % {"date": as_text(value)},
            code="code-became-a-date",
        )
    return as_text(value)


def ambiguous_number(text: str) -> ValidationError:
    """The refusal of a number that may once have been another code, such as 8.1 for 8.10."""
    return ValidationError(
        _(
            "The spreadsheet turned this code into a number, so %(text)s and %(text)s0 cannot be told apart. "
            "Format the column as text and type the code again."
        )
        % {"text": text},
        code="code-became-a-number",
    )


class TextWidget(Widget):
    """A text, held to the rules of the model's field it is stored in."""

    # Hardly ever the same twice, so remembering what it came to would cost more than it saves.
    is_read_anew = True

    def __init__(self, field: models.Field[Any, Any]) -> None:
        super().__init__()
        self._field = field

    def clean(self, value: Value, row: Any = None, **context: Any) -> str:
        text = as_text(value)
        try:
            return str(self._field.clean(text, None))
        except ValidationError as error:
            for single in error.error_list:
                if single.code == "text":
                    single.code = self._rule(text)
            raise

    def _rule(self, text: str) -> str:
        words = getattr(self._field, "max_words", None)
        return "too-many-words" if words and count_words(text) > words else "unfit-text"

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return clean_text(value or "")
