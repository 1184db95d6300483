"""The mail about an import: one to whoever imports it, in her language, about what she does not know yet."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.utils import timezone

from results.imports import attempts, telling
from results.imports.progress import Progress
from results.models import ImportBatch
from tests.factories import ImportBatchFactory
from tests.results.imports import engine


@pytest.fixture
def batch_in(administrator):
    def make(state, **fields):
        return ImportBatchFactory(**engine.fields_of(state, administrator) | fields)

    return make


def test_import_that_is_written_is_told_once_with_its_counts(batch_in, administrator):
    batch = batch_in("applied", counts={"all": {"created": 3, "unchanged": 2, "kept": 1}})

    told = [telling.tell(batch.pk), telling.tell(batch.pk)]

    [message] = mail.outbox
    assert (told, message.to, message.subject) == (
        [True, False], ["administrator@example.org"], "[Waymark] results.csv is imported",
    )  # fmt: skip
    assert message.body.splitlines() == [
        "Dear Administrator,",
        "",
        "results.csv",
        "Everything that was planned is written.",
        "",
        "- New: 3",
        "- Unchanged: 2",
        "",
        f"http://localhost:8000/en/desk/imports/{batch.token}/",
        "",
        "Which mails you get, you choose here:",
        "http://localhost:8000/en/desk/mail/",
        "",
    ]


@pytest.mark.parametrize(
    ("state", "sentence", "subject", "said"),
    [
        pytest.param(
            "planned", "", "results.csv is judged and waits for you",
            "Nothing is written yet. Look at the plan, then apply it.", id="planned",
        ),
        pytest.param(
            "failed", "The file is locked with a password.", "The import of results.csv failed",
            "The file is locked with a password.", id="failed",
        ),
        pytest.param(
            "applied", "Nothing of it was taken back.", "The import of results.csv was not taken back",
            "Nothing of it was taken back.", id="not taken back",
        ),
    ],
)  # fmt: skip
def test_mail_says_what_has_become_of_the_import(batch_in, state, sentence, subject, said):
    telling.tell(batch_in(state, sentence=sentence).pk)

    [message] = mail.outbox
    assert (message.subject, message.body.splitlines()[3]) == (f"[Waymark] {subject}", said)


@pytest.mark.parametrize(
    "state", ["arrived", "asking", "planning", "applying", "taking-back", "taken-back", "cancelled"]
)
def test_nothing_is_told_on_the_way(batch_in, state):
    assert (telling.tell(batch_in(state).pk), mail.outbox) == (False, [])


@pytest.mark.parametrize("setting", ["mail_at_once", "is_active"])
def test_whoever_wants_no_mail_gets_none_and_is_not_asked_about_again(batch_in, administrator, setting):
    setattr(administrator, setting, False)
    administrator.save()
    batch = batch_in("applied")

    told = telling.tell(batch.pk)

    batch.refresh_from_db()
    assert (told, mail.outbox, batch.told_at > batch.state_since) == (False, [], True)


def test_mail_that_cannot_be_sent_leaves_at_night(batch_in, monkeypatch):
    batch = batch_in("applied")
    with monkeypatch.context() as broken:
        broken.setattr(telling.mailing.EmailMessage, "send", _refuse)
        first = telling.tell(batch.pk)

    at_night = [telling.send_waiting(), telling.send_waiting()]

    assert (first, at_night, len(mail.outbox)) == (False, [1, 0], 1)


def _refuse(message):
    raise SMTPServerDisconnected("Connection unexpectedly closed")


def test_what_comes_about_after_a_mail_is_told_too(batch_in):
    batch = batch_in("planned")
    telling.tell(batch.pk)
    ImportBatch.objects.update(state="applied", applied_at=timezone.now(), state_since=timezone.now())

    assert (telling.tell(batch.pk), len(mail.outbox)) == (True, 2)


@pytest.mark.parametrize(
    ("seconds", "is_told"), [(10, False), (90, True)], ids=["she is watching", "she may have left"]
)
def test_plan_is_told_of_at_once_only_if_it_took_long(batch_in, queue, seconds, is_told):
    batch = batch_in("planning", state_since=timezone.now() - timedelta(seconds=seconds))

    attempts.settle(Progress(batch.pk, 3), "planned")

    assert engine.queued() == ([("tell_of_import", batch.pk)] if is_told else [])
