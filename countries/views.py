"""Pages about countries: the list, one country, one outcome of its programme."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from countries.climb import Climb
from countries.listing import CountryFilterForm, CountryList
from countries.models import CooperationFramework, Country, CountryProgrammeOutcome
from indicators import behind, counting
from indicators.models import CountryIndicator
from results import as_of
from results.models import Project
from results.remembering import remembered

# How many results stand on a page for one biennium, and for one indicator; the rest is a link away.
OF_BIENNIUM = 3
OF_COUNT = 3


def typed(code: str) -> str:
    """A code in an address as it is stored; raises Http404 for what no code is made of."""
    if not (code.isascii() and code.isalnum()):
        raise Http404(f"{code!r} is not a code.")
    return code.upper()


@require_safe
@remembered
def countries(request: HttpRequest) -> HttpResponse:
    """The countries with results, or all of them, by region: how many results, how far each has come."""
    reading = as_of.reading(request)
    form = CountryFilterForm.read(request.GET)
    context = {
        "section": "countries",
        "reading": reading,
        "form": form,
        "list": CountryList.of(reading.publications, form),
    }
    return render(request, "countries/country_list.html", context)


@require_safe
@remembered
def country(request: HttpRequest, iso3: str) -> HttpResponse:
    """One country: how far it has come, its results, what counts, what is measured and what was agreed."""
    if iso3 != iso3.lower():
        return redirect(reverse("country", args=[iso3.lower()], query=request.GET or None), permanent=True)
    country = get_object_or_404(Country.objects.select_related("region"), iso3=typed(iso3))
    reading = as_of.reading(request)
    published = reading.publications.for_country(country)
    cells = counting.cells(published)
    extract = behind.extract(published, of_biennium=OF_BIENNIUM, of_count=OF_COUNT, country=country)
    context = {
        "section": "countries",
        "reading": reading,
        "country": country,
        "climb": Climb.of(cells),
        "biennia": behind.by_biennium(extract, cells, most=OF_BIENNIUM),
        "counts": behind.by_count(extract, cells, most=OF_COUNT),
        "country_indicators": CountryIndicator.objects.filter(country=country).with_latest(),
        "cpos": [
            (cpo, sum(cell.results for cell in cells if cell.cpo == cpo.pk))
            for cpo in CountryProgrammeOutcome.objects.filter(country=country)
        ],
        "agreements": CooperationFramework.objects.filter(country=country).with_area_titles(),
    }
    return render(request, "countries/country_detail.html", context)


@require_safe
@remembered
def cpo(request: HttpRequest, iso3: str, code: str) -> HttpResponse:
    """One outcome of a country programme: its results over the biennia, and how far they led."""
    if (lower := [iso3.lower(), code.lower()]) != [iso3, code]:
        return redirect(reverse("cpo", args=lower, query=request.GET or None), permanent=True)
    outcomes = CountryProgrammeOutcome.objects.select_related("country__region")
    cpo = get_object_or_404(outcomes, code=typed(code), country__iso3=typed(iso3))
    reading = as_of.reading(request)
    published = reading.publications.filter(cpo=cpo)
    cells = counting.cells(published)
    extract = behind.extract(published, of_biennium=OF_BIENNIUM, country=cpo.country, cpo=cpo)
    context = {
        "section": "countries",
        "reading": reading,
        "cpo": cpo,
        "country": cpo.country,
        "climb": Climb.of(cells),
        "biennia": behind.by_biennium(extract, cells, most=OF_BIENNIUM),
        "projects": Project.objects.linked_in(published),
    }
    return render(request, "countries/cpo_detail.html", context)
