"""Who hears of what, in which language, and when."""

from contextlib import suppress
from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from countries.models import CountryRole
from results import actions, mailing
from results.models import Digest, Event, Notice, Result
from tests.factories import CountryRoleFactory, EventFactory, NoticeFactory, ResultFactory, UserFactory

State = Result.State


@pytest.fixture(autouse=True)
def at_once(django_capture_on_commit_callbacks):
    """Runs what actions leave for after the transaction."""
    return django_capture_on_commit_callbacks


def told(callbacks, act):
    """The addresses that hear at once of an act."""
    with callbacks(execute=True):
        act()
    return sorted(address for message in mail.outbox for address in message.to)


def test_submission_reaches_the_national_reviewer_first(at_once, officer, national_reviewer, regional_reviewer):
    result = ResultFactory(created_by=officer)

    addresses = told(at_once, lambda: actions.submit(result, by=officer))

    assert addresses == [national_reviewer.email]


def test_submission_goes_a_level_up_where_the_country_has_no_reviewer(at_once, officer, regional_reviewer, publisher):
    result = ResultFactory(created_by=officer)

    addresses = told(at_once, lambda: actions.submit(result, by=officer))

    assert addresses == [regional_reviewer.email]


def test_submission_goes_past_a_reviewer_who_wrote_it(at_once, officer, national_reviewer, regional_reviewer):
    result = ResultFactory(created_by=national_reviewer, changed_by=officer)

    addresses = told(at_once, lambda: actions.submit(result, by=officer))

    assert addresses == [regional_reviewer.email]


def test_submission_again_reaches_whom_it_was_handed_to(at_once, officer, national_reviewer, publisher):
    result = ResultFactory(created_by=officer, reviewer=publisher)

    assert told(at_once, lambda: actions.submit(result, by=officer)) == [publisher.email]


def test_submission_goes_to_the_others_where_whom_it_was_handed_to_has_left(
    at_once, officer, national_reviewer, publisher
):
    publisher.is_active = False
    publisher.save()
    result = ResultFactory(created_by=officer, reviewer=publisher)

    assert told(at_once, lambda: actions.submit(result, by=officer)) == [national_reviewer.email]


def test_return_reaches_the_author_with_the_reason_and_the_address(at_once, officer, national_reviewer, settings):
    settings.SITE_URL = "https://waymark.example.org/"
    result = ResultFactory(created_by=officer, state=State.SUBMITTED)

    addresses = told(at_once, lambda: actions.send_back(result, by=national_reviewer, reason="Name the law."))

    (message,) = mail.outbox
    assert addresses == [officer.email]
    assert message.subject == f"[Waymark] {result.reference}: returned by National"
    assert "\nName the law.\n" in message.body
    assert f"https://waymark.example.org/en/desk/{result.reference}/" in message.body


def test_mail_is_written_in_the_language_of_whoever_gets_it(at_once, officer, national_reviewer):
    officer.language = "fr"
    officer.save()
    result = ResultFactory(created_by=officer, state=State.SUBMITTED)

    told(at_once, lambda: actions.approve(result, by=national_reviewer))

    assert "/fr/desk/" in mail.outbox[0].body


def test_approval_reaches_author_and_publisher(at_once, officer, national_reviewer, publisher):
    result = ResultFactory(created_by=officer, state=State.SUBMITTED)

    addresses = told(at_once, lambda: actions.approve(result, by=national_reviewer))

    assert addresses == sorted([officer.email, publisher.email])


def test_comment_reaches_all_who_talk_about_the_report_but_its_writer(at_once, officer, colleague, national_reviewer):
    result = ResultFactory(created_by=officer)
    with at_once(execute=True):
        first = actions.comment(result, "Which law?", by=national_reviewer)
    mail.outbox.clear()

    addresses = told(at_once, lambda: actions.comment(result, "I think the new one.", by=colleague, answers=first))

    assert addresses == sorted([officer.email, national_reviewer.email])


def test_nobody_is_told_of_what_she_did_herself(at_once, publisher):
    result = ResultFactory(state=State.PUBLISHED)
    mine = ResultFactory(created_by=publisher, state=State.DRAFT)

    assert told(at_once, lambda: actions.comment(mine, "Mine.", by=publisher)) == []
    assert result.pk != mine.pk


@pytest.mark.parametrize("setting", ["mail_at_once", "is_active"])
def test_who_wants_no_mail_or_has_left_gets_none(at_once, officer, national_reviewer, setting):
    setattr(officer, setting, False)
    officer.save()
    result = ResultFactory(created_by=officer, state=State.SUBMITTED)

    assert told(at_once, lambda: actions.send_back(result, by=national_reviewer, reason="Name the law.")) == []


def test_nothing_is_sent_where_the_act_is_rolled_back(at_once, officer, national_reviewer):
    result = ResultFactory(created_by=officer, state=State.SUBMITTED)

    with at_once(execute=True), suppress(ValueError), transaction.atomic():
        actions.send_back(result, by=national_reviewer, reason="Name the law.")
        raise ValueError("something after it fails")

    assert (mail.outbox, Notice.objects.count()) == ([], 0)


def test_many_at_once_are_left_to_the_summary_of_the_day(at_once, officer, national_reviewer):
    results = [ResultFactory(created_by=officer) for _ in range(11)]

    assert told(at_once, lambda: actions.submit_many(results, by=officer)) == []
    assert Event.objects.filter(act=Event.Act.SUBMITTED).count() == 11


class RefusingBackend(EmailBackend):
    """Refuses one address, as a mail server does."""

    def send_messages(self, messages):
        if any("refused@" in address for message in messages for address in message.to):
            raise SMTPRecipientsRefused({"refused@example.org": (550, b"no such user")})
        return super().send_messages(messages)


def test_refused_address_keeps_nobody_waiting_and_is_tried_again(db, settings):
    settings.MAILERS = {"default": {"BACKEND": "tests.results.test_mailing.RefusingBackend"}}
    refused = NoticeFactory(user=UserFactory(email="refused@example.org"))
    fine = NoticeFactory(user=UserFactory(email="fine@example.org"))

    sent = mailing.send_waiting()

    refused.refresh_from_db()
    fine.refresh_from_db()
    assert (sent, refused.sent_at, fine.sent_at is not None) == (1, None, True)


def test_notice_is_sent_once(db):
    NoticeFactory()

    assert [mailing.send_waiting(), mailing.send_waiting()] == [1, 0]


@pytest.fixture
def yesterday():
    return timezone.localdate() - timedelta(days=1)


def happened(day_ago=1, **fields):
    """An event some days ago."""
    at = timezone.now() - timedelta(days=day_ago)
    field = Event._meta.get_field("at")
    field.auto_now_add = False
    try:
        return EventFactory(at=at, **fields)
    finally:
        field.auto_now_add = True


def test_summary_tells_what_others_did_in_her_countries(manager, stranger, yesterday):
    happened(act=Event.Act.PUBLISHED, result=ResultFactory(reference="TJK-2021-007"))
    happened(act=Event.Act.CHANGED, result=ResultFactory(reference="TJK-2021-008"))
    happened(act=Event.Act.PUBLISHED, by=manager, result=ResultFactory(reference="TJK-2021-009"))
    happened(day_ago=2, act=Event.Act.PUBLISHED, result=ResultFactory(reference="TJK-2021-010"))

    mailing.send_digests(yesterday)

    (message,) = mail.outbox
    listed = [n for n in ("007", "008", "009", "010") if f"TJK-2021-{n}" in message.body]
    assert (message.to, listed) == ([manager.email], ["007"])


def test_summary_is_sent_once_a_day(manager, yesterday):
    happened(act=Event.Act.PUBLISHED)

    assert [mailing.send_digests(yesterday), mailing.send_digests(yesterday)] == [1, 0]
    assert Digest.objects.filter(user=manager, day=yesterday).count() == 1


def test_summary_leaves_out_what_she_heard_at_once(manager, yesterday):
    NoticeFactory(user=manager, event=happened(act=Event.Act.RETURNED))

    assert mailing.send_digests(yesterday) == 0


def test_who_wants_no_summary_gets_none(manager, yesterday):
    manager.mail_digest = False
    manager.save()
    happened(act=Event.Act.PUBLISHED)

    assert mailing.send_digests(yesterday) == 0


def test_long_summary_says_how_much_more_there_was(manager, yesterday):
    for _ in range(22):
        happened(act=Event.Act.PUBLISHED)

    mailing.send_digests(yesterday)

    assert "and 2 more" in mail.outbox[0].body


def test_people_choose_which_mail_they_get(client, manager):
    client.force_login(manager)

    client.post(
        "/en/desk/mail/", {"mail_digest": "on", "language": "fr", "role": "administrator", "is_superuser": "on"}
    )

    manager.refresh_from_db()
    chosen = (manager.mail_at_once, manager.mail_digest, manager.language, manager.is_superuser)
    assert chosen == (False, True, "fr", False)


def test_somebody_with_two_roles_hears_once(at_once, officer, national_reviewer, tajikistan):
    CountryRoleFactory(user=national_reviewer, role=CountryRole.Role.PUBLISHER, country=tajikistan)
    result = ResultFactory(created_by=officer, date=date(2021, 6, 30))

    assert told(at_once, lambda: actions.submit(result, by=officer)) == [national_reviewer.email]
