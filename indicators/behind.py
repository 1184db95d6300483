"""The results behind a number, where there are too many to show them all: some of each kind, and how many there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from countries.models import Country
from indicators.counting import Cell, in_order
from indicators.models import Biennium, Indicator
from results.models import Publication
from results.querysets import PublicationQuerySet


@dataclass(frozen=True)
class OfBiennium:
    """The latest results of a biennium, and how many it has."""

    biennium: Biennium
    shown: list[Publication]
    results: int


@dataclass(frozen=True)
class Counted:
    """One country counted once towards one indicator: the result by which it counts, others that are only listed."""

    country: Country
    biennium: Biennium
    indicator: Indicator
    first: Publication
    others: list[Publication]
    results: int

    @property
    def indicator_key(self) -> str:
        """The indicator as it stands in the address of a list of results: biennium and code together."""
        return f"{self.biennium}:{self.indicator.code}"

    @property
    def left_out(self) -> int:
        """How many more results there are than stand here."""
        return self.results - 1 - len(self.others)


def extract(
    publications: PublicationQuerySet, *, of_biennium: int = 0, of_count: int = 0, **known: models.Model
) -> list[Publication]:
    """At most so many latest results of each biennium, and so many earliest of each pair of country and indicator.

    The database numbers bare keys and reads the rest only of the few results that are left. ``known`` are what all
    the results share, such as country=country, which is not read again for each.
    """
    numbered = publications.order_by().annotate(
        from_latest=Window(RowNumber(), [F("biennium")], ["-date", "-published_at", "reference"]),
        from_earliest=Window(RowNumber(), [F("country"), F("indicator")], ["date", "reference"]),
    )
    kept = numbered.filter(Q(from_latest__lte=of_biennium) | Q(from_earliest__lte=of_count))
    found = list(Publication.objects.filter(pk__in=kept.values("pk")).for_listing(known=known))
    for publication in found:
        for name, shared in known.items():
            setattr(publication, name, shared)
    return found


def by_biennium(extracted: Iterable[Publication], cells: Iterable[Cell], *, most: int) -> list[OfBiennium]:
    """The latest results of each biennium, the latest biennium first; ``cells`` say how many there are."""
    results: Counter[int] = Counter()
    for cell in cells:
        results[cell.year - cell.year % 2] += cell.results
    rows = sorted(extracted, key=lambda row: row.reference)
    rows.sort(key=lambda row: (row.biennium.start_year, row.date, row.published_at), reverse=True)
    groups = [list(group) for _key, group in groupby(rows, key=lambda row: row.biennium)]
    return [OfBiennium(group[0].biennium, group[:most], results[group[0].biennium.start_year]) for group in groups]


def by_count(extracted: Iterable[Publication], cells: Iterable[Cell], *, most: int) -> list[Counted]:
    """What each country counts towards: the latest biennium first, then by code of the indicator and of the country.

    ``cells`` say how many results there are.
    """
    results: Counter[tuple[int | None, int]] = Counter()
    for cell in cells:
        results[cell.indicator, cell.country] += cell.results
    groups: dict[tuple[int, int], list[tuple[Indicator, Publication]]] = defaultdict(list)
    for row in sorted(extracted, key=lambda row: (row.date, row.reference)):
        if row.indicator:
            groups[row.indicator.pk, row.country_id].append((row.indicator, row))
    return sorted((_counted(group[:most], results[key]) for key, group in groups.items()), key=_place)


def _counted(group: list[tuple[Indicator, Publication]], results: int) -> Counted:
    indicator, first = group[0]
    return Counted(first.country, first.biennium, indicator, first, [row for _indicator, row in group[1:]], results)


def _place(one: Counted) -> tuple[int, tuple[tuple[int, str], ...], str]:
    return (-one.biennium.start_year, in_order(one.indicator.code), one.country.iso3)
