"""The sections of a report: what each is for, what belongs into it, and whether it is complete."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from results.checks import Finding, Level
from results.history import label
from results.models import Result
from results.revisions import PARTS, Content

# The place of the page that shows all sections at once.
WHOLE = "all"


@dataclass(frozen=True)
class Section:
    """What is written in one go: fields and parts in the order of the page, and those that have to be filled."""

    key: str
    title: Promise
    purpose: Promise
    names: tuple[str, ...]
    needed: tuple[str, ...] = ()

    @property
    def fields(self) -> list[str]:
        """What is entered once."""
        return [name for name in self.names if name not in PARTS]

    @property
    def parts(self) -> list[str]:
        """What is entered in rows."""
        return [name for name in self.names if name in PARTS]


SECTIONS: tuple[Section, ...] = (
    Section(
        "basics",
        _("Where and when"),
        _("Which country this is about, when the change happened, and in which language you write."),
        ("country", "cpo", "date", "language"),
        needed=("country", "date", "language"),
    ),
    Section(
        "change",
        _("What changed"),
        _("The change itself: what is different in the country now, and what it counts towards."),
        ("summary", "outcome_achieved", "indicator", "step"),
        needed=("summary", "outcome_achieved"),
    ),
    Section(
        "contribution",
        _("Our contribution"),
        _("What the organisation did that led to this change: first in your words, then its single activities."),
        ("contribution", "contributions"),
        needed=("contribution",),
    ),
    Section(
        "people",
        _("Who was reached"),
        _("How many people the change reaches, in what sense, and how that is known."),
        ("people_reached",),
    ),
    Section(
        "evidence",
        _("Evidence"),
        _("What shows a reviewer and a reader that it is so: laws, decisions, reports."),
        ("evidence",),
    ),
    Section(
        "links",
        _("Links"),
        _("The SDG targets the change brings closer, and the projects and partners it was reached with."),
        ("sdg_links", "projects", "partners", "further_indicators"),
    ),
    Section(
        "cross-cutting",
        _("Cross-cutting themes"),
        _("What the report says about policy drivers such as gender equality, and what it is about."),
        ("driver_texts", "topics", "partnerships"),
    ),
)
BY_KEY = {section.key: section for section in SECTIONS}
_SECTION_OF = {name: section.key for section in SECTIONS for name in section.names}


class Standing(StrEnum):
    """How far a section has come."""

    COMPLETE = "complete"
    MISSING = "missing"
    WRONG = "wrong"
    EMPTY = "empty"


@dataclass(frozen=True)
class Task:
    """Something that is still to be done before a report can be sent in, with the address of its field."""

    field: str
    label: str
    address: str


@dataclass(frozen=True)
class Line:
    """A section in the task list: how far it has come, what it lacks, and what has to be corrected."""

    section: Section
    address: str
    standing: Standing
    missing: tuple[Task, ...] = ()
    wrong: tuple[Task, ...] = ()


@dataclass(frozen=True)
class TaskList:
    """What is done and what is still to do; an optional section in which nothing is written is not called complete."""

    lines: tuple[Line, ...]

    @property
    def complete(self) -> int:
        """How many sections are complete."""
        return sum(line.standing == Standing.COMPLETE for line in self.lines)

    @property
    def missing(self) -> list[Task]:
        return [task for line in self.lines for task in line.missing]

    @property
    def wrong(self) -> list[Task]:
        return [task for line in self.lines for task in line.wrong]

    @property
    def empty(self) -> list[Line]:
        """The optional sections in which nothing is written."""
        return [line for line in self.lines if line.standing == Standing.EMPTY]


def section_of(field: str) -> str:
    """The key of the section a field or part belongs to; the first one's for what belongs to none."""
    return _SECTION_OF.get(field, SECTIONS[0].key)


def section_address(result: Result, key: str) -> str:
    """Where a section is written."""
    return reverse("report-section", args=[result.reference, key])


def field_address(result: Result, field: str) -> str:
    """Where a field is written, on the page that shows all sections."""
    return f"{reverse('report-write', args=[result.reference])}#id_{field}"


def task_list(
    result: Result,
    content: Content,
    findings: Iterable[Finding],
    *,
    place: str = "",
    refused: Collection[str] = (),
) -> TaskList:
    """How far a report has come that says ``content``, by the blocking findings of the checks.

    ``refused`` are the fields in which something cannot be saved. On the page that shows a field (``place`` is its
    section, or WHOLE) the link to it stays on the page.
    """
    blocking = {finding.field for finding in findings if finding.level == Level.BLOCKING} | set(refused)
    return TaskList(tuple(_line(result, section, content, blocking, place) for section in SECTIONS))


def written(content: Content) -> set[str]:
    """The names of the fields and parts in which something stands."""
    said = {**content["fields"], **content["links"], **content["parts"]}
    return {name.removesuffix("_id") for name, value in said.items() if value}


def _line(result: Result, section: Section, content: Content, blocking: Collection[str], place: str) -> Line:
    filled = written(content)
    concerned = [name for name in section.names if name in blocking or (name in section.needed and name not in filled)]
    missing = tuple(_task(result, section, name, place) for name in concerned if name not in filled)
    wrong = tuple(_task(result, section, name, place) for name in concerned if name in filled)
    if missing or wrong:
        standing = Standing.MISSING if missing else Standing.WRONG
    else:
        is_written = bool(section.needed) or bool(filled & set(section.names))
        standing = Standing.COMPLETE if is_written else Standing.EMPTY
    address = f"#{section.key}" if place == WHOLE else section_address(result, section.key)
    return Line(section, address, standing, missing, wrong)


def _task(result: Result, section: Section, name: str, place: str) -> Task:
    page = "" if place in (WHOLE, section.key) else section_address(result, section.key)
    return Task(name, capfirst(str(label(name))), f"{page}#id_{name}")
