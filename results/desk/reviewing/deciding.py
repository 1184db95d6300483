"""Deciding about a report: approving, returning, handing on, publishing, withdrawing. Everything asks the actions."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from results import actions
from results.actions import Conflict
from results.desk.opening import at_the_desk, open_report, person
from results.desk.reviewing.changes import compare
from results.desk.reviewing.forms import PublishForm, ReassignForm, ReturnForm, WithdrawForm
from results.desk.reviewing.review import reports_to_judge, review_page
from results.models import Publication, Result
from results.permissions import Act

acts = require_http_methods(["GET", "HEAD", "POST"])


@acts
@at_the_desk
def approve(request: HttpRequest, reference: str) -> HttpResponse:
    """Approve a report as it was read; with the second button, publish it in the same step."""
    user, result = person(request), open_report(request, reference, Act.APPROVE, reports=reports_to_judge())
    if request.method != "POST":
        return redirect(_decision_on(reference))
    publishes = "publish" in request.POST
    try:
        with transaction.atomic():
            actions.approve(result, by=user, version=_version(request))
            publication = actions.publish(result, by=user) if publishes else None
    except Conflict as conflict:
        return _read_again(request, conflict)
    except ValidationError as error:
        return review_page(request, result, problems=error.messages)
    if publication:
        messages.success(request, _published(publication))
        return redirect("report-review", reference)
    messages.success(request, _("%(reference)s is approved.") % {"reference": reference})
    return redirect("desk")


@acts
@at_the_desk
def send_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Return a report to its author, with what has to change."""
    result = open_report(request, reference, Act.RETURN)
    form = ReturnForm(_posted(request), initial={"version": result.version})

    def act() -> None:
        actions.send_back(result, by=person(request), **form.cleaned_data)

    if form.is_valid() and (answer := _done(request, form, act)):
        messages.success(request, _("%(reference)s is returned to its author.") % {"reference": reference})
        return answer
    return _page(request, result, form, act=Act.RETURN)


@acts
@at_the_desk
def reassign(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand the review of a report to somebody else who may approve it."""
    result = open_report(request, reference, Act.REASSIGN)
    form = ReassignForm(_posted(request), result=result)

    def act() -> None:
        actions.reassign(result, by=person(request), **form.cleaned_data)

    if form.is_valid() and (answer := _done(request, form, act)):
        said = {"reference": reference, "person": form.cleaned_data["to"]}
        messages.success(request, _("%(reference)s is handed to %(person)s.") % said)
        return answer
    return _page(request, result, form, act=Act.REASSIGN)


@acts
@at_the_desk
def publish(request: HttpRequest, reference: str) -> HttpResponse:
    """Say which version it becomes; on POST, publish an approved report as it was read."""
    result = open_report(request, reference, Act.PUBLISH, reports=reports_to_judge())
    form = PublishForm(_posted(request), initial={"version": result.version})
    if form.is_valid():
        try:
            publication = actions.publish(result, by=person(request), version=form.cleaned_data["version"])
        except Conflict as conflict:
            return _read_again(request, conflict)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, _published(publication))
            return redirect("report-review", reference)
    return _page(request, result, form, act=Act.PUBLISH)


@acts
@at_the_desk
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the reason; on POST, take the current version away from readers."""
    result = open_report(request, reference, Act.WITHDRAW)
    form = WithdrawForm(_posted(request))

    def act() -> None:
        actions.withdraw(result, by=person(request), reason=form.cleaned_data["reason"])

    if form.is_valid() and (answer := _done(request, form, act)):
        messages.success(request, _("%(reference)s is withdrawn.") % {"reference": reference})
        return answer
    return _page(request, result, form, act=Act.WITHDRAW)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _version(request: HttpRequest) -> int:
    """The version that was read; 0, which none has, where the page did not say."""
    asked = request.POST.get("version", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0


def _decision_on(reference: str) -> str:
    return f"{reverse('report-review', args=[reference])}#decide"


def _published(publication: Publication) -> str:
    return _("%(version)s is published; everybody can read it now.") % {"version": publication}


def _read_again(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """Off to the report with what changed marked, and nothing done."""
    theirs = conflict.theirs
    messages.warning(
        request,
        _("%(person)s changed %(reference)s after you opened it, so nothing was done. What changed is marked below.")
        % {"person": theirs.changed_by, "reference": theirs.reference},
    )
    since = {"since": str(_version(request))}
    return redirect(reverse("report-review", args=[theirs.reference], query=since))


def _done(request: HttpRequest, form: forms.Form, act: Callable[[], None]) -> HttpResponse | None:
    """Carry an act out; what it refuses stands in the form, and what changed meanwhile beneath it."""
    try:
        act()
    except Conflict as conflict:
        form.add_error(
            None,
            _("%(person)s changed this report after you opened it. See what changed below, then decide again.")
            % {"person": conflict.theirs.changed_by},
        )
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
    else:
        return redirect("desk")
    return None


def _page(request: HttpRequest, result: Result, form: forms.Form, *, act: Act) -> HttpResponse:
    """One act with its form; after a conflict, with what changed since the report was read."""
    publications = list(Publication.objects.filter(result=result).defer("document").order_by("-number"))
    context: dict[str, Any] = {
        "section": "desk",
        "result": result,
        "form": form,
        "act": act.value,
        "current": next((each for each in publications if each.is_current), None),
        "next_number": publications[0].number + 1 if publications else 1,
    }
    read = _version(request) if request.method == "POST" and "version" in request.POST else result.version
    if read != result.version:
        stored = Result.objects.with_everything().get(pk=result.pk)
        context["comparison"] = compare(stored, since=read)
        form.data = {**form.data.dict(), "version": str(stored.version)}  # type: ignore[attr-defined]  # as posted
    return render(request, "desk/review_act.html", context)
