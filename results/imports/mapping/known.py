"""By which headings the columns of a kind are known: their own in every language, and what else others write."""

from collections.abc import Iterator
from functools import cached_property

from django.conf import settings
from django.utils.translation import override

from results.imports.kinds.column import Column
from results.imports.kinds.kind import Kind
from results.imports.kinds.lookups import Lookups
from results.imports.mapping.synonyms import synonyms
from results.imports.mapping.wording import keys, singular
from results.imports.sheets.texts import names_of_sheets
from results.search import fold

UNKNOWN = 9
# Whatever is longer is a text and no heading.
_LONGEST = 200


class KnownColumns:
    """The columns of one kind by name, found by what stands above them in a sheet."""

    def __init__(self, kind: Kind, lookups: Lookups) -> None:
        self.kind = kind
        self.columns: dict[str, Column] = {column.name: column for column in kind.columns(lookups)}
        self._lookups = lookups
        self._found: dict[tuple[str, ...], tuple[int, str]] = {}

    def find(self, *headings: str) -> tuple[int, str]:
        """The column of the first of these headings that is known, behind how sure that is: 0 is its own heading.

        (UNKNOWN, "") where there is none.
        """
        if headings not in self._found:
            self._found[headings] = self._find(headings)
        return self._found[headings]

    def _find(self, headings: tuple[str, ...]) -> tuple[int, str]:
        for heading in headings:
            for form, key in enumerate(keys(heading) if len(heading) <= _LONGEST else ()):
                for sureness, known in enumerate((self._own, self._further)):
                    if name := known.get(key):
                        return 4 * sureness + form, name
        return UNKNOWN, ""

    @cached_property
    def labels(self) -> frozenset[str]:
        """What sheets of this kind are called, folded, in every language; as our own sheets shorten it, too."""
        labels = {fold(self.kind.name)}
        for code, _language in settings.LANGUAGES:
            with override(code):
                label = str(self.kind.label)
            labels |= {fold(label), *map(fold, names_of_sheets([label]))}
        return frozenset(labels)

    @cached_property
    def _own(self) -> dict[str, str]:
        return _with_singulars(self._own_headings())

    @cached_property
    def _further(self) -> dict[str, str]:
        aliases = [(fold(alias), column.name) for column in self.columns.values() for alias in column.aliases]
        return _with_singulars([*aliases, *synonyms(self.kind.name, self.columns).items()])

    def _own_headings(self) -> Iterator[tuple[str, str]]:
        for name in self.columns:
            yield fold(name), name
        for code, _language in (*settings.LANGUAGES, *settings.TEXT_LANGUAGES):
            with override(code):
                # Asked anew, since the headings of drivers are texts in the language of whoever asks.
                for column in self.kind.columns(self._lookups):
                    yield fold(str(column.heading)), column.name


def _with_singulars(pairs: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> dict[str, str]:
    known: dict[str, str] = {}
    found = list(pairs)
    for key, name in [*found, *((singular(key), name) for key, name in found)]:
        if key:
            known.setdefault(key, name)
    return known
