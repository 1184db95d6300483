"""What a check knows beside the report itself: the day, the biennia, the other reports of the country."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models.functions import Left

from countries.models import Country
from indicators.models import Biennium
from results.checks.report import Report
from results.checks.shingles import Shingles, shingles
from results.models import Publication, Result

# Two reports that begin alike are alike; this much of a text is read of every other report of the country.
_CHARACTERS_COMPARED = 600


@dataclass(frozen=True)
class Reached:
    """An achievement step that a country reached, as published."""

    date: datetime.date
    step: int
    reference: str
    result: int


@dataclass(frozen=True)
class Other:
    """Another working copy of the country, as far as it is compared."""

    pk: int
    reference: str
    text: str

    @cached_property
    def shingles(self) -> Shingles:
        return shingles(self.text)


@dataclass(frozen=True)
class Neighbours:
    """What the reports of one country know of each other: the steps reached, and the texts by indicator and CPO."""

    reached: tuple[Reached, ...]
    by_indicator: dict[int, list[Other]]
    by_cpo: dict[int, list[Other]]

    @classmethod
    def of(cls, country_id: int) -> "Neighbours":
        """Read in two queries, however many reports the country has."""
        published = Publication.objects.current().filter(country=country_id, step__isnull=False)
        rows = published.order_by("date", "reference").values_list("date", "step__number", "reference", "result")
        neighbours = cls(tuple(Reached(*row) for row in rows), defaultdict(list), defaultdict(list))
        neighbours._read_texts(country_id)
        return neighbours

    def _read_texts(self, country_id: int) -> None:
        # A withdrawn report was often withdrawn because it said the same as another.
        copies = Result.objects.filter(country=country_id).exclude(state=Result.State.WITHDRAWN).order_by("reference")
        columns = ("pk", "reference", "indicator", "cpo", "summary", Left("outcome_achieved", _CHARACTERS_COMPARED))
        for pk, reference, indicator, cpo, summary, outcome in copies.values_list(*columns).iterator():
            other = Other(pk, reference, f"{summary}\n{outcome}")
            if indicator is not None:
                self.by_indicator[indicator].append(other)
            if cpo is not None:
                self.by_cpo[cpo].append(other)

    def alike(self, report: Report) -> list[Other]:
        """The other reports that count towards the same indicator, then those of the same CPO."""
        same = self.by_indicator.get(report.indicator.pk, []) if report.indicator else []
        same = same + (self.by_cpo.get(report.cpo.pk, []) if report.cpo else [])
        return [other for other in same if other.pk != report.pk]

    def highest_before(self, report: Report) -> Reached | None:
        """The highest step the country had reached before this report, by another report."""
        before = [r for r in self.reached if report.date and r.date < report.date and r.result != report.pk]
        return max(before, key=lambda reached: reached.step, default=None)


@dataclass(frozen=True)
class Surroundings:
    """What a check needs to know beside the report itself; read once for many reports."""

    today: datetime.date
    biennia: dict[int, Biennium]
    drivers: dict[int, set[str]]
    # The country asked about last and its neighbours: reports are looked at country by country.
    _last: dict[int, Neighbours] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def at(cls, today: datetime.date) -> "Surroundings":
        """Read the biennia, and the codes of their drivers, in two queries."""
        biennia = {b.start_year: b for b in Biennium.objects.prefetch_related("drivers")}
        return cls(today, biennia, {year: {d.code for d in b.drivers.all()} for year, b in biennia.items()})

    def biennium_of(self, report: Report | Result) -> Biennium | None:
        return self.biennia.get(report.date.year - report.date.year % 2) if report.date else None

    def neighbours_in(self, country: Country) -> Neighbours:
        """The other reports of a country: two queries the first time, none for its next report."""
        if country.pk not in self._last:
            self._last.clear()
            self._last[country.pk] = Neighbours.of(country.pk)
        return self._last[country.pk]
