"""The review of a report: the record as it will be printed, and all that helps to judge it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from countries.models import User
from results import checks, permissions
from results.checks import EVERY_LEVEL, Finding, Level, Surroundings
from results.desk.opening import at_the_desk, open_report, person
from results.desk.reviewing import criteria, threads
from results.desk.reviewing.changes import compare
from results.desk.reviewing.decisions import decisions_on
from results.desk.reviewing.forms import ReassignForm, ReturnForm
from results.desk.reviewing.preview import Preview
from results.desk.writing.sections import field_address
from results.models import Result
from results.permissions import Act
from results.querysets import ResultQuerySet


@dataclass(frozen=True)
class Line:
    """A finding, with where its field is written or, for a reader, printed ("" where it is not)."""

    finding: Finding
    address: str


def reports_to_judge() -> ResultQuerySet:
    """Reports with everything that their review shows."""
    people = ("state_by", "reviewer", "created_by", "changed_by")
    return Result.objects.with_everything().select_related(*people)


@require_safe
@at_the_desk
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """A report as it will be printed, with what changed, what the checks say, the criteria, comments and acts."""
    return review_page(request, open_report(request, reference, reports=reports_to_judge()))


def review_page(
    request: HttpRequest,
    result: Result,
    *,
    problems: Sequence[str] = (),
    judged: criteria.Row | None = None,
) -> HttpResponse:
    """The page for a report of ``reports_to_judge``.

    ``problems``: why an act was refused; ``judged``: a criterion whose tick was refused.
    """
    user, around = person(request), Surroundings.at(localdate())
    found = checks.findings(result, around, levels=EVERY_LEVEL)
    rows = criteria.rows_of(result, judged=judged)
    comparison = compare(result, since=_since(request))
    is_marked = comparison is not None and request.GET.get("changes") != "off"
    preview = Preview(result, around, comparison if is_marked else None)
    blocking = sum(finding.level == Level.BLOCKING for finding in found)
    unticked = sum(row.judgement is None for row in rows)
    context = {
        "section": "desk",
        "result": result,
        "record": preview,
        "document": preview.document,
        "comparison": comparison,
        "is_marked": is_marked,
        "findings": _lines(found, result, preview, user),
        "criteria": rows,
        "unticked": unticked,
        **_said(result, preview),
        "decisions": decisions_on(result, user, blocking=blocking, unticked=unticked),
        "problems": problems,
        **_acts(result, user),
    }
    return render(request, "desk/review.html", context)


def _since(request: HttpRequest) -> int | None:
    asked = request.GET.get("since", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else None


def _lines(found: Sequence[Finding], result: Result, preview: Preview, user: User) -> list[Line]:
    """The findings, those that block first, each with the address of its field."""
    may_write = permissions.may(user, Act.WRITE, result)
    ordered = sorted(found, key=lambda finding: finding.level != Level.BLOCKING)
    return [
        Line(each, field_address(result, each.field) if may_write else f"#record-{threads.place_of(each.field)}")
        for each in ordered
    ]


def _said(result: Result, preview: Preview) -> dict[str, Any]:
    """The comments by place, and those on what the record leaves out: [(place, what it is called, its threads)]."""
    listed = threads.threads_of(result)
    placed = threads.by_place(listed)
    return {
        "threads": placed,
        "open_threads": sum(thread.is_open for thread in listed),
        "absent": [(place, threads.name_of(place), placed[place]) for place in preview.absent],
    }


def _acts(result: Result, user: User) -> dict[str, Any]:
    """The forms of the acts that stand on the page, and what else she may do with the report."""
    may = {act.value: permissions.may(user, act, result) for act in (Act.WRITE, Act.SUBMIT, Act.RECALL)}
    return {
        "may": may,
        "may_comment": permissions.may(user, Act.COMMENT, result),
        "return_form": ReturnForm(initial={"version": result.version}),
        "reassign_form": ReassignForm(result=result),
    }
