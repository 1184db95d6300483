"""How labels, texts and dates of a published document stand on a page, in the reader's language."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from results.dates import KnownDate
from results.languages import TextLanguage
from sdg_links.translated import Translated

register = template.Library()

_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


@register.filter
def in_language(label: dict[str, str] | None) -> str:
    """A label {language: text} in the reader's language, else in English, else in whatever there is."""
    return str(Translated(label or {}))


@register.filter
def lang_attributes(language: str) -> SafeString:
    """``lang`` and ``dir`` for a text that is written in another language than the page; nothing in the same one."""
    if not language or language == _reader():
        return SafeString("")
    return format_html('lang="{}" dir="{}"', language, direction(language))


@register.filter
def label_attributes(label: dict[str, str] | None) -> SafeString:
    """``lang`` and ``dir`` for a label that does not exist in the reader's language."""
    text = in_language(label)
    written = [code for code, words in (label or {}).items() if words == text]
    return SafeString("") if _reader() in written else lang_attributes(next(iter(written), ""))


@register.filter
def direction(language: str) -> str:
    """In which direction a language is written: "rtl" or "ltr"."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


@register.filter
def language_name(language: str) -> str:
    """The name of a language of reports in the reader's language; a code that is not known stays as it is."""
    return str(dict(TextLanguage.choices).get(language, language))


@register.filter
def known_date(thing: dict[str, Any]) -> str:
    """The date of a document, or of a part of it, as exactly as it is known; "" where it has none."""
    if not thing.get("date"):
        return ""
    return KnownDate(date.fromisoformat(thing["date"]), thing["date_precision"]).in_words()


@register.filter
def or_dash(value: Any) -> Any:
    """A number, or a dash where it is missing: missing is not zero."""
    return "–" if value is None or value == "" else value


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[dict[str, Any]]:
    """The numbers to offer beneath a list: [{"number", "is_current"}], with number None for those left out."""
    return list(_numbers(page))


def _numbers(page: Page[Any]) -> Iterator[dict[str, Any]]:
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        is_number = isinstance(number, int)
        yield {"number": number if is_number else None, "is_current": number == page.number}


def _reader() -> str:
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]
