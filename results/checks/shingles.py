"""How much two texts share, by their runs of three words ("shingles"); the same in every language."""

import re
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from results.search import fold

_RUN = 3
# Chinese is written without spaces, so each of its characters stands for a word; an Arabic word keeps its vowel signs.
_WORD = re.compile(r"[\u3400-\u9fff]|(?:(?![\u3400-\u9fff])[\w\u0300-\u036f\u0640-\u0652])+")
_MOST_WORDS_SHOWN = 12

Shingles = frozenset[int]


@dataclass(frozen=True)
class Words:
    """The words of a text, without accents and case, and where each begins and ends."""

    text: str
    folded: list[str]
    places: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> "Words":
        found = list(_WORD.finditer(text))
        return cls(text, [_folded(word.group()) for word in found], [word.span() for word in found])

    def numbers(self) -> list[int]:
        """A number for each run of three words, in the order of the text."""
        return [crc32(" ".join(self.folded[i : i + _RUN]).encode()) for i in range(len(self.folded) - _RUN + 1)]


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    return fold(word)


def shingles(text: str) -> Shingles:
    """The runs of three words of a text; none where the text is shorter."""
    return frozenset(Words.of(text).numbers())


def share(one: Shingles, other: Shingles) -> float:
    """Which part of the shorter of two texts stands in the other as well, from 0 to 1."""
    return len(one & other) / (min(len(one), len(other)) or 1)


def longest_shared(text: str, other: Shingles) -> str:
    """The longest passage of a text that stands in the other as well, cut short where it is long."""
    words = Words.of(text)
    length = begin = run = 0
    for place, number in enumerate(words.numbers()):
        run = run + 1 if number in other else 0
        if run > length:
            length, begin = run, place - run + 1
    if not length:
        return ""
    last = begin + min(length + _RUN - 1, _MOST_WORDS_SHOWN) - 1
    return words.text[words.places[begin][0] : words.places[last][1]]
