"""The words by which a list of publications can be narrowed: how each stands in the address, what readers see.

Everything on offer, and whatever the address asks for besides, is read in one query.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import CharField, Exists, F, IntegerField, OuterRef, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.utils.text import Truncator
from django.utils.translation import get_language

from countries.models import Country, Region
from indicators.models import AchievementStep, Biennium, Indicator, PolicyOutcome
from results.models import PartnershipCategory, Publication, Topic
from results.models.publication import PublicationLink
from results.querysets import PublicationQuerySet
from results.search import fold
from sdg_links.models import Goal, Target

# Longer labels would make a drop-down wider than a telephone.
_LONGEST_LABEL = 90
_TEXT = CharField()
_NOTHING = Value("", _TEXT)
_FIRST = Value(0, IntegerField())


@dataclass(frozen=True)
class Vocabulary:
    """How the entries of one vocabulary stand in an address and in a list to choose from."""

    model: type[models.Model]
    # From a publication to the entry.
    field: str
    # How an entry stands in an address, and the condition by which it is found again.
    key: Callable[[Any], str]
    find: Callable[[str], Q]
    # Columns: code, label by language, group, and place among the others.
    code: str | Combinable
    label: str | Value = _NOTHING
    group: str | Value = _NOTHING
    position: str | Combinable = _FIRST
    # A few entries that everybody knows are offered whole, whether or not a publication uses them.
    is_short: bool = False
    shows_code: bool = False
    is_alphabetical: bool = False

    def entries(self, name: str, publications: PublicationQuerySet, asked: str) -> models.QuerySet[Any, Any]:
        """Rows for the entries that some publication uses, and for the one that the address asks for."""
        rows = self.model._default_manager.order_by()
        if not self.is_short:
            used = Exists(self._uses(publications).order_by())
            rows = rows.filter(Q(used) | self.find(asked) if asked and "\0" not in asked else used)
        return rows.values_list(Value(name, _TEXT), "pk", self.code, self._label(), self.group, self.position)

    def _label(self) -> Combinable:
        """The label in the reader's language, else in English; the database need not send the others."""
        if isinstance(self.label, Value):
            return self.label
        reader = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
        languages = dict.fromkeys((reader, settings.LANGUAGE_CODE))
        return Coalesce(*(KT(f"{self.label}__{language}") for language in languages), _NOTHING, output_field=_TEXT)

    def _uses(self, publications: PublicationQuerySet) -> models.QuerySet[Any, Any]:
        """What makes an entry worth offering; seen from its row, ``OuterRef``."""
        field = Publication._meta.get_field(self.field.partition("__")[0])
        if not isinstance(field, models.ManyToManyField):
            return publications.filter(**{self.field: OuterRef("pk")})
        # Whether the publication is current is left out: a join here would read all links of ten thousand of them.
        links: type[PublicationLink] = field.remote_field.through  # type: ignore[assignment]  # each has one
        return links._default_manager.filter(**{field.m2m_reverse_field_name(): OuterRef("pk")})


def _by_number(field: str) -> Callable[[str], Q]:
    """The condition for a number; what is none, or far too great, finds nothing."""

    def find(value: str) -> Q:
        is_number = value.isascii() and value.isdigit() and len(value) < 4
        return Q(**{field: int(value)}) if is_number else Q(pk__in=[])

    return find


def _in_biennium(path: str) -> Callable[[str], Q]:
    """The condition for a value such as 2020-21:8.3.1, never for a bare code."""

    def find(value: str) -> Q:
        biennium, _colon, code = value.partition(":")
        return Q(**{path: biennium, "code": code})

    return find


def _by_code(value: str) -> Q:
    return Q(code=value)


VOCABULARIES: dict[str, Vocabulary] = {
    "country": Vocabulary(
        Country, "country", lambda c: c.iso3.lower(), lambda v: Q(iso3=v.upper()),
        code="iso3", label="name", is_alphabetical=True,
    ),
    "region": Vocabulary(
        Region, "country__region", lambda r: r.code, _by_code,
        code="code", label="name", position="position", is_short=True,
    ),
    "biennium": Vocabulary(Biennium, "biennium", str, _by_code, code="code", position=-F("start_year")),
    "outcome": Vocabulary(
        PolicyOutcome, "policy_outcome", lambda o: f"{o.biennium}:{o.code}", _in_biennium("biennium__code"),
        code="code", label="title", group="biennium__code", position=-F("biennium__start_year"), shows_code=True,
    ),
    "indicator": Vocabulary(
        Indicator, "indicator", lambda i: f"{i.biennium}:{i.code}", _in_biennium("policy_outcome__biennium__code"),
        code="code", label="counting_text", group="policy_outcome__biennium__code",
        position=-F("policy_outcome__biennium__start_year"), shows_code=True,
    ),
    "step": Vocabulary(
        AchievementStep, "step", lambda s: str(s.number), _by_number("number"),
        code=Cast("number", _TEXT), label="title", position="number", shows_code=True, is_short=True,
    ),
    "goal": Vocabulary(
        Goal, "goals", lambda g: str(g.number), _by_number("number"),
        code=Cast("number", _TEXT), label="short_title", position="number", shows_code=True, is_short=True,
    ),
    "target": Vocabulary(
        Target, "targets", lambda t: t.code, _by_code,
        code="code", label="short_title", position=F("goal__number") * 100 + F("position"), shows_code=True,
    ),
    "topic": Vocabulary(
        Topic, "topics", lambda t: t.code, _by_code,
        code="code", label="name", group="facet", position="position", is_alphabetical=True,
    ),
    "partnership": Vocabulary(
        PartnershipCategory, "partnerships", lambda c: c.code, _by_code,
        code="code", label="name", position="position", is_short=True,
    ),
}  # fmt: skip
Choice = tuple[str, str]
Choices = list[Choice | tuple[str, list[Choice]]]


@dataclass(frozen=True)
class Entry:
    """One word to choose: its primary key, how it stands in the address, and what readers see."""

    pk: int
    value: str
    label: str
    group: str
    # Where it stands among the others: by position, then by code with its numbers counted.
    place: tuple[Any, ...]

    @classmethod
    def read(cls, name: str, pk: int, code: str, label: str, group: str, position: int) -> Entry:
        """An entry from a row of ``Vocabulary.entries``."""
        words = [code] if VOCABULARIES[name].shows_code or not label else []
        text = " ".join([*words, label]).strip()
        value = f"{group}:{code}" if name in ("outcome", "indicator") else code.lower() if name == "country" else code
        parts = tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in code.split("."))
        shown = Topic.Facet(group).label if name == "topic" else group
        if len(text) > _LONGEST_LABEL:
            text = Truncator(text).chars(_LONGEST_LABEL)
        return cls(pk, value, text, str(shown), (position, parts))


class Facets:
    """What readers can choose from, and what they chose: ``entries[name][value]`` is the entry."""

    def __init__(self, publications: PublicationQuerySet, asked: Mapping[str, str]) -> None:
        rows = [
            vocabulary.entries(name, publications, asked.get(name, "")) for name, vocabulary in VOCABULARIES.items()
        ]
        self.entries: dict[str, dict[str, Entry]] = {name: {} for name in VOCABULARIES}
        for name, *columns in rows[0].union(*rows[1:], all=True).order_by():
            entry = Entry.read(name, *columns)
            self.entries[name][entry.value] = entry

    def choices(self, name: str) -> Choices:
        """The options of one drop-down: sorted as the reader's language has it, in groups where there are any."""
        groups: dict[str, list[Entry]] = {}
        for entry in sorted(self.entries[name].values(), key=lambda entry: entry.place):
            groups.setdefault(entry.group, []).append(entry)
        options: Choices = []
        for group, members in groups.items():
            if VOCABULARIES[name].is_alphabetical:
                members.sort(key=lambda entry: fold(entry.label))
            choices = [(entry.value, entry.label) for entry in members]
            options += [(group, choices)] if group else choices
        return options
