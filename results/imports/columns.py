"""The columns of a sheet of reports, declared once: for the template, the import, the export and docs/importing.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from indicators.models import Driver
from results.imports.evidence_lines import EvidenceWidget
from results.imports.line_widgets import (
    ContributionsWidget,
    DriverWidget,
    IndicatorsWidget,
    ListWidget,
)
from results.imports.sdg_widgets import GoalsWidget, ReasonsWidget, TargetsWidget
from results.imports.widgets import (
    EntryWidget,
    IndicatorWidget,
    KnownDateWidget,
    LanguageWidget,
    ReferenceWidget,
    ReporterWidget,
    StepWidget,
    TextWidget,
    field_of,
)
from results.search import fold

Text = str | Promise


class Part(Enum):
    """What part of a report a column fills."""

    REFERENCE = "reference"
    VALUE = "a field of the report"
    DATE = "its date"
    LINKS = "links to vocabularies"
    LINES = "parts of its own"
    SDG = "links to the SDGs"
    DRIVER = "the text on one driver"
    REPORTER = "who answers for the words"


@dataclass(frozen=True)
class Column:
    """One column: its name for machines, its heading for readers, and how its cells are read and written.

    ``attribute`` is what it shows of a result. ``vocabulary`` names the look-up whose codes its cells may hold.
    ``can_be_cleared`` says whether "(clear)" empties it.
    """

    name: str
    heading: Text
    attribute: str
    widget: Any
    part: Part
    meaning: Text
    allowed: Text
    example: str
    vocabulary: str = ""
    can_be_cleared: bool = True
    width: int = 22


def _text(name: str, heading: Text, meaning: Text, allowed: Text, example: str) -> Column:
    widget = TextWidget(field_of(name))
    return Column(name, heading, name, widget, Part.VALUE, meaning, allowed, example, width=60)


_fixed = partial(Column, can_be_cleared=False)

COLUMNS: tuple[Column, ...] = (
    _fixed(
        "reference", _("Reference"), "reference", ReferenceWidget(field_of("reference")), Part.REFERENCE,
        _("By which a report is recognised when it is imported again. Leave it empty for a new report."),
        _("The country's ISO code, a year and a number."), "TJK-2021-001",
    ),
    _fixed(
        "country", _("Country"), "country", EntryWidget("countries", "iso3"), Part.VALUE,
        _("The country in which the change happened. A new report needs it."),
        _("The ISO code of two or three letters, or the official name in any language."), "TJK",
        vocabulary="countries",
    ),
    Column(
        "cpo", _("CPO"), "cpo", EntryWidget("cpos", "code"), Part.VALUE,
        _("The country programme outcome the report belongs to."), _("Its code."), "TJK128",
    ),
    _fixed(
        "date", _("Date"), "known_date", KnownDateWidget(), Part.DATE,
        _("When the change happened, as exactly as it is known. A new report needs it."),
        _("A date cell, or year, year-month or year-month-day."), "2021-12",
    ),
    _fixed(
        "language", _("Language"), "language", LanguageWidget(), Part.VALUE,
        _("The language in which the texts are written; English where a new report leaves it empty."),
        _("The language's code or name."), "en",
    ),
    _text(
        "summary", _("Outcome summary"),
        _("One sentence that says what changed. A new report without a reference needs it, to be recognised again."),
        _("Plain text, at most 60 words."), "A budget review of social protection has been adopted",
    ),
    _text(
        "outcome_achieved", _("Outcome achieved"),
        _("What is different now in the country, who changed it, and for whom."),
        _("Plain text, at most 600 words."), "The Government reviewed what it spends on social protection.",
    ),
    _text(
        "contribution", _("Contribution to the outcome"),
        _("What the organisation itself did that led to this change."),
        _("Plain text, at most 600 words."), "The Office prepared the figures and trained the staff who use them.",
    ),
    Column(
        "indicator", _("Indicator"), "indicator", IndicatorWidget(), Part.VALUE,
        _("The one indicator of the organisation's own framework, in the biennium of the date, that the report counts "
          "towards."),
        _("Its code, as text."), "8.3.1",
    ),
    Column(
        "further_indicators", _("Further indicators"), "further_indicators", IndicatorsWidget(), Part.LINKS,
        _("Other indicators the report speaks to; they are listed and not counted."),
        _("Codes between semicolons, with the biennium in brackets where it is not that of the date."),
        "8.1.1; 3.1 (2018-19)",
    ),
    Column(
        "step", _("Step"), "step", StepWidget(), Part.VALUE,
        _("How far the country has come with this result."), _("The number of the achievement step."), "3",
    ),
    Column(
        "sdg_targets", _("SDG targets"), "sdg_links", TargetsWidget(), Part.SDG,
        _("The SDG targets the result contributes to, ten at most. A target implies its goal."),
        _("Codes of targets between semicolons, as text."), "1.3; 8.5",
    ),
    Column(
        "sdg_goals", _("SDG goals"), "sdg_links", GoalsWidget(), Part.SDG,
        _("SDG goals by themselves, only where no single target fits."),
        _("Numbers of goals between semicolons."), "10; 16",
    ),
    Column(
        "sdg_reasons", _("SDG reasons"), "sdg_links", ReasonsWidget(), Part.SDG,
        _("In one sentence each, how the result contributes to a target or goal of the two columns before."),
        _("One line each: the code, a colon and the reason."), "1.3: It shows which schemes lack money.", width=40,
    ),
    Column(
        "contributions", _("Contributions"), "contributions", ContributionsWidget(), Part.LINES,
        _("Single things the organisation did: kind, description, how many, women, men, participants in all, date. "
          "A part that is not known is written “-” or left out at the end."),
        _("One line each, parts between upright bars; a bar inside a text has a backslash before it."),
        "webinar | On social security standards | 3 | 40 | 35 | - | 2021-05", vocabulary="kinds", width=50,
    ),
    Column(
        "partnerships", _("In partnership"), "partnerships", ListWidget("partnerships", "code"), Part.LINKS,
        _("With what kinds of partners the result was reached."),
        _("Codes or names of partnership categories between semicolons."), "with-un-agencies",
        vocabulary="partnerships",
    ),
    Column(
        "partners", _("Partners"), "partners", ListWidget("partners", "acronym"), Part.LINKS,
        _("The partners by name."), _("Acronyms between semicolons."), "UNICEF; WHO", vocabulary="partners",
    ),
    Column(
        "projects", _("Projects"), "projects", ListWidget("projects", "code"), Part.LINKS,
        _("The development cooperation projects the result is linked to."), _("Codes between semicolons."),
        "TJK/19/50/EUR",
    ),
    Column(
        "topics", _("Topics"), "topics", ListWidget("topics", "code"), Part.LINKS,
        _("What the result is about: branches of social security, themes, types of scheme, groups of people."),
        _("Codes or names in any language, between semicolons."), "financing; social-assistance",
        vocabulary="topics", width=30,
    ),
    Column(
        "evidence", _("Evidence"), "evidence", EvidenceWidget(), Part.LINES,
        _("Where a reader can see that it is so. With “| private” at the end it is kept from the published record."),
        _("One line each: what it is, an upright bar, its complete web address. A file, which is added at the desk, "
          "has an address that begins with /files/ and is not changed."),
        "The review | https://example.org/review", width=40,
    ),
    _fixed(
        "reported_by", _("Reported by"), "changed_by", ReporterWidget(), Part.REPORTER,
        _("The officer who answers for the words. Needed to publish while importing, since nobody publishes her own."),
        _("The e-mail address of a person who is officer for the country."), "officer@example.org", width=28,
    ),
)  # fmt: skip

DRIVER_NAME = "driver:"
# How the columns of the drivers are written down where no single driver is meant.
DRIVERS_MEANING = _("What the report says about one policy driver; there is a column for each driver of the biennia.")
DRIVERS_ALLOWED = _("Plain text, at most 300 words.")


def driver_column(driver: Driver) -> Column:
    """The column of one driver, headed by its title in the reader's language."""
    return Column(
        f"{DRIVER_NAME}{driver.code}", driver_heading(driver), "driver_texts", DriverWidget(driver), Part.DRIVER,
        DRIVERS_MEANING, DRIVERS_ALLOWED, "", width=50,
    )  # fmt: skip


def driver_heading(driver: Driver) -> str:
    """What stands above the texts on a driver."""
    return str(_("Driver: %(title)s")) % {"title": driver.title}


def columns_for(drivers: Iterable[Driver]) -> list[Column]:
    """All columns in the order of a printed record, those of the drivers after the three narrative texts."""
    place = next(i for i, column in enumerate(COLUMNS) if column.name == "indicator")
    return [*COLUMNS[:place], *(driver_column(driver) for driver in drivers), *COLUMNS[place:]]


def names_in_every_language(columns: Iterable[Column], drivers: Iterable[Driver]) -> dict[str, str]:
    """The name of each column by everything that may stand above it, folded: its name and its headings."""
    known = {fold(column.name): column.name for column in columns}
    by_name = {f"{DRIVER_NAME}{driver.code}": driver for driver in drivers}
    for code, _name in (*settings.LANGUAGES, *settings.TEXT_LANGUAGES):
        with override(code):
            for column in columns:
                driver = by_name.get(column.name)
                heading = driver_heading(driver) if driver else str(column.heading)
                known.setdefault(fold(heading), column.name)
    return known
