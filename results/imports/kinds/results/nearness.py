"""Summaries that say nearly the same in one country and year, found without keeping the texts.

Of every summary the twelve smallest numbers of its pairs of words are kept. The share of them that two summaries have
in common tells how much of their text they have in common; and two that are alike nearly always have one of their three
smallest numbers in common, by which they are found.
"""

import struct
from itertools import islice
from zlib import crc32

_RUN = 2
_KEPT = 12
_ASKED = 3
# Shorter texts share their few words by chance.
_FEWEST_RUNS = 5
# Of ten words in a row, one may differ.
_ALIKE = 0.6
# Some 350 bytes a summary: beyond this many, the oldest are forgotten.
_REMEMBERED = 100_000

Sketch = tuple[int, ...]


def sketch(folded: str) -> Sketch:
    """What is kept of a folded summary; nothing of one that is too short to be compared.

    Summaries with different figures in them have nothing in common: they are about different things.
    """
    words = folded.split()
    if len(words) < _RUN + _FEWEST_RUNS - 1 and not folded.isascii():
        # Chinese is written without spaces.
        words = list(folded.replace(" ", ""))
    figures = " ".join([word for word in words if word[0].isdecimal()])
    begun = crc32(figures.encode()) if figures else 0
    runs = {crc32(" ".join(words[i : i + _RUN]).encode(), begun) for i in range(len(words) - _RUN + 1)}
    return tuple(sorted(runs)[:_KEPT]) if len(runs) >= _FEWEST_RUNS else ()


class Nearness:
    """The summaries of a sheet and of the stored reports beside them, the last hundred thousand or so."""

    def __init__(self, remembered: int = _REMEMBERED) -> None:
        self._most = remembered * _ASKED
        self._seen: dict[int, bytes] = {}

    def find(self, country_id: int, year: int, own: Sketch) -> int | None:
        """The origin of a summary of this country and year that says nearly the same; None where there is none."""
        for key in _keys(country_id, year, own):
            if packed := self._seen.get(key):
                origin, *other = struct.unpack(f"<q{(len(packed) - 8) // 4}I", packed)
                if _share(own, other) >= _ALIKE:
                    return int(origin)
        return None

    def add(self, country_id: int, year: int, own: Sketch, origin: int) -> None:
        """Remember a summary; ``origin`` is any number by which the caller knows where it stands."""
        if not own:
            return
        packed = struct.pack(f"<q{len(own)}I", origin, *own)
        for key in _keys(country_id, year, own):
            self._seen.setdefault(key, packed)
        if len(self._seen) > self._most:
            for key in list(islice(self._seen, self._most // 10)):
                del self._seen[key]


def _keys(country_id: int, year: int, own: Sketch) -> list[int]:
    return [hash((country_id, year, number)) for number in own[:_ASKED]]


def _share(one: Sketch, other: list[int]) -> float:
    """Which part of two texts together stands in both, from 0 to 1, as their smallest numbers tell."""
    there, here = set(other), set(one)
    smallest = sorted(there | here)[:_KEPT]
    return sum(number in there and number in here for number in smallest) / len(smallest)
