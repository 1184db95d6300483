"""Sheets that a worker makes: exports, and the refused rows of an import; waiting for one, and taking it away."""

import logging
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from countries.models import User
from results import permissions
from results.desk.importing.following import download
from results.desk.importing.opening import for_importers, open_batch
from results.desk.importing.records import REPORTS, is_about_reports
from results.desk.opening import at_the_desk, person
from results.imports import preparing
from results.imports.kinds import KINDS
from results.imports.kinds.kind import Kind
from results.models import PreparedFile
from results.permissions import Act

logger = logging.getLogger(__name__)

FORMATS = {"xlsx": "Excel (.xlsx)", "ods": "OpenDocument (.ods)", "csv": "csv"}


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def export(request: HttpRequest) -> HttpResponse:
    """Ask what is to be exported; on POST, have a worker make it."""
    user = person(request)
    kinds = _exportable(user)
    if not kinds:
        raise PermissionDenied(_("You do not hold a role in any country. Ask an administrator for one."))
    error, chosen = "", [name for name in kinds if name in request.POST.getlist("kind")]
    if request.method == "POST":
        try:
            return redirect(
                "import-prepared", preparing.ask_for_export(user, chosen, request.POST.get("format", "")).token
            )
        except ValidationError as refused:
            error = " ".join(refused.messages)
    context = {
        "place": "imports",
        "section": "desk",
        "kinds": list(kinds.values()),
        "formats": FORMATS.items(),
        "error": error,
        "chosen": chosen or [REPORTS],
        "format": request.POST.get("format", "xlsx"),
    }
    return render(request, "desk/import_export.html", context)


@require_POST
@for_importers
def refused(request: HttpRequest, token: UUID) -> HttpResponse:
    """Have a worker make her own workbook again, with what became of each row and how to mend it."""
    batch = open_batch(request, token)
    try:
        prepared = preparing.ask_for_refused(batch, person(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("import", batch.token)
    return redirect("import-prepared", prepared.token)


@require_safe
@at_the_desk
def wait(request: HttpRequest, token: UUID) -> HttpResponse:
    """A sheet that is being made; the page asks again by itself, and offers it once it is there."""
    prepared = _hers(request, token)
    is_running = not prepared.ready_at and not prepared.sentence
    if getattr(request, "htmx", False) and not is_running:
        return HttpResponseClientRedirect(reverse("import-prepared", args=[prepared.token]))
    context = {"place": "imports", "section": "desk", "prepared": prepared, "is_running": is_running}
    return render(request, "desk/import_prepared.html", context)


@require_safe
@at_the_desk
def fetch(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """A sheet that was made for her."""
    prepared = _hers(request, token)
    if not prepared.ready_at:
        raise Http404("It is not made yet.")
    try:
        return download(prepared.file.open("rb"), prepared.name)
    except FileNotFoundError as error:
        logger.error("The prepared file %s (%s) is gone.", prepared.pk, prepared.file.name)
        raise Http404("The stored file is gone.") from error


def _hers(request: HttpRequest, token: UUID) -> PreparedFile:
    """A sheet that was made for this person; raises Http404 for everybody else."""
    found = PreparedFile.objects.select_related("batch").filter(token=token, by=person(request)).first()
    if found is None:
        raise Http404(f"No prepared file {token}.")
    return found


def _exportable(user: User) -> dict[str, Kind]:
    """What this person may export: reports and their parts, for whoever reads some; all else for administrators."""
    if user.is_administrator:
        return dict(KINDS)
    if not permissions.may_anywhere(user, Act.READ):
        return {}
    return {name: kind for name, kind in KINDS.items() if is_about_reports(name)}
