"""How a value of a cell is quoted in a sentence, and how a rule's own sentence is taken over."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from results.imports.rows import Value

_SHOWN = 60


def show(value: Value) -> str:
    """A cell as a person would read it out, shortened, on one line."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def said(error: Exception) -> str:
    """What an error says to people, in one line."""
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


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
