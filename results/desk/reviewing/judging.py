"""Ticking the criteria of a report's indicator."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from results import actions
from results.desk.opening import at_the_desk, open_report, person
from results.desk.reviewing import criteria
from results.desk.reviewing.review import reports_to_judge, review_page
from results.permissions import Act


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def judge(request: HttpRequest, reference: str) -> HttpResponse:
    """Tick one criterion with what shows it, or take the tick back."""
    result = open_report(request, reference, Act.JUDGE, reports=reports_to_judge())
    row = criteria.row_from(result, request.POST)
    if request.method != "POST" or row is None:
        return redirect(_criteria_of(reference))
    is_met = request.POST.get("met") != "0"
    if row.form.is_valid():
        said = row.form.cleaned_data if is_met else {}
        try:
            actions.judge(result, row.criterion, by=person(request), is_met=is_met, **said)
        except ValidationError as error:
            row.form.add_error(None, ValidationError(error.messages))
        else:
            return redirect(_criteria_of(reference))
    return review_page(request, result, judged=row)


def _criteria_of(reference: str) -> str:
    return f"{reverse('report-review', args=[reference])}#criteria"
