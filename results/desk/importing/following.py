"""The page of one import: what it is doing now, what it asks for, what came of it; cancelling; the original file."""

import logging
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from results.desk.importing import counts, standing
from results.desk.importing.opening import carry_out, for_importers, open_batch
from results.desk.opening import person
from results.imports import batches

logger = logging.getLogger(__name__)


@require_safe
@for_importers
def follow(request: HttpRequest, token: UUID) -> HttpResponse:
    """An import as it stands; while a worker has it, the page asks again by itself and goes on when it is done."""
    batch = open_batch(request, token)
    is_running = standing.is_running(batch)
    if getattr(request, "htmx", False) and not is_running:
        return HttpResponseClientRedirect(standing.step_address(batch))
    context = {
        "place": "imports",
        "section": "desk",
        "batch": batch,
        "is_running": is_running,
        "pace": standing.pace(batch, timezone.now()),
        "steps": standing.steps(batch),
        "step_address": standing.step_address(batch),
        "may_be_cancelled": standing.may_be_cancelled(batch),
        "counts": counts.of_batch(batch),
        "refused": counts.number_of(batch, "refused", "conflict"),
    }
    return render(request, "desk/import.html", context)


@require_POST
@for_importers
def cancel(request: HttpRequest, token: UUID) -> HttpResponse:
    """Cancel an import; a worker that has it stops at the next rows, and nothing is written."""
    batch = open_batch(request, token)
    if carry_out(request, lambda: batches.cancel(batch, by=person(request))):
        messages.success(request, _("The import is being cancelled. Nothing of it is written."))
    return redirect("import", batch.token)


@require_safe
@for_importers
def original(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """The file as it came."""
    batch = open_batch(request, token)
    try:
        content = batch.file.open("rb")
    except FileNotFoundError as error:
        logger.error("The file of import %s (%s) is gone. Restore it from the backup.", batch.pk, batch.file.name)
        raise Http404("The stored file is gone.") from error
    return download(content, batch.name)


def download(content: object, name: str) -> FileResponse:
    """A file that no browser shows or runs."""
    response = FileResponse(content, as_attachment=True, filename=name, content_type="application/octet-stream")
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
