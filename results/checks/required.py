"""What a report must have, and may not have, before readers see it."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from indicators.models import Driver
from results.checks.registry import Finding, Level, check
from results.checks.report import Report
from results.checks.surroundings import Surroundings
from sdg_links.models import MAX_TARGETS

_FOREIGN_DRIVER = _("“%(driver)s” is not a driver of the biennium of %(year)s. Remove its text or correct the date.")


@check(
    "text-missing",
    level=Level.BLOCKING,
    title=_("A text is missing"),
    explanation=_("A record without its three texts tells nobody anything."),
    cure=_("Write the outcome summary, the outcome achieved and the contribution."),
    sentence={
        "summary": _("Write the outcome summary: one sentence that says what changed."),
        "outcome_achieved": _("Describe the outcome achieved: what is different now, who changed it, for whom."),
        "contribution": _("Describe the contribution: what the organisation did that led to this change."),
    },
)
def text_missing(report: Report, around: Surroundings) -> Iterator[Finding]:
    texts = {
        "summary": report.summary,
        "outcome_achieved": report.outcome_achieved,
        "contribution": report.contribution,
    }
    yield from (Finding(field) for field, text in texts.items() if not (text or "").strip())


@check(
    "date-missing",
    level=Level.BLOCKING,
    title=_("No date"),
    explanation=_("A change is counted in the biennium in which it happened, so its date must be known."),
    cure=_("Write the date as exactly as it is known: 2021, 2021-12 or 2021-12-31."),
    sentence=_("Write when the change happened, as exactly as it is known: 2021, 2021-12 or 2021-12-31."),
)
def date_missing(report: Report, around: Surroundings) -> Iterator[Finding]:
    if report.date is None:
        yield Finding("date")


@check(
    "date-to-come",
    level=Level.BLOCKING,
    title=_("A date that is still to come"),
    explanation=_("What lies ahead is a plan, not a result."),
    cure=_("Correct the date, or keep the report until the change has happened."),
    sentence=_("%(date)s is still to come. A result is reported once it has happened."),
)
def date_to_come(report: Report, around: Surroundings) -> Iterator[Finding]:
    if report.date and report.date > around.today:
        yield Finding("date", {"date": report.date.isoformat()})


@check(
    "date-outside-every-biennium",
    level=Level.BLOCKING,
    title=_("A date in no biennium"),
    explanation=_("Results are counted by biennium, so the biennium of the date has to be there."),
    cure=_("Correct the date, or ask an administrator to add the biennium."),
    sentence=_("No biennium covers %(year)s. Correct the date, or ask an administrator to add the biennium."),
)
def date_outside_every_biennium(report: Report, around: Surroundings) -> Iterator[Finding]:
    if report.date and around.biennium_of(report) is None:
        yield Finding("date", {"year": str(report.date.year)})


@check(
    "driver-of-another-biennium",
    level=Level.BLOCKING,
    title=_("A driver of another biennium"),
    explanation=_("The policy drivers change with the biennium; a report speaks to those of its own."),
    cure=_("Remove the text on this driver, or correct the date."),
    sentence=_FOREIGN_DRIVER,
)
def driver_of_another_biennium(report: Report, around: Surroundings) -> Iterator[Finding]:
    if report.date is None:
        return
    codes = around.drivers.get(report.date.year - report.date.year % 2, set())
    for text in report.driver_texts:
        if text.driver.code not in codes:
            yield Finding("driver_texts", {"driver": dict(text.driver.title), "year": str(report.date.year)})


def foreign_driver(driver: Driver, year: int) -> str:
    """The sentence for a driver that is not reported on in the biennium of a year."""
    return str(_FOREIGN_DRIVER) % {"driver": driver, "year": year}


@check(
    "too-many-sdg-targets",
    level=Level.BLOCKING,
    title=_("Too many SDG targets"),
    explanation=_("A report that links to everything links to nothing."),
    cure=_("Keep the targets that the change itself brings closer, and remove the others."),
    sentence=_("A result links to at most %(limit)s SDG targets; these are %(count)s. Keep the closest ones."),
)
def too_many_sdg_targets(report: Report, around: Surroundings) -> Iterator[Finding]:
    count = sum(link.target_id is not None for link in report.sdg_links)
    if count > MAX_TARGETS:
        yield Finding("sdg_links", {"limit": MAX_TARGETS, "count": count})


@check(
    "evidence-missing",
    level=Level.ADVICE,
    title=_("No evidence"),
    explanation=_("A reviewer approves what can be shown, and a reader believes it: the law, the decree, the report."),
    cure=_("Add the address or the file of a document that shows the change, and say what it proves."),
    sentence=_("Nothing shows yet that this is so. Add the law, the decision or the report that proves the change."),
)
def evidence_missing(report: Report, around: Surroundings) -> Iterator[Finding]:
    if not report.evidence:
        yield Finding("evidence")
