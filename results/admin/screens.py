"""What stands around the form of a report: where it stands, what is still missing, and the desk's pages about it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from results import checks, permissions
from results.models import Publication, Result
from results.permissions import Act

_SECTION_OF = {
    "country": 0, "cpo": 0, "date": 0, "language": 0, "step": 1, "indicator": 1, "further_indicators": 1, "projects": 2,
    "summary": 3, "outcome_achieved": 3, "contribution": 4, "partnerships": 5, "partners": 5, "topics": 6,
}  # fmt: skip


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
        "may_submit": permissions.may(user, Act.SUBMIT, stored),
        "findings": _with_links(request, stored, found),
    }


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
