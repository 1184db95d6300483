"""Figures of people reached: what they mean, and whether so many people exist."""

import pytest

from countries.models import Country
from results.checks import EVERY_LEVEL, Report, Surroundings, findings
from results.models import PeopleReached, Project
from sdg_links.translated import Translated
from tests.results.checks.cases import TODAY

TAJIKISTAN = Country(iso3="TJK", name=Translated({"en": "Tajikistan"}), population=9_500_000)


def told(*figures, country=TAJIKISTAN, projects=()):
    report = Report(country=country, people_reached=figures, projects=projects)
    found = findings(report, Surroundings(TODAY, {}, {}), levels=EVERY_LEVEL)
    return [each.sentence for each in found if each.field == "people_reached"]


NO_KIND = "Say in what sense 40,000 people are reached: legal coverage, effective coverage or adequacy."
TOO_MANY = "9,500,001 people are more than the 9,500,000 who live in Tajikistan. Correct the figure."
MORE_THAN_ALL = "60 women and 50 men are more than 100 in all. Correct one of the numbers."


@pytest.mark.parametrize(
    ("figure", "sentences"),
    [
        pytest.param({"kind": "legal", "women": 400, "men": 300}, [], id="women and men"),
        pytest.param({"kind": "legal", "total": 9_500_000}, [], id="everybody"),
        pytest.param({"women": 25_000, "men": 15_000}, [NO_KIND], id="no kind"),
        pytest.param({}, [], id="a line nobody has filled in"),
        pytest.param({"kind": "effective", "total": 9_500_001}, [TOO_MANY], id="one too many in all"),
        pytest.param({"kind": "adequacy", "women": 5_000_000, "men": 4_500_001}, [TOO_MANY], id="women and men"),
        pytest.param({"kind": "legal", "women": 9_500_001}, [TOO_MANY], id="women alone"),
        pytest.param({"kind": "legal", "women": 60, "men": 50, "total": 100}, [MORE_THAN_ALL], id="more than all"),
        pytest.param({"kind": "legal", "women": 60, "men": 40, "total": 100}, [], id="all are women or men"),
        pytest.param({"kind": "legal", "women": 60, "total": 100}, [], id="men not known"),
    ],
)
def test_figure_is_judged_by_itself(figure, sentences):
    assert told(PeopleReached(**figure)) == sentences


@pytest.mark.parametrize(
    "country", [None, Country(iso3="TJK", name=Translated({"en": "Tajikistan"}))], ids=["no country", "nobody counted"]
)
def test_figure_is_not_compared_with_a_population_that_is_not_known(country):
    assert told(PeopleReached(kind="legal", total=10**10), country=country) == []


BEYOND_PLAN = "3,001 people are more than the 3,000 that “A/1”, “B/2” plan to reach. Check the figure."


@pytest.mark.parametrize(
    ("figure", "planned", "sentences"),
    [
        pytest.param({"kind": "effective", "total": 3_000}, [1_000, 2_000], [], id="as planned"),
        pytest.param({"kind": "effective", "total": 3_001}, [1_000, 2_000], [BEYOND_PLAN], id="one more"),
        pytest.param({"kind": "legal", "total": 3_001}, [1_000, 2_000], [], id="entitled by a law"),
        pytest.param({"kind": "effective", "total": 3_001}, [1_000, None], [], id="a plan without a figure"),
        pytest.param({"kind": "effective", "total": 3_001}, [], [], id="no project"),
    ],
)
def test_figure_is_compared_with_what_the_projects_plan(figure, planned, sentences):
    projects = [
        Project(code=code, people_planned=people) for code, people in zip(("A/1", "B/2"), planned, strict=False)
    ]

    assert told(PeopleReached(**figure), projects=projects) == sentences


def test_every_figure_is_judged():
    found = told(PeopleReached(women=25_000, men=15_000), PeopleReached(kind="legal", total=9_500_001))

    assert found == [NO_KIND, TOO_MANY]
