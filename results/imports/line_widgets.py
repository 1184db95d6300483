"""How several values are read from one cell and written into one: lists, and a line a thing."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from indicators.models import Driver, Indicator
from results.dates import KnownDate
from results.imports.lookups import Lookups, Vocabulary
from results.imports.problems import Value, sentences, show
from results.imports.widgets import as_code, as_text, find_indicator
from results.models import Contribution, DriverText

_SEMICOLONS = re.compile(r"[;；؛\n]+")
_COMMAS = re.compile(r"[,،，、]+")
# No name in a vocabulary has more of them.
_MAX_COMMAS = 6
_BAR = re.compile(r"(?<!\\)\|")
_NUMBERS = ("quantity", "women", "men", "participants")
# PostgreSQL's integer ends at ten digits; so many people never took part.
_NUMBER = re.compile(r"\d{1,9}")
MISSING = frozenset(("", "-", "–", "—", "…", "...", "n/a", "n.a."))


def everything(value: Any) -> Iterable[Any]:
    """The members of a relation, or of a list that stands for one."""
    return (value.all() if hasattr(value, "all") else value) or ()


def split(text: str, vocabulary: Vocabulary | None = None) -> list[str]:
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


def _end_of_name(parts: list[str], start: int, vocabulary: Vocabulary | None) -> int:
    """Where the longest known name ends that begins here, or else the part itself."""
    if vocabulary is not None:
        for end in range(min(len(parts), start + _MAX_COMMAS), start + 1, -1):
            if vocabulary.knows(", ".join(parts[start:end])):
                return end
    return start + 1


def lines(text: str) -> list[str]:
    """The lines of a cell that hold anything."""
    return [line.strip() for line in text.replace("\r", "\n").split("\n") if line.strip()]


def gather(items: Iterable[str], read: Any) -> list[Any]:
    """What ``read`` makes of each item, every one once; raises one ValidationError with all that is wrong."""
    found: list[Any] = []
    problems: list[str] = []
    for item in items:
        try:
            entry = read(item)
        except ValidationError as error:
            problems.extend(sentences(error))
            continue
        if entry not in found:
            found.append(entry)
    if problems:
        raise ValidationError(list(dict.fromkeys(problems)))
    return found


class ListWidget(Widget):
    """Several entries of a vocabulary, written by their codes; their order means nothing."""

    def __init__(self, vocabulary: str, code: str) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._code = code

    def clean(self, value: Value, row: Any = None, *, lookups: Lookups, **context: Any) -> list[Any]:
        vocabulary: Vocabulary = getattr(lookups, self._vocabulary)
        return gather(split(as_code(value), vocabulary), vocabulary.find)

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return "; ".join(sorted(getattr(entry, self._code) for entry in everything(value)))


class IndicatorsWidget(Widget):
    """Further indicators, each with its biennium, since they need not be of the report's own."""

    def clean(
        self, value: Value, row: Any = None, *, lookups: Lookups, year: int | None, **context: Any
    ) -> list[Indicator]:
        found = gather(split(as_code(value)), lambda item: find_indicator(item, lookups=lookups, year=year))
        return [indicator for indicator in found if indicator is not None]

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return "; ".join(sorted(f"{indicator.code} ({indicator.biennium})" for indicator in everything(value)))


class LinesWidget(Widget, ABC):
    """One thing a line, its parts between upright bars; a bar inside a text is written \\|."""

    def clean(self, value: Value, row: Any = None, *, lookups: Lookups, **context: Any) -> list[Any]:
        found: list[Any] = []
        problems: list[str] = []
        written = lines(as_text(value))
        for number, line in enumerate(written, start=1):
            parts = [part.strip().replace("\\|", "|") for part in _BAR.split(line)]
            try:
                found.append(self.read_line(parts, lookups))
            except ValidationError as error:
                place = _("Line %(number)s: ") % {"number": number} if len(written) > 1 else ""
                problems.extend(f"{place}{sentence}" for sentence in sentences(error))
        if problems:
            raise ValidationError(problems)
        return found

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return "\n".join(
            " | ".join(part.replace("|", "\\|") for part in self.write_line(thing)) for thing in everything(value)
        )

    @abstractmethod
    def read_line(self, parts: list[str], lookups: Lookups) -> Any:
        """The thing that the parts of one line stand for; raises ValidationError."""

    @abstractmethod
    def write_line(self, thing: Any) -> list[str]:
        """The parts in which a thing is written, as ``read_line`` reads them."""


class ContributionsWidget(LinesWidget):
    """Contributions: kind | description | quantity | women | men | participants | date."""

    def read_line(self, parts: list[str], lookups: Lookups) -> Contribution:
        if len(parts) > 7:
            raise ValidationError(
                _("A contribution has at most seven parts: kind | description | how many | women | men | all | date.")
            )
        kind, description, *rest = [*parts, *[""] * (7 - len(parts))]
        numbers = {name: _whole_number(text) for name, text in zip(_NUMBERS, rest, strict=False)}
        known = KnownDate.parse(rest[4]) if rest[4].casefold() not in MISSING else None
        contribution = Contribution(
            kind=lookups.kinds.find(kind),
            description="" if description in MISSING else description,
            **numbers,
            date=known.day if known else None,
            date_precision=known.precision if known else "",
        )
        clean_part(contribution, exclude={"result", "kind"})
        check_participants(contribution)
        return contribution

    def write_line(self, thing: Contribution) -> list[str]:
        numbers = [getattr(thing, name) for name in _NUMBERS]
        written = ["-" if number is None else str(number) for number in numbers]
        parts = [thing.kind.code, thing.description or "-", *written, str(thing.known_date or "-")]
        while parts[-1] == "-":
            parts.pop()
        return parts


def check_participants(contribution: Contribution) -> None:
    """The constraint on participants, asked here without a query a row; raises ValidationError in its own words."""
    women, men = contribution.women or 0, contribution.men or 0
    if contribution.participants is not None and contribution.participants < women + men:
        name = "contribution_participants_cover_women_and_men"
        constraint = next(c for c in Contribution._meta.constraints if c.name == name)
        raise ValidationError(constraint.get_violation_error_message())


def _whole_number(text: str) -> int | None:
    if text.casefold() in MISSING:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValidationError(
            _("“%(text)s” is not a whole number. Write digits only, or “-” where it is not known.")
            % {"text": show(text)}
        )
    return int(text)


class DriverWidget(Widget):
    """The text of a report on one driver."""

    def __init__(self, driver: Driver) -> None:
        super().__init__()
        self.driver = driver

    def clean(self, value: Value, row: Any = None, **context: Any) -> str:
        field = DriverText._meta.get_field("text")
        return str(field.clean(as_text(value), None))

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        if isinstance(value, str):
            return value
        return next((text.text for text in everything(value) if text.driver.code == self.driver.code), "")


def clean_part(part: Model, *, exclude: set[str]) -> None:
    """Hold a part of a report to the rules of its own fields; raises ValidationError."""
    try:
        part.clean_fields(exclude=exclude)
    except ValidationError as error:
        raise ValidationError([single for many in error.error_dict.values() for single in many]) from error
