"""Deciding about a report: approving, returning, handing on, publishing, withdrawing."""

import pytest
from django.contrib.messages import get_messages

from countries.models import CountryRole
from results import actions
from results.models import Event, Publication, Result
from tests.factories import CountryFactory, CountryRoleFactory, CriterionFactory, RegionFactory
from tests.results.desk.reviewing.reports import address, change_meanwhile, fresh

Role = CountryRole.Role


def said(response):
    """The sentences that the next page shows."""
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def approved(report, national_reviewer):
    actions.approve(report, by=national_reviewer)
    return fresh(report)


def test_reviewer_approves_what_she_has_read(client, national_reviewer, report):
    client.force_login(national_reviewer)

    response = client.post(address("approve", report), {"version": report.version, "approve": "1"})

    stored = fresh(report)
    assert (stored.state, stored.state_by) == ("approved", national_reviewer)
    assert said(response) == ["TJK-2021-001 is approved."]
    assert response.headers["Location"] == "/en/desk/"


def test_approving_needs_the_version_that_was_read(client, national_reviewer, report):
    client.force_login(national_reviewer)

    client.post(address("approve", report), {"approve": "1"})

    assert fresh(report).state == "submitted"


def test_report_that_changed_meanwhile_is_shown_with_the_changes_marked(client, officer, national_reviewer, report):
    change_meanwhile(report, officer)
    client.force_login(national_reviewer)

    response = client.post(address("approve", report), {"version": 1, "approve": "1"}, follow=True)

    assert response.redirect_chain == [(address("review", report) + "?since=1", 302)]
    page = response.content.decode()
    assert "Officer changed TJK-2021-001 after you opened it, so nothing was done." in page
    assert "<ins>changed meanwhile</ins>" in page
    assert fresh(report).state == "submitted"


def test_report_with_a_blocking_finding_is_not_approved(client, national_reviewer, report):
    Result.objects.update(contribution="")
    client.force_login(national_reviewer)

    response = client.post(address("approve", report), {"version": 1, "approve": "1"})

    assert "Describe the contribution" in response.context["problems"][0]
    assert fresh(report).state == "submitted"


def test_report_is_not_approved_before_its_criteria_are_ticked(client, national_reviewer, report):
    CriterionFactory(indicator=report.indicator, text={"en": "The law is in force."})
    client.force_login(national_reviewer)

    response = client.post(address("approve", report), {"version": 1, "approve": "1"})

    assert "not ticked: The law is in force." in response.context["problems"][0]
    assert fresh(report).state == "submitted"


def test_publisher_approves_and_publishes_in_one_step(client, publisher, report):
    client.force_login(publisher)

    response = client.post(address("approve", report), {"version": 1, "publish": "1"})

    assert fresh(report).state == "published"
    assert [event.act for event in report.events.order_by("pk")][-2:] == ["approved", "published"]
    assert said(response) == ["TJK-2021-001 v1 is published; everybody can read it now."]


def test_reviewer_does_not_publish_by_pressing_the_second_button(client, national_reviewer, report):
    client.force_login(national_reviewer)

    response = client.post(address("approve", report), {"version": 1, "publish": "1"})

    assert response.status_code == 403
    assert (fresh(report).state, Publication.objects.count()) == ("submitted", 0)


def test_nobody_approves_her_own(client, officer, tajikistan, report):
    CountryRoleFactory(user=officer, role=Role.NATIONAL_REVIEWER, country=tajikistan)
    client.force_login(officer)

    responses = [client.post(address(name, report), {"version": 1, "reason": "So."}) for name in ("approve", "return")]

    assert [response.status_code for response in responses] == [403, 403]
    assert "was written or last changed by you" in responses[0].content.decode()
    assert fresh(report).state == "submitted"


@pytest.mark.parametrize("state", ["draft", "returned", "approved", "published", "withdrawn"])
def test_only_what_was_sent_in_is_approved(client, national_reviewer, report, state):
    Result.objects.update(state=state, state_reason="Why", state_by=national_reviewer)
    client.force_login(national_reviewer)

    response = client.post(address("approve", report), {"version": 1})

    assert response.status_code == 403
    assert fresh(report).state == state


def test_returning_asks_for_a_reason(client, national_reviewer, report):
    client.force_login(national_reviewer)

    response = client.post(address("return", report), {"version": 1, "reason": "  "})

    assert response.context["form"].errors == {
        "reason": ["Say what has to change: the author reads it at the head of her report."]
    }
    assert fresh(report).state == "submitted"


def test_returned_report_keeps_the_reason(client, national_reviewer, report):
    client.force_login(national_reviewer)

    client.post(address("return", report), {"version": 1, "reason": "Name the law."})

    stored = fresh(report)
    assert (stored.state, stored.state_reason, stored.state_by) == ("returned", "Name the law.", national_reviewer)
    assert report.events.first().details == {"reason": "Name the law."}


def test_reason_that_is_too_long_is_kept_in_the_form(client, national_reviewer, report):
    client.force_login(national_reviewer)

    response = client.post(address("return", report), {"version": 1, "reason": "word " * 101})

    assert "the limit is 100" in response.context["form"].errors["reason"][0]
    assert "word word" in response.content.decode()


def test_returning_what_changed_meanwhile_shows_the_changes_and_keeps_the_reason(
    client, officer, national_reviewer, report
):
    change_meanwhile(report, officer)
    client.force_login(national_reviewer)

    first = client.post(address("return", report), {"version": 1, "reason": "Name the law."})
    again = client.post(
        address("return", report), {"version": first.context["form"]["version"].value(), "reason": "Name the law."}
    )

    page = first.content.decode()
    assert "Officer changed this report after you opened it." in page
    assert "<ins>changed meanwhile</ins>" in page
    assert "Name the law.</textarea>" in page
    assert (again.status_code, fresh(report).state) == (302, "returned")


def test_review_is_handed_to_somebody_who_may_approve(client, national_reviewer, publisher, report):
    client.force_login(national_reviewer)

    client.post(address("reassign", report), {"to": publisher.pk, "note": "You know this law."})

    assert fresh(report).reviewer == publisher
    assert report.events.first().details == {"to": "Publisher", "reason": "You know this law."}


def test_those_offered_are_the_reviewers_of_the_country_who_did_not_write_it(
    client, national_reviewer, publisher, administrator, stranger, manager, tajikistan, officer, report
):
    CountryRoleFactory(user=officer, role=Role.NATIONAL_REVIEWER, country=tajikistan)
    CountryRoleFactory(role=Role.REGIONAL_REVIEWER, country=None, region=RegionFactory(code="africa"))
    CountryRoleFactory(role=Role.NATIONAL_REVIEWER, country=CountryFactory(iso3="KGZ"))
    CountryRoleFactory(role=Role.NATIONAL_REVIEWER, country=tajikistan, user__is_active=False)
    CountryRoleFactory(user=publisher, role=Role.NATIONAL_REVIEWER, country=tajikistan)
    everywhere = CountryRoleFactory(role=Role.PUBLISHER, country=None).user
    client.force_login(national_reviewer)

    offered = client.get(address("reassign", report)).context["form"].fields["to"].queryset

    assert sorted(offered, key=lambda user: user.pk) == sorted(
        [national_reviewer, publisher, everywhere], key=lambda user: user.pk
    )


def test_review_is_not_handed_to_anybody_else(client, national_reviewer, officer, report):
    client.force_login(national_reviewer)

    response = client.post(address("reassign", report), {"to": officer.pk})

    assert response.context["form"].errors == {
        "to": ["This person may not approve this report. Choose a reviewer from the list."]
    }
    assert fresh(report).reviewer is None


def test_publisher_sees_which_version_it_becomes_and_publishes(client, publisher, approved):
    client.force_login(publisher)
    page = client.get(address("publish", approved))

    client.post(address("publish", approved), {"version": page.context["form"]["version"].value()})

    publication = Publication.objects.get()
    assert "Publish as version 1" in page.content.decode()
    assert (publication.number, publication.published_by, publication.summary) == (1, publisher, approved.summary)


def test_publisher_publishes_nothing_that_changed_since_she_read_it(client, publisher, approved):
    Result.objects.update(version=2)
    client.force_login(publisher)

    response = client.post(address("publish", approved), {"version": 1})

    assert response.headers["Location"] == address("review", approved) + "?since=1"
    assert not Publication.objects.exists()


def test_report_that_became_incomplete_is_not_published(client, publisher, approved):
    Result.objects.update(contribution="")
    client.force_login(publisher)

    response = client.post(address("publish", approved), {"version": 1})

    assert "Describe the contribution" in response.context["form"].non_field_errors()[0]
    assert not Publication.objects.exists()


def test_publisher_returns_what_was_approved(client, publisher, approved):
    client.force_login(publisher)

    client.post(address("return", approved), {"version": 1, "reason": "The date is wrong."})

    assert fresh(approved).state == "returned"


def test_withdrawing_takes_the_record_away_and_keeps_the_reason(client, publisher, approved):
    actions.publish(approved, by=publisher)
    client.force_login(publisher)

    missing = client.post(address("withdraw", approved), {"reason": " "})
    client.post(address("withdraw", approved), {"reason": "The measure was repealed."})

    assert missing.context["form"].errors == {
        "reason": ["Say why the record is withdrawn: its address will show the reason."]
    }
    publication = Publication.objects.get()
    assert (publication.withdrawn_by, publication.withdrawal_reason) == (publisher, "The measure was repealed.")
    assert fresh(approved).state == "withdrawn"


def test_nothing_published_is_nothing_to_withdraw(client, publisher, approved):
    client.force_login(publisher)

    page = client.post(address("withdraw", approved), {"reason": "Why not"}).content.decode()

    assert "nothing to withdraw" in page
    assert not Event.objects.filter(act="withdrawn").exists()
