"""Which of many names come close to one that is not known: a misspelling, an ending too many."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property

# Names with the most pairs of letters in common; only these are compared letter by letter, which takes a while.
_COMPARED = 30
_CLOSE = 0.75


class CloseNames:
    """Names (folded) among which close ones are found."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)

    def find(self, text: str, most: int) -> list[str]:
        """The names that come close to a folded text, the closest first."""
        shared: Counter[int] = Counter()
        for pair in _pairs(text):
            shared.update(self._by_pair.get(pair, ()))
        # A long name has many pairs by chance.
        likeliest = sorted(shared, key=lambda place: -shared[place] / (len(text) + len(self._names[place])))
        return get_close_matches(text, [self._names[place] for place in likeliest[:_COMPARED]], n=most, cutoff=_CLOSE)

    @cached_property
    def _by_pair(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self._names):
            for pair in _pairs(name):
                places[pair].append(place)
        return places


def _pairs(text: str) -> Iterator[str]:
    return iter({text[start : start + 2] for start in range(len(text) - 1)})
