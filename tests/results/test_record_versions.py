"""Addresses of records: short ones, versions, days in the past, what was withdrawn, and what is not published."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from results import actions
from tests.factories import CountryRoleFactory, PublishedResultFactory, ResultFactory, publish

SECRET = "A sentence that nobody has approved"


def words(response):
    """The page as it is read, without the token of its forms, which never repeats."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", unescape(response.content.decode()))


@pytest.fixture
def publisher_anywhere(db):
    return CountryRoleFactory(role="publisher", country=None).user


@pytest.fixture
def twice(publisher_anywhere):
    """A record published on 1 March and corrected on 1 June 2022, with a newer working copy."""
    result = ResultFactory(reference="TJK-2021-001", summary="The first wording")
    publish(result, by=publisher_anywhere, at=datetime(2022, 3, 1, 9, tzinfo=UTC))
    result.summary = "The second wording"
    result.save()
    publish(result, by=publisher_anywhere, at=datetime(2022, 6, 1, 9, tzinfo=UTC))
    result.refresh_from_db()
    result.summary = SECRET
    result.save()
    return result


def test_short_address_goes_to_the_readers_language(client, twice):
    response = client.get("/results/TJK-2021-001/", headers={"accept-language": "fr"})

    assert response["Location"] == "/fr/results/TJK-2021-001/"


@pytest.mark.parametrize(
    ("typed", "proper"),
    [
        pytest.param("/en/results/tjk-2021-001/", "/en/results/TJK-2021-001/", id="record"),
        pytest.param("/en/results/Tjk-2021-001/v1/", "/en/results/TJK-2021-001/v1/", id="version"),
        pytest.param(
            "/en/results/tjk-2021-001/?as_of=2022-03-02", "/en/results/TJK-2021-001/?as_of=2022-03-02", id="day"
        ),
    ],
)
def test_small_letters_go_to_the_proper_address(client, twice, typed, proper):
    assert client.get(typed)["Location"] == proper


def test_record_shows_its_current_version(client, twice):
    page = words(client.get("/en/results/TJK-2021-001/"))

    assert "The second wording" in page
    assert "2, published on 1 June 2022" in page
    assert '<a href="/en/results/TJK-2021-001/v1/">Version 1, 1 March 2022</a>' in page
    assert "superseded" not in page


def test_earlier_version_says_what_superseded_it(client, twice):
    page = words(client.get("/en/results/TJK-2021-001/v1/"))

    assert "The first wording" in page
    assert "This is version 1 of 2, superseded on 1 June 2022." in page
    assert '<a href="/en/results/TJK-2021-001/">Read the current version</a>' in page
    assert "http://testserver/results/TJK-2021-001/v1/" in page


@pytest.mark.parametrize(
    ("day", "wording"),
    [
        pytest.param("2022-03-01", "The first wording", id="day of publication"),
        pytest.param("2022-05-31", "The first wording", id="day before the correction"),
        pytest.param("2022-06-01", "The second wording", id="day of the correction"),
    ],
)
def test_record_as_of_a_day_is_the_version_of_that_day(client, twice, day, wording):
    page = words(client.get(f"/en/results/TJK-2021-001/?as_of={day}"))

    assert wording in page
    assert "You see what was published at the end of" in page


def test_record_as_of_a_day_before_its_publication_does_not_exist(client, twice):
    assert client.get("/en/results/TJK-2021-001/?as_of=2022-02-28").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/en/results/TJK-2021-001/", "/en/results/TJK-2021-001/v1/", "/en/results/TJK-2021-001/v2/", "/en/results/"],
)
@pytest.mark.parametrize("person", [None, "officer", "stranger", "administrator"])
def test_newer_working_copy_is_never_shown(client, request, twice, path, person):
    if person:
        client.force_login(request.getfixturevalue(person))

    assert SECRET not in words(client.get(path))


@pytest.mark.parametrize("suffix", ["", "v1/"])
@pytest.mark.parametrize("person", [None, "officer", "stranger"])
def test_draft_answers_like_what_does_not_exist(client, request, tajikistan, suffix, person):
    ResultFactory(reference="TJK-2021-005", country=tajikistan, summary=SECRET)
    if person:
        client.force_login(request.getfixturevalue(person))

    draft = client.get(f"/en/results/TJK-2021-005/{suffix}")
    nothing = client.get(f"/en/results/TJK-2021-006/{suffix}")

    assert (draft.status_code, nothing.status_code) == (404, 404)
    assert words(draft).replace("TJK-2021-005", "TJK-2021-006") == words(nothing)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/en/results/TJK-2021-001/v3/", id="version to come"),
        pytest.param("/en/results/TJK-2021-001/v0/", id="version nought"),
        pytest.param("/en/results/TJK-2021-001/v99999999999999999999/", id="enormous version"),
        pytest.param("/en/results/TJK-2021-0O1/", id="letter for a digit"),
        pytest.param("/en/results/%00/", id="control character"),
        pytest.param("/en/results/TJK-2021-٠٠١/", id="Arabic digits"),
    ],
)
def test_what_does_not_exist_is_said_kindly(client, twice, path):
    response = client.get(path)

    assert response.status_code == 404
    assert "There is no such page" in words(response)


@pytest.mark.parametrize("suffix", ["", "v1/", "v2/", "?as_of=2022-03-02"])
def test_withdrawn_record_says_when_and_why_and_shows_nothing_else(client, twice, publisher_anywhere, suffix):
    actions.withdraw(twice, by=publisher_anywhere, reason="The ministry's figures were wrong.")

    response = client.get(f"/en/results/TJK-2021-001/{suffix}")

    assert response.status_code == 410
    assert "The record TJK-2021-001 was withdrawn" in words(response)
    assert "The ministry's figures were wrong." in words(response)
    assert "Its reference is not given to another record" in words(response)
    assert "wording" not in words(response)


def test_version_withdrawn_before_a_new_one_points_to_it(client, db, publisher_anywhere):
    result = PublishedResultFactory(reference="TJK-2021-001")
    actions.withdraw(result, by=publisher_anywhere, reason="Published too early.")
    publish(result)

    current = client.get("/en/results/TJK-2021-001/")
    withdrawn = client.get("/en/results/TJK-2021-001/v1/")

    assert (current.status_code, withdrawn.status_code) == (200, 410)
    assert "Version 1 of TJK-2021-001 was withdrawn" in words(withdrawn)
    assert 'href="/en/results/TJK-2021-001/">Read the current version, number 2' in words(withdrawn)
