"""What a sheet may change: not what is being judged, not what is locked, and nothing that a reviewer has to tick."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
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
from tests.results.imports.sheets import COMPLETE, carry_out, make_csv, outcomes, plan

CHANGED = {"reference": "TJK-2021-001", "contribution": "Another text."}
UNCHANGED = {"reference": "TJK-2021-001", "step": "3"}


@pytest.fixture
def stored(world, officer, publisher, tajikistan):
    """A complete report of 2021 in a state, by the officer."""

    def make(state="draft", **fields):
        standing = {"state": state, "state_by": publisher, "state_reason": "Because"}
        return ResultFactory(country=tajikistan, reference="TJK-2021-001", created_by=officer, **standing, **fields)

    return make


@pytest.fixture(params=["screen", "command"])
def bring_in(request, administrator, tmp_path):
    """Imports a sheet as the workspace does, and as the command does; gives back what is said of each refusal."""

    def by_plan(content, *options):
        made = carry_out(content, administrator, publish="--publish" in options)
        return [str(problem) for problem in made.problems]

    def by_command(content, *options):
        file, out = tmp_path / "sheet.csv", StringIO()
        file.write_bytes(content)
        try:
            call_command("import_results", str(file), "--as", administrator.email, *options, stdout=out)
        except SystemExit:
            return [line for line in out.getvalue().splitlines() if line.startswith("row ")]
        return []

    return by_plan if request.param == "screen" else by_command


def standing():
    """Everything an import could have changed."""
    return [list(model.objects.order_by("pk").values()) for model in (Result, Event, Publication)]


JUDGED = {
    "submitted": (
        "TJK-2021-001 has been sent in and is being judged. To change it, take it back or ask for its return."
    ),
    "approved": "TJK-2021-001 is approved. To change it, ask whoever publishes it to return it.",
}


@pytest.mark.parametrize("options", [[], ["--publish"]], ids=["drafts", "published"])
@pytest.mark.parametrize("state", JUDGED)
def test_report_that_is_being_judged_is_refused_beside_its_reference(stored, bring_in, state, options):
    stored(state)
    before = standing()

    said = bring_in(make_csv(CHANGED), *options)

    assert said == [f"row 2, Reference (“TJK-2021-001”): {JUDGED[state]}"]
    assert standing() == before


@pytest.mark.parametrize("state", JUDGED)
def test_report_that_is_being_judged_may_stand_unchanged_in_a_sheet(stored, publishing_administrator, state):
    stored(state)
    before = standing()

    made = carry_out(make_csv(UNCHANGED), publishing_administrator, publish=True)

    assert (outcomes(made), made.to_publish) == ({"unchanged": 1}, [])
    assert standing() == before


@pytest.mark.parametrize("state", ["draft", "returned", "published", "withdrawn"])
def test_other_reports_are_changed(stored, bring_in, state):
    stored(state)

    assert bring_in(make_csv(CHANGED)) == []

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

    [said] = bring_in(make_csv(row))

    day = timezone.localdate().strftime("%-d %B %Y")
    shown = f" (“{row['date']}”)" if "date" in row else ""
    assert said.startswith(f"row 2, Date{shown}: {LOCKED.format(day=day)}")
    assert standing() == before


def test_draft_of_a_locked_period_is_not_published_by_a_sheet(locked, publishing_administrator):
    before = standing()

    made = carry_out(make_csv(UNCHANGED), publishing_administrator, publish=True)

    assert [(p.row, p.column) for p in made.problems] == [(2, "Date")]
    assert standing() == before


def test_unchanged_report_of_a_locked_period_may_stand_in_a_sheet(locked, bring_in):
    before = standing()

    assert bring_in(make_csv(UNCHANGED)) == []

    assert standing() == before


def test_exception_lets_its_person_import(locked, administrator, bring_in):
    LockExceptionFactory(lock=locked, person=administrator)

    assert bring_in(make_csv(CHANGED)) == []

    assert Result.objects.get(reference="TJK-2021-001").contribution == "Another text."


@pytest.fixture
def criterion(world):
    """The one criterion of indicator 8.3.1."""
    return CriterionFactory(indicator=IndicatorFactory(code="8.3.1"))


ASKED = "Indicator 8.3.1 has criteria that a reviewer must tick. Import without publishing."


def test_new_report_with_criteria_is_not_published(world, criterion, publishing_administrator, officer):
    row = {**COMPLETE, "indicator": "8.3.1", "reported_by": officer.email}
    rows = [row, {**row, "summary": "Without an indicator", "indicator": ""}]

    made = carry_out(make_csv(*rows), publishing_administrator, publish=True)

    assert [(p.row, p.column, p.sentence) for p in made.problems] == [(2, "Indicator", ASKED)]
    assert [row.outcome for row in made.rows] == ["refused", "created"]
    assert (made.to_publish[0].summary, Result.objects.count()) == ("Without an indicator", 0)


@pytest.mark.parametrize("row", [CHANGED, UNCHANGED], ids=["changed", "unchanged"])
def test_stored_report_with_unticked_criteria_is_not_published(
    stored, criterion, publishing_administrator, officer, row
):
    result = stored()
    JudgementFactory(result=result, criterion=criterion)
    CriterionFactory(indicator=criterion.indicator)

    made = carry_out(make_csv({**row, "reported_by": officer.email}), publishing_administrator, publish=True)

    assert [(p.column, p.sentence) for p in made.problems] == [("Indicator", ASKED)]
    assert not Publication.objects.exists()


@pytest.mark.parametrize("row", [CHANGED, UNCHANGED], ids=["changed", "unchanged"])
def test_stored_report_whose_criteria_are_ticked_is_published(
    stored, criterion, publishing_administrator, officer, row
):
    JudgementFactory(result=stored(), criterion=criterion)

    made = carry_out(make_csv({**row, "reported_by": officer.email}), publishing_administrator, publish=True)

    assert made.problems == []
    assert Publication.objects.get().reference == "TJK-2021-001"


def test_ticks_of_the_indicator_before_do_not_count_for_the_next(stored, criterion, publishing_administrator, officer):
    JudgementFactory(result=stored(), criterion=criterion)
    CriterionFactory(indicator=IndicatorFactory(code="8.1.1"))
    row = {"reference": "TJK-2021-001", "indicator": "8.1.1", "reported_by": officer.email}

    made = plan(make_csv(row), publishing_administrator, publish=True)

    assert [p.sentence for p in made.problems] == [ASKED.replace("8.3.1", "8.1.1")]
    assert Judgement.objects.count() == 1


def test_report_with_criteria_is_imported_without_publishing(world, criterion, administrator):
    made = carry_out(make_csv({**COMPLETE, "indicator": "8.3.1"}), administrator)

    assert outcomes(made) == {"created": 1}
