"""What a check reads: a report as it is stored, or as somebody is typing it."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from countries.models import Country, CountryProgrammeOutcome, Organisation
from indicators.models import AchievementStep, Indicator
from results.dates import Precision
from results.models import (
    Contribution,
    DriverText,
    Evidence,
    PeopleReached,
    Project,
    Result,
    ResultSdgLink,
)


@dataclass(frozen=True)
class Report:
    """A report with its parts; whatever nobody has written yet is None or empty, and no check may mind.

    Its parts are model instances, stored or not. ``row`` is the stored report, where there is one.
    """

    pk: int | None = None
    reference: str = ""
    country: Country | None = None
    cpo: CountryProgrammeOutcome | None = None
    date: datetime.date | None = None
    date_precision: str = Precision.DAY
    indicator: Indicator | None = None
    step: AchievementStep | None = None

    language: str = "en"
    summary: str = ""
    outcome_achieved: str = ""
    contribution: str = ""

    driver_texts: Sequence[DriverText] = ()
    contributions: Sequence[Contribution] = ()
    people_reached: Sequence[PeopleReached] = ()
    evidence: Sequence[Evidence] = ()
    sdg_links: Sequence[ResultSdgLink] = ()
    partners: Sequence[Organisation] = ()
    projects: Sequence[Project] = ()

    row: Result | None = None

    @classmethod
    def of(cls, result: Result, **parts: Sequence[Any] | None) -> "Report":
        """A report that was read ``with_everything()``, or is not stored yet, without a further query.

        ``parts`` (by the names above) stand in for the stored ones; None leaves what is stored.
        """
        values: dict[str, Any] = {name: getattr(result, name, None) for name in _COLUMNS}
        for name in PARTS:
            given = parts.get(name)
            values[name] = _stored(result, name) if given is None else given
        return cls(row=None if result.pk is None else result, **values)

    @property
    def what_changed(self) -> str:
        """The summary and the outcome achieved as one text."""
        return f"{self.summary or ''}\n{self.outcome_achieved or ''}"

    def texts(self) -> Iterator[tuple[str, str]]:
        """Everything the report says in words of its own, each beside the field it stands in."""
        for name in ("summary", "outcome_achieved", "contribution"):
            yield name, getattr(self, name) or ""
        for driver_text in self.driver_texts:
            yield "driver_texts", driver_text.text or ""
        for contribution in self.contributions:
            yield "contributions", contribution.description or ""


PARTS = ("driver_texts", "contributions", "people_reached", "evidence", "sdg_links", "partners", "projects")
_COLUMNS = tuple(field.name for field in fields(Report) if field.name not in (*PARTS, "row"))


def _stored(result: Result, name: str) -> Sequence[Any]:
    """A part as it is stored; a report without a primary key has none."""
    return () if result.pk is None else list(getattr(result, name).all())
