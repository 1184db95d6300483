"""Counting what has been achieved: a country counts once per indicator per biennium, and only by what is published.

Every function takes the publications that the reader sees (those current now, or at a moment in the past), and the
database counts. They know their primary indicator only, so a further indicator cannot count; and an indicator belongs
to one biennium, so that counting by indicator is counting by biennium.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from indicators.models import Biennium, Indicator, IndicatorTarget
from indicators.querysets import BienniumQuerySet

if TYPE_CHECKING:
    from results.querysets import PublicationQuerySet

# SQLite cannot ask whether a list in a document holds something, only what stands at a place in it.
_PLACES_ON_SQLITE = 8


@dataclass(frozen=True)
class Figures:
    """What is published for one country: number of results, highest step (None: none has one), year of the latest."""

    results: int
    highest_step: int | None
    latest_year: int


@dataclass(frozen=True)
class Progress:
    """An indicator with the number of countries aimed at worldwide (None: no target is set) and counted."""

    indicator: Indicator
    target: int | None
    actual: int

    @property
    def percent(self) -> int | None:
        """How much of the target is reached, in whole per cent and at most 100; None without a target."""
        return min(100, self.actual * 100 // self.target) if self.target else None


@dataclass(frozen=True)
class Mark:
    """Results of one year at one step (None: without a step): how many, and the reference of the first."""

    year: int
    step: int | None
    results: int
    reference: str


def countries_counted(publications: PublicationQuerySet) -> dict[int, int]:
    """Number of countries by the primary key of the indicator they count towards; one that has none is absent."""
    rows = publications.filter(indicator__isnull=False).order_by().values_list("indicator")
    return dict(rows.annotate(countries=Count("country", distinct=True)))


def progress(biennium: Biennium, publications: PublicationQuerySet) -> list[Progress]:
    """Target and actual of every indicator of a biennium, in the order of their codes."""
    worldwide = IndicatorTarget.objects.filter(indicator=OuterRef("pk"), region__isnull=True)
    indicators = (
        Indicator.objects.filter(policy_outcome__biennium=biennium)
        .with_place()
        .annotate(target=Subquery(worldwide.values("countries")))
    )
    counted = countries_counted(publications.in_biennium(biennium))
    found = [Progress(indicator, indicator.target, counted.get(indicator.pk, 0)) for indicator in indicators]
    return sorted(found, key=lambda one: in_order(one.indicator.code))


def in_order(code: str) -> tuple[tuple[int, str], ...]:
    """A key by which 8.10 comes after 8.9, and outcomes named by a letter after those with a number."""
    return tuple((int(part), "") if part.isdigit() else (1000, part) for part in code.split("."))


def by_country(publications: PublicationQuerySet) -> dict[int, Figures]:
    """Figures by the primary key of the country; a country without results is absent."""
    rows = publications.order_by().values_list("country")
    rows = rows.annotate(results=Count("pk"), highest=Max("step__number"), latest=Max("date"))
    return {country: Figures(results, highest, latest.year) for country, results, highest, latest in rows}


def countries_by_highest_step(figures: Iterable[Figures]) -> Counter[int | None]:
    """Number of countries by the highest step each has reached, so that every country is counted once."""
    return Counter(one.highest_step for one in figures)


def biennia_with_results(publications: PublicationQuerySet) -> BienniumQuerySet:
    """Biennia that have indicators or results, the latest first, each with ``results``: how many are published."""
    counted = publications.filter(biennium=OuterRef("pk")).order_by().values("biennium").annotate(n=Count("pk"))
    return (
        Biennium.objects.annotate(results=Coalesce(Subquery(counted.values("n")), 0))
        .filter(Q(results__gt=0) | Q(pk__in=Indicator.objects.values("policy_outcome__biennium")))
        .order_by("-start_year")
    )


def by_step_and_year(publications: PublicationQuerySet) -> list[Mark]:
    """The climb: results by the year of the change and the step, in the order of time."""
    rows = publications.order_by("date__year", "step__number").values_list("date__year", "step__number")
    return [Mark(*row) for row in rows.annotate(results=Count("pk"), first=Min("reference"))]


def by_goal(publications: PublicationQuerySet) -> dict[int, int]:
    """Number of results by the number of the goal they speak to; a result may speak to several."""
    rows = publications.filter(goals__isnull=False).order_by().values_list("goals__number")
    return dict(rows.annotate(results=Count("pk")))


def by_target(publications: PublicationQuerySet) -> dict[str, int]:
    """Number of results by the code of the target they link to; a result may link to several."""
    rows = publications.filter(targets__isnull=False).order_by().values_list("targets__code")
    return dict(rows.annotate(results=Count("pk")))


def in_turn(publications: PublicationQuerySet, *, most: int) -> PublicationQuerySet:
    """Results behind each counted pair of country and indicator, at most so many a pair.

    Adds ``turn`` (1: the earliest, by which the country counts) and ``of`` (how many results the pair has).
    """
    pair = [F("indicator"), F("country")]
    return (
        publications.filter(indicator__isnull=False)
        .annotate(
            turn=Window(RowNumber(), partition_by=pair, order_by=["date", "reference"]),
            of=Window(Count("pk"), partition_by=pair),
        )
        .filter(turn__lte=most)
        .order_by("indicator", "country", "turn")
    )


def naming_as_further(publications: PublicationQuerySet, indicator: Indicator) -> PublicationQuerySet:
    """Results that name the indicator as a further one: they are listed with it and never counted."""
    named = {"biennium": str(indicator.biennium), "code": indicator.code}
    in_biennium = publications.in_biennium(indicator.biennium)
    if connection.features.supports_json_field_contains:
        return in_biennium.filter(document__further_indicators__contains=[named])
    found = Q()
    for place in range(_PLACES_ON_SQLITE):
        path = f"document__further_indicators__{place}"
        found |= Q(**{f"{path}__code": named["code"], f"{path}__biennium": named["biennium"]})
    return in_biennium.filter(found)
