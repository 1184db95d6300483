"""What an officer chooses from: vocabularies, read when they are needed and kept in the process's memory.

They stay there under a stamp that every change made in the workspace moves on, and for a minute at most, for the sake
of what commands load. The objects are shared between requests: they are read, and never changed.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from django.contrib.admin.models import LogEntry
from django.core.cache import caches
from django.db.models import Max, Model, QuerySet
from django.utils.functional import Promise

from countries.models import Country, CountryProgrammeOutcome, Organisation
from indicators.models import AchievementStep, Driver, Indicator
from results.models import ContributionKind, PartnershipCategory, Project, Topic
from results.remembering import MOST_SECONDS
from sdg_links.models import Goal, Target

Option = tuple[str, str | Promise]
Grouped = list[tuple[str | Promise, list[Option]]]

_READ: dict[type[Model], Callable[[], QuerySet[Any]]] = {
    Country: lambda: Country.objects.select_related("region"),
    CountryProgrammeOutcome: CountryProgrammeOutcome.objects.all,
    Organisation: Organisation.objects.all,
    Indicator: Indicator.objects.with_place,
    AchievementStep: AchievementStep.objects.all,
    Driver: lambda: Driver.objects.prefetch_related("biennia"),
    Topic: Topic.objects.all,
    PartnershipCategory: PartnershipCategory.objects.all,
    ContributionKind: ContributionKind.objects.all,
    Project: lambda: Project.objects.prefetch_related("countries"),
    Goal: Goal.objects.all,
    Target: lambda: Target.objects.select_related("goal"),
}
_STAMP = "desk-vocabularies"


class _Memory:
    """The vocabularies of one stamp, each by primary key."""

    def __init__(self, stamp: object) -> None:
        self.stamp = stamp
        self.kept: dict[type[Model], dict[int, Any]] = {}


_memory = _Memory(None)


class Vocabularies:
    """The vocabularies for the length of a request; each costs a query or two, or none where it is remembered."""

    def __init__(self) -> None:
        self._read_again: set[type[Model]] = set()

    @cached_property
    def _kept(self) -> dict[type[Model], dict[int, Any]]:
        """What is remembered under the stamp of now; one query."""
        global _memory
        stamp = LogEntry.objects.aggregate(last=Max("pk"))["last"] or 0
        if caches["pages"].get(_STAMP) != stamp or _memory.stamp != stamp:
            _memory = _Memory(stamp)
            caches["pages"].set(_STAMP, stamp, MOST_SECONDS)
        return _memory.kept

    def all[M: Model](self, model: type[M]) -> dict[int, M]:
        """Everything of a vocabulary in its own order, by primary key."""
        found = self._kept.get(model)
        if found is None:
            found = self._kept[model] = {thing.pk: thing for thing in _READ[model]()}
        return found

    def one[M: Model](self, model: type[M], key: int | None) -> M | None:
        """One thing of a vocabulary; None where there is none with this key.

        What is not remembered may have been added a moment ago: the vocabulary is then read once more.
        """
        if key is None:
            return None
        if key not in self.all(model) and model not in self._read_again:
            self._read_again.add(model)
            self._kept.pop(model, None)
        return self.all(model).get(key)

    def find[M: Model](self, model: type[M]) -> Callable[[str], M | None]:
        """What a form looks its values up with."""
        return lambda value: self.one(model, key_of(value))

    def find_linked(self, value: str) -> Goal | Target | None:
        """A goal ("g3") or target ("t12") by the value that stands for it in a form."""
        model: type[Goal | Target] = Goal if value[:1] == "g" else Target
        return self.find(model)(value[1:])

    def several[M: Model](self, model: type[M], keys: Iterable[int]) -> list[M]:
        """Those of a vocabulary that there are with these keys."""
        found = (self.one(model, key) for key in keys)
        return [thing for thing in found if thing is not None]

    def outcomes_of(self, country: int | None) -> list[CountryProgrammeOutcome]:
        """The programme outcomes of a country."""
        return [cpo for cpo in self.all(CountryProgrammeOutcome).values() if cpo.country_id == country]

    def indicators_of(self, year: int | None) -> list[Indicator]:
        """The indicators of the biennium in which a year falls."""
        return [i for i in self.all(Indicator).values() if year and i.biennium.start_year == year - year % 2]

    def drivers_of(self, year: int | None) -> list[Driver]:
        """The drivers that are reported on in the biennium of a year."""
        start = year - year % 2 if year else None
        return [d for d in self.all(Driver).values() if any(b.start_year == start for b in d.biennia.all())]

    def projects_of(self, country: int | None) -> list[Project]:
        """The projects in a country."""
        return [p for p in self.all(Project).values() if any(c.pk == country for c in p.countries.all())]

    def target_by_code(self, code: str) -> Target | None:
        """The SDG target with a code such as 1.3."""
        return next((target for target in self.all(Target).values() if target.code == code), None)


def key_of(value: str) -> int | None:
    """A primary key as a form posts it; None for anything else."""
    return int(value) if re.fullmatch("[0-9]{1,18}", value) else None


def options(things: Iterable[Model]) -> list[Option]:
    """Things to choose from, each under its name."""
    return [(str(thing.pk), str(thing)) for thing in things]


def indicators_by_outcome(indicators: Iterable[Indicator]) -> Grouped:
    """Indicators beneath their policy outcomes, each with its code and what it counts."""
    groups: dict[str, list[Option]] = defaultdict(list)
    for each in sorted(indicators, key=lambda i: (i.biennium.start_year, _in_order(i.code))):
        outcome = each.policy_outcome
        groups[f"{outcome.code} {outcome.title}"].append((str(each.pk), f"{each.code} {each.counting_text}"))
    return list(groups.items())


def topics_by_facet(topics: Iterable[Topic]) -> Grouped:
    """Topics in their four facets."""
    found = list(topics)
    groups = [(facet.label, [topic for topic in found if topic.facet == facet]) for facet in Topic.Facet]
    return [(label, options(members)) for label, members in groups if members]


def partners_by_kind(organisations: Iterable[Organisation]) -> Grouped:
    """Organisations by what they are."""
    found = list(organisations)
    groups = [(kind.label, [each for each in found if each.kind == kind]) for kind in Organisation.Kind]
    return [(label, options(members)) for label, members in groups if members]


def goals_and_targets(goals: Iterable[Goal], targets: Iterable[Target]) -> Grouped:
    """Beneath each goal the goal as a whole ("g3") and its targets ("t12"), with code and short title."""
    by_goal: dict[int, list[Option]] = defaultdict(list)
    for target in targets:
        by_goal[target.goal_id].append((f"t{target.pk}", str(target)))
    return [(str(goal), [*by_goal[goal.pk], (f"g{goal.pk}", str(goal))]) for goal in goals]


def _in_order(code: str) -> list[tuple[int, str]]:
    """A code such as 8.10 or A.1 by its numbers."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in code.split(".")]
