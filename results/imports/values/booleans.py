"""How yes and no are read from cells, in the languages that sheets come in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from results.imports.rows import Value
from results.imports.values.showing import show
from results.imports.values.text import as_text

_YES = frozenset(
    (
        *("yes", "y", "true", "1", "x", "✓", "✔", "☑", "oui", "o", "vrai", "sí", "si", "s", "verdadero", "sim"),
        *("да", "истина", "نعم", "صحيح", "ҳа", "ха", "是"),
    )
)
_NO = frozenset(
    (*("no", "n", "false", "0", "✗", "✘", "☐", "non", "faux", "falso", "não", "нет", "ложь", "لا", "خطأ", "не", "否"),)
)


def says_yes_or_no(text: str) -> bool:
    """Whether a text is one of the words for yes and no."""
    return text.casefold() in _YES or text.casefold() in _NO


class BooleanWidget(Widget):
    """Yes or no."""

    def clean(self, value: Value, row: Any = None, **context: Any) -> bool:
        if isinstance(value, bool):
            return value
        text = as_text(value).casefold()
        if not says_yes_or_no(text):
            raise ValidationError(
                _("“%(text)s” is neither yes nor no. Write “yes” or “no”.") % {"text": show(value)},
                code="not-yes-or-no",
            )
        return text in _YES

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return "" if value is None else "yes" if value else "no"

    def offers(self, lookups: Any) -> list[str]:
        """What a drop-down offers."""
        return ["yes", "no"]
