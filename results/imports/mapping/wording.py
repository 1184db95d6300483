"""One form for headings that differ in case, accents, punctuation, a plural, or a remark in brackets."""

import re
from functools import lru_cache

from results.search import fold

_PLURAL = re.compile(r"(?<=\w\w)ies$")
_S = re.compile(r"(?<=\w\w[^\Ws])s$")
_BRACKETS = re.compile(r"[(\[{（][^)\]}）]*[)\]}）]")
# What forms write behind a heading.
_REMARK = re.compile(r" (?:required|mandatory|optional|obligatoire|facultatif|obligatorio|opcional|обязательно)$")
# A heading that only says where a column stands.
_SAYS_NOTHING = re.compile(r"(?:(?:column|colonne|columna|столбец|field|champ|campo|поле|unnamed|col|f|c)? ?\d*|[a-z])")


def singular(folded: str) -> str:
    """The folded words without the s of a plural."""
    return " ".join(_PLURAL.sub("y", word) if word.endswith("ies") else _S.sub("", word) for word in folded.split())


@lru_cache(maxsize=4_000)
def keys(heading: str) -> tuple[str, ...]:
    """The forms under which a heading may be known, the most exact first."""
    whole = fold(heading)
    plain = _REMARK.sub("", fold(_BRACKETS.sub(" ", heading)))
    found = (whole, singular(whole), plain, singular(plain))
    return tuple(key for key in dict.fromkeys(found) if key)


def says_nothing(heading: str) -> bool:
    """Whether a heading is empty or only counts columns."""
    return _SAYS_NOTHING.fullmatch(fold(heading)) is not None
