"""What a report's buttons open: publishing it, withdrawing it, its history. Each asks the permission table."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from results import actions, checks, history, permissions
from results.forms import PublishForm, WithdrawForm
from results.models import Publication, Result
from results.permissions import Act

if TYPE_CHECKING:
    from results.admin.result_admin import ResultAdmin

_SECTION_OF = {
    "country": 0, "cpo": 0, "date": 0, "language": 0, "step": 1, "indicator": 1, "further_indicators": 1, "projects": 2,
    "summary": 3, "outcome_achieved": 3, "contribution": 4, "partnerships": 5, "partners": 5, "topics": 6,
}  # fmt: skip


def urls(screen: "ResultAdmin") -> list[Any]:
    """The addresses of these screens, each behind the admin's own sign-in check."""

    def page(name: str, view: Any) -> Any:
        def answer(request: HttpRequest, object_id: str) -> HttpResponse:
            response: HttpResponse = view(screen, request, object_id)
            return response

        address = f"<path:object_id>/{name}/"
        return path(address, screen.admin_site.admin_view(answer), name=f"results_result_{name}")

    return [page("publish", publish), page("withdraw", withdraw)]


def publish(screen: "ResultAdmin", request: HttpRequest, object_id: str) -> HttpResponse:
    """Show what would be published, or what keeps it from being published; on POST, publish it."""
    with transaction.atomic():
        result = _locked(request, object_id)
        permissions.require(request.user, Act.PUBLISH, result)  # type: ignore[arg-type]  # signed in by admin_view
        form = PublishForm(request.POST or None, result=result)
        found = checks.findings(result, checks.Surroundings.at(localdate()))
        if request.method == "POST" and form.is_valid() and not found:
            publication = actions.publish(result, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("%(version)s is published.") % {"version": publication})
            return HttpResponseRedirect(_change_url(result))
    last = result.publications.order_by("-number").first()
    context = {
        **_context(screen, request, result, _("Publish %(reference)s") % {"reference": result.reference}),
        "form": form,
        "findings": _with_links(request, result, found),
        "next_number": last.number + 1 if last else 1,
        "last": last,
    }
    return TemplateResponse(request, "admin/results/result/publish.html", context)


def withdraw(screen: "ResultAdmin", request: HttpRequest, object_id: str) -> HttpResponse:
    """Ask for the reason; on POST, take the current version away from readers."""
    with transaction.atomic():
        result = _locked(request, object_id)
        permissions.require(request.user, Act.WITHDRAW, result)  # type: ignore[arg-type]  # signed in by admin_view
        form = WithdrawForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                actions.withdraw(result, by=request.user, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("%(reference)s is withdrawn.") % {"reference": result.reference})
                return HttpResponseRedirect(_change_url(result))
    context = {
        **_context(screen, request, result, _("Withdraw %(reference)s") % {"reference": result.reference}),
        "form": form,
        "publication": _current(result),
    }
    return TemplateResponse(request, "admin/results/result/withdraw.html", context)


def show_history(screen: "ResultAdmin", request: HttpRequest, result: Result) -> HttpResponse:
    """Everything that was ever done to a report, from the log."""
    context = {
        **_context(screen, request, result, _("History of %(reference)s") % {"reference": result.reference}),
        "entries": history.tell(result.events.select_related("by")),
    }
    return TemplateResponse(request, "admin/results/result/history.html", context)


def form_context(request: HttpRequest, result: Result | None) -> dict[str, Any]:
    """What the form shows around its fields: the buttons she may use, and what is still missing."""
    if result is None or result.pk is None:
        return {}
    stored = Result.objects.with_everything().get(pk=result.pk)
    user = request.user
    publication = _current(stored)
    found = checks.findings(stored, checks.Surroundings.at(localdate()))
    return {
        "stored": stored,
        "publication": publication,
        "may_publish": permissions.may(user, Act.PUBLISH, stored),
        "may_withdraw": publication is not None and permissions.may(user, Act.WITHDRAW, stored),
        "findings": _with_links(request, stored, found),
    }


def _locked(request: HttpRequest, object_id: str) -> Result:
    """The report she may open, held until the transaction ends; raises Http404."""
    visible = Result.objects.visible_to(request.user).with_everything().select_related("changed_by")
    if not (object_id.isascii() and object_id.isdigit()):
        raise Http404
    result = visible.select_for_update(of=("self",)).filter(pk=object_id).first()
    if result is None:
        raise Http404
    return result


def _current(result: Result) -> Publication | None:
    return Publication.objects.current().defer("document").filter(result=result).first()


def _with_links(request: HttpRequest, result: Result, found: list[checks.Finding]) -> list[tuple[str, str]]:
    """Each sentence with the address of its field in the form."""
    may_write = permissions.may(request.user, Act.WRITE, result)
    return [(finding.sentence, _change_url(result) + _anchor(finding.field, may_write)) for finding in found]


def _anchor(field: str, may_write: bool) -> str:
    if field in _SECTION_OF:
        return f"#id_{field}" if may_write else f"#fieldset-0-{_SECTION_OF[field]}-heading"
    return f"#{field}-group"


def _change_url(result: Result) -> str:
    return reverse("admin:results_result_change", args=[result.pk])


def _context(screen: "ResultAdmin", request: HttpRequest, result: Result, title: str) -> dict[str, Any]:
    request.current_app = screen.admin_site.name
    return {
        **screen.admin_site.each_context(request),
        "title": title,
        "opts": screen.opts,
        "result": result,
        "original": result,
        "change_url": _change_url(result),
        "media": screen.media,
    }
