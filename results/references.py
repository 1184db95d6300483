"""Giving out references such as TJK-2021-001: in order, and none twice."""

from collections import defaultdict
from collections.abc import Sequence

from results.models import ReferenceSeries, Result

_Key = tuple[int, int]


def assign(results: Sequence[Result]) -> None:
    """Give every new result without a reference the next one of its country and year.

    References that came with a sheet are noted, so that their numbers are not given out again. Runs inside the
    caller's transaction, which holds the series until it ends.
    """
    groups: dict[_Key, list[Result]] = defaultdict(list)
    for result in results:
        year = int(result.reference[4:8]) if result.reference else result.date.year
        groups[result.country_id, year].append(result)
    series = _hold(set(groups))
    for key, members in groups.items():
        _number(series[key], members)
    ReferenceSeries.objects.bulk_update(series.values(), ["last_number"], batch_size=500)


def _hold(keys: set[_Key]) -> dict[_Key, ReferenceSeries]:
    """The series of these countries and years, made where missing and locked, always in the same order."""
    ReferenceSeries.objects.bulk_create(
        [ReferenceSeries(country_id=country, year=year) for country, year in sorted(keys)],
        ignore_conflicts=True,
    )
    locked = (
        ReferenceSeries.objects.select_for_update()
        .filter(country__in={country for country, _year in keys}, year__in={year for _country, year in keys})
        .order_by("country", "year")
    )
    return {(each.country_id, each.year): each for each in locked if (each.country_id, each.year) in keys}


def _number(series: ReferenceSeries, members: list[Result]) -> None:
    given = [int(result.reference[9:]) for result in members if result.reference]
    series.last_number = max([series.last_number, *given])
    for result in members:
        if not result.reference:
            series.last_number += 1
            result.reference = f"{result.country.iso3}-{series.year}-{series.last_number:03d}"
