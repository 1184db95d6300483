"""How a biennium's framework, and the countries behind an indicator, are laid out on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest

from countries.listing import by_name
from countries.models import Country, Region
from indicators.behind import Counted
from indicators.counting import Cell, Progress
from indicators.models import Biennium, Indicator, IndicatorTarget, Output, PolicyOutcome

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class OfOutput:
    """The indicators of one output; output is None where a biennium's framework has none."""

    output: Output | None
    indicators: list[Progress]


@dataclass(frozen=True)
class OfOutcome:
    """The outputs of one policy outcome."""

    policy_outcome: PolicyOutcome
    outputs: list[OfOutput]


def by_outcome(indicators: Iterable[Progress]) -> list[OfOutcome]:
    """Policy outcome > output > indicator, from indicators that come in the order of their codes."""
    return [
        OfOutcome(
            group[0].indicator.policy_outcome,
            [OfOutput(part[0].indicator.output, part) for part in _groups(group, lambda one: one.indicator.output_id)],
        )
        for group in _groups(indicators, lambda one: one.indicator.policy_outcome_id)
    ]


def _groups(rows: Iterable[Progress], key: Callable[[Progress], int | None]) -> list[list[Progress]]:
    return [list(group) for _key, group in groupby(rows, key=key)]


@dataclass(frozen=True)
class OfRegion:
    """The countries of one region that an indicator counts, and its target there (None: none is set)."""

    region: Region
    countries: list[Country]
    target: int | None

    @property
    def actual(self) -> int:
        """Number of countries counted."""
        return len(self.countries)

    def among(self, counted: Iterable[Counted]) -> list[Counted]:
        """Those of this region, in the order of names."""
        found = {one.country.pk: one for one in counted}
        return [found[country.pk] for country in self.countries if country.pk in found]


@dataclass(frozen=True)
class Achieved:
    """All that one indicator counts; target is the worldwide one (None: none is set)."""

    regions: list[OfRegion]
    target: int | None
    results: int

    @property
    def countries(self) -> list[Country]:
        """Every country counted, by region and in the order of names."""
        return [country for part in self.regions for country in part.countries]

    @property
    def actual(self) -> int:
        """Number of countries counted in all regions."""
        return sum(part.actual for part in self.regions)

    def by_region(self, counted: Sequence[Counted]) -> list[tuple[OfRegion, list[Counted]]]:
        """Some of the countries, such as those of one page, beneath their regions; a region without any is left out."""
        parts = [(part, part.among(counted)) for part in self.regions]
        return [(part, found) for part, found in parts if found]


def achieved(indicator: Indicator, cells: Iterable[Cell]) -> Achieved:
    """What an indicator counts, from the cells of its publications; regions that have neither are left out."""
    cells = list(cells)
    counted = Country.objects.only("iso3", "name", "region").filter(pk__in={cell.country for cell in cells})
    countries = sorted(counted, key=by_name)
    targets: dict[int | None, int] = {
        target.region_id: target.countries for target in IndicatorTarget.objects.filter(indicator=indicator)
    }
    regions = [
        OfRegion(region, [country for country in countries if country.region_id == region.pk], targets.get(region.pk))
        for region in Region.objects.all()
    ]
    kept = [part for part in regions if part.countries or part.target is not None]
    return Achieved(kept, targets.get(None), sum(cell.results for cell in cells))


def biennium_asked(request: HttpRequest, biennia: Sequence[Any]) -> Biennium | None:
    """The biennium in the address, else the latest in which something counts; raises Http404 for one unknown.

    ``biennia`` come from ``counting.biennia``; None where there are none yet.
    """
    if asked := request.GET.get("biennium"):
        biennia = [biennium for biennium in biennia if str(biennium) == asked]
        if not biennia:
            raise Http404(f"Nothing is known about the biennium {asked}.")
    counting = [biennium for biennium in biennia if biennium.results and biennium.has_indicators]
    found: Biennium | None = next(iter([*counting, *biennia]), None)
    return found
