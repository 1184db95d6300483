"""The stored reports by what they say: loaded by country and year, as the rows of a sheet come to them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import date

from django.db.models import Q

from results.dates import KnownDate
from results.models import Result
from results.search import fold

Place = tuple[int, int]


def stored_in(places: Collection[Place]) -> Iterator[tuple[int, int, date, str, str]]:
    """Key, country, date, precision and summary of the reports of these countries and years, in one query."""
    countries: dict[int, set[int]] = defaultdict(set)
    for country, year in places:
        countries[year].add(country)
    where = Q.create([Q(date__year=year, country__in=those) for year, those in countries.items()], connector=Q.OR)
    columns = ("pk", "country_id", "date", "date_precision", "summary")
    return Result.objects.not_taken_back().filter(where).order_by("pk").values_list(*columns).iterator(chunk_size=2000)


class Index:
    """Keys of stored reports by the words that recognise them (matching.words_of).

    About 150 bytes a stored report of the countries and years that a sheet speaks of.
    """

    def __init__(self, words_of: Callable[[int, str, str], str]) -> None:
        self._words_of = words_of
        self._loaded: set[Place] = set()
        self._found: dict[int, int | list[int]] = {}

    def load(self, places: Collection[Place]) -> None:
        """Read the reports of these countries and years that have not been read yet, in one query."""
        missing = set(places) - self._loaded
        if not missing:
            return
        self._loaded |= missing
        for key, country, day, precision, summary in stored_in(missing):
            self._add(int(self._words_of(country, str(KnownDate(day, precision)), fold(summary)), 16), key)

    def find(self, words: str) -> list[int]:
        """The keys of the reports in these words."""
        found = self._found.get(int(words, 16))
        if found is None:
            return []
        return found if isinstance(found, list) else [found]

    def _add(self, words: int, key: int) -> None:
        there = self._found.setdefault(words, key)
        if isinstance(there, list):
            there.append(key)
        elif there != key:
            self._found[words] = [there, key]
