"""Counting what has been achieved: a country counts once per indicator per biennium, and only by what is published.

Every function takes the publications that the reader sees (those current now, or at a moment in the past), and the
database counts. They know their primary indicator only, so a further indicator cannot count; and an indicator belongs
to one biennium, so that counting by indicator is counting by biennium.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from indicators.models import Biennium, Indicator, IndicatorTarget
from indicators.querysets import BienniumQuerySet
from results.querysets import PublicationQuerySet


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
class Cell:
    """Results that share country, outcome of its programme, year, step (its number) and indicator, and how many.

    Country, outcome and indicator are primary keys; None: without.
    """

    country: int
    cpo: int | None
    year: int
    step: int | None
    indicator: int | None
    results: int
    reference: str


def countries_counted(publications: PublicationQuerySet) -> dict[int, int]:
    """Number of countries by the primary key of the indicator they count towards; one that has none is absent."""
    rows = publications.filter(indicator__isnull=False).order_by().values_list("indicator")
    return dict(rows.annotate(countries=Count("country", distinct=True)))


def progress(biennium: Biennium, publications: PublicationQuerySet) -> list[Progress]:
    """Target and actual of every indicator of a biennium, in the order of their codes."""
    worldwide = IndicatorTarget.objects.filter(indicator=OuterRef("pk"), region__isnull=True)
    of_biennium = Indicator.objects.filter(policy_outcome__biennium=biennium).with_place()
    indicators: Iterable[Any] = of_biennium.annotate(target=Subquery(worldwide.values("countries")))
    counted = countries_counted(publications.in_biennium(biennium))
    found = [Progress(one, one.target, counted.get(one.pk, 0)) for one in indicators]
    return sorted(found, key=lambda progress: in_order(progress.indicator.code))


def in_order(code: str) -> tuple[tuple[int, str], ...]:
    """A key by which 8.10 comes after 8.9, and outcomes named by a letter after those with a number."""
    return tuple((int(part), "") if part.isdigit() else (1000, part) for part in code.split("."))


def by_country(publications: PublicationQuerySet) -> dict[int, Figures]:
    """Figures by the primary key of the country; a country without results is absent."""
    rows = publications.order_by().values_list("country")
    found: Iterable[Any] = rows.annotate(results=Count("pk"), highest=Max("step__number"), latest=Max("date"))
    return {country: Figures(results, highest, latest.year) for country, results, highest, latest in found}


def countries_by_highest_step(figures: Iterable[Figures]) -> Counter[int | None]:
    """Number of countries by the highest step each has reached, so that every country is counted once."""
    return Counter(one.highest_step for one in figures)


def biennia(publications: PublicationQuerySet) -> BienniumQuerySet:
    """Biennia with indicators or results, the latest first.

    Each has ``results`` (how many are published) and ``has_indicators``.
    """
    counted = publications.filter(biennium=OuterRef("pk")).order_by().values("biennium").annotate(n=Count("pk"))
    return (
        Biennium.objects.annotate(
            results=Coalesce(Subquery(counted.values("n")), 0),
            has_indicators=Exists(Indicator.objects.filter(policy_outcome__biennium=OuterRef("pk"))),
        )
        .filter(Q(results__gt=0) | Q(has_indicators=True))
        .order_by("-start_year")
    )


def cells(publications: PublicationQuerySet) -> list[Cell]:
    """The results, counted by all that a page gives totals of, in one query."""
    names = ("country", "cpo", "date__year", "step__number", "indicator")
    rows = publications.order_by(*names).values_list(*names).annotate(results=Count("pk"), first=Min("reference"))
    return [Cell(*row) for row in rows]


def by_goal(publications: PublicationQuerySet) -> dict[int, int]:
    """Number of results by the number of the goal they speak to; a result may speak to several."""
    rows = publications.filter(goals__isnull=False).order_by().values_list("goals__number")
    return dict(rows.annotate(results=Count("pk")))


def by_target(publications: PublicationQuerySet) -> dict[str, int]:
    """Number of results by the code of the target they link to; a result may link to several."""
    rows = publications.filter(targets__isnull=False).order_by().values_list("targets__code")
    return dict(rows.annotate(results=Count("pk")))
