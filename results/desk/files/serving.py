"""Handing files out: to everybody while a record shows them, else to whoever may read the report; never run inline."""

import logging

from django.db.models import OuterRef, Subquery
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from results import permissions
from results.models import EvidenceFile, Publication, PublicationFile
from results.permissions import Act

logger = logging.getLogger(__name__)

# Should a browser show a file in spite of all, it runs nothing, fetches nothing and belongs to no site.
_POLICY = "sandbox; default-src 'none'"


def is_shown(file: EvidenceFile) -> bool:
    """Whether a version that readers can open shows this file: the current one, or one before it.

    Versions stay citable for ever, and so do their files. Where the latest version was withdrawn, readers see none.
    """
    latest = Publication.objects.filter(result=OuterRef("publication__result")).order_by("-number")
    return (
        PublicationFile.objects.filter(file=file, publication__withdrawn_at__isnull=True)
        .annotate(record_withdrawn_at=Subquery(latest.values("withdrawn_at")[:1]))
        .filter(record_withdrawn_at__isnull=True)
        .exists()
    )


def answer(request: HttpRequest, file: EvidenceFile) -> HttpResponseBase:
    """The file as a download; raises Http404 for whoever may not have it, as for a file that does not exist."""
    is_public = is_shown(file)
    if not is_public and not permissions.may(request.user, Act.READ, file.result):
        raise Http404("Nobody is told which files there are.")
    etag = f'"{file.sha256}"'
    response = get_conditional_response(request, etag=etag) or _download(file)
    for name, value in _headers(etag, is_public=is_public).items():
        response.headers[name] = value
    return response


def _headers(etag: str, *, is_public: bool) -> dict[str, str]:
    return {
        # Asked for anew each time: a record can be withdrawn.
        "Cache-Control": "public, no-cache" if is_public else "private, no-store",
        "Content-Security-Policy": _POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
        "ETag": etag,
        "X-Content-Type-Options": "nosniff",
    }


def _download(file: EvidenceFile) -> HttpResponse | FileResponse:
    try:
        content = file.file.open("rb")
    except FileNotFoundError as error:
        logger.error("What was stored of file %s (%s) is gone. Restore it from the backup.", file.pk, file.file.name)
        raise Http404("The stored file is gone.") from error
    return FileResponse(content, as_attachment=True, filename=file.name, content_type=file.media_type)
