"""Pages about the results framework: a biennium's indicators, and one indicator with the countries it counts."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from indicators import behind, counting, grouping
from indicators.models import Indicator
from results import as_of
from results.listing import PER_PAGE
from results.remembering import remembered

# How many results of one country stand on the page; the rest is a link away.
OF_COUNT = 2


@require_safe
@remembered
def indicators(request: HttpRequest) -> HttpResponse:
    """Policy outcomes, outputs and indicators of one biennium, with target and actual."""
    reading = as_of.reading(request)
    biennia = list(counting.biennia(reading.publications))
    biennium = grouping.biennium_asked(request, biennia)
    progress = counting.progress(biennium, reading.publications) if biennium else []
    context = {
        "section": "indicators",
        "reading": reading,
        "biennia": biennia,
        "biennium": biennium,
        "outcomes": grouping.by_outcome(progress),
    }
    return render(request, "indicators/indicator_list.html", context)


@require_safe
@remembered
def indicator(request: HttpRequest, biennium: str, code: str) -> HttpResponse:
    """One indicator: target, actual, every country counted with the results behind it, and what is not counted."""
    if "\0" in biennium + code:
        raise Http404("No code holds a null character.")
    indicators = Indicator.objects.with_place()
    indicator = get_object_or_404(indicators, policy_outcome__biennium__code=biennium, code=code)
    reading = as_of.reading(request)
    published = reading.publications.filter(indicator=indicator)
    cells = counting.cells(published)
    achieved = grouping.achieved(indicator, cells)
    page = Paginator(achieved.countries, PER_PAGE).get_page(request.GET.get("page"))
    on_page = published.filter(country__in=page.object_list)
    extract = behind.extract(on_page, of_count=OF_COUNT, indicator=indicator, biennium=indicator.biennium)
    context = {
        "section": "indicators",
        "reading": reading,
        "indicator": indicator,
        "achieved": achieved,
        "page": page,
        "regions": achieved.by_region(behind.by_count(extract, cells, most=OF_COUNT)),
        "further": reading.publications.filter(further_indicators=indicator).for_listing(),
    }
    return render(request, "indicators/indicator_detail.html", context)
