"""Keeping what is typed while it is typed, and dropping it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from results import locks, permissions
from results.desk.keeping import noticing, presence, showing, tabs, work
from results.desk.keeping.answering import Outcome, for_scripts, fragment
from results.desk.opening import at_the_desk, open_report, person
from results.desk.writing.saving import reports_with_content
from results.models import Result
from results.permissions import Act


@require_POST
@for_scripts
@at_the_desk
def keep_report(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep what is typed into a report; ``?seen`` only says that it is open.

    It is kept as well where she may read the report and not write it: it may have been sent in since she opened it.
    """
    user, result = person(request), open_report(request, reference, reports=reports_with_content())
    refusal = permissions.refusal(user, Act.WRITE, result) or locks.Locks(user).refusal(result)
    if not refusal:
        presence.seen(user, result)
    return _answer(
        request,
        result,
        refusal=refusal,
        others=presence.others(user, result),
        newer=result if result.version > tabs.version_of(request.POST) else None,
    )


@require_POST
@for_scripts
@at_the_desk
def keep_new(request: HttpRequest) -> HttpResponse:
    """Keep what is typed into a report that is not stored yet."""
    if not permissions.may_anywhere(person(request), Act.WRITE):
        raise PermissionDenied(_("You do not have the right to write reports. Ask an administrator for the role."))
    return _answer(request, None)


def _answer(request: HttpRequest, result: Result | None, **context: Any) -> HttpResponse:
    """Keep what was sent, if anything was, and say what there is to know beside the form."""
    if "seen" in request.GET:
        return fragment(request, Outcome.SEEN, **context)
    place, version = tabs.place_of(request.POST), tabs.version_of(request.POST)
    kept = work.keep(person(request), result, place, request.POST.get("tab", ""), request.POST, version)
    if kept.refusal:
        return fragment(request, Outcome.REFUSED, not_kept=kept.refusal, **context)
    if result:
        noticed = noticing.notice(result, request.POST, place, by=person(request))
        context |= {"noticed": noticed, "result": result, "place": place}
    return fragment(request, Outcome.SETTLED if kept.is_settled else Outcome.KEPT, **context)


@require_safe
@at_the_desk
def kept(request: HttpRequest) -> HttpResponse:
    """Everything she typed and has not saved."""
    return render(request, "desk/kept.html", {"texts": work.unsaved_of(person(request)).defer("data")})


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def discard(request: HttpRequest, reference: str) -> HttpResponse:
    """Drop what she typed into a report and has not saved."""
    return _discard(request, open_report(request, reference))


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def discard_new(request: HttpRequest) -> HttpResponse:
    """Drop what she typed into a new report and has not saved."""
    return _discard(request, None)


def _discard(request: HttpRequest, result: Result | None) -> HttpResponse:
    """Show what is dropped, and drop it once she has said so."""
    unsaved = work.unsaved_of(person(request)).filter(result=result, tab=request.GET.get("kept", "")).first()
    if unsaved is None:
        raise Http404("This text has been saved or discarded.")
    if request.method == "POST":
        work.discard(unsaved)
        messages.success(request, _("What you had typed and not saved is discarded."))
        return redirect(showing.form_address(unsaved))
    return render(
        request, "desk/kept_discard.html", {"unsaved": unsaved, "result": result, "texts": showing.texts(unsaved)}
    )
