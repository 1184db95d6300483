"""What a sheet may change: not what is being judged, not what is locked, and nothing that a reviewer has to tick."""

from datetime import date

import pytest
from django.utils import timezone

from results.models import Event, Judgement, Publication, Result
from tests.factories import (
    CriterionFactory,
    IndicatorFactory,
    JudgementFactory,
    LockExceptionFactory,
    PeriodLockFactory,
    ResultFactory,
)
from tests.results.imports.kinds.results.judged import COMPLETE, NEW, carry_out, outcomes, plan, sentences

CHANGED = {"reference": "TJK-2021-001", "contribution": "Another text."}
UNCHANGED = {"reference": "TJK-2021-001", "step": "3"}


@pytest.fixture
def stored(world, officer, publisher, tajikistan):
    """A complete report of 2021 in a state, by the officer."""

    def make(state="draft", **fields):
        standing = {"state": state, "state_by": publisher, "state_reason": "Because"}
        return ResultFactory(country=tajikistan, reference="TJK-2021-001", created_by=officer, **standing, **fields)

    return make


@pytest.fixture
def bring_in(administrator):
    """Imports a row; gives back what is said of each refusal."""

    def bring(row, arrival="draft"):
        made = carry_out(row, by=administrator, arrival=arrival)
        return [(problem.column, problem.sentence) for row in made for problem in row.problems]

    return bring


def standing():
    """Everything an import could have changed."""
    return [list(model.objects.order_by("pk").values()) for model in (Result, Event, Publication)]


JUDGED = {
    "submitted": (
        "TJK-2021-001 has been sent in and is being judged. To change it, take it back or ask for its return."
    ),
    "approved": "TJK-2021-001 is approved. To change it, ask whoever publishes it to return it.",
}


@pytest.mark.parametrize("arrival", ["draft", "submitted", "published"])
@pytest.mark.parametrize("state", JUDGED)
def test_report_that_is_being_judged_is_refused_beside_its_reference(stored, bring_in, state, arrival):
    stored(state)
    before = standing()

    said = bring_in(CHANGED, arrival)

    assert said == [("reference", JUDGED[state])]
    assert standing() == before


@pytest.mark.parametrize("state", JUDGED)
def test_report_that_is_being_judged_may_stand_unchanged_in_a_sheet(stored, publishing_administrator, state):
    stored(state)
    before = standing()

    made = carry_out(UNCHANGED, by=publishing_administrator, arrival="published")

    assert outcomes(made) == ["unchanged"]
    assert standing() == before


@pytest.mark.parametrize("state", ["draft", "returned", "published", "withdrawn"])
def test_other_reports_are_changed(stored, bring_in, state):
    stored(state)

    assert bring_in(CHANGED) == []

    assert Result.objects.get().contribution == "Another text."


LOCKED = "2020-21 is locked since {day} (Keeper: The report is being printed.). To change a report of it, ask for"
ROWS = {
    "a changed report": CHANGED,
    "a new report": {**COMPLETE, "summary": "Another summary"},
    "a report that moves into the period": {"reference": "TJK-2022-001", "date": "2021-05"},
    "a report that moves out of it": {"reference": "TJK-2021-001", "date": "2022-05", "indicator": "(clear)"},
}


@pytest.fixture
def locked(stored, tajikistan):
    """2020-21, locked, with a report in it and one after it."""
    stored()
    ResultFactory(country=tajikistan, reference="TJK-2022-001", date=date(2022, 3, 1), indicator=None)
    return PeriodLockFactory(locked_by__name="Keeper", reason="The report is being printed.")


@pytest.mark.parametrize("row", [pytest.param(row, id=name) for name, row in ROWS.items()])
def test_locked_period_is_refused_beside_the_date(locked, bring_in, row):
    before = standing()

    [(column, sentence)] = bring_in(row)

    day = timezone.localdate().strftime("%-d %B %Y")
    assert (column, sentence.startswith(LOCKED.format(day=day))) == ("date", True)
    assert standing() == before


def test_draft_of_a_locked_period_is_not_published_by_a_sheet(locked, publishing_administrator):
    before = standing()

    [row] = carry_out(UNCHANGED, by=publishing_administrator, arrival="published")

    assert [(problem.column, problem.rule) for problem in row.problems] == [("date", "locked-period")]
    assert standing() == before


def test_unchanged_report_of_a_locked_period_may_stand_in_a_sheet(locked, bring_in):
    before = standing()

    assert bring_in(UNCHANGED) == []

    assert standing() == before


def test_exception_lets_its_person_import(locked, administrator, bring_in):
    LockExceptionFactory(lock=locked, person=administrator)

    assert bring_in(CHANGED) == []

    assert Result.objects.get(reference="TJK-2021-001").contribution == "Another text."


@pytest.fixture
def criterion(world):
    """The one criterion of indicator 8.3.1."""
    return CriterionFactory(indicator=IndicatorFactory(code="8.3.1"))


ASKED = "Indicator 8.3.1 has criteria that a reviewer must tick. Import without publishing."


def test_new_report_with_criteria_is_not_published(world, criterion, publishing_administrator, officer):
    row = {**COMPLETE, "indicator": "8.3.1", "reported_by": officer.email}
    rows = [row, {**row, "summary": "Without an indicator", "indicator": ""}]

    made = carry_out(*rows, by=publishing_administrator, arrival="published")

    assert [(problem.column, problem.sentence) for problem in made[0].problems] == [("indicator", ASKED)]
    assert outcomes(made) == ["refused", "created"]
    assert Result.objects.count() == 0


@pytest.mark.parametrize("row", [CHANGED, UNCHANGED], ids=["changed", "unchanged"])
def test_stored_report_with_unticked_criteria_is_not_published(
    stored, criterion, publishing_administrator, officer, row
):
    result = stored()
    JudgementFactory(result=result, criterion=criterion)
    CriterionFactory(indicator=criterion.indicator)

    made = carry_out({**row, "reported_by": officer.email}, by=publishing_administrator, arrival="published")

    assert [(problem.column, problem.sentence) for problem in made[0].problems] == [("indicator", ASKED)]
    assert not Publication.objects.exists()


@pytest.mark.parametrize("row", [CHANGED, UNCHANGED], ids=["changed", "unchanged"])
def test_stored_report_whose_criteria_are_ticked_is_published(
    stored, criterion, publishing_administrator, officer, row
):
    JudgementFactory(result=stored(), criterion=criterion)

    made = carry_out({**row, "reported_by": officer.email}, by=publishing_administrator, arrival="published")

    assert sentences(made) == []
    assert Publication.objects.get().reference == "TJK-2021-001"


def test_ticks_of_the_indicator_before_do_not_count_for_the_next(stored, criterion, publishing_administrator, officer):
    JudgementFactory(result=stored(), criterion=criterion)
    CriterionFactory(indicator=IndicatorFactory(code="8.1.1"))
    row = {"reference": "TJK-2021-001", "indicator": "8.1.1", "reported_by": officer.email}

    made = plan(row, by=publishing_administrator, arrival="published")

    assert sentences(made) == [ASKED.replace("8.3.1", "8.1.1")]
    assert Judgement.objects.count() == 1


def test_report_with_criteria_is_imported_without_publishing(world, criterion, administrator):
    made = carry_out({**COMPLETE, "indicator": "8.3.1"}, by=administrator)

    assert outcomes(made) == ["created"]


def test_whoever_is_no_administrator_any_more_is_refused(world, officer):
    [row] = plan(NEW, by=officer)

    assert [(problem.column, problem.rule) for problem in row.problems] == [("country", "no-right")]
