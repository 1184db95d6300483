"""The words by which a list of publications can be narrowed: how each stands in the address, what readers see.

Everything on offer is read in seven queries; a word that no publication uses is looked up when somebody asks for it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.text import Truncator

from countries.models import Country, Region
from indicators.models import AchievementStep, Biennium, Indicator, PolicyOutcome
from results.models import PartnershipCategory, Topic
from results.querysets import PublicationQuerySet
from results.search import fold
from sdg_links.models import Goal, Target

# Longer labels would make a drop-down wider than a telephone.
_LONGEST_LABEL = 90


@dataclass(frozen=True)
class Vocabulary:
    """How the entries of one vocabulary stand in an address and in a list to choose from."""

    model: type[models.Model]
    key: Callable[[Any], str]
    # Conditions by which the entry of a value in the address is found.
    find: Callable[[str], Q]
    label: Callable[[Any], str] = str
    group: Callable[[Any], str] | None = None
    is_alphabetical: bool = False
    with_parents: tuple[str, ...] = ()

    def look_up(self, value: str) -> Any | None:
        """The entry for a value in the address, or None where there is none."""
        if "\0" in value:
            return None
        entries = self.model._default_manager.filter(self.find(value))
        return (entries.select_related(*self.with_parents) if self.with_parents else entries).first()


def _of_biennium(path: str, code: str) -> Callable[[str], Q]:
    """The condition for a value such as 2020-21:8.3.1, never for a bare code."""

    def find(value: str) -> Q:
        biennium, _colon, bare = value.partition(":")
        return Q(**{path: biennium, code: bare})

    return find


def _number(field: str) -> Callable[[str], Q]:
    """The condition for a number; what is none, or far too great, finds nothing."""

    def find(value: str) -> Q:
        is_number = value.isascii() and value.isdigit() and len(value) < 4
        return Q(**{field: int(value)}) if is_number else Q(pk=None)

    return find


VOCABULARIES: dict[str, Vocabulary] = {
    "country": Vocabulary(Country, lambda c: c.iso3.lower(), lambda v: Q(iso3=v.upper()), is_alphabetical=True),
    "region": Vocabulary(Region, lambda r: r.code, lambda v: Q(code=v)),
    "biennium": Vocabulary(Biennium, str, lambda v: Q(code=v)),
    "outcome": Vocabulary(
        PolicyOutcome,
        lambda o: f"{o.biennium}:{o.code}",
        _of_biennium("biennium__code", "code"),
        label=lambda o: f"{o.code} {o.title}",
        group=lambda o: str(o.biennium),
        with_parents=("biennium",),
    ),
    "indicator": Vocabulary(
        Indicator,
        lambda i: f"{i.biennium}:{i.code}",
        _of_biennium("policy_outcome__biennium__code", "code"),
        label=lambda i: f"{i.code} {i.counting_text}",
        group=lambda i: str(i.biennium),
        with_parents=("policy_outcome__biennium",),
    ),
    "step": Vocabulary(AchievementStep, lambda s: str(s.number), _number("number")),
    "goal": Vocabulary(Goal, lambda g: str(g.number), _number("number")),
    "target": Vocabulary(Target, lambda t: t.code, lambda v: Q(code=v)),
    "topic": Vocabulary(
        Topic, lambda t: t.code, lambda v: Q(code=v), group=lambda t: t.get_facet_display(), is_alphabetical=True
    ),
    "partnership": Vocabulary(PartnershipCategory, lambda c: c.code, lambda v: Q(code=v)),
}
Choice = tuple[str, str]
Choices = list[Choice | tuple[str, list[Choice]]]


class Facets:
    """What readers can choose from, and what they chose: ``entries[name][value]`` is the entry itself."""

    def __init__(self, publications: PublicationQuerySet, asked: Mapping[str, str]) -> None:
        self.entries = _on_offer(publications)
        for name, vocabulary in VOCABULARIES.items():
            value = asked.get(name)
            if value and value not in self.entries[name] and (found := vocabulary.look_up(value)):
                self.entries[name][vocabulary.key(found)] = found

    def choices(self, name: str) -> Choices:
        """The options of one drop-down: sorted as the reader's language has it, in groups where there are any."""
        vocabulary = VOCABULARIES[name]
        options = [(value, self.label(name, value)) for value in self.entries[name]]
        if vocabulary.is_alphabetical:
            options.sort(key=lambda option: fold(option[1]))
        if vocabulary.group is None:
            return [*options]
        groups: dict[str, list[Choice]] = defaultdict(list)
        for value, label in options:
            groups[vocabulary.group(self.entries[name][value])].append((value, label))
        return [*groups.items()]

    def label(self, name: str, value: str) -> str:
        """What readers see for a value, in their language."""
        return Truncator(VOCABULARIES[name].label(self.entries[name][value])).chars(_LONGEST_LABEL)


def _on_offer(publications: PublicationQuerySet) -> dict[str, dict[str, Any]]:
    """Every entry that some publication uses, by name of the filter and value in the address."""

    def used(field: str) -> Exists:
        return Exists(publications.filter(**{field: OuterRef("pk")}).order_by())

    countries = list(Country.objects.select_related("region").filter(used("country")))
    indicators = list(Indicator.objects.with_place().filter(used("indicator")))
    # Beside the targets in use, the first of each goal, so that the goals come with the same query.
    with_goals = Target.objects.select_related("goal").defer("official_text", "goal__official_text")
    targets = list(with_goals.annotate(is_used=used("targets")).filter(Q(is_used=True) | Q(position=1)))
    offered: dict[str, Iterable[Any]] = {
        "country": countries,
        "region": sorted({c.region for c in countries}, key=lambda region: region.position),
        "biennium": Biennium.objects.filter(used("biennium")),
        "outcome": dict.fromkeys(i.policy_outcome for i in indicators),
        "indicator": indicators,
        "step": AchievementStep.objects.filter(used("step")),
        "goal": dict.fromkeys(t.goal for t in targets),
        "target": [t for t in targets if t.is_used],
        "topic": Topic.objects.filter(used("topics")),
        "partnership": PartnershipCategory.objects.filter(used("partnerships")),
    }
    return {name: {VOCABULARIES[name].key(entry): entry for entry in entries} for name, entries in offered.items()}
