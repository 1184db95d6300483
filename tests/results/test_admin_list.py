"""The list of reports: what it finds, by what it narrows down, and that it does not slow down."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import Biennium
from results.models import Publication
from tests.factories import (
    AchievementStepFactory,
    CountryFactory,
    CountryProgrammeOutcomeFactory,
    DriverTextFactory,
    GoalFactory,
    PartnershipCategoryFactory,
    PublishedResultFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
    TopicFactory,
)

LIST = "/admin/results/result/"


def found(client, **query):
    return [result.reference for result in client.get(LIST, query).context["cl"].result_list]


@pytest.fixture
def two(tajikistan):
    """A report of 2021, published, and one of 2019, in French; whatever can differ between them does."""
    first = PublishedResultFactory(
        reference="TJK-2021-001",
        country=tajikistan,
        summary="The budget was reviewed",
        cpo=CountryProgrammeOutcomeFactory(),
    )
    first.topics.add(TopicFactory())
    first.partnerships.add(PartnershipCategoryFactory())
    ResultSdgLinkFactory(result=first, target=TargetFactory(code="1.3"))
    second = ResultFactory(
        reference="TJK-2019-001", country=tajikistan, date=date(2019, 5, 1), language="fr", indicator=None,
        step=AchievementStepFactory(number=1), summary="La sécurité sociale", contribution="Таджикистан",
        outcome_achieved="Une loi est adoptée.",
    )  # fmt: skip
    DriverTextFactory(result=second, text="Les femmes et les hommes")
    ResultSdgLinkFactory(result=second, target=None, goal=GoalFactory(number=8))
    return first, second


def test_newest_come_first(client, officer, two):
    client.force_login(officer)

    assert found(client) == ["TJK-2021-001", "TJK-2019-001"]


QUESTIONS = [
    pytest.param("2021-001", ["TJK-2021-001"], id="reference"),
    pytest.param("BUDGET", ["TJK-2021-001"], id="word of the summary, in capitals"),
    pytest.param("SÉCURITÉ sociale", ["TJK-2019-001"], id="two words with accents, in capitals"),
    pytest.param("se\u0301curite\u0301", ["TJK-2019-001"], id="accents composed otherwise"),
    pytest.param("таджикистан", ["TJK-2019-001"], id="Cyrillic in small letters"),
    pytest.param("hommes", ["TJK-2019-001"], id="driver text"),
    pytest.param("tadjikistan", ["TJK-2021-001", "TJK-2019-001"], id="country in French"),
    pytest.param("tjk128", ["TJK-2021-001"], id="CPO code"),
    pytest.param("budget sociale", [], id="words of two reports"),
    pytest.param("50% (or_", [], id="signs that mean something to a database"),
]


@pytest.mark.parametrize(("question", "references"), QUESTIONS)
def test_search_finds(client, officer, two, question, references):
    client.force_login(officer)

    assert found(client, q=question) == references


def filters(first):
    biennium = Biennium.objects.get(start_year=2020)
    return {
        "country": {"country": first.country_id},
        "region": {"country__region__id__exact": first.country.region_id},
        "biennium": {"biennium": biennium.pk},
        "year": {"year": 2021},
        "policy outcome": {"policy_outcome": first.indicator.policy_outcome_id},
        "indicator": {"indicator": first.indicator_id},
        "step": {"step": first.step_id},
        "state": {"state__exact": "published"},
        "published": {"published": "yes"},
        "language": {"language__exact": "en"},
        "topic": {"topic": first.topics.get().pk},
        "partnership": {"partnerships__id__exact": first.partnerships.get().pk},
        "goal of a target": {"goal": GoalFactory(number=1).pk},
        "goal itself": {"goal": GoalFactory(number=8).pk},
    }


def test_filters_narrow_the_list(client, officer, two):
    both, first, second = ["TJK-2021-001", "TJK-2019-001"], ["TJK-2021-001"], ["TJK-2019-001"]
    expected = dict.fromkeys(filters(two[0]), first) | {"country": both, "region": both, "goal itself": second}
    client.force_login(officer)

    assert {name: found(client, **query) for name, query in filters(two[0]).items()} == expected


@pytest.mark.parametrize("query", [{"country": "x"}, {"country": "999999"}, {"year": "٢٠٢١x"}, {"published": "maybe"}])
def test_address_that_was_made_up_breaks_nothing(client, officer, two, query):
    client.force_login(officer)

    assert found(client, **query) == ["TJK-2021-001", "TJK-2019-001"]


def test_country_filter_offers_only_hers(client, officer, elsewhere, two):
    ResultFactory(reference="MOZ-2021-001", country=elsewhere)
    client.force_login(officer)

    [offered] = [spec for spec in client.get(LIST).context["cl"].filter_specs if spec.title == "country"]

    assert offered.lookup_choices == [(str(two[0].country_id), "Tajikistan")]
    assert found(client, country=elsewhere.pk) == ["TJK-2021-001", "TJK-2019-001"]


LISTS = {
    "results": (LIST, 17),
    "publications": ("/admin/results/publication/", 10),
    "log": ("/admin/results/event/", 9),
}


@pytest.mark.parametrize("name", LISTS)
def test_list_asks_the_same_number_of_questions_at_one_and_at_three_rows(client, administrator, tajikistan, name):
    address, expected = LISTS[name]
    client.force_login(administrator)
    counts = []
    for n in (1, 2):
        for k in range(n):
            PublishedResultFactory(country=CountryFactory(iso3=("TJK", "KGZ", "UZB")[n - 1 + k]))
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))

    assert Publication.objects.count() == 3
    assert counts == [expected, expected]


def test_import_buttons_are_for_those_who_import(client, officer, two):
    client.force_login(officer)

    page = client.get(reverse("admin:results_result_changelist")).content.decode()

    assert ">Import<" not in page
