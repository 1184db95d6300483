"""The desk's first page: what I owe."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from countries.models import CountryRole
from results.desk.overseeing import owed
from results.models import Result, UnsavedWork
from tests.factories import BienniumFactory, CommentFactory, CountryFactory, CountryRoleFactory, ResultFactory

State = Result.State
TODAY = date(2021, 10, 2)


@pytest.fixture
def biennium(db):
    return BienniumFactory(start_year=2020)


def references(lines):
    return [line.result.reference for line in lines]


def returned(officer, by, reason="Name the law."):
    return ResultFactory(created_by=officer, state=State.RETURNED, state_by=by, state_reason=reason)


def test_drafts_say_which_texts_are_missing(officer, biennium):
    ResultFactory(created_by=officer, contribution="", summary="")

    (line,) = owed.by(officer, TODAY).drafts

    assert line.missing == ["summary", "contribution"]


def test_returned_report_comes_with_who_when_and_why(client, officer, publisher, biennium):
    result = returned(officer, publisher)
    client.force_login(officer)

    page = client.get(reverse("desk")).content.decode()

    assert references(owed.by(officer, TODAY).returned) == [result.reference]
    assert "Name the law." in page
    assert f"{publisher}, " in page


def test_what_she_sent_in_is_listed_apart(officer, biennium):
    sent = ResultFactory(created_by=officer, state=State.SUBMITTED)
    approved = ResultFactory(created_by=officer, state=State.APPROVED)
    ResultFactory(created_by=officer, state=State.PUBLISHED)

    assert set(references(owed.by(officer, TODAY).sent)) == {sent.reference, approved.reference}


def test_reviewer_sees_what_waits_for_her_longest_first(national_reviewer, biennium):
    now = timezone.now()
    young = ResultFactory(state=State.SUBMITTED, state_since=now)
    old = ResultFactory(state=State.SUBMITTED, state_since=now - timedelta(days=9))
    ResultFactory(state=State.DRAFT)

    assert references(owed.by(national_reviewer, TODAY).to_judge) == [old.reference, young.reference]


def test_reviewer_is_not_shown_her_own_nor_what_was_handed_to_another(national_reviewer, publisher, biennium):
    ResultFactory(state=State.SUBMITTED, created_by=national_reviewer)
    ResultFactory(state=State.SUBMITTED, reviewer=publisher)
    hers = ResultFactory(state=State.SUBMITTED, reviewer=national_reviewer)

    assert references(owed.by(national_reviewer, TODAY).to_judge) == [hers.reference]


def _leaves(person, result):
    person.is_active = False
    person.save()


def _loses_the_role(person, result):
    person.roles.all().delete()


def _becomes_an_author(person, result):
    Result.objects.filter(pk=result.pk).update(changed_by=person)


@pytest.mark.parametrize("happens", [_leaves, _loses_the_role, _becomes_an_author])
def test_what_was_handed_to_somebody_who_cannot_judge_it_any_more_waits_for_all(
    national_reviewer, regional_reviewer, biennium, happens
):
    result = ResultFactory(state=State.SUBMITTED, reviewer=regional_reviewer)
    before = references(owed.by(national_reviewer, TODAY).to_judge)

    happens(regional_reviewer, result)

    assert (before, references(owed.by(national_reviewer, TODAY).to_judge)) == ([], [result.reference])


def test_publisher_sees_what_is_approved(publisher, national_reviewer, biennium):
    approved = ResultFactory(state=State.APPROVED)

    assert references(owed.by(publisher, TODAY).to_publish) == [approved.reference]
    assert owed.by(national_reviewer, TODAY).to_publish == []


def test_stranger_owes_nothing_of_another_country(stranger, biennium):
    ResultFactory(state=State.SUBMITTED)
    ResultFactory(state=State.DRAFT)

    found = owed.by(stranger, TODAY)

    assert (found.drafts, found.returned, found.to_judge, found.to_publish) == ([], [], [], [])


def test_countries_without_a_report_this_biennium_are_named(officer, tajikistan, biennium):
    silent = CountryFactory(iso3="KGZ")
    CountryRoleFactory(user=officer, role=CountryRole.Role.OFFICER, country=silent)
    ResultFactory(country=tajikistan, date=date(2021, 6, 30))

    assert owed.by(officer, TODAY).silent == [silent]


def test_withdrawn_report_does_not_speak_for_a_country(officer, publisher, tajikistan, biennium):
    ResultFactory(country=tajikistan, state=State.WITHDRAWN, state_by=publisher, state_reason="Wrong country.")

    assert owed.by(officer, TODAY).silent == [tajikistan]


@pytest.mark.parametrize(
    ("today", "days"),
    [(date(2021, 12, 31), 0), (date(2021, 12, 30), 1), (date(2020, 1, 1), 730)],
    ids=["last day", "last day but one", "first day of a leap year"],
)
def test_days_left_in_the_biennium(officer, biennium, today, days):
    assert owed.by(officer, today).days_left == days


def test_no_days_are_left_where_no_biennium_is_known(officer):
    assert owed.by(officer, TODAY).days_left is None


def test_open_comments_and_unsaved_text_are_pointed_out(officer, biennium):
    result = ResultFactory(created_by=officer)
    thread = CommentFactory(result=result)
    CommentFactory(result=result, answers=thread)
    UnsavedWork.objects.create(
        user=officer, result=result, place="all", tab="1", data={"summary": ["Half a"]}, kept_at=timezone.now()
    )

    (line,) = owed.by(officer, TODAY).drafts

    assert (line.result.open_threads, line.has_unsaved) == (1, True)


@pytest.mark.parametrize("count", [1, 30])
def test_first_page_costs_the_same_at_1_and_at_30_reports(
    client, officer, publisher, biennium, count, django_assert_num_queries
):
    CountryRoleFactory(user=officer, role=CountryRole.Role.PUBLISHER)
    for _ in range(count):
        ResultFactory(created_by=officer)
        returned(officer, publisher)
        ResultFactory(state=State.SUBMITTED)
        ResultFactory(state=State.APPROVED)
    client.force_login(officer)

    with django_assert_num_queries(7):
        client.get(reverse("desk"))


def test_person_without_a_role_is_told_so(client, nobody_special):
    client.force_login(nobody_special)

    response = client.get(reverse("desk"))

    assert response.status_code == 403
    assert "Ask an administrator for the role you need." in response.content.decode()


def test_nobody_signed_in_is_asked_to_sign_in(client, db):
    response = client.get(reverse("desk"))

    assert response.status_code == 302
    assert "next=/en/desk/" in response["Location"]


def test_manager_is_offered_nothing_to_write(client, manager, biennium):
    client.force_login(manager)

    page = client.get(reverse("desk")).content.decode()

    assert reverse("report-new") not in page
    assert "Nothing is waiting for you." in page
