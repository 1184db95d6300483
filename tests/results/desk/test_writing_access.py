"""Who may open and save what at the desk's writing screens."""

import pytest
from django.urls import reverse

from results.models import Result
from tests.factories import BienniumFactory, PeriodLockFactory, ResultFactory

PAGES = ["report-write", "report-section", "report-submit"]
POSTS = [*PAGES, "report-recall"]
READERS = ["manager", "national_reviewer", "regional_reviewer", "publisher", "administrator"]


@pytest.fixture
def draft(officer, tajikistan):
    return ResultFactory(country=tajikistan, created_by=officer, summary="Before")


def address(name, result):
    return reverse(name, args=[result.reference, *(["change"] if name == "report-section" else [])])


@pytest.mark.parametrize("page", PAGES)
def test_officer_opens_every_page(client, officer, draft, page):
    client.force_login(officer)

    assert client.get(address(page, draft)).status_code == 200


@pytest.mark.parametrize("page", [*PAGES, "report", "report-recall"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_stranger_finds_no_such_report(client, stranger, draft, page, method):
    client.force_login(stranger)

    response = getattr(client, method)(address(page, draft), {"summary": "Forged", "typed_version": "1"})

    refused = 405 if (page, method) in (("report-recall", "get"), ("report", "post")) else 404
    assert response.status_code == refused
    assert Result.objects.values_list("summary", "state").get() == ("Before", "draft")


@pytest.mark.parametrize("person", READERS)
@pytest.mark.parametrize("page", PAGES)
def test_whoever_only_reads_or_judges_is_told_why_she_cannot_write(client, request, draft, person, page):
    client.force_login(request.getfixturevalue(person))

    response = client.get(address(page, draft))

    assert response.status_code == 403
    assert "Ask an administrator for the role" in response.content.decode()


@pytest.mark.parametrize("person", READERS)
@pytest.mark.parametrize("page", POSTS)
def test_whoever_only_reads_or_judges_changes_nothing(client, request, draft, person, page):
    client.force_login(request.getfixturevalue(person))

    response = client.post(address(page, draft), {"summary": "Forged", "typed_version": "1"})

    assert response.status_code == 403
    assert Result.objects.values_list("summary", "state", "version").get() == ("Before", "draft", 1)


@pytest.mark.parametrize("page", [*PAGES, "report"])
def test_nobody_without_a_role_comes_in(client, nobody_special, draft, page):
    client.force_login(nobody_special)

    assert client.get(address(page, draft)).status_code == 403


@pytest.mark.parametrize("page", [*PAGES, "report"])
def test_nobody_signed_in_is_asked_to_sign_in(client, draft, page):
    response = client.get(address(page, draft))

    assert (response.status_code, response["Location"].partition("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_report_that_is_being_judged_says_why_it_cannot_be_written(client, officer, draft, state):
    Result.objects.update(state=state)
    client.force_login(officer)

    response = client.get(address("report-write", draft))

    assert response.status_code == 403
    assert response.context["may_recall"] is (state == "submitted")


def test_report_of_a_locked_period_says_why_it_cannot_be_written(client, officer, draft):
    PeriodLockFactory(biennium=BienniumFactory(), country=None, year=None, reason="The books are closed")
    client.force_login(officer)

    response = client.get(address("report-write", draft))

    assert (response.status_code, "The books are closed" in response.content.decode()) == (403, True)


def test_page_is_kept_by_no_browser(client, officer, draft):
    client.force_login(officer)

    assert client.get(address("report-write", draft))["Cache-Control"] == "no-store, private"
