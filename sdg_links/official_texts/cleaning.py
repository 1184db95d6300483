"""Official texts freed from what layout, line folding and copying left in them; the wording itself is never touched."""

import html
import re
import unicodedata

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_NO_BREAK = NO_BREAK_SPACE + "\N{NARROW NO-BREAK SPACE}"

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# A mark stands after a word or a full stop; after one or two letters a raised digit is a unit, as in km².
_FOOTNOTE_MARK = re.compile(r"([^\W\d_]{3}|[.,;:!?)\]”»])[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]+")

_RAISED_TAG = re.compile(r"<sup>\s*(\d+)\s*</sup>", re.IGNORECASE)
_BREAKING_TAG = re.compile(r"</?(?:br|p|div|li|ul|ol|tr|td|h[1-6])\b[^<>]*>", re.IGNORECASE)
# A tag starts with a letter: "<-2 standard deviation" is a comparison.
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)

_TATWEEL = "\N{ARABIC TATWEEL}"
_INVISIBLE = re.compile(
    f"[{_TATWEEL}\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
_ODD_HYPHENS = re.compile("[\N{HYPHEN}\N{NON-BREAKING HYPHEN}]")

_VOWEL_SIGNS = "\u064b-\u0652"
_SPACE_BEFORE_SIGN = re.compile(rf"\s+(?=[\u0300-\u036f{_VOWEL_SIGNS}])")
_REPEATED_SIGN = re.compile(rf"([{_VOWEL_SIGNS}])\1+")
# No Arabic word is one letter with a vowel sign: the line was folded inside a word.
_BROKEN_ARABIC_WORD = re.compile(rf"(?<!\S)([\u0621-\u064a][{_VOWEL_SIGNS}])\s(?=[\u0621-\u064a])")

_QUOTATION_MARKS = (('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("'", "'"), ("‘", "’"))


def raise_digits(text: str) -> str:
    """The digits of a raised run as Unicode superscripts, so that ``clean`` can tell a note's mark from a number."""
    return text.translate(_SUPERSCRIPTS)


def clean(text: str, language: str) -> str:
    """One line of text in NFC without footnote marks, tags, invisible characters or stray quotation marks.

    ``language`` is a code such as "fr": French keeps, and gets, the no-break spaces of its typography.
    Cleaning a clean text changes nothing.
    """
    text = _INVISIBLE.sub("", _without_tags(text))
    text = _REPEATED_SIGN.sub(r"\1", _SPACE_BEFORE_SIGN.sub("", text))
    text = _BROKEN_ARABIC_WORD.sub(r"\1", text)
    text = _ODD_HYPHENS.sub("-", unicodedata.normalize("NFC", text))
    text = _FOOTNOTE_MARK.sub(r"\1", text)
    text = _without_stray_quotation_marks(text.strip())
    return re.sub(r"\s+", _french_space if language.partition("-")[0] == "fr" else " ", text)


def _without_tags(text: str) -> str:
    text = _RAISED_TAG.sub(lambda tag: raise_digits(tag[1]), text)
    text = _TAG.sub("", _BREAKING_TAG.sub(" ", text))
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def _without_stray_quotation_marks(text: str) -> str:
    """Marks around the whole text go, and one without its partner; those around a title within the text stay."""
    for opening, closing in _QUOTATION_MARKS:
        inner = text[1:-1]
        if text.startswith(opening) and text.endswith(closing) and opening not in inner and closing not in inner:
            return inner.strip()
    if text.count('"') == 1:
        return text.strip('"').strip()
    return text


def _french_space(space: re.Match[str]) -> str:
    before = space.string[space.start() - 1 : space.start()]
    after = space.string[space.end() : space.end() + 1]
    given = next((character for character in space[0] if character in _NO_BREAK), None)
    if before == "«" or (after and after in "»:;!?%"):
        return given or NO_BREAK_SPACE
    if before.isdigit() and after.isalnum():
        return given or " "
    return " "
