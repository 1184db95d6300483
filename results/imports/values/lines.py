"""How a cell that holds a line a thing is read and written: its parts stand between upright bars."""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from results.imports.rows import Value
from results.imports.values.lists import everything
from results.imports.values.missing import is_missing
from results.imports.values.showing import sentences, show
from results.imports.values.text import as_text
from results.imports.values.unknown import UnknownEntry, spelling

if TYPE_CHECKING:
    from results.imports.kinds.lookups import Lookups

_BAR = re.compile(r"(?<!\\)\|")
# PostgreSQL's integer ends at ten digits; so many people never took part.
_DIGITS = 9


def lines(text: str) -> list[str]:
    """The lines of a cell that hold anything."""
    return [line.strip() for line in text.replace("\r", "\n").split("\n") if line.strip()]


class LinesWidget(Widget, ABC):
    """One thing a line, its parts between upright bars; a bar inside a text is written \\|."""

    # The things that are read belong to one row, so they cannot be shared between cells that say the same.
    is_read_anew = True

    def clean(
        self,
        value: Value,
        row: Any = None,
        *,
        lookups: "Lookups",
        spellings: Mapping[str, str] | None = None,
        **context: Any,
    ) -> list[Any]:
        found: list[Any] = []
        problems: list[ValidationError] = []
        written = lines(as_text(value))
        for number, line in enumerate(written, start=1):
            parts = [part.strip().replace("\\|", "|") for part in _BAR.split(line)]
            if spellings:
                parts = [spellings.get(spelling(part), part) for part in parts]
            try:
                found.append(self.read_line(parts, lookups))
            except ValidationError as error:
                problems.extend(_at_line(error, number if len(written) > 1 else 0))
        if problems:
            raise ValidationError(problems)
        return found

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return "\n".join(
            " | ".join(part.replace("|", "\\|") for part in self.write_line(thing)) for thing in everything(value)
        )

    @abstractmethod
    def read_line(self, parts: list[str], lookups: "Lookups") -> Any:
        """The thing that the parts of one line stand for; raises ValidationError."""

    @abstractmethod
    def write_line(self, thing: Any) -> list[str]:
        """The parts in which a thing is written, as ``read_line`` reads them."""


def _at_line(error: ValidationError, number: int) -> list[ValidationError]:
    """What is wrong with a line of a cell, each saying which line, where there are several."""
    if not number:
        return list(error.error_list)
    place = _("Line %(number)s: ") % {"number": number}
    return [
        UnknownEntry(f"{place}{sentence}", single.value, single.code or "")
        if isinstance(single, UnknownEntry)
        else ValidationError(f"{place}{sentence}", code=single.code)
        for single, sentence in zip(error.error_list, sentences(error), strict=True)
    ]


def whole_number(text: str, *, digits: int = _DIGITS) -> int | None:
    """A part of a line that counts something, None where it is not known; raises ValidationError."""
    if text.isascii() and text.isdecimal() and len(text) <= digits:
        return int(text)
    if not is_missing(text):
        raise ValidationError(
            _("“%(text)s” is not a whole number. Write digits only, or “-” where it is not known.")
            % {"text": show(text)},
            code="not-a-number",
        )
    return None


def clean_part(part: Model, *, exclude: set[str]) -> None:
    """Hold a part of a record to the rules of its own fields; raises ValidationError."""
    try:
        part.clean_fields(exclude=exclude)
    except ValidationError as error:
        raise ValidationError([single for many in error.error_dict.values() for single in many]) from error
