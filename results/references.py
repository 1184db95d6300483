"""Giving out references such as TJK-2021-001: in order, and none twice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from countries.models import Country
from results import inserting
from results.models import ReferenceSeries, Result

_Key = tuple[int, int]


@dataclass(slots=True)
class Numbered:
    """A new report as far as its reference goes: where it belongs, when it was, and the reference it came with."""

    country: int
    iso3: str
    year: int
    reference: str = ""


def assign(results: Sequence[Result]) -> None:
    """Give every new result without a reference the next one of its country and year.

    References that came with a sheet are noted, so that their numbers are not given out again. Runs inside the
    caller's transaction, which holds the series until it ends.
    """
    wanted = [Numbered(r.country_id, r.country.iso3, r.date.year, r.reference) for r in results]
    number(wanted)
    for result, given in zip(results, wanted, strict=True):
        result.reference = given.reference


def number(wanted: Iterable[Numbered]) -> None:
    """As ``assign``, without the reports themselves: fills in the references that are missing."""
    groups: dict[_Key, list[Numbered]] = defaultdict(list)
    for each in wanted:
        groups[each.country, int(each.reference[4:8]) if each.reference else each.year].append(each)
    series = _hold(set(groups))
    for key, members in groups.items():
        _number(series[key], members)
    inserting.update_rows(ReferenceSeries, ["last_number"], [(each.pk, each.last_number) for each in series.values()])


def note(references: Iterable[str]) -> None:
    """Keep the numbers of references that are still to come from being given out; runs as ``assign`` does."""
    countries = dict(Country.objects.values_list("iso3", "pk"))
    number(
        Numbered(countries[reference[:3]], reference[:3], 0, reference)
        for reference in references
        if reference[:3] in countries
    )


def _hold(keys: set[_Key]) -> dict[_Key, ReferenceSeries]:
    """The series of these countries and years, made where missing and locked, always in the same order."""
    found = _lock(keys)
    if missing := keys - found.keys():
        ReferenceSeries.objects.bulk_create(
            [ReferenceSeries(country_id=country, year=year) for country, year in sorted(missing)],
            ignore_conflicts=True,
        )
        found = _lock(keys)
    return found


def _lock(keys: set[_Key]) -> dict[_Key, ReferenceSeries]:
    locked = (
        ReferenceSeries.objects.select_for_update()
        .filter(country__in={country for country, _year in keys}, year__in={year for _country, year in keys})
        .order_by("country", "year")
    )
    return {(each.country_id, each.year): each for each in locked if (each.country_id, each.year) in keys}


def _number(series: ReferenceSeries, members: list[Numbered]) -> None:
    given = [int(each.reference[9:]) for each in members if each.reference]
    series.last_number = max([series.last_number, *given])
    for each in members:
        if not each.reference:
            series.last_number += 1
            each.reference = f"{each.iso3}-{series.year}-{series.last_number:03d}"
