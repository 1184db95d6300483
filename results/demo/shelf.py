"""The demonstration's reports as its files tell them, put together from the vocabularies they refer to."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from countries.models import Country, CountryProgrammeOutcome, Organisation, User
from indicators.models import AchievementStep, Criterion, Driver, Indicator
from results.actions import Entry
from results.dates import KnownDate
from results.desk.files import storing
from results.models import (
    Contribution,
    ContributionKind,
    DriverText,
    Evidence,
    PartnershipCategory,
    PeopleReached,
    Project,
    Result,
    ResultSdgLink,
    Topic,
)
from sdg_links.models import Goal, Target


class Shelf:
    """Every vocabulary the reports refer to, read once."""

    def __init__(self) -> None:
        self.countries = _by(Country.objects.select_related("region"), "iso3")
        self.cpos = _by(CountryProgrammeOutcome.objects.all(), "code")
        self.indicators = {(i.biennium.start_year, i.code): i for i in Indicator.objects.with_place()}
        self.criteria: dict[int, list[Criterion]] = {}
        for criterion in Criterion.objects.order_by("position"):
            self.criteria.setdefault(criterion.indicator_id, []).append(criterion)
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
        """A report that is to be written for the first time."""
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
            people_reached=[people_reached(line) for line in report.get("people_reached", [])],
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


def people_reached(line: dict[str, Any]) -> PeopleReached:
    """A figure of people reached; the report it overlaps with has been written."""
    values = dict(line)
    if overlapping := values.pop("overlaps_with", None):
        values["overlaps_with"] = Result.objects.get(reference=overlapping)
    return PeopleReached(**values)


def evidence(line: dict[str, Any], result: Result, *, by: User) -> Evidence:
    """A piece of evidence for a report that has been written; its file is stored as everybody's is."""
    values = dict(line)
    if name := values.pop("file", None):
        content = (settings.BASE_DIR / "fixtures" / "demo" / "files" / name).read_bytes()
        values["file"] = storing.store(result, SimpleUploadedFile(name, content), by=by)
    return Evidence(**values)


def _by(objects: Iterable[Any], key: str) -> dict[Any, Any]:
    return {getattr(each, key): each for each in objects}
