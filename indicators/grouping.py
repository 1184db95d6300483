"""How a biennium's framework, and the countries behind an indicator, are laid out on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest

from countries.models import Region
from indicators.behind import Counted
from indicators.counting import Progress
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
            [
                OfOutput(part[0].indicator.output, part)
                for part in _groups(group, lambda one: one.indicator.output_id)
            ],
        )
        for group in _groups(indicators, lambda one: one.indicator.policy_outcome_id)
    ]


def _groups(rows: Iterable[Progress], key: Callable[[Progress], int | None]) -> list[list[Progress]]:
    return [list(group) for _key, group in groupby(rows, key=key)]


@dataclass(frozen=True)
class OfRegion:
    """The countries of one region that an indicator counts, and its target there (None: none is set)."""

    region: Region
    counted: list[Counted]
    target: int | None

    @property
    def actual(self) -> int:
        """Number of countries counted."""
        return len(self.counted)


@dataclass(frozen=True)
class Achieved:
    """All that one indicator counts; target is the worldwide one (None: none is set)."""

    regions: list[OfRegion]
    target: int | None

    @property
    def actual(self) -> int:
        """Number of countries counted in all regions."""
        return sum(region.actual for region in self.regions)

    @property
    def results(self) -> int:
        """Number of results behind the count."""
        return sum(one.results for region in self.regions for one in region.counted)


def by_region(indicator: Indicator, counted: Sequence[Counted]) -> Achieved:
    """The countries an indicator counts by region, in the order they come in; regions with neither are left out."""
    targets = dict(IndicatorTarget.objects.filter(indicator=indicator).values_list("region", "countries"))
    regions = [
        OfRegion(region, [one for one in counted if one.country.region_id == region.pk], targets.get(region.pk))
        for region in Region.objects.all()
    ]
    return Achieved([region for region in regions if region.counted or region.target is not None], targets.get(None))


def biennium_asked(request: HttpRequest, biennia: Sequence[Any]) -> Biennium | None:
    """The biennium in the address, else the latest in which something counts; raises Http404 for one unknown.

    ``biennia`` come from ``counting.biennia``; None where there are none yet.
    """
    if asked := request.GET.get("biennium"):
        for biennium in biennia:
            if str(biennium) == asked:
                return biennium
        raise Http404(f"Nothing is known about the biennium {asked}.")
    counting = [biennium for biennium in biennia if biennium.results and biennium.has_indicators]
    return next(iter([*counting, *biennia]), None)
