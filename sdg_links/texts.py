"""Plain text as people write and paste it: made uniform, counted, and kept free of what would deceive a reader."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Overrides and isolates make text read differently from what is stored; the plain marks U+200E and U+200F do not.
_DIRECTION_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TAG = re.compile(r"<\s*/?\s*[a-zA-Z!?][^>]{0,200}>?")
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


def clean_text(text: str) -> str:
    """The same text in Unicode NFC, with plain line ends and without white space around it."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def count_words(text: str) -> int:
    """Words as a reader counts them: "don't" and "follow-up" are one each."""
    return len(_WORD.findall(text))


def problem_in_text(text: str, *, characters: int | None = None, words: int | None = None) -> str | None:
    """What keeps a text from being stored, as a sentence with its cure, or None."""
    if tag := _TAG.search(text):
        return _(
            "This text contains HTML or script (“%(tag)s”). Write plain text; to write a comparison, use words "
            "such as “less than”."
        ) % {"tag": tag.group(0)[:40]}
    # Nothing invisible stands in a text that can be printed whole, as nearly all can.
    if not text.isprintable():
        if _DIRECTION_OVERRIDES.search(text):
            return _(
                "This text contains invisible characters that change the direction of reading. "
                "Type the sentence again, or paste it as plain text."
            )
        if _CONTROLS.search(text):
            return _(
                "This text contains invisible control characters. Type the sentence again, or paste it as plain text."
            )
    # So many words need at least twice as many characters, and counting takes a while.
    if words is not None and len(text) > 2 * words and (count := count_words(text)) > words:
        return ngettext(
            "This text has %(count)s word; the limit is %(limit)s. Shorten it.",
            "This text has %(count)s words; the limit is %(limit)s. Shorten it.",
            count,
        ) % {"count": count, "limit": words}
    if characters is not None and len(text) > characters:
        return ngettext(
            "This text has %(count)s character; the limit is %(limit)s. Shorten it.",
            "This text has %(count)s characters; the limit is %(limit)s. Shorten it.",
            len(text),
        ) % {"count": len(text), "limit": characters}
    return None


class PlainTextField(models.TextField):  # type: ignore[type-arg]  # Django's class takes none at run time
    """Text without markup, cleaned on the way in.

    ``max_words`` is the limit an author is told; a text without spaces is held to ten characters a word.
    ``is_line`` means one line: line breaks become spaces.
    """

    def __init__(self, *args: Any, max_words: int | None = None, is_line: bool = False, **kwargs: Any) -> None:
        self.max_words = max_words
        self.is_line = is_line
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        if self.max_words is not None:
            kwargs["max_words"] = self.max_words
        if self.is_line:
            kwargs["is_line"] = True
        return name, path, args, kwargs

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        if not isinstance(value, str):
            return value
        value = clean_text(value)
        return " ".join(value.split("\n")) if self.is_line else value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        characters = self.max_length or (self.max_words * 10 if self.max_words else None)
        if problem := problem_in_text(value or "", characters=characters, words=self.max_words):
            raise ValidationError(problem, code="text")

    def formfield(self, **kwargs: Any) -> Any:
        field = super().formfield(**kwargs)
        if field is None:
            return field
        field.widget.attrs.setdefault("dir", "auto")
        # The server's own sentence says how much is too much, with the text still there; the browser would cut it off.
        field.widget.attrs.pop("maxlength", None)
        if self.max_words:
            field.widget.attrs["data-max-words"] = str(self.max_words)
        if self.is_line:
            field.widget.attrs["rows"] = "2"
        return field
