"""What a report must have before readers see it: small functions, each with a sentence and its cure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indicators.models import Biennium, Driver
from results.models import Result
from sdg_links.models import MAX_TARGETS


@dataclass(frozen=True)
class Finding:
    """Something to mend: the field it stands beside, and a sentence that says how."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Surroundings:
    """What a check needs to know beside the report itself."""

    today: date
    biennia: dict[int, Biennium]
    drivers: dict[int, set[str]]

    @classmethod
    def at(cls, today: date) -> "Surroundings":
        """Read the biennia, and the codes of their drivers, in two queries."""
        biennia = {b.start_year: b for b in Biennium.objects.prefetch_related("drivers")}
        return cls(today, biennia, {year: {d.code for d in b.drivers.all()} for year, b in biennia.items()})

    def biennium_of(self, result: Result) -> Biennium | None:
        return self.biennia.get(result.date.year - result.date.year % 2)


Check = Callable[[Result, Surroundings], Iterator[Finding]]


def has_its_texts(result: Result, around: Surroundings) -> Iterator[Finding]:
    """A record without its three texts tells nobody anything."""
    sentences = {
        "summary": _("Write the outcome summary: one sentence that says what changed."),
        "outcome_achieved": _("Describe the outcome achieved: what is different now, who changed it, for whom."),
        "contribution": _("Describe the contribution: what the organisation did that led to this change."),
    }
    yield from (Finding(field, text) for field, text in sentences.items() if not getattr(result, field).strip())


def is_about_something_that_happened(result: Result, around: Surroundings) -> Iterator[Finding]:
    """What lies ahead is a plan, not a result."""
    if result.date > around.today:
        yield Finding(
            "date", _("%(date)s is still to come. A result is reported once it has happened.") % {"date": result.date}
        )


def lies_in_a_known_biennium(result: Result, around: Surroundings) -> Iterator[Finding]:
    """Results are counted by biennium."""
    if around.biennium_of(result) is None:
        yield Finding(
            "date",
            _("No biennium covers %(year)s. Correct the date, or ask an administrator to add the biennium.")
            % {"year": result.date.year},
        )


def has_drivers_of_its_biennium(result: Result, around: Surroundings) -> Iterator[Finding]:
    """Drivers change with the biennium."""
    codes = around.drivers.get(result.date.year - result.date.year % 2, set())
    for text in result.driver_texts.all():
        if text.driver.code not in codes:
            yield Finding("driver_texts", foreign_driver(text.driver, result.date.year))


def foreign_driver(driver: Driver, year: int) -> str:
    """The sentence for a driver that is not reported on in the biennium of a year."""
    return _("“%(driver)s” is not a driver of the biennium of %(year)s. Remove its text or correct the date.") % {
        "driver": driver,
        "year": year,
    }


def has_few_enough_targets(result: Result, around: Surroundings) -> Iterator[Finding]:
    """A report that links to everything links to nothing."""
    count = sum(link.target_id is not None for link in result.sdg_links.all())
    if count > MAX_TARGETS:
        yield Finding(
            "sdg_links",
            _("A result links to at most %(limit)s SDG targets; these are %(count)s. Keep the closest ones.")
            % {"limit": MAX_TARGETS, "count": count},
        )


def is_valid(result: Result, around: Surroundings) -> Iterator[Finding]:
    """What the form would refuse is not published either, however it came in."""
    try:
        # That a linked row exists, the database itself guarantees.
        result.clean_fields(exclude=[field.name for field in result._meta.fields if field.is_relation])
        result.clean()
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            yield from (Finding(field, message) for message in messages)


CHECKS: tuple[Check, ...] = (
    is_valid,
    has_its_texts,
    is_about_something_that_happened,
    lies_in_a_known_biennium,
    has_drivers_of_its_biennium,
    has_few_enough_targets,
)


def findings(result: Result, around: Surroundings) -> list[Finding]:
    """Everything that keeps a report from being published, in the order of the checks."""
    return [finding for check in CHECKS for finding in check(result, around)]
