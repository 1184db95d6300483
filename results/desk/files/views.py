"""Adding a file while a report is being written, and fetching one."""

import re
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from results.desk.files import serving, storing
from results.desk.files.forms import TOKEN, UPLOAD, EvidenceForm
from results.desk.opening import at_the_desk, open_report, person
from results.models import Evidence, EvidenceFile
from results.permissions import Act

_PREFIX = re.compile(r"[a-z_]{1,20}-[0-9]{1,4}")


@require_safe
def evidence_file(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """A file, for whoever may have it."""
    files = EvidenceFile.objects.select_related("result__country__region")
    return serving.answer(request, get_object_or_404(files, token=token))


@at_the_desk
@require_POST
def report_file(request: HttpRequest, reference: str) -> HttpResponse:
    """Store a file at once, so that nothing after it can lose it; answers with its place in the form.

    ``prefix`` is that of the form of one piece of evidence, which then names the file by its token, and ``token`` the
    file it had so far. A file that is refused answers 422, with the sentence in the same place.
    """
    result = open_report(request, reference, Act.WRITE)
    evidence, status = Evidence(result=result, file=storing.find(result, request.POST.get(TOKEN, ""))), 200
    problems: list[str] = []
    try:
        upload = request.FILES.get(UPLOAD)
        if upload is None:
            raise ValidationError(_("No file arrived. Choose it again."))
        evidence.file = storing.store(result, upload, by=person(request))
    except ValidationError as error:
        problems, status = error.messages, 422
    prefix = request.POST.get("prefix", "")
    form = EvidenceForm(instance=evidence, prefix=prefix if _PREFIX.fullmatch(prefix) else "evidence-0")
    context = {"form": form, "reference": result.reference, "problems": problems}
    return render(request, "components/desk_evidence_file.html", context, status=status)
