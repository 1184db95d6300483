"""A name that no vocabulary knows: refused in a form that can be answered once for a whole sheet."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from results.imports.values.showing import sentences

if TYPE_CHECKING:
    from results.imports.kinds.lookups import Vocabulary

# A code and a label written together: "2 - Outcome".
_DASHES = (" - ", " – ", " — ", ": ")


class UnknownEntry(ValidationError):
    """A name that stands for no entry, or for several; ``value`` is that name, without the rest of its cell."""

    def __init__(self, sentence: str, value: str, code: str = "unknown-entry") -> None:
        super().__init__(sentence, code=code)
        self.value = value


def spelling(text: str) -> str:
    """A name as answers about values keep it: with single spaces."""
    return " ".join(text.split())


def find_entry(vocabulary: "Vocabulary", text: str, spellings: Mapping[str, str] | None = None) -> Any:
    """The entry that goes by this code or name; raises UnknownEntry.

    ``spellings`` are answers that say what else is meant. "2 - Outcome" is found where both parts name the same entry.
    """
    meant = spellings.get(spelling(text), text) if spellings else text
    if not vocabulary.knows(meant):
        for dash in _DASHES:
            before, found, after = meant.partition(dash)
            if found and vocabulary.knows(before) and vocabulary.knows(after):
                entry = vocabulary.find(before)
                if entry == vocabulary.find(after):
                    return entry
    try:
        return vocabulary.find(meant)
    except ValidationError as error:
        rule = "ambiguous-entry" if error.error_list[0].code == "ambiguous" else "unknown-entry"
        raise UnknownEntry(" ".join(sentences(error)), spelling(text), rule) from error
