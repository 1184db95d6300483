"""The columns of a sheet of reports, declared once: for the template, the import, the export and docs/importing.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import partial

from django.utils.translation import gettext_lazy as _

from indicators.models import Driver
from results.imports.kinds.column import EXPORTED_STATE, Column, Text
from results.imports.kinds.results.contributions import ContributionsWidget
from results.imports.kinds.results.evidence import EvidenceWidget
from results.imports.kinds.results.people import PeopleWidget
from results.imports.kinds.results.sdg import GoalsWidget, ReasonsWidget, TargetsWidget
from results.imports.kinds.results.widgets import (
    DriverWidget,
    IndicatorsWidget,
    IndicatorWidget,
    LanguageWidget,
    ReporterWidget,
    StepWidget,
    VersionWidget,
    field_of,
)
from results.imports.values.codes import CodeWidget, EntryWidget
from results.imports.values.dates import KnownDateWidget
from results.imports.values.lists import ListWidget
from results.imports.values.text import TextWidget


class Part(Enum):
    """What part of a report a column fills."""

    REFERENCE = "reference"
    TEXT = "a field of the report, as it is"
    ENTRY = "a field of the report that names an entry of a vocabulary"
    DATE = "its date"
    LINKS = "links to vocabularies"
    LINES = "parts of its own"
    SDG = "links to the SDGs"
    DRIVER = "the text on one driver"
    REPORTER = "who answers for the words"
    VERSION = "the version that was exported"


@dataclass(frozen=True, kw_only=True)
class ResultColumn(Column):
    """A column of reports: ``attribute`` is what it shows of one (shown.py), ``part`` what it fills."""

    attribute: str
    part: Part


def _text(name: str, heading: Text, meaning: Text, allowed: Text, example: str) -> ResultColumn:
    return ResultColumn(
        name=name, heading=heading, attribute=name, widget=TextWidget(field_of(name)), part=Part.TEXT,
        meaning=meaning, allowed=allowed, example=example, width=60,
    )  # fmt: skip


def _list(name: str, heading: Text, code: str, meaning: Text, allowed: Text, example: str) -> ResultColumn:
    return ResultColumn(
        name=name, heading=heading, attribute=name, widget=ListWidget(name, code), part=Part.LINKS,
        meaning=meaning, allowed=allowed, example=example, vocabulary=name, width=30,
    )  # fmt: skip


_fixed = partial(ResultColumn, can_be_cleared=False)

COLUMNS: tuple[ResultColumn, ...] = (
    _fixed(
        name="reference", heading=_("Reference"), attribute="reference", part=Part.REFERENCE,
        widget=CodeWidget(field_of("reference"), is_upper=True),
        meaning=_("By which a report is recognised when it is imported again. Leave it empty for a new report."),
        allowed=_("The country's ISO code, a year and a number."), example="TJK-2021-001",
    ),
    _fixed(
        name="country", heading=_("Country"), attribute="country", part=Part.ENTRY, vocabulary="countries",
        widget=EntryWidget("countries", "iso3"),
        meaning=_("The country in which the change happened. A new report needs it."),
        allowed=_("The ISO code of two or three letters, or the official name in any language."), example="TJK",
    ),
    ResultColumn(
        name="cpo", heading=_("CPO"), attribute="cpo", part=Part.ENTRY, vocabulary="cpos",
        widget=EntryWidget("cpos", "code"), meaning=_("The country programme outcome the report belongs to."),
        allowed=_("Its code."), example="TJK128",
    ),
    _fixed(
        name="date", heading=_("Date"), attribute="known_date", part=Part.DATE, widget=KnownDateWidget(),
        meaning=_("When the change happened, as exactly as it is known. A new report needs it."),
        allowed=_("A date cell, or year, year-month or year-month-day."), example="2021-12",
    ),
    _fixed(
        name="language", heading=_("Language"), attribute="language", part=Part.TEXT, widget=LanguageWidget(),
        meaning=_("The language in which the texts are written; English where a new report leaves it empty."),
        allowed=_("The language's code or name."), example="en", vocabulary="languages",
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
    ResultColumn(
        name="indicator", heading=_("Indicator"), attribute="indicator", part=Part.ENTRY, is_late=True,
        vocabulary="indicators", widget=IndicatorWidget(),
        meaning=_("The one indicator of the organisation's own framework, in the biennium of the date, that the report "
                  "counts towards."),
        allowed=_("Its code, as text."), example="8.3.1",
    ),
    ResultColumn(
        name="further_indicators", heading=_("Further indicators"), attribute="further_indicators", part=Part.LINKS,
        is_late=True, vocabulary="indicators", widget=IndicatorsWidget(),
        meaning=_("Other indicators the report speaks to; they are listed and not counted."),
        allowed=_("Codes between semicolons, with the biennium in brackets where it is not that of the date."),
        example="8.1.1; 3.1 (2018-19)",
    ),
    ResultColumn(
        name="step", heading=_("Step"), attribute="step", part=Part.ENTRY, vocabulary="steps", widget=StepWidget(),
        meaning=_("How far the country has come with this result."),
        allowed=_("The number of the achievement step."), example="3",
    ),
    ResultColumn(
        name="sdg_targets", heading=_("SDG targets"), attribute="sdg_links", part=Part.SDG, vocabulary="targets",
        widget=TargetsWidget(),
        meaning=_("The SDG targets the result contributes to, ten at most. A target implies its goal."),
        allowed=_("Codes of targets between semicolons, as text."), example="1.3; 8.5",
    ),
    ResultColumn(
        name="sdg_goals", heading=_("SDG goals"), attribute="sdg_links", part=Part.SDG, vocabulary="goals",
        widget=GoalsWidget(), meaning=_("SDG goals by themselves, only where no single target fits."),
        allowed=_("Numbers of goals between semicolons."), example="10; 16",
    ),
    ResultColumn(
        name="sdg_reasons", heading=_("SDG reasons"), attribute="sdg_links", part=Part.SDG, widget=ReasonsWidget(),
        meaning=_("In one sentence each, how the result contributes to a target or goal of the two columns before."),
        allowed=_("One line each: the code, a colon and the reason."),
        example="1.3: It shows which schemes lack money.", width=40,
    ),
    ResultColumn(
        name="contributions", heading=_("Contributions"), attribute="contributions", part=Part.LINES,
        vocabulary="kinds", widget=ContributionsWidget(),
        meaning=_("Single things the organisation did: kind, description, how many, women, men, participants in all, "
                  "date. A part that is not known is written “-” or left out at the end."),
        allowed=_("One line each, parts between upright bars; a bar inside a text has a backslash before it."),
        example="webinar | On social security standards | 3 | 40 | 35 | - | 2021-05", width=50,
    ),
    ResultColumn(
        name="people_reached", heading=_("People reached"), attribute="people_reached", part=Part.LINES,
        widget=PeopleWidget(),
        meaning=_("How many people the result reaches: in what sense (legal, effective or adequacy), women, men, in "
                  "all, “estimated” where it was not measured, the source, and the reference of the report in which "
                  "the same people are counted already."),
        allowed=_("One line each, parts between upright bars; a part that is not known is written “-” or left out at "
                  "the end."),
        example="effective | 1200 | 900 | - | estimated | Administrative records", width=50,
    ),
    _list(
        "partnerships", _("In partnership"), "code", _("With what kinds of partners the result was reached."),
        _("Codes or names of partnership categories between semicolons."), "with-un-agencies",
    ),
    _list(
        "partners", _("Partners"), "acronym", _("The partners by name."), _("Acronyms between semicolons."),
        "UNICEF; WHO",
    ),
    _list(
        "projects", _("Projects"), "code", _("The development cooperation projects the result is linked to."),
        _("Codes between semicolons."), "TJK/19/50/EUR",
    ),
    _list(
        "topics", _("Topics"), "code",
        _("What the result is about: branches of social security, themes, types of scheme, groups of people."),
        _("Codes or names in any language, between semicolons."), "financing; social-assistance",
    ),
    ResultColumn(
        name="evidence", heading=_("Evidence"), attribute="evidence", part=Part.LINES, widget=EvidenceWidget(),
        meaning=_("Where a reader can see that it is so. With “| private” at the end it is kept from the published "
                  "record."),
        allowed=_("One line each: what it is, an upright bar, its complete web address. A file, which is added at the "
                  "desk, has an address that begins with /files/ and is not changed."),
        example="The review | https://example.org/review", width=40,
    ),
    _fixed(
        name="reported_by", heading=_("Reported by"), attribute="reported_by", part=Part.REPORTER,
        widget=ReporterWidget(), width=28,
        meaning=_("The officer who answers for the words. Needed to publish while importing, since nobody publishes "
                  "her own."),
        allowed=_("The e-mail address of a person who is officer for the country."), example="officer@example.org",
    ),
    _fixed(
        name=EXPORTED_STATE, heading=_("State when exported"), attribute="version", part=Part.VERSION,
        widget=VersionWidget(),
        meaning=_("What the export notes about each report, so that a change made here since then is noticed and not "
                  "overwritten."),
        allowed=_("Left as it was exported; empty for a new report."),
    ),
)  # fmt: skip

DRIVER_NAME = "driver:"
# How the columns of the drivers are written down where no single driver is meant.
DRIVERS_MEANING = _("What the report says about one policy driver; there is a column for each driver of the biennia.")
DRIVERS_ALLOWED = _("Plain text, at most 300 words.")


def driver_column(driver: Driver) -> ResultColumn:
    """The column of one driver, headed by its title in the reader's language."""
    heading = str(_("Driver: %(title)s")) % {"title": driver.title}
    return ResultColumn(
        name=f"{DRIVER_NAME}{driver.code}", heading=heading, attribute="driver_texts", part=Part.DRIVER,
        widget=DriverWidget(driver), meaning=DRIVERS_MEANING, allowed=DRIVERS_ALLOWED, width=50,
    )  # fmt: skip


def columns_for(drivers: Iterable[Driver]) -> list[ResultColumn]:
    """All columns in the order of a printed record, those of the drivers after the three narrative texts."""
    place = next(i for i, column in enumerate(COLUMNS) if column.name == "indicator")
    return [*COLUMNS[:place], *(driver_column(driver) for driver in drivers), *COLUMNS[place:]]
