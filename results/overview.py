"""The first page: what has been achieved, where, and what was aimed at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from countries.listing import by_name
from countries.models import Country
from indicators import counting, grouping
from indicators.models import AchievementStep
from results import as_of
from results.remembering import remembered
from results.tiles import TileGrid

LATEST = 6


@require_safe
@remembered
def overview(request: HttpRequest) -> HttpResponse:
    """Headline figures, countries by step, targets and actuals of a biennium, the world, the latest results."""
    reading = as_of.reading(request)
    published = reading.publications
    figures = counting.by_country(published)
    biennia = list(counting.biennia(published))
    biennium = grouping.biennium_asked(request, biennia)
    reached = counting.countries_by_highest_step(figures.values())
    countries = list(Country.objects.only("iso3", "name", "note", "tile_row", "tile_column"))
    context = {
        "reading": reading,
        "results": sum(one.results for one in figures.values()),
        "countries": len(figures),
        "biennia": biennia,
        "biennium": biennium,
        "steps": [
            (step, reached[step.number], reached[step.number] * 100 // (len(figures) or 1))
            for step in AchievementStep.objects.order_by("-number")
        ],
        "without_step": reached[None],
        "progress": counting.progress(biennium, published) if biennium else [],
        "grid": TileGrid.of(countries, {pk: one.results for pk, one in figures.items()}),
        "with_results": [
            (country, figures[country.pk]) for country in sorted((c for c in countries if c.pk in figures), key=by_name)
        ],
        "latest": published.for_listing()[:LATEST],
    }
    return render(request, "results/overview.html", context)
