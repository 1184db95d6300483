"""Sheets to begin with: templates to fill in."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from results.desk.importing.following import download
from results.desk.importing.opening import for_importers
from results.imports.kinds import KINDS
from results.imports.kinds.lookups import Lookups
from results.imports.sheets.template import template as write_template


@require_safe
@for_importers
def template(request: HttpRequest) -> HttpResponseBase:
    """Ask which sheets the template is to have; where the address says so (?kind=), the workbook itself."""
    chosen = [name for name in KINDS if name in request.GET.getlist("kind")]
    if chosen:
        stream = BytesIO()
        write_template(stream, chosen, Lookups(), get_language() or "en")
        stream.seek(0)
        return download(stream, f"waymark-template-{timezone.localdate():%Y-%m-%d}.xlsx")
    context = {
        "place": "imports",
        "section": "desk",
        "kinds": list(KINDS.values()),
        "is_empty": "get" in request.GET,
    }
    answer: HttpResponse = render(request, "desk/import_template.html", context)
    return answer
