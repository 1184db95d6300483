"""Labels that exist in several languages: one column, one text a language."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sdg_links.texts import clean_text, problem_in_text


class Translated(dict[str, str]):
    """A text by language code, which prints in the reader's language.

    Where that language is missing it falls back to English, then to whatever there is; an empty one prints as "".
    """

    def __str__(self) -> str:
        return self.in_language(get_language() or settings.LANGUAGE_CODE)

    def __html__(self) -> str:
        from django.utils.html import escape

        return escape(str(self))

    def in_language(self, language: str) -> str:
        """The text for a language code such as "fr" or "fr-ca", with the fallbacks above."""
        for code in (language, language.split("-")[0], settings.LANGUAGE_CODE):
            if text := self.get(code):
                return text
        return next((text for text in self.values() if text), "")


class TranslatedField(models.JSONField):
    """A label in several languages, stored as {"en": "...", "fr": "..."}.

    ``limit`` is the most characters that one language's text may have.
    """

    default_error_messages = {
        "shape": _("A label is written as one text a language, for example English: Pension."),
        "empty": _("Write this label in at least one language."),
    }

    def __init__(self, *args: Any, limit: int = 500, **kwargs: Any) -> None:
        self.limit = limit
        kwargs.setdefault("default", Translated)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        if self.limit != 500:
            kwargs["limit"] = self.limit
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        loaded = super().from_db_value(value, expression, connection)
        # A key transform (name__fr) asks for one text and gets a plain string.
        return Translated(loaded) if isinstance(loaded, dict) else loaded

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            texts = {code: clean_text(text) if isinstance(text, str) else text for code, text in value.items()}
            return Translated({code: text for code, text in texts.items() if text})
        if isinstance(value, (str, Promise)):
            return Translated({settings.LANGUAGE_CODE: clean_text(str(value))})
        return value

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(self.to_python(value))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise ValidationError(self.error_messages["shape"], code="shape")
        if not value and not self.blank:
            raise ValidationError(self.error_messages["empty"], code="empty")
        for text in value.values():
            if problem := problem_in_text(text, characters=self.limit):
                raise ValidationError(problem, code="text")

    def formfield(self, **kwargs: Any) -> Any:
        from sdg_links.translated_forms import TranslatedFormField

        return TranslatedFormField(
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            required=not self.blank,
            limit=self.limit,
        )
