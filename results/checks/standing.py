"""The nightly run: every check over every report, country by country; what is found stands until the next run."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from countries.models import Country
from results.checks.registry import CHECKS, EVERY_LEVEL, Finding, findings
from results.checks.surroundings import Surroundings
from results.models import Result, StandingFinding

# So many reports, with all their parts, are held in memory at a time.
_CHUNK = 200

Found = list[tuple[int, Finding]]
Key = tuple[int, str, str]


@dataclass
class Tally:
    """What a run looked at and found: findings and reports by the name of the check."""

    countries: int = 0
    reports: int = 0
    with_findings: int = 0
    findings_by_check: Counter[str] = field(default_factory=Counter)
    reports_by_check: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return _("Countries: %(countries)s. Reports: %(reports)s; with findings: %(found)s.") % {
            "countries": self.countries,
            "reports": self.reports,
            "found": self.with_findings,
        }

    def add(self, reports: int, found: Found) -> None:
        """Count the reports of one country."""
        self.countries += 1
        self.reports += reports
        self.with_findings += len({pk for pk, _finding in found})
        self.findings_by_check.update(finding.check for _pk, finding in found)
        self.reports_by_check.update(name for name, _pk in {(finding.check, pk) for pk, finding in found})


def check_all(countries: Iterable[Country] | None = None, *, at: datetime | None = None) -> Tally:
    """Check every report of these countries (of all, unless told), and let what is found stand until the next run.

    A finding that is still there keeps the day on which it was found first. Nothing of a report is written.
    """
    now = at or timezone.now()
    around = Surroundings.at(timezone.localdate(now))
    tally = Tally()
    with_reports = Country.objects.filter(results__isnull=False).distinct().order_by("iso3")
    for country in with_reports if countries is None else countries:
        reports, found = _look_at(country, around)
        _replace(country, found, now)
        tally.add(reports, found)
    return tally


def findings_of(standing: Iterable[StandingFinding]) -> Iterator[tuple[StandingFinding, Finding]]:
    """Standing findings, each with what can be read of it; those of a check that is no more are left out."""
    for row in standing:
        if row.check_name in CHECKS:
            yield row, Finding(row.field, row.values, row.check_name)


def _look_at(country: Country, around: Surroundings) -> tuple[int, Found]:
    """How many reports a country has, and all that the checks find in them."""
    reports = Result.objects.filter(country=country).not_taken_back().with_everything().order_by("pk")
    count, found = 0, []
    for result in reports.iterator(chunk_size=_CHUNK):
        count += 1
        found += [(result.pk, finding) for finding in findings(result, around, levels=EVERY_LEVEL)]
    return count, found


@transaction.atomic
def _replace(country: Country, found: Found, now: datetime) -> None:
    """Write the findings of one country in place of those before, at once for every reader."""
    before: dict[Key, list[StandingFinding]] = defaultdict(list)
    for row in StandingFinding.objects.filter(result__country=country).order_by("pk"):
        before[row.result_id, row.check_name, row.field].append(row)
    new, changed = [], []
    for pk, finding in found:
        same = before[pk, finding.check, finding.field]
        if not same:
            kept = {"check_name": finding.check, "field": finding.field, "values": dict(finding.values)}
            new.append(StandingFinding(result_id=pk, found_at=now, **kept))
        elif (row := same.pop(0)).values != finding.values:
            row.values = dict(finding.values)
            changed.append(row)
    gone = [row.pk for rows in before.values() for row in rows]
    StandingFinding.objects.filter(pk__in=gone).delete()
    StandingFinding.objects.bulk_update(changed, ["values"], batch_size=500)
    StandingFinding.objects.bulk_create(new, batch_size=500)
