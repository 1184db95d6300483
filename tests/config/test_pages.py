"""What holds for every page: errors that say what to do, the reader's language, a strict security policy."""

import logging

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from tests.config.failing_urls import SECRET
from tests.factories import PublishedResultFactory, ResultFactory

ERRORS = {
    "nothing-here": (
        404,
        "There is no such page",
        "Check the address, or look for what you need in the list of results.",
    ),
    "forbidden": (
        403,
        "This is not yours to open or change",
        "Your roles do not cover this page. Ask an administrator for the role you need.",
    ),
    "forbidden-with-a-reason": (403, "This is not yours to open or change", "Somebody else has to publish it."),
    "unreadable": (400, "This request could not be read", "Go back, correct the address and try again."),
    "broken": (
        500,
        "Something went wrong on our side",
        "Nothing of what you sent was stored by halves. Wait a moment, go back and try again.",
    ),
}


@pytest.mark.urls("tests.config.failing_urls")
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize(("address", "error"), ERRORS.items(), ids=ERRORS)
def test_error_page_says_what_to_do_and_leaks_nothing(client, db, caplog, language, address, error):
    caplog.set_level(logging.CRITICAL)
    client.raise_request_exception = False
    status, *sentences = error

    page = client.get(f"/{language}/{address}/")

    assert page.status_code == status
    assert page.context["LANGUAGE_CODE"] == language
    with translation.override(language):
        assert [page.context["heading"], page.context["cure"]] == [gettext(sentence) for sentence in sentences]
    text = page.text
    assert str(page.context["heading"]) in text
    assert [leak for leak in (SECRET, "Traceback", "RuntimeError", "settings") if leak in text] == []


def test_page_of_an_unpublished_report_is_like_one_that_never_was(client, db):
    ResultFactory(reference="TJK-2021-001", summary="Still secret")

    hidden, missing = (client.get(f"/en/results/TJK-2021-{number}/") for number in ("001", "002"))

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert "Still secret" not in hidden.text
    assert hidden.text.replace("2021-001", "2021-002") == missing.text


@pytest.mark.parametrize(
    ("wanted", "address"),
    [
        pytest.param("fr", "/fr/results/TJK-2021-001/", id="French"),
        pytest.param("fr-CA,fr;q=0.9,en;q=0.8", "/fr/results/TJK-2021-001/", id="French of Canada"),
        pytest.param("ar", "/ar/results/TJK-2021-001/", id="Arabic"),
        pytest.param("de", "/en/results/TJK-2021-001/", id="language without an interface"),
        pytest.param(None, "/en/results/TJK-2021-001/", id="none"),
    ],
)
def test_short_address_goes_to_the_readers_language(client, db, wanted, address):
    headers = {"accept-language": wanted} if wanted else {}

    answer = client.get("/results/TJK-2021-001/", headers=headers)

    assert (answer.status_code, answer.headers["Location"]) == (302, address)


def test_short_address_keeps_the_filters(client, db):
    answer = client.get("/results/?country=TJK&year=2021", headers={"accept-language": "fr"})

    assert answer.headers["Location"] == "/fr/results/?country=TJK&year=2021"


def test_page_names_its_language_direction_and_other_languages(client, db):
    page = client.get("/ar/sign-in/").text

    assert '<html lang="ar" dir="rtl">' in page
    assert '<link rel="alternate" hreflang="fr" href="/fr/sign-in/">' in page


PAGES = ["overview", "results", "countries", "indicators", "goals", "account_login", "health", "admin:index"]


@pytest.mark.parametrize("name", [*PAGES, "result", "nothing"])
def test_every_page_has_a_strict_security_policy(client, administrator, name):
    publication = PublishedResultFactory().publications.get()
    addresses = {"result": publication.get_absolute_url(), "nothing": "/en/nothing/"}
    if name.startswith("admin"):
        client.force_login(administrator)

    answer = client.get(addresses[name] if name in addresses else reverse(name))

    assert answer.status_code == (404 if name == "nothing" else 200)
    policy = answer.headers["Content-Security-Policy"]
    assert policy == (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )
    assert (answer.headers["X-Frame-Options"], answer.headers["Referrer-Policy"]) == ("DENY", "same-origin")


def test_health_says_that_the_database_answers(client, db):
    answer = client.get("/health/")

    assert (answer.status_code, answer.json()) == (200, {"database": "ok"})


def test_health_says_that_the_database_does_not_answer(client, db, monkeypatch, caplog):
    def fail():
        raise DatabaseError("password of the database")

    caplog.set_level(logging.CRITICAL)

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", fail)
        answer = client.get("/health/")

    assert (answer.status_code, answer.json()) == (503, {"database": "unreachable"})


def test_watchers_reach_health_over_plain_http(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/health/").status_code == 200
    assert client.get("/en/").headers["Location"] == "https://testserver/en/"
