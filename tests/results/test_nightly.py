"""What is done once a night."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from results.models import Notice, OpenReport, StandingFinding, UnsavedWork
from results.work import night
from tests.factories import NoticeFactory, OpenReportFactory, ResultFactory, UnsavedWorkFactory


def run():
    out = StringIO()
    call_command("nightly", stdout=out)
    return out.getvalue()


def test_night_checks_reports_sends_what_waits_and_clears_away(db):
    result = ResultFactory(contribution="")
    NoticeFactory(event__result=result)
    UnsavedWorkFactory(result=result, kept_at=timezone.now() - timedelta(days=61))
    fresh = UnsavedWorkFactory(result=result)
    OpenReportFactory(result=result, seen_at=timezone.now() - timedelta(days=2))

    run()

    assert StandingFinding.objects.filter(result=result, field="contribution").exists()
    assert (len(mail.outbox), Notice.objects.filter(sent_at=None).count()) == (1, 0)
    assert (list(UnsavedWork.objects.all()), OpenReport.objects.count()) == ([fresh], 0)


def test_second_run_finds_nothing_to_do(db):
    ResultFactory(contribution="")
    NoticeFactory()
    run()
    mail.outbox.clear()
    standing = list(StandingFinding.objects.values_list("pk", "found_at"))

    run()

    assert (mail.outbox, list(StandingFinding.objects.values_list("pk", "found_at"))) == ([], standing)


def test_step_that_fails_keeps_no_other_from_being_done_and_is_named(db, monkeypatch):
    def fail():
        raise RuntimeError("the disk is full")

    done = []
    monkeypatch.setattr(night, "STEPS", {"first": fail, "second": lambda: done.append("second")})

    with pytest.raises(CommandError, match="Not done: first"):
        run()

    assert done == ["second"]
