"""The page on which a report is written: its sections with their forms, and all there is to say beside them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.timezone import localdate

from results import checks, permissions
from results.checks import EVERY_LEVEL, Finding, Surroundings
from results.desk.explanations import EXPLANATIONS, Explanation
from results.desk.opening import person
from results.desk.reviewing import threads
from results.desk.writing.drafts import Draft
from results.desk.writing.formsets import Rows
from results.desk.writing.reading import report_of
from results.desk.writing.sections import SECTIONS, WHOLE, Section, task_list
from results.forms import LONG_TEXTS
from results.history import label
from results.models import Result, UnsavedWork
from results.permissions import Act
from results.revisions import PARTS, Content, content_of
from sdg_links.models import Target
from sdg_links.suggesting import suggest

MOST_SUGGESTIONS = 6


@dataclass(frozen=True)
class Item:
    """A field or part on the page, with its explanation, what the checks find in it, and what people say about it."""

    name: str
    field: BoundField | None
    rows: Rows | None
    explanation: Explanation | None
    findings: list[Finding]
    comments: list[threads.Thread]
    is_missing: bool
    has_talk: bool

    @property
    def title(self) -> str:
        """What the part is called at its head."""
        return str(self.explanation.term) if self.explanation else capfirst(str(label(self.name)))

    @property
    def one(self) -> str:
        """What one row of the part is called."""
        return capfirst(str(PARTS[self.name]._meta.verbose_name))

    @property
    def takes_more(self) -> bool:
        """Whether rows can be added: each driver has its own, and no more."""
        return self.name != "driver_texts"


@dataclass(frozen=True)
class Suggested:
    """A target that the text seems to speak of, with the words that say so."""

    target: Target
    words: Sequence[str]


@dataclass
class Page:
    """A draft on its way to the browser. ``place`` is the key of its section, or WHOLE."""

    draft: Draft
    place: str
    unsaved: UnsavedWork | None = None
    is_judged: bool = False

    def answer(self, request: HttpRequest, *, status: int = 200) -> HttpResponse:
        """The page; what was typed is read for its task list, and only judged aloud where it was to be saved."""
        content = self.content
        mistakes = list(self.draft.mistakes()) if self.is_judged else []
        if not self.is_judged:
            self.draft.leave_unjudged()
        refused = self.draft.refused if self.is_judged else set()
        found = [finding for finding in findings_in(content, self.draft) if finding.field not in refused]
        tasks = task_list(self.draft.result, content, found, place=self.place, refused=refused)
        template = "desk/report_write.html" if self.place == WHOLE else "desk/report_section.html"
        context = {
            "section": "desk",
            "place": self.place,
            "result": self.draft.around.stored,
            "draft": self.draft,
            "unsaved": self.unsaved,
            "mistakes": mistakes,
            "sections": self._sections(found, {task.field for task in tasks.missing}),
            "tasks": tasks,
            "suggestions": self._suggestions(content),
            "may_comment": permissions.may(person(request), Act.COMMENT, self.draft.result),
            **around_place(self.place),
        }
        return render(request, template, context, status=status)

    @property
    def content(self) -> Content:
        """What the report would say, as far as what is typed can be read."""
        stored = self.draft.around.now or content_of(self.draft.result)
        return self.draft.content_over(stored)

    def _sections(self, found: Sequence[Finding], missing: set[str]) -> list[tuple[Section, list[Item]]]:
        by_field: dict[str, list[Finding]] = defaultdict(list)
        for finding in found:
            # That something is missing, the field itself says, and more quietly.
            if finding.field not in missing:
                by_field[finding.field].append(finding)
        said = threads.by_field(self.draft.result)
        return [
            (section, [self._item(name, by_field[name], said.get(name, []), missing) for name in section.names])
            for section in self.draft.sections
        ]

    def _item(self, name: str, found: list[Finding], said: list[threads.Thread], missing: set[str]) -> Item:
        form, was_read = self.draft.form, self.draft.around.stored.state != Result.State.DRAFT
        return Item(
            name,
            form[name] if name in form.fields else None,
            self.draft.rows.get(name),
            EXPLANATIONS.get(name),
            found,
            said,
            is_missing=name in missing,
            # A first draft is nobody's to comment on before it has been read.
            has_talk=bool(said) or was_read,
        )

    def _suggestions(self, content: Content) -> list[Suggested]:
        """The SDG targets that the text speaks of and the report does not link to, where links are written."""
        if "sdg_links" not in self.draft.rows:
            return []
        known, fields = self.draft.around.vocabularies, content["fields"]
        linked = known.several(Target, [link["target_id"] for link in content["parts"]["sdg_links"]])
        text = "\n".join(fields[name] for name in LONG_TEXTS)
        found = suggest(text, fields["language"], known={target.code for target in linked}, limit=MOST_SUGGESTIONS)
        return [Suggested(target, each.words) for each in found if (target := known.target_by_code(each.code))]


def findings_in(content: Content, draft: Draft) -> list[Finding]:
    """Everything the quality checks find in what a report would say."""
    report = report_of(content, draft.around)
    return checks.findings(report, Surroundings.at(localdate()), levels=EVERY_LEVEL)


def around_place(place: str) -> dict[str, Section | None]:
    """The sections before and after one, where there are any."""
    keys = [section.key for section in SECTIONS]
    if place not in keys:
        return {"previous": None, "next": None}
    at = keys.index(place)
    return {
        "previous": SECTIONS[at - 1] if at else None,
        "next": SECTIONS[at + 1] if at + 1 < len(SECTIONS) else None,
    }
