"""Sending a report in, and taking it back before it is judged."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from results import actions, checks, locks
from results.checks import EVERY_LEVEL, Level, Surroundings
from results.desk.keeping import work
from results.desk.keeping.tabs import version_of
from results.desk.opening import at_the_desk, open_report, person
from results.desk.reviewing.forms import reviewers_of
from results.desk.writing.sections import field_address, task_list
from results.models import Result
from results.permissions import Act
from results.querysets import ResultQuerySet
from results.revisions import content_of


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def report_submit(request: HttpRequest, reference: str) -> HttpResponse:
    """What is missing and what the checks find; on POST, send the report in as it was read."""
    result = open_report(request, reference, Act.SUBMIT, reports=_reports())
    if request.method != "POST":
        return _page(request, result)
    try:
        actions.submit(result, by=person(request), version=version_of(request.POST))
    except actions.Conflict as conflict:
        changed = _("%(person)s has changed this report since you opened this page. Read it again, then send it in.")
        problem = changed % {"person": conflict.theirs.changed_by}
        return _page(request, _reports().get(pk=result.pk), problem, status=409)
    except actions.NotReady:
        return _page(request, result, _("It cannot be sent in yet. What keeps it is listed below."), status=422)
    except PermissionDenied as refused:
        return _page(request, result, str(refused), status=403)
    messages.success(request, _("%(reference)s is sent in.") % {"reference": reference})
    return redirect("report-review", reference)


@require_POST
@at_the_desk
def report_recall(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a report back, to change it."""
    result = open_report(request, reference, Act.RECALL)
    actions.recall(result, by=person(request))
    messages.success(request, _("%(reference)s is a draft again.") % {"reference": reference})
    return redirect("report-write", reference)


def _page(request: HttpRequest, result: Result, problem: str = "", *, status: int = 200) -> HttpResponse:
    found = checks.findings(result, Surroundings.at(localdate()), levels=EVERY_LEVEL)
    ordered = sorted(found, key=lambda finding: finding.level != Level.BLOCKING)
    context = {
        "section": "desk",
        "result": result,
        "problem": problem or locks.Locks(person(request)).refusal(result) or "",
        "tasks": task_list(result, content_of(result), found),
        "findings": [(finding, field_address(result, finding.field)) for finding in ordered],
        "is_ready": all(finding.level != Level.BLOCKING for finding in found),
        "reviewers": reviewers_of(result),
        "unsaved": work.unsaved_of(person(request)).filter(result=result).exists(),
    }
    return render(request, "desk/report_submit.html", context, status=status)


def _reports() -> ResultQuerySet:
    return Result.objects.with_everything().select_related("reviewer")
