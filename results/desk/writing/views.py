"""Writing a report: all of its sections on one page, or one at a time."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from countries.models import User
from results import locks, permissions
from results.desk.files.forms import with_files_stored
from results.desk.keeping import work
from results.desk.opening import at_the_desk, open_report, person
from results.desk.writing import answering, posting
from results.desk.writing.around import Around
from results.desk.writing.drafts import Draft
from results.desk.writing.saving import reports_with_content, save, whole_reports
from results.desk.writing.sections import BY_KEY, SECTIONS, WHOLE, Section
from results.desk.writing.showing import Page
from results.models import Result
from results.permissions import Act
from results.revisions import content_of


@require_safe
@at_the_desk
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """A report's own address at the desk: where it is written, for whoever may write it, or else where it is read."""
    result = open_report(request, reference)
    may_write = permissions.may(person(request), Act.WRITE, result)
    return redirect("report-write" if may_write else "report-review", reference)


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def report_write(request: HttpRequest, reference: str) -> HttpResponse:
    """All sections on one page."""
    return _posted(request, reference, WHOLE) if request.method == "POST" else _opened(request, reference, WHOLE)


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def report_section(request: HttpRequest, reference: str, section: str) -> HttpResponse:
    """One section."""
    if section not in BY_KEY:
        raise Http404(f"A report has no section {section}.")
    return _posted(request, reference, section) if request.method == "POST" else _opened(request, reference, section)


def _opened(request: HttpRequest, reference: str, place: str) -> HttpResponse:
    """What is stored in the forms, or in its place what she typed and has not saved."""
    user, result = person(request), open_report(request, reference, reports=whole_reports())
    unsaved = work.offered(user, result, place, request.GET.get("kept", ""))
    if reason := _refusal(user, result):
        return answering.shut(request, result, reason, unsaved)
    around, sections = Around(result, by=user, now=content_of(result)), _sections(place)
    if unsaved:
        data = work.as_query_dict(unsaved)
        data["typed_version"] = str(unsaved.version)
    else:
        names = [name for section in sections for name in section.names]
        data = posting.as_posted(around.now or {}, names, around, posting.stored_rows(result))
        data["typed_version"] = str(result.version)
    posting.add_waiting_rows(data, [name for section in sections for name in section.parts], around)
    return Page(Draft(around, data, sections), place, unsaved).answer(request)


def _posted(request: HttpRequest, reference: str, place: str) -> HttpResponse:
    """Save what was typed; where that cannot be, show it again with the reason."""
    user, result = person(request), open_report(request, reference, reports=reports_with_content())
    try:
        permissions.require(user, Act.WRITE, result)
        data, files = with_files_stored(request.POST, request.FILES, result, by=user)
        around, sections = Around(result, by=user, now=result.said), _sections(place)  # type: ignore[attr-defined]  # read with it
        if answering.asks_for_more(data, sections, around):
            return Page(Draft(around, data, sections, files), place).answer(request)
        saving = save(Draft(around, data, sections, files), answering.choices_in(data))
    except PermissionDenied as refused:
        return answering.refused(request, result, place, refused)
    if saving.is_saved:
        return answering.saved(request, saving, place)
    if saving.merge:
        return answering.undecided(request, saving, place)
    return answering.wrong(request, saving, place)


def _refusal(user: User, result: Result) -> str | None:
    """Why she cannot write this report now."""
    return permissions.refusal(user, Act.WRITE, result) or locks.Locks(user).refusal(result)


def _sections(place: str) -> Sequence[Section]:
    return SECTIONS if place == WHOLE else [BY_KEY[place]]
