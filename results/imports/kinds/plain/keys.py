"""What a row is about: the key by which it is recognised, and what is said where that cannot be told."""

import hashlib
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from results.imports.kinds.column import EXPORTED_STATE
from results.imports.kinds.kind import Planning
from results.imports.kinds.lookups import Promised
from results.imports.rows import CLEAR, Problem, Reading
from results.imports.values.refusing import rule_of
from results.imports.values.showing import sentences

if TYPE_CHECKING:
    from results.imports.kinds.plain.kind import Key, ModelKind

_KEY_LENGTH = 64


def needed() -> str:
    """What is said of a cell that a row cannot be without."""
    return _("Something is needed here. Fill in the cell.")


def changed_since(planning: Planning, reading: Reading) -> Problem:
    """What is said of a row that would overwrite what somebody changed after it was exported."""
    sentence = _(
        "This has been changed here after it was exported. Export it again and enter your change there, or empty this "
        "cell to overwrite what was changed."
    )
    return planning.problem(reading.row, EXPORTED_STATE, "changed-since-export", sentence)


def find_parent(kind: "ModelKind", reading: Reading, planning: Planning) -> None:
    """What the entry belongs to, by its country and its code there."""
    if (parent := kind.parent) is None:
        return
    country, code = reading.values.get("country"), reading.values.pop(parent.column, None)
    if country is not None and code is not None:
        try:
            entries = getattr(planning.lookups, parent.vocabulary)
            reading.values[parent.attribute] = entries.find(f"{country.iso3}/{code}")
        except ValidationError as error:
            reading.problems += [
                planning.problem(reading.row, parent.column, rule_of(single), sentence)
                for single, sentence in zip(error.error_list, sentences(error), strict=True)
            ]
        return
    troubled = {problem.column for problem in reading.problems}
    for name, value in (("country", country), (parent.column, code)):
        if value is None and name not in troubled:
            reading.problems.append(planning.problem(reading.row, name, "needed", needed()))


def key_in(kind: "ModelKind", reading: Reading) -> "Key | None":
    """The key of a row, with what is promised in place of a primary key; None where a part is missing."""
    parts = []
    for name in kind.key:
        value = reading.values.get(kind.named_by(name))
        if value is CLEAR:
            value = None
        if value is None and name not in kind.optional:
            return None
        parts.append(value.pk if isinstance(value, models.Model) else value)
    return tuple(parts)


def is_promised(key: "Key") -> bool:
    """Whether a key names something that an earlier sheet brings, so that nothing stored can have it."""
    return any(isinstance(part, Promised) for part in key)


def short_key(text: str) -> str:
    """A text that fits the column by which rows about the same thing are found."""
    return text if len(text) <= _KEY_LENGTH else hashlib.sha256(text.encode()).hexdigest()
