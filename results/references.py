"""Giving out references such as TJK-2021-001: in order, and none twice."""

from collections import defaultdict
from collections.abc import Sequence

from results.models import ReferenceSeries, Result


def assign(results: Sequence[Result]) -> None:
    """Give every new result without a reference the next one of its country and year.

    References that came with a sheet are noted, so that their numbers are not given out again. Runs inside the
    caller's transaction, which holds the series until it ends.
    """
    groups: dict[tuple[int, int], list[Result]] = defaultdict(list)
    for result in results:
        year = int(result.reference[4:8]) if result.reference else result.date.year
        groups[result.country_id, year].append(result)
    for (country_id, year), members in sorted(groups.items(), key=lambda item: item[0]):
        _assign_in_series(country_id, year, members)


def _assign_in_series(country_id: int, year: int, members: list[Result]) -> None:
    ReferenceSeries.objects.get_or_create(country_id=country_id, year=year)
    series = ReferenceSeries.objects.select_for_update().get(country_id=country_id, year=year)
    given = [int(result.reference[9:]) for result in members if result.reference]
    series.last_number = max([series.last_number, *given])
    for result in members:
        if not result.reference:
            series.last_number += 1
            result.reference = f"{result.country.iso3}-{year}-{series.last_number:03d}"
    series.save(update_fields=["last_number"])
