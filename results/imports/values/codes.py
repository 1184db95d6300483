"""How a cell names one entry of a vocabulary, one of a few choices, or a code of its own."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override
from import_export.widgets import Widget

from results.imports.rows import Value
from results.imports.values.showing import show
from results.imports.values.text import TextWidget, as_code
from results.imports.values.unknown import UnknownEntry, find_entry
from results.search import fold

if TYPE_CHECKING:
    from results.imports.kinds.lookups import Lookups, Vocabulary


class CodeWidget(TextWidget):
    """A code: its zeros are kept, and its letters become capitals where ``is_upper`` says so."""

    def __init__(self, field: models.Field[Any, Any], *, is_upper: bool = False) -> None:
        super().__init__(field)
        self._is_upper = is_upper

    def clean(self, value: Value, row: Any = None, **context: Any) -> str:
        text = as_code(value)
        return super().clean(text.upper() if self._is_upper else text)


class EntryWidget(Widget):
    """One entry of a vocabulary (the look-up of that name), written by its attribute ``code``."""

    def __init__(self, vocabulary: str, code: str) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._code = code

    def clean(self, value: Value, row: Any = None, *, lookups: "Lookups", **context: Any) -> Any:
        return find_entry(getattr(lookups, self._vocabulary), as_code(value))

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return getattr(value, self._code) if value is not None else ""

    def offers(self, lookups: "Lookups") -> list[str]:
        """What a drop-down offers: the name of an entry in the reader's language, its code where that is not enough."""
        vocabulary: Vocabulary = getattr(lookups, self._vocabulary)
        named = ((str(entry), entry) for entry in vocabulary.entries)
        return sorted(name if vocabulary.means(name, entry) else getattr(entry, self._code) for name, entry in named)


class ChoiceWidget(Widget):
    """One of a few choices, by its value or its label in any language; reads and writes the value."""

    def __init__(self, choices: type[models.Choices]) -> None:
        super().__init__()
        self._choices = choices

    @cached_property
    def _known(self) -> dict[str, Any]:
        known = {fold(str(value)): value for value in self._choices.values}
        for code, _name in (*settings.LANGUAGES, *settings.TEXT_LANGUAGES):
            with override(code):
                for value, label in self._choices.choices:
                    known.setdefault(fold(str(label)), value)
        return known

    def knows(self, text: str) -> bool:
        """Whether something goes by this value or label."""
        return fold(text) in self._known

    def find(self, text: str) -> Any:
        """The value of this value or label; raises UnknownEntry."""
        if (found := self._known.get(fold(text))) is None:
            choices = "; ".join(f"{value} ({label})" for value, label in self._choices.choices)
            sentence = _("“%(text)s” is none of the choices. Write one of these: %(choices)s.")
            raise UnknownEntry(sentence % {"text": show(text), "choices": choices}, text)
        return found

    def clean(self, value: Value, row: Any = None, **context: Any) -> Any:
        return find_entry(self, as_code(value))

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return str(value) if value not in (None, "") else ""

    def offers(self, lookups: "Lookups") -> list[str]:
        """What a drop-down offers."""
        return [str(value) for value in self._choices.values]
