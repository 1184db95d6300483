"""Approving several reports at once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from results.models import Event, Result
from tests.factories import CountryFactory, CriterionFactory, IndicatorFactory, PeriodLockFactory, ResultFactory

ADDRESS = "/en/desk/approve/"
QUERIES = 19


@pytest.fixture
def sent(officer, tajikistan):
    """A report of the officer that was sent in."""

    def make(**fields):
        return ResultFactory(**{"country": tajikistan, "created_by": officer, "state": "submitted", **fields})

    return make


def ticks(*results):
    return {"report": [f"{result.reference}:{result.version}" for result in results]}


def states():
    return dict(Result.objects.values_list("reference", "state"))


def test_list_holds_what_waits_for_me(client, national_reviewer, publisher, sent):
    mine, handed_to_me = sent(), sent(reviewer=national_reviewer)
    sent(reviewer=publisher)
    sent(created_by=national_reviewer)
    sent(state="draft")
    sent(country=CountryFactory(iso3="KGZ"))
    client.force_login(national_reviewer)

    lines = client.get(ADDRESS).context["lines"]

    assert [line.result for line in lines] == [mine, handed_to_me]


def test_ticked_reports_are_approved_and_the_others_stay(client, national_reviewer, sent):
    first, second, third = sent(), sent(), sent()
    client.force_login(national_reviewer)

    response = client.post(ADDRESS, ticks(first, third))

    assert states() == {first.reference: "approved", second.reference: "submitted", third.reference: "approved"}
    assert response.context["approved"] == [first.reference, third.reference]
    assert f"2 reports are approved: {first.reference}, {third.reference}." in response.content.decode()
    assert [line.result for line in response.context["lines"]] == [second]


def test_each_is_approved_by_its_own_rules_and_the_refused_are_named(client, national_reviewer, officer, sent):
    unjudged = IndicatorFactory(code="8.3.2")
    CriterionFactory(indicator=unjudged, text={"en": "The law is in force."})
    good, incomplete, unticked = sent(), sent(contribution=""), sent(indicator=unjudged)
    own, draft, changed = sent(created_by=national_reviewer), sent(state="draft"), sent()
    ticked = ticks(good, incomplete, unticked, own, draft, changed)
    Result.objects.filter(pk=changed.pk).update(version=2)
    client.force_login(national_reviewer)

    response = client.post(ADDRESS, ticked)

    reasons = {outcome.reference: " ".join(outcome.reasons) for outcome in response.context["refused"]}
    assert response.context["approved"] == [good.reference]
    assert "Describe the contribution" in reasons[incomplete.reference]
    assert "not ticked: The law is in force." in reasons[unticked.reference]
    assert "was written or last changed by you" in reasons[own.reference]
    assert "is a draft" in reasons[draft.reference]
    assert reasons[changed.reference] == "Officer changed it after you opened this list. Read it again first."
    assert [event.result for event in Event.objects.filter(act="approved")] == [good]


def test_report_of_a_locked_year_is_refused_and_the_other_is_approved(client, national_reviewer, sent):
    locked, free = sent(date=date(2021, 6, 30)), sent(date=date(2020, 6, 30))
    PeriodLockFactory(biennium=None, country=locked.country, year=2021)
    client.force_login(national_reviewer)

    (line, _other) = client.get(ADDRESS).context["lines"]
    client.post(ADDRESS, ticks(locked, free))

    assert "Tajikistan 2021 is locked since" in line.obstacle
    assert states() == {locked.reference: "submitted", free.reference: "approved"}


def test_report_of_another_country_is_neither_approved_nor_named(client, national_reviewer, sent):
    other = sent(country=CountryFactory(iso3="KGZ"))
    client.force_login(national_reviewer)

    response = client.post(ADDRESS, ticks(other))

    assert states() == {other.reference: "submitted"}
    assert other.reference not in response.content.decode()


@pytest.mark.parametrize("ticked", [[], ["nonsense"], ["TJK-2021-001:two"], [":"]], ids=str)
def test_nothing_useful_ticked_changes_nothing(client, national_reviewer, sent, ticked):
    result = sent(reference="TJK-2021-001")
    client.force_login(national_reviewer)

    response = client.post(ADDRESS, {"report": ticked})

    assert response.status_code == 200
    assert states() == {result.reference: "submitted"}


def test_what_cannot_be_approved_yet_has_no_box_but_its_reason(client, national_reviewer, sent):
    CriterionFactory(indicator=IndicatorFactory(code="8.3.2"))
    sent(indicator=IndicatorFactory(code="8.3.2"))
    client.force_login(national_reviewer)

    response = client.get(ADDRESS)

    assert [line.obstacle for line in response.context["lines"]] == [
        "1 criterion of its indicator has to be ticked first."
    ]
    assert 'type="checkbox"' not in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_one_as_for_three(client, national_reviewer, sent, count):
    for _number in range(count):
        sent()
    client.force_login(national_reviewer)
    client.get(ADDRESS)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("reports-approve"))

    assert len(response.context["lines"]) == count
    assert len(queries) == QUERIES
