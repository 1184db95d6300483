"""How several values are read from one cell, and written into one."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from import_export.widgets import Widget

from results.imports.rows import Value
from results.imports.values.text import as_code
from results.imports.values.unknown import find_entry

if TYPE_CHECKING:
    from results.imports.kinds.lookups import Lookups, Vocabulary

_SEMICOLONS = re.compile(r"[;；؛\n]+")
_COMMAS = re.compile(r"[,،，、]+")
# No name in a vocabulary has more of them.
_MAX_COMMAS = 6


def everything(value: Any) -> Iterable[Any]:
    """The members of a relation, or of a list that stands for one."""
    return (value.all() if hasattr(value, "all") else value) or ()


def split(text: str, vocabulary: "Vocabulary | None" = None) -> list[str]:
    """The items of a list: between semicolons and lines, and between commas that are not part of a known name."""
    items: list[str] = []
    for piece in _SEMICOLONS.split(text):
        parts = [part.strip() for part in _COMMAS.split(piece)]
        start = 0
        while start < len(parts):
            end = _end_of_name(parts, start, vocabulary)
            items.append(", ".join(parts[start:end]))
            start = end
    return [item for item in items if item]


def _end_of_name(parts: list[str], start: int, vocabulary: "Vocabulary | None") -> int:
    """Where the longest known name ends that begins here, or else the part itself."""
    if vocabulary is not None:
        for end in range(min(len(parts), start + _MAX_COMMAS), start + 1, -1):
            if vocabulary.knows(", ".join(parts[start:end])):
                return end
    return start + 1


def gather(items: Iterable[str], read: Any) -> list[Any]:
    """What ``read`` makes of each item, every one once; raises one ValidationError with all that is wrong."""
    found: list[Any] = []
    problems: dict[str, ValidationError] = {}
    for item in items:
        try:
            entry = read(item)
        except ValidationError as error:
            problems.update({single.messages[0]: single for single in error.error_list})
            continue
        if entry not in found:
            found.append(entry)
    if problems:
        raise ValidationError(list(problems.values()))
    return found


class ListWidget(Widget):
    """Several entries of a vocabulary, written by their codes; their order means nothing.

    What it reads is shared between cells that say the same, so nobody may change it.
    """

    def __init__(self, vocabulary: str, code: str) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._code = code

    def clean(
        self,
        value: Value,
        row: Any = None,
        *,
        lookups: "Lookups",
        spellings: Mapping[str, str] | None = None,
        **context: Any,
    ) -> list[Any]:
        vocabulary: Vocabulary = getattr(lookups, self._vocabulary)
        return gather(split(as_code(value), vocabulary), lambda item: find_entry(vocabulary, item, spellings))

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return "; ".join(sorted(getattr(entry, self._code) for entry in everything(value)))
