"""Pages about the Sustainable Development Goals: results by goal and by target."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from indicators.counting import by_goal, by_target
from results import as_of
from results.listing import page_of
from results.remembering import remembered
from sdg_links.models import Goal, Target


@require_safe
@remembered
def goals(request: HttpRequest) -> HttpResponse:
    """The seventeen goals, each with the number of results that speak to it."""
    reading = as_of.reading(request)
    results = by_goal(reading.publications)
    context = {
        "section": "sdgs",
        "reading": reading,
        "goals": [(goal, results.get(goal.number, 0)) for goal in Goal.objects.all()],
    }
    return render(request, "sdg_links/goal_list.html", context)


@require_safe
@remembered
def goal(request: HttpRequest, number: int) -> HttpResponse:
    """One goal: its targets with the number of results of each, and the results that speak to it."""
    goal = get_object_or_404(Goal, number=number)
    reading = as_of.reading(request)
    published = reading.publications.filter(goals=goal)
    results = by_target(published)
    context = {
        "section": "sdgs",
        "reading": reading,
        "goal": goal,
        "targets": [(target, results.get(target.code, 0)) for target in goal.targets.all()],
        "page": page_of(request, published.for_listing()),
    }
    return render(request, "sdg_links/goal_detail.html", context)


@require_safe
@remembered
def target(request: HttpRequest, code: str) -> HttpResponse:
    """One target: its text, the SDG indicators beneath it, and the results that link to it."""
    target = get_object_or_404(Target.objects.select_related("goal"), code=code)
    reading = as_of.reading(request)
    context = {
        "section": "sdgs",
        "reading": reading,
        "target": target,
        "sdg_indicators": target.indicators.all(),
        "page": page_of(request, reading.publications.filter(targets=target).for_listing()),
    }
    return render(request, "sdg_links/target_detail.html", context)
