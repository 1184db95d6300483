"""Pages about the results framework: indicators of a biennium, and the countries that one counts."""

import re
from datetime import date
from html import unescape

import pytest

from tests.factories import (
    CountryFactory,
    IndicatorFactory,
    IndicatorTargetFactory,
    PolicyOutcomeFactory,
    PublishedResultFactory,
    RegionFactory,
    ResultFactory,
    publish,
)

QUERIES = {"indicators": 5, "indicator": 9}
ADDRESS = "/en/indicators/2020-21/8.3.1/"


def content(response):
    return unescape(response.content.decode())


@pytest.fixture
def indicator(db):
    return IndicatorFactory(code="8.3.1")


def test_list_shows_the_framework_of_the_latest_biennium_in_which_something_counts(client, indicator, tajikistan):
    IndicatorFactory(policy_outcome=indicator.policy_outcome, output=None, code="8.9")
    IndicatorTargetFactory(indicator=indicator, countries=4)
    PublishedResultFactory(country=tajikistan, indicator=indicator)
    PublishedResultFactory(country=tajikistan, indicator=None, date=date(2025, 1, 1))

    response = client.get("/en/indicators/")

    (outcome,) = response.context["outcomes"]
    shown = [
        (part.output and part.output.code, [(one.indicator.code, one.target, one.actual) for one in part.indicators])
        for part in outcome.outputs
    ]
    assert str(response.context["biennium"]) == "2020-21"
    assert shown == [("8.3", [("8.3.1", 4, 1)]), (None, [("8.9", None, 0)])]


def test_list_shows_a_dash_for_no_target_and_zero_for_no_country(client, indicator):
    page = content(client.get("/en/indicators/"))

    cells = re.findall(r'<td class="number">(.*?)</td>', page)
    assert cells == ["–", f'<a href="{ADDRESS}#countries">0</a>']


def test_another_biennium_can_be_chosen(client, indicator):
    PublishedResultFactory(indicator=indicator)
    later = PolicyOutcomeFactory(biennium__start_year=2022)
    IndicatorFactory(policy_outcome=later, code="8.1.1", output=None)

    response = client.get("/en/indicators/?biennium=2022-23")

    assert str(response.context["biennium"]) == "2022-23"
    assert [str(one) for one in response.context["biennia"]] == ["2022-23", "2020-21"]


def test_list_without_indicators_says_so(client, db):
    assert "No indicators have been entered yet." in content(client.get("/en/indicators/"))


def test_indicator_counts_countries_and_shows_the_results_behind(client, indicator, tajikistan, elsewhere):
    IndicatorTargetFactory(indicator=indicator, countries=6)
    IndicatorTargetFactory(indicator=indicator, region=elsewhere.region, countries=2)
    for reference, day in (("TJK-2021-002", date(2021, 1, 1)), ("TJK-2021-001", date(2021, 2, 1))):
        PublishedResultFactory(reference=reference, country=tajikistan, indicator=indicator, date=day)
    PublishedResultFactory(reference="MOZ-2021-001", country=elsewhere, indicator=indicator)

    response = client.get(ADDRESS)

    achieved = response.context["achieved"]
    assert (achieved.target, achieved.actual, achieved.results) == (6, 2, 3)
    assert [
        (part.region.code, part.actual, part.target, [(one.first.reference, len(one.others)) for one in counted])
        for part, counted in response.context["regions"]
    ] == [
        ("africa", 1, 2, [("MOZ-2021-001", 0)]),
        ("europe-central-asia", 1, None, [("TJK-2021-002", 1)]),
    ]
    assert "1 of 2 countries aimed at" in content(response)


def test_numbers_agree_with_the_lists_behind_them(client, indicator, tajikistan):
    for number in range(1, 6):
        PublishedResultFactory(reference=f"TJK-2021-00{number}", country=tajikistan, indicator=indicator)

    page = content(client.get(ADDRESS))

    behind = re.findall(r'<a href="(/en/results/\?[^"]*)">(?:<strong>|All results behind this count: )(\d+)', page)
    assert behind == [
        ("/en/results/?indicator=2020-21%3A8.3.1", "5"),
        ("/en/results/?country=tjk&indicator=2020-21%3A8.3.1", "5"),
    ]
    for address, number in behind:
        assert client.get(address).context["page"].paginator.count == int(number)


def test_further_results_are_listed_with_the_reason(client, indicator, tajikistan):
    other = IndicatorFactory(code="8.3.2")
    for reference, primary in (("TJK-2021-001", other), ("TJK-2021-002", None)):
        result = ResultFactory(reference=reference, country=tajikistan, indicator=primary)
        result.further_indicators.add(indicator)
        publish(result)

    response = client.get(ADDRESS)

    reasons = re.findall(r"<td>(It [^<]+)</td>", content(response))
    assert response.context["achieved"].actual == 0
    assert sorted(reasons) == ["It counts towards indicator 8.3.2.", "It names no indicator that it counts towards."]


def test_countries_come_in_pages(client, indicator, tajikistan):
    for number in range(27):
        iso3 = f"A{chr(65 + number // 26)}{chr(65 + number % 26)}"
        PublishedResultFactory(country=CountryFactory(iso3=iso3), indicator=indicator)

    first, second = client.get(ADDRESS), client.get(f"{ADDRESS}?page=2")

    shown = [
        [one.country.iso3 for _part, counted in page.context["regions"] for one in counted] for page in (first, second)
    ]
    assert [len(countries) for countries in shown] == [25, 2]
    assert shown[0] + shown[1] == sorted(shown[0] + shown[1])
    assert second.context["achieved"].actual == 27


def test_draft_does_not_leak(client, indicator, tajikistan):
    ResultFactory(country=tajikistan, indicator=indicator, summary="A draft that must not leak")
    result = ResultFactory(country=tajikistan, indicator=None, summary="Another draft")
    result.further_indicators.add(indicator)

    page = content(client.get(ADDRESS))

    assert "No country is counted yet" in page
    assert [text for text in ("must not leak", "Another draft", "Tajikistan") if text in page] == []


def test_everybody_sees_the_same(client, indicator, tajikistan, stranger):
    PublishedResultFactory(country=tajikistan, indicator=indicator)
    ResultFactory(country=tajikistan, indicator=indicator)

    public = re.search(r"<main.*</main>", content(client.get(ADDRESS)), re.DOTALL).group()
    client.force_login(stranger)
    hers = re.search(r"<main.*</main>", content(client.get(ADDRESS)), re.DOTALL).group()

    assert public == hers


@pytest.mark.parametrize(
    "address",
    [
        "/en/indicators/2020-21/8.3.9/",
        "/en/indicators/2022-23/8.3.1/",
        "/en/indicators/2020/8.3.1/",
        "/en/indicators/2020-21/%00/",
        "/en/indicators/?biennium=2020",
    ],
)
def test_unknown_address_is_kindly_refused(client, indicator, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "Check the address" in content(response)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("page", QUERIES)
def test_pages_ask_the_same_number_of_questions(client, indicator, django_assert_num_queries, page, rows):
    for number, iso3 in enumerate(("TJK", "KGZ", "UZB")[:rows]):
        PublishedResultFactory(country=CountryFactory(iso3=iso3), indicator=indicator)
        IndicatorTargetFactory(indicator=indicator, region=RegionFactory(code=f"region-{number}"))
        further = ResultFactory(country=CountryFactory(iso3=iso3), indicator=IndicatorFactory(code="8.3.2"))
        further.further_indicators.add(indicator)
        publish(further)

    with django_assert_num_queries(QUERIES[page]):
        client.get({"indicators": "/en/indicators/", "indicator": ADDRESS}[page])
