"""The list of imports: who brought what, when, and what came of it; with all that one begins with."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from results.desk.importing.counts import Count, of_batch
from results.desk.importing.opening import for_importers
from results.desk.importing.standing import step_address
from results.listing import page_of, page_problem
from results.models import ImportBatch


@require_safe
@for_importers
def imports(request: HttpRequest) -> HttpResponse:
    """All imports, the latest first, in a fixed number of queries."""
    found = ImportBatch.objects.visible_to(request.user).select_related("by").defer("examined", "answers")
    page = page_of(request, found.order_by("-at", "-pk"))
    lines: list[tuple[ImportBatch, list[Count], str]] = [
        (batch, of_batch(batch), step_address(batch)) for batch in page
    ]
    context = {
        "place": "imports",
        "section": "desk",
        "page": page,
        "problem": page_problem(request, page),
        "lines": lines,
    }
    return render(request, "desk/imports.html", context)
