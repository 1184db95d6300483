"""The history of a report: one line of time, and bringing an earlier version back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from results import actions, history, permissions, revisions
from results.desk.importing import origins
from results.desk.opening import at_the_desk, open_report, person
from results.history import Change
from results.listing import page_of, page_problem
from results.models import Event, ImportBatch, Publication, Result, Revision
from results.permissions import Act

_WRITTEN = (Event.Act.CREATED, Event.Act.CHANGED, Event.Act.IMPORTED, Event.Act.RESTORED, Event.Act.TAKEN_BACK)


@dataclass(frozen=True)
class Entry:
    """One act: its notes by name (a reason, a comment, ...), what it changed, and which version it can bring back."""

    event: Event
    notes: dict[str, str]
    changes: list[Change]
    restorable: int | None = None
    batch: ImportBatch | None = None


@require_safe
@at_the_desk
def report_history(request: HttpRequest, reference: str) -> HttpResponse:
    """Who did what with a report, when and why; the latest first."""
    result = open_report(request, reference)
    page = page_of(request, result.events.select_related("by"))
    kept = set(Revision.objects.filter(result=result).values_list("version", flat=True))
    if not permissions.may(person(request), Act.WRITE, result):
        kept = set()
    imports = origins.of_versions(result, [event.version for event in page], request.user)
    context = {
        "section": "desk",
        "result": result,
        "page": page,
        "problem": page_problem(request, page),
        "entries": [_entry(event, changes, kept - {result.version}, imports) for event, changes in history.tell(page)],
        "publications": Publication.objects.filter(result=result).defer("document").order_by("-number"),
    }
    return render(request, "desk/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def restore(request: HttpRequest, reference: str, version: int) -> HttpResponse:
    """Show what bringing back a version will change; on POST, bring it back as a new version."""
    everything = Result.objects.with_everything().select_related("changed_by")
    result = open_report(request, reference, Act.WRITE, reports=everything)
    kept = revisions.kept(result, version)
    if kept is None:
        raise Http404(f"Version {version} of {reference} was not kept.")
    problems: list[str] = []
    if request.method == "POST":
        problems = _restore(request, result, version)
        if not problems:
            messages.success(request, _("Version %(version)s is back, as a new version.") % {"version": version})
            return redirect("report-history", reference)
    context = {
        "section": "desk",
        "result": result,
        "version": version,
        "changes": history.between(revisions.content_of(result), kept),
        "problems": problems,
    }
    return render(request, "desk/review_restore.html", context)


def _restore(request: HttpRequest, result: Result, version: int) -> list[str]:
    """Bring a version back; gives back why not."""
    if request.POST.get("read") != str(result.version):
        sentence = _("%(person)s changed this report after you opened this page. See below what would change now.")
        return [sentence % {"person": result.changed_by}]
    try:
        actions.restore(result, version, by=person(request))
    except actions.Conflict as conflict:
        return [str(conflict)]
    except ValidationError as error:
        return list(error.messages)
    return []


def _entry(event: Event, told: Iterable[Change], kept: set[int], imports: Mapping[int, ImportBatch]) -> Entry:
    changes = list(told)
    return Entry(
        event,
        {change.name: "\n".join(change.after) for change in changes if change.kind == "note"},
        [change for change in changes if change.kind != "note"],
        event.version if event.act in _WRITTEN and event.version in kept else None,
        imports.get(event.version) if event.act == Event.Act.IMPORTED else None,
    )
