"""Ticking the criteria of the indicator, each with what shows it."""

import pytest

from results.models import Judgement
from tests.factories import CriterionFactory, EvidenceFactory, JudgementFactory
from tests.results.desk.reviewing.reports import address, change_meanwhile, fresh


@pytest.fixture
def criterion(report):
    return CriterionFactory(indicator=report.indicator, text={"en": "The law is in force."})


def test_criterion_is_ticked_with_evidence(client, national_reviewer, report, criterion):
    evidence = EvidenceFactory(result=report, is_public=False)
    client.force_login(national_reviewer)

    response = client.post(
        address("judge", report), {"criterion": criterion.pk, "evidence": evidence.pk, "note": "", "met": "1"}
    )

    tick = Judgement.objects.get()
    assert (tick.criterion, tick.evidence, tick.by, tick.version) == (criterion, evidence, national_reviewer, 1)
    assert response.headers["Location"] == address("review", report) + "#criteria"


def test_criterion_is_ticked_with_a_note(client, national_reviewer, report, criterion):
    client.force_login(national_reviewer)

    client.post(address("judge", report), {"criterion": criterion.pk, "note": "Second paragraph.", "met": "1"})

    assert Judgement.objects.get().note == "Second paragraph."


def test_tick_says_what_shows_it(client, national_reviewer, report, criterion):
    client.force_login(national_reviewer)

    response = client.post(address("judge", report), {"criterion": criterion.pk, "met": "1"})

    (row,) = response.context["criteria"]
    assert row.form.non_field_errors() == ["Say what shows it: choose the evidence, or write where it is seen."]
    assert not Judgement.objects.exists()


def test_refused_note_stays_in_its_box(client, national_reviewer, report, criterion):
    CriterionFactory(indicator=report.indicator)
    client.force_login(national_reviewer)

    response = client.post(address("judge", report), {"criterion": criterion.pk, "note": "word " * 61, "met": "1"})

    (row, other) = response.context["criteria"]
    assert "the limit is 60" in row.form.non_field_errors()[0]
    assert row.form["note"].value().startswith("word word")
    assert not other.form.is_bound


@pytest.mark.parametrize("chosen", ["999999", "nonsense"])
def test_evidence_that_is_not_this_reports_is_refused(client, national_reviewer, report, criterion, chosen):
    client.force_login(national_reviewer)

    response = client.post(
        address("judge", report), {"criterion": criterion.pk, "evidence": chosen, "note": "Here", "met": "1"}
    )

    assert list(response.context["criteria"][0].form.errors) == ["evidence"]
    assert not Judgement.objects.exists()


def test_tick_is_taken_back(client, national_reviewer, report, criterion):
    JudgementFactory(result=report, criterion=criterion)
    client.force_login(national_reviewer)

    client.post(address("judge", report), {"criterion": criterion.pk, "note": "So.", "met": "0"})

    assert not Judgement.objects.exists()


def test_tick_of_an_earlier_version_is_marked(client, officer, national_reviewer, report, criterion):
    JudgementFactory(result=report, criterion=criterion, version=1)
    change_meanwhile(report, officer)
    client.force_login(national_reviewer)

    response = client.get(address("review", fresh(report)))

    assert response.context["criteria"][0].is_stale
    assert "The report has changed since. See whether it still holds." in response.content.decode()


def test_who_does_not_judge_sees_what_was_ticked(client, officer, national_reviewer, report, criterion):
    JudgementFactory(result=report, criterion=criterion, note="In its second paragraph", by=national_reviewer)
    client.force_login(officer)

    page = client.get(address("review", report)).content.decode()

    assert "Ticked by National on" in page
    assert "In its second paragraph" in page
    assert 'name="met"' not in page
