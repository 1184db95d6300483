"""Figures of people reached: what they mean, and whether so many people exist."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from results.checks.registry import Finding, Level, check
from results.checks.report import Report
from results.checks.surroundings import Surroundings
from results.models import PeopleReached


@check(
    "people-without-kind",
    level=Level.BLOCKING,
    title=_("A figure of people that does not say in what sense"),
    explanation=_(
        "People entitled by law, people actually covered and people who receive a better benefit are three different "
        "things; a number that does not say which can be neither read nor added up."
    ),
    cure=_("Choose legal coverage, effective coverage or adequacy."),
    sentence=_("Say in what sense %(people)s people are reached: legal coverage, effective coverage or adequacy."),
)
def people_without_kind(report: Report, around: Surroundings) -> Iterator[Finding]:
    for figure in report.people_reached:
        if not figure.kind and (people := at_least(figure)):
            yield Finding("people_reached", {"people": people})


@check(
    "people-more-than-the-country-has",
    level=Level.BLOCKING,
    title=_("More people than live in the country"),
    explanation=_("A result reaches people of its own country, so it cannot reach more than live there."),
    cure=_("Correct the figure: look for thousands written as units, or a figure of the whole region."),
    sentence=_("%(people)s people are more than the %(population)s who live in %(country)s. Correct the figure."),
)
def people_more_than_the_country_has(report: Report, around: Surroundings) -> Iterator[Finding]:
    country = report.country
    if country is None or not country.population:
        return
    for figure in report.people_reached:
        if (people := at_least(figure)) > country.population:
            values = {"people": people, "population": country.population, "country": dict(country.name)}
            yield Finding("people_reached", values)


@check(
    "people-women-and-men-more-than-all",
    level=Level.BLOCKING,
    title=_("Women and men are more than all together"),
    explanation=_("Whoever is counted as a woman or a man is counted in the total as well."),
    cure=_("Correct one of the three numbers, or leave the total empty where women and men are everybody."),
    sentence=_("%(women)s women and %(men)s men are more than %(total)s in all. Correct one of the numbers."),
)
def people_women_and_men_more_than_all(report: Report, around: Surroundings) -> Iterator[Finding]:
    for figure in report.people_reached:
        women, men, total = figure.women or 0, figure.men or 0, figure.total
        if total is not None and women + men > total:
            yield Finding("people_reached", {"women": women, "men": men, "total": total})


@check(
    "people-more-than-the-projects-plan",
    level=Level.ADVICE,
    title=_("More people than the projects were to reach"),
    explanation=_(
        "The linked projects say how many people they are to reach. Where a result reaches more, it was not theirs "
        "alone, or the figure is that of a whole scheme. Legal coverage is left out: a law entitles whom it will."
    ),
    cure=_("Correct the figure, or say in its source what else reached these people."),
    sentence=_("%(people)s people are more than the %(planned)s that %(projects)s plan to reach. Check the figure."),
)
def people_more_than_the_projects_plan(report: Report, around: Surroundings) -> Iterator[Finding]:
    planned = [project.people_planned for project in report.projects]
    known = [number for number in planned if number is not None]
    if not known or len(known) < len(planned):
        return
    codes = [project.code for project in report.projects]
    for figure in report.people_reached:
        if figure.kind != PeopleReached.Kind.LEGAL and (people := at_least(figure)) > sum(known):
            yield Finding("people_reached", {"people": people, "planned": sum(known), "projects": codes})


def at_least(figure: PeopleReached) -> int:
    """How many people a figure speaks of, as far as it is known."""
    return max(figure.total or 0, (figure.women or 0) + (figure.men or 0))
