"""Entries known by codes and names, stored ones and those that a row of the same import brings."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from results.imports.values.closeness import CloseNames
from results.imports.values.showing import show
from results.search import fold

Names = Callable[[Any], Iterable[str]]
Unknown = Callable[[], str]

# Spellings that are remembered as they stand; a file could hold any number of them.
_REMEMBERED = 20_000
# Looking through names for a close one takes a while: so many names at most, and so often at most.
_SEARCHED = 20_000
_SEARCHES = 300


class Promised:
    """Stands for something that an earlier row of the same import will create.

    ``pk`` is what a payload keeps in place of a primary key: "@projects:TJK/1" (Lookups.resolve). What is asked of it
    beside ``key`` and ``vocabulary`` is given as attributes.
    """

    def __init__(self, vocabulary: str, key: str, **attributes: Any) -> None:
        self.vocabulary = vocabulary
        self.key = key
        self.pk = f"@{vocabulary}:{key}"
        self.__dict__.update(attributes)

    def __getattr__(self, name: str) -> Any:
        # Only for what was not given: a mistake in the program, said as such.
        raise AttributeError(f"Nothing was promised about the {name} of {self.__dict__.get('pk')}.")

    def __str__(self) -> str:
        return self.key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Promised) and other.pk == self.pk

    def __hash__(self) -> int:
        return hash(self.pk)


class Vocabulary:
    """Entries known by codes and by names in every language, whatever their case, accents and apostrophes.

    ``further`` names count where they mean nothing else: another entry's own name always goes before.
    """

    def __init__(self, entries: Iterable[Any], *, names: Names, unknown: Unknown, further: Names | None = None) -> None:
        self.entries = list(entries)
        self._names = names
        self._unknown = unknown
        # One entry as itself and several as a list: nearly all names mean one.
        self._found: dict[str, Any] = {}
        self._spelling: dict[str, str] = {}
        self._suggested: dict[str, list[str]] = {}
        self._close: CloseNames | None = None
        self._remembered: dict[str, Any] = {}
        for entry in self.entries:
            self._learn(entry, names(entry))
        if further:
            self._learn_further(further)

    def add(self, entry: Any, *, names: Iterable[str]) -> None:
        """Let something be found by these names from now on."""
        self._learn(entry, names)
        self._remembered.clear()
        self._suggested.clear()
        self._close = None

    def knows(self, text: str) -> bool:
        """Whether something goes by this code or name."""
        return text in self._remembered or fold(text) in self._found

    def means(self, text: str, entry: Any) -> bool:
        """Whether this is a code or name of this entry, and of no other."""
        return self._found.get(fold(text)) is entry

    def find(self, text: str) -> Any:
        """The one entry of this code or name; raises ValidationError with what is close to it."""
        if (found := self._remembered.get(text)) is None:
            found = self._find(text)
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[text] = found
        return found

    def _find(self, text: str) -> Any:
        found = self._found.get(fold(text))
        if found is None:
            sentence = f"{self._unknown() % {'text': show(text)}}{self._suggest(text)}"
            raise ValidationError(sentence, code="unknown")
        if not isinstance(found, list):
            return found
        exact = [entry for entry in found if text in self._written(entry)]
        if len(exact) != 1:
            raise ValidationError(
                _("“%(text)s” names more than one entry. Write its code.") % {"text": show(text)}, code="ambiguous"
            )
        return exact[0]

    def _written(self, entry: Any) -> list[str]:
        return [entry.key] if isinstance(entry, Promised) else list(self._names(entry))

    def _learn(self, entry: Any, names: Iterable[str]) -> None:
        for name in names:
            folded = fold(name)
            if not folded:
                continue
            there = self._found.setdefault(folded, entry)
            if there is not entry and there != entry:
                self._found[folded] = _with(there, entry)
            self._spelling.setdefault(folded, name)

    def _learn_further(self, further: Names) -> None:
        own = frozenset(self._found)
        for entry in self.entries:
            for name in further(entry):
                if fold(name) not in own:
                    self._learn(entry, [name])
                    # Suggested is how an entry is called officially.
                    self._spelling[fold(name)] = str(entry)

    def close(self, text: str) -> list[str]:
        """How the entries are called that come close to a name, three at most, the closest first."""
        folded = fold(text)[:80]
        if folded not in self._suggested and len(self._suggested) >= _SEARCHES:
            return []
        if folded not in self._suggested:
            # The closest spelling of each entry, though several of its languages may be close.
            close: dict[Any, str] = {}
            if self._close is None:
                self._close = CloseNames(self._spelling if len(self._spelling) <= _SEARCHED else ())
            for name in self._close.find(folded, most=6):
                found = self._found[name]
                close.setdefault(found[0] if isinstance(found, list) else found, self._spelling[name])
            self._suggested[folded] = list(dict.fromkeys(close.values()))[:3]
        return self._suggested[folded]

    def _suggest(self, text: str) -> str:
        words = _(" or ").join(f"“{name}”" for name in self.close(text))
        return " " + _("Did you mean %(words)s?") % {"words": words} if words else ""


def _with(there: Any, entry: Any) -> list[Any]:
    several = there if isinstance(there, list) else [there]
    return several if entry in several else [*several, entry]
