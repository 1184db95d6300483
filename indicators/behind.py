"""The results behind a number, where there are too many to show them all: some of each kind, and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from countries.models import Country
from indicators.counting import Cell, in_order
from indicators.models import Biennium, Indicator

if TYPE_CHECKING:
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
    indicator: Indicator
    first: Publication
    others: list[Publication]
    results: int

    @property
    def left_out(self) -> int:
        """How many more results there are than stand here."""
        return self.results - 1 - len(self.others)


def extract(publications: PublicationQuerySet, *, of_biennium: int = 0, of_count: int = 0) -> PublicationQuerySet:
    """At most so many latest results of each biennium, and so many earliest of each pair of country and indicator.

    The database numbers bare keys and reads the rest only of the few results that are left.
    """
    numbered = publications.order_by().annotate(
        from_latest=Window(RowNumber(), [F("biennium")], ["-date", "-published_at", "reference"]),
        from_earliest=Window(RowNumber(), [F("country"), F("indicator")], ["date", "reference"]),
    )
    kept = numbered.filter(Q(from_latest__lte=of_biennium) | Q(from_earliest__lte=of_count))
    found = publications.model.objects.filter(pk__in=kept.values("pk")).for_listing()
    return found.select_related("indicator__policy_outcome__biennium").defer("indicator__policy_outcome__title")


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
    rows = [row for row in extracted if row.indicator_id]
    rows.sort(key=lambda row: (row.indicator_id, row.country_id, row.date, row.reference))
    groups = groupby(rows, key=lambda row: (row.indicator_id, row.country_id))
    return sorted((_counted(list(group)[:most], results[key]) for key, group in groups), key=_place)


def _counted(group: list[Publication], results: int) -> Counted:
    first, *others = group
    assert first.indicator, "only results that count are grouped"
    return Counted(first.country, first.indicator, first, others, results)


def _place(one: Counted) -> tuple[int, tuple[tuple[int, str], ...], str]:
    return (-one.indicator.biennium.start_year, in_order(one.indicator.code), one.country.iso3)
