"""What the quality checks found in the last night, and in which reports."""

from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from countries.models import Country, User
from results import permissions
from results.checks import CHECKS, Check, Finding
from results.checks.standing import findings_of
from results.desk.opening import at_the_desk, person
from results.desk.writing.sections import field_address
from results.listing import page_of, page_problem
from results.models import Result, StandingFinding
from results.permissions import Act


@dataclass(frozen=True)
class Line:
    """One finding, with the report it was found in and where it is mended, or read by who may not write there."""

    standing: StandingFinding
    finding: Finding
    address: str


@require_safe
@at_the_desk
def findings(request: HttpRequest) -> HttpResponse:
    """The standing findings of her countries, narrowed by check or country; in a fixed number of queries."""
    user = person(request)
    hers = StandingFinding.objects.filter(result__in=Result.objects.visible_to(user))
    check, country = CHECKS.get(request.GET.get("check", "")), _country(request)
    narrowed = hers.filter(check_name=check.name) if check else hers
    narrowed = narrowed.filter(result__country=country) if country else narrowed
    rows = narrowed.select_related("result__country__region").order_by("result__country", "result__reference", "pk")
    page = page_of(request, rows)
    context = {
        "place": "findings",
        "section": "desk",
        "page": page,
        "lines": [Line(row, finding, _address(user, row.result, finding)) for row, finding in findings_of(page)],
        "counts": _counts(hers.filter(result__country=country) if country else hers),
        "countries": Country.objects.filter(pk__in=hers.values("result__country")),
        "check": check,
        "country": country,
        "problem": page_problem(request, page),
        "last_run": hers.aggregate(last=Max("found_at"))["last"],
    }
    return render(request, "desk/findings.html", context)


def _country(request: HttpRequest) -> Country | None:
    """The country in the address, where it is one of hers."""
    iso3 = request.GET.get("country", "").upper()
    return permissions.countries_open_to(request.user, Act.READ).filter(iso3=iso3).first() if iso3 else None


def _address(user: User, result: Result, finding: Finding) -> str:
    if permissions.may(user, Act.WRITE, result):
        return field_address(result, finding.field)
    return reverse("report", args=[result.reference])


def _counts(rows: QuerySet[StandingFinding]) -> list[tuple[Check, int]]:
    """How many findings each check has, the most frequent first."""
    counted = rows.order_by().values_list("check_name").annotate(number=Count("pk"))
    return sorted(((CHECKS[name], number) for name, number in counted if name in CHECKS), key=lambda pair: -pair[1])
