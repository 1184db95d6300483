"""The demonstration's reports: written, published and corrected by the same actions as everybody's."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from countries.models import Country, CountryProgrammeOutcome, Organisation, User
from indicators.models import AchievementStep, Driver, Indicator
from results import actions
from results.actions import Entry
from results.dates import KnownDate, Precision
from results.demo.plans import read
from results.models import (
    Contribution,
    ContributionKind,
    DriverText,
    Evidence,
    PartnershipCategory,
    Project,
    Result,
    ResultSdgLink,
    Topic,
)
from results.permissions import Act, may_in
from sdg_links.models import Goal, Target

# A record appears some weeks after the day, month or year of the change; a correction some months after that.
_PERIOD: dict[str, timedelta] = {
    Precision.DAY: timedelta(0),
    Precision.MONTH: timedelta(days=31),
    Precision.YEAR: timedelta(days=366),
}
_UNTIL_PUBLISHED = timedelta(days=45)
_UNTIL_CORRECTED = timedelta(days=120)


def create_reports(people: dict[str, User]) -> int:
    """Write, publish and correct the reports that are not there yet; gives back how many."""
    known = set(Result.objects.values_list("reference", flat=True))
    reports = [report for report in read("reports") if report["reference"] not in known]
    shelf = _Shelf()
    entries = {report["reference"]: shelf.entry(report) for report in reports}
    for name in ("officer", "country-offices"):
        author = people[name]
        own = [e for e in entries.values() if (_author_of(e.result, people) == author)]
        actions.write_many(own, by=author, act=Act.WRITE)
    for report in sorted(reports, key=lambda report: entries[report["reference"]].result.date):
        _publish_versions(report, entries[report["reference"]].result, people)
    return len(reports)


def _author_of(result: Result, people: dict[str, User]) -> User:
    officer = people["officer"]
    return officer if may_in(officer, Act.WRITE, result.country) else people["country-offices"]


def _publish_versions(report: dict[str, Any], result: Result, people: dict[str, User]) -> None:
    if report["state"] != "published":
        return
    moment = datetime.combine(result.date, time(9), UTC) + _PERIOD[result.date_precision] + _UNTIL_PUBLISHED
    actions.publish(result, by=people["publisher"], at=min(moment, timezone.now()))
    for number, version in enumerate(report.get("versions", []), start=1):
        result.refresh_from_db()
        for field, text in version["changed"].items():
            setattr(result, field, text)
        result.full_clean()
        actions.write(result, by=_author_of(result, people))
        if version["published"]:
            corrected = moment + number * _UNTIL_CORRECTED
            actions.publish(result, by=people["publisher"], at=min(corrected, timezone.now()))


class _Shelf:
    """Every vocabulary the reports refer to, read once."""

    def __init__(self) -> None:
        self.countries = _by(Country.objects.select_related("region"), "iso3")
        self.cpos = _by(CountryProgrammeOutcome.objects.all(), "code")
        self.indicators = {(i.biennium.start_year, i.code): i for i in Indicator.objects.with_place()}
        self.steps = _by(AchievementStep.objects.all(), "number")
        self.drivers = _by(Driver.objects.all(), "code")
        self.kinds = _by(ContributionKind.objects.all(), "code")
        self.targets = _by(Target.objects.all(), "code")
        self.goals = _by(Goal.objects.all(), "number")
        self.partnerships = _by(PartnershipCategory.objects.all(), "code")
        self.partners = _by(Organisation.objects.all(), "acronym")
        self.projects = _by(Project.objects.all(), "code")
        self.topics = _by(Topic.objects.all(), "code")

    def entry(self, report: dict[str, Any]) -> Entry:
        result = self._result(report)
        result.full_clean(exclude=["created_by", "changed_by"])
        return Entry(
            result,
            links={
                "further_indicators": [self._indicator(result, code) for code in report["further_indicators"]],
                "partnerships": [self.partnerships[code] for code in report["partnerships"]],
                "partners": [self.partners[acronym] for acronym in report["partners"]],
                "projects": [self.projects[code] for code in report["projects"]],
                "topics": [self.topics[code] for code in report["topics"]],
            },
            contributions=[self._contribution(line) for line in report["contributions"]],
            driver_texts=[DriverText(driver=self.drivers[code], text=t) for code, t in report["drivers"].items()],
            evidence=[Evidence(**line) for line in report["evidence"]],
            sdg_links=[
                *(ResultSdgLink(target=self.targets[code], reason=r) for code, r in report["sdg_targets"].items()),
                *(ResultSdgLink(goal=self.goals[int(number)], reason=r) for number, r in report["sdg_goals"].items()),
            ],
        )

    def _result(self, report: dict[str, Any]) -> Result:
        known = KnownDate.parse(report["date"])
        result = Result(
            reference=report["reference"],
            country=self.countries[report["country"]],
            cpo=self.cpos[report["cpo"]] if report["cpo"] else None,
            date=known.day,
            date_precision=known.precision,
            step=self.steps[report["step"]] if report["step"] else None,
            **{name: report[name] for name in ("language", "summary", "outcome_achieved", "contribution")},
        )
        result.indicator = self._indicator(result, report["indicator"]) if report["indicator"] else None
        return result

    def _indicator(self, result: Result, code: str) -> Indicator:
        return self.indicators[result.date.year - result.date.year % 2, code]

    def _contribution(self, line: dict[str, Any]) -> Contribution:
        known = KnownDate.parse(line["date"]) if line.get("date") else None
        return Contribution(
            kind=self.kinds[line["kind"]],
            date=known.day if known else None,
            date_precision=known.precision if known else "",
            **{name: line[name] for name in ("description", "quantity", "women", "men")},
        )


def _by(objects: Iterable[Any], key: str) -> dict[Any, Any]:
    return {getattr(each, key): each for each in objects}
