"""Every text of the interface stands in every language of the interface, with its placeholders."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

ROOT = Path(__file__).parents[2]
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
PLACEHOLDER = re.compile(r"%\(\w+\)\w*|\{\w*\}")


def _messages(language):
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def _all(texts):
    return list(texts) if isinstance(texts, (list, tuple)) else [texts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    missing = [message.id for message in _messages(language) if not all(_all(message.string)) or message.fuzzy]

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_their_placeholders(language):
    foreign = [
        message.id
        for message in _messages(language)
        for text in _all(message.string)
        if not set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(" ".join(_all(message.id))))
    ]

    assert foreign == []


def test_catalogues_know_the_same_texts():
    known = {language: {str(message.id) for message in _messages(language)} for language in LANGUAGES}

    assert all(texts == known["fr"] for texts in known.values())
