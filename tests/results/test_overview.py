"""The first page: every number can be followed, nothing unpublished shows."""

import re
from datetime import date
from html import unescape

import pytest

from countries.models import Country
from results import actions
from results.templatetags.world import tile_links
from results.tiles import Shade, TileGrid, shades_up_to
from tests.factories import (
    AchievementStepFactory,
    CountryFactory,
    IndicatorFactory,
    IndicatorTargetFactory,
    PublishedResultFactory,
    ResultFactory,
)

QUERIES = 9


def numbers(response):
    """The headline figures: {address: number}."""
    page = unescape(response.content.decode())
    return {href: int(n) for href, n in re.findall(r'<li><a href="([^"]+)"><strong>(\d+)</strong>', page)}


def rows_of_steps(response):
    """The table of steps: {address: number of countries}."""
    page = response.content.decode()
    return {href: int(n) for href, n in re.findall(r'<a href="(/en/countries/\?step=\w+)">(\d+)</a>', page)}


@pytest.fixture
def world(tajikistan, elsewhere):
    """Two countries with published results, and one that has only what nobody may see."""
    indicator = IndicatorFactory(code="8.3.1")
    IndicatorTargetFactory(indicator=indicator, countries=5)
    for country, number in ((tajikistan, 3), (tajikistan, 1), (elsewhere, 1)):
        PublishedResultFactory(country=country, indicator=indicator, step=AchievementStepFactory(number=number))
    hidden = CountryFactory(iso3="ALB")
    ResultFactory(country=hidden, indicator=indicator, summary="A draft that must not leak")
    return indicator


def test_overview_counts_what_is_published(client, world):
    response = client.get("/en/")

    assert numbers(response) == {"/en/results/": 3, "/en/countries/": 2, "/en/results/?biennium=2020-21": 3}
    assert rows_of_steps(response) == {"/en/countries/?step=3": 1, "/en/countries/?step=1": 1}
    assert [(one.indicator, one.target, one.actual) for one in response.context["progress"]] == [(world, 5, 2)]


def test_numbers_agree_with_the_lists_behind_them(client, world):
    response = client.get("/en/")

    results = numbers(response)
    assert client.get("/en/results/").context["page"].paginator.count == results["/en/results/"]
    assert client.get("/en/results/?biennium=2020-21").context["page"].paginator.count == 3
    assert client.get("/en/countries/").context["list"].countries == results["/en/countries/"]
    for address, countries in rows_of_steps(response).items():
        assert client.get(address).context["list"].countries == countries


def test_draft_and_withdrawn_results_do_not_leak(client, world, publisher):
    withdrawn = PublishedResultFactory(
        summary="Withdrawn since", country=publisher.held_roles[0].region.countries.first()
    )
    actions.withdraw(withdrawn, by=publisher, reason="It had not been adopted.")

    page = client.get("/en/").content.decode()

    assert "A draft that must not leak" not in page
    assert "Withdrawn since" not in page


def test_everybody_sees_the_same(client, world, stranger, officer):
    shown = [response_of(client, None), response_of(client, stranger), response_of(client, officer)]

    assert shown[0] == shown[1] == shown[2]


def response_of(client, user):
    client.logout()
    if user:
        client.force_login(user)
    page = client.get("/en/").content.decode()
    return re.search(r"<h1>.*</main>", page, re.DOTALL).group()


def test_biennium_can_be_chosen(client, world):
    PublishedResultFactory(indicator=IndicatorFactory(code="8.1.1"), date=date(2022, 3, 1))

    latest, chosen = client.get("/en/"), client.get("/en/?biennium=2020-21")

    assert str(latest.context["biennium"]) == "2022-23"
    assert numbers(latest)["/en/results/?biennium=2022-23"] == 1
    assert numbers(chosen)["/en/results/?biennium=2020-21"] == 3


@pytest.mark.parametrize("asked", ["1999-00", "soon", "<script>", "%00"])
def test_unknown_biennium_is_kindly_refused(client, world, asked):
    response = client.get(f"/en/?biennium={asked}")

    assert response.status_code == 404
    assert "Check the address" in response.content.decode()


def test_past_day_shows_what_was_published_then(client, world):
    response = client.get("/en/?as_of=2001-01-01")

    assert response.context["results"] == 0
    assert numbers(response)["/en/results/?as_of=2001-01-01"] == 0


def test_impossible_day_is_explained(client, world):
    page = client.get("/en/?as_of=2021-02-30").content.decode()

    assert "there is no day 30" in page


def test_overview_of_an_empty_database(client, db):
    response = client.get("/en/")

    assert numbers(response) == {"/en/results/": 0, "/en/countries/": 0}
    assert "Nothing has been published yet." in response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_overview_asks_the_same_number_of_questions(client, db, django_assert_num_queries, rows):
    for iso3 in ("TJK", "KGZ", "UZB")[:rows]:
        PublishedResultFactory(country=CountryFactory(iso3=iso3, **place(rows)), indicator=IndicatorFactory())
    client.get("/en/")

    with django_assert_num_queries(QUERIES):
        client.get("/en/")


def place(number):
    return {"tile_row": number, "tile_column": Country.objects.count() + 1}


def test_tile_says_its_country_and_number(tajikistan):
    tajikistan.tile_row, tajikistan.tile_column = 2, 3

    page = tile_links(TileGrid.of([tajikistan], {tajikistan.pk: 7}))

    assert page == (
        '<a class="tile tile--3" href="/countries/tjk/"><title>Tajikistan: 7 results</title>'
        '<rect x="64" y="32" width="30" height="30" rx="4"/>'
        '<text x="79" y="45" aria-hidden="true">TJK</text>'
        '<text class="tile__number" x="79" y="57" aria-hidden="true">7</text></a>'
    ).replace("/countries", "/en/countries")


def test_tile_escapes_names(db):
    country = CountryFactory(iso3="CIV", name={"en": "Côte d'Ivoire <b>"}, tile_row=1, tile_column=1)
    country.refresh_from_db()

    page = tile_links(TileGrid.of([country], {}))

    assert "<title>Côte d&#x27;Ivoire &lt;b&gt;: 0 results</title>" in page


def test_country_without_a_place_has_no_tile(tajikistan):
    assert TileGrid.of([tajikistan], {tajikistan.pk: 1}).tiles == []


@pytest.mark.parametrize(
    ("highest", "shades"),
    [
        pytest.param(0, [], id="nothing published"),
        pytest.param(1, [(1, None)], id="one each"),
        pytest.param(2, [(1, 1), (2, None)], id="two at most"),
        pytest.param(7, [(1, 1), (2, 3), (4, None)], id="a few"),
        pytest.param(512, [(1, 7), (8, 63), (64, None)], id="hundreds"),
    ],
)
def test_shades_leave_no_gap(highest, shades):
    assert shades_up_to(highest) == [Shade(n, least, most) for n, (least, most) in enumerate(shades, start=1)]
