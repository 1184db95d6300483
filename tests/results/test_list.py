"""The list of results: what is published, in pages, in an order, and as of a day."""

from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from results import actions
from tests.factories import (
    CountryFactory,
    CountryProgrammeOutcomeFactory,
    CountryRoleFactory,
    PublishedResultFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
    TopicFactory,
    publish,
)

QUERIES = 5
SECRET = "A sentence that nobody has approved"


def words(response):
    return unescape(response.content.decode())


def listed(response):
    return [publication.reference for publication in response.context["page"]]


def many(count):
    """So many published results, all of different countries, targets and topics."""
    for n in range(count):
        country = CountryFactory(iso3=f"A{chr(65 + n)}A")
        result = ResultFactory(country=country, cpo=CountryProgrammeOutcomeFactory(code=f"A{chr(65 + n)}A101"))
        ResultSdgLinkFactory(result=result, target=TargetFactory(code=f"{n + 1}.1"))
        result.topics.add(TopicFactory(code=f"topic-{n}"))
        publish(result)


def test_newest_come_first(client, db):
    older = PublishedResultFactory(date=date(2020, 3, 1))
    newer = PublishedResultFactory(date=date(2021, 3, 1))

    assert listed(client.get("/en/results/")) == [newer.reference, older.reference]
    assert listed(client.get("/en/results/?order=oldest")) == [older.reference, newer.reference]


def test_countries_are_in_the_order_of_the_readers_language(client, db):
    for iso3, name in {"EGY": "Égypte", "ZWE": "Zimbabwe", "ALB": "Albanie"}.items():
        PublishedResultFactory(country=CountryFactory(iso3=iso3, name={"en": f"X {iso3}", "fr": name}))

    response = client.get("/fr/results/?order=country")

    assert [publication.country.iso3 for publication in response.context["page"]] == ["ALB", "EGY", "ZWE"]


def test_line_shows_what_the_result_is_about(client, db):
    result = ResultFactory(cpo=CountryProgrammeOutcomeFactory(), language="fr", summary="Le budget a été revu")
    publish(result)

    page = words(client.get("/en/results/"))

    assert f'<a href="/en/results/{result.reference}/" lang="fr" dir="ltr">Le budget a été revu</a>' in page
    for part in ("Tajikistan", "30 June 2021", "Step 3", "Indicator 8.3.1 of 2020-21", "TJK128", "French"):
        assert part in page, part


@pytest.mark.parametrize("person", [None, "officer", "stranger", "administrator"])
def test_nobody_finds_what_is_not_published(client, request, tajikistan, person):
    ResultFactory(country=tajikistan, summary=SECRET)
    published = PublishedResultFactory(country=tajikistan)
    published.summary = SECRET
    published.save()
    if person:
        client.force_login(request.getfixturevalue(person))

    everything, found = client.get("/en/results/"), client.get("/en/results/?q=nobody+approved")

    assert SECRET not in words(everything)
    assert (listed(everything), listed(found)) == ([published.reference], [])


def test_withdrawn_result_leaves_the_list(client, db):
    result = PublishedResultFactory()
    actions.withdraw(result, by=CountryRoleFactory(role="publisher", country=None).user, reason="Mistaken.")

    response = client.get("/en/results/")

    assert listed(response) == []
    assert "Nothing has been published yet." in words(response)


class TestPages:
    @pytest.fixture(autouse=True)
    def _results(self, db):
        PublishedResultFactory.create_batch(27)

    def test_heading_counts_the_whole_list(self, client):
        response = client.get("/en/results/")

        assert ">27 results</h2>" in words(response)
        assert "1 to 25" in words(response)
        assert len(listed(response)) == 25

    def test_next_page_keeps_the_filters(self, client):
        page = words(client.get("/en/results/?country=tjk&q=budget"))

        assert 'rel="next" href="?country=tjk&q=budget&page=2"' in page

    @pytest.mark.parametrize(
        ("page", "shown"),
        [
            pytest.param("0", 2, id="nought"),
            pytest.param("999", 2, id="far too great"),
            pytest.param("-1", 2, id="negative"),
            pytest.param("abc", 1, id="a word"),
            pytest.param("1.5", 1, id="a fraction"),
            pytest.param("9" * 5000, 1, id="five thousand digits"),
            pytest.param("%00", 1, id="control character"),
        ],
    )
    def test_page_that_does_not_exist_is_said_kindly(self, client, page, shown):
        response = client.get(f"/en/results/?page={page}")

        assert (response.status_code, response.context["page"].number) == (200, shown)
        assert f"in this list; you see page {shown} of 2." in words(response)

    def test_far_pages_hold_what_they_should(self, client, monkeypatch):
        everything = listed(client.get("/en/results/")) + listed(client.get("/en/results/?page=2"))
        monkeypatch.setattr("results.listing._FAR", 2)

        assert listed(client.get("/en/results/?page=2")) == everything[25:]


class TestAsOf:
    @pytest.fixture(autouse=True)
    def _corrected(self, db):
        by = CountryRoleFactory(role="publisher", country=None).user
        result = ResultFactory(summary="The first wording")
        publish(result, by=by, at=datetime(2022, 3, 1, 23, 30, tzinfo=UTC))
        result.summary = "The second wording"
        result.save()
        publish(result, by=by, at=datetime(2022, 6, 1, 9, tzinfo=UTC))

    @pytest.mark.parametrize(
        ("day", "summaries"),
        [
            pytest.param("2022-02-28", [], id="before"),
            pytest.param("2022-03-01", ["The first wording"], id="on the day"),
            pytest.param("2022-06-01", ["The second wording"], id="after the correction"),
        ],
    )
    def test_list_is_what_readers_saw_at_the_end_of_the_day(self, client, day, summaries):
        response = client.get(f"/en/results/?as_of={day}")

        assert [publication.summary for publication in response.context["page"]] == summaries
        assert "You see what was published at the end of" in words(response)

    def test_old_wording_is_found_only_as_of_its_day(self, client):
        assert len(listed(client.get("/en/results/?q=first&as_of=2022-03-01"))) == 1
        assert listed(client.get("/en/results/?q=first")) == []

    def test_day_is_kept_by_the_form_and_by_clearing_the_filters(self, client):
        page = words(client.get("/en/results/?country=tjk&as_of=2022-03-01"))

        assert '<input type="hidden" name="as_of" value="2022-03-01">' in page
        assert 'href="/en/results/?as_of=2022-03-01">Clear all' in page
        assert 'href="?country=tjk">Show what is published today' in page

    @pytest.mark.parametrize(
        ("day", "sentence"),
        [
            pytest.param("2021-02-30", "there is no day 30", id="impossible"),
            pytest.param("2021-12", "is not a single day", id="a month"),
            pytest.param("soon", "is not a date", id="a word"),
            pytest.param("2098-01-01", "is still to come", id="to come"),
            pytest.param("0001-01-01", "Correct the year", id="year one"),
        ],
    )
    def test_day_that_cannot_be_read_is_said_kindly(self, client, day, sentence):
        response = client.get(f"/en/results/?as_of={day}")

        assert sentence in words(response)
        assert [publication.summary for publication in response.context["page"]] == ["The second wording"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    "address",
    ["/en/results/", "/fr/results/?country=aaa&q=budget&cpo=aaa101&step=3", "/en/results/?country=zzz&goal=99"],
)
def test_list_takes_the_same_queries_however_long(client, db, count, address):
    many(count)
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)

    assert response.context["page"].paginator.count in (1, count)
    assert len(queries) == QUERIES
