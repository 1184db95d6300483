"""Letters that came apart, and letters that only look so."""

import pytest

from results.imports.values.mojibake import is_mojibake, repair

# What these encodings leave out, so that the byte stays what it is.
LEFT_OUT = {"cp1252": (0x81, 0x8D, 0x8F, 0x90, 0x9D), "cp1251": (0x98,)}
TEXTS = [
    "été",
    "Côte d’Ivoire",
    "São Tomé",
    "Привет, это и есть текст",
    "العربية",
    "naïve – yes",
    "Türkiye",
    "¿Qué es?",
]


def apart(text, encoding):
    """The text in UTF-8, read as if each byte were a letter of this encoding."""
    return "".join(
        chr(byte) if byte in LEFT_OUT[encoding] else bytes([byte]).decode(encoding) for byte in text.encode()
    )


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251"])
@pytest.mark.parametrize("text", TEXTS)
def test_letters_are_put_together_again(text, encoding):
    damaged = apart(text, encoding)

    assert (is_mojibake(damaged), repair(damaged)) == (True, text)


@pytest.mark.parametrize("text", TEXTS)
def test_letters_that_came_apart_twice_are_put_together_again(text):
    assert repair(apart(apart(text, "cp1252"), "cp1252")) == text


@pytest.mark.parametrize(
    "text",
    [
        "plain", "«MARCHÉ»", "“PERÚ”", "AMANHÃ”", "IRMÃ…", "ÂME", "NÃO", "Âge", "Ñandú", "à l’école", "“Ça va”",
        "Рік, Січень, Рівне", "РСФСР", "СССР – РФ", "Ґалаґан і ї", "السلام عليكم", "Türkiye", "Đà Nẵng", "50 °C",
    ],
)  # fmt: skip
def test_whole_letters_are_left_alone(text):
    assert (is_mojibake(text), repair(text)) == (False, text)


def test_only_what_came_apart_is_put_together():
    assert repair("L’été à Ã‰vry") == "L’été à Évry"
