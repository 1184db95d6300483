"""What manage.py import_results may change: not what is being judged, and not what is locked."""

from datetime import date

import pytest
from django.core.management import CommandError
from django.utils import timezone

from results.models import Event, ImportBatch, Publication, Result
from tests.factories import CriterionFactory, LockExceptionFactory, PeriodLockFactory, ResultFactory
from tests.results.imports.kinds.results.judged import COMPLETE
from tests.results.imports.made import make_csv

CHANGED = {"reference": "TJK-2021-001", "contribution": "Another text."}
UNCHANGED = {"reference": "TJK-2021-001", "country": "TJK"}
NOTHING = "Nothing was written: correct the rows above and import the file again."
EVERY_WAY = [
    pytest.param([], id="drafts"), pytest.param(["--publish"], id="published"), pytest.param(["--dry-run"], id="dry"),
]  # fmt: skip


@pytest.fixture
def stored(run, officer, publisher, tajikistan):
    """A complete report of 2021 in a state, by the officer."""

    def make(state="draft", **fields):
        standing = {"state": state, "state_by": publisher, "state_reason": "Because"}
        return ResultFactory(country=tajikistan, reference="TJK-2021-001", created_by=officer, **standing, **fields)

    return make


def standing():
    """Everything an import could have changed."""
    return [list(model.objects.order_by("pk").values()) for model in (Result, Event, Publication)]


JUDGED = {
    "submitted": (
        "TJK-2021-001 has been sent in and is being judged. To change it, take it back or ask for its return."
    ),
    "approved": "TJK-2021-001 is approved. To change it, ask whoever publishes it to return it.",
}


@pytest.mark.parametrize("options", EVERY_WAY)
@pytest.mark.parametrize("state", JUDGED)
def test_report_that_is_being_judged_is_refused_beside_its_reference(stored, administrator, run, state, options):
    stored(state)
    before = standing()

    lines, code = run(make_csv(CHANGED), administrator.email, *options)

    assert (lines[0], code) == (f"row 2, reference (“TJK-2021-001”): {JUDGED[state]}", 1)
    assert lines[1:] == [NOTHING, "created 0, updated 0, unchanged 0, refused 1"]
    assert standing() == before


@pytest.mark.parametrize("options", [[], ["--publish"]], ids=["drafts", "published"])
@pytest.mark.parametrize("state", JUDGED)
def test_report_that_is_being_judged_may_stand_unchanged_in_a_sheet(
    stored, publishing_administrator, run, state, options
):
    stored(state)
    before = standing()

    lines, code = run(make_csv(UNCHANGED), publishing_administrator.email, *options)

    assert (lines, code) == (["created 0, updated 0, unchanged 1, refused 0"], 0)
    assert standing() == before


@pytest.mark.parametrize("state", ["draft", "returned", "published", "withdrawn"])
def test_other_reports_are_changed(stored, administrator, run, state):
    stored(state)

    assert run(make_csv(CHANGED), administrator.email) == (["created 0, updated 1, unchanged 0, refused 0"], 0)

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


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_locked_period_is_refused_beside_the_date(locked, administrator, run, row):
    before = standing()

    lines, code = run(make_csv(row), administrator.email)

    day = timezone.localdate().strftime("%-d %B %Y")
    place = f"date (“{row['date']}”)" if "date" in row else "Date"
    assert lines[0].startswith(f"row 2, {place}: {LOCKED.format(day=day)}")
    assert (lines[1:], code) == ([NOTHING, "created 0, updated 0, unchanged 0, refused 1"], 1)
    assert standing() == before


def test_draft_of_a_locked_period_is_not_published_by_a_sheet(locked, publishing_administrator, run):
    before = standing()

    lines, code = run(make_csv(UNCHANGED), publishing_administrator.email, "--publish")

    assert (lines[-1], code) == ("created 0, updated 0, unchanged 0, refused 1", 1)
    assert standing() == before


def test_unchanged_report_of_a_locked_period_may_stand_in_a_sheet(locked, administrator, run):
    before = standing()

    assert run(make_csv(UNCHANGED), administrator.email) == (["created 0, updated 0, unchanged 1, refused 0"], 0)
    assert standing() == before


def test_exception_lets_its_person_import(locked, administrator, run):
    LockExceptionFactory(lock=locked, person=administrator)

    assert run(make_csv(CHANGED), administrator.email) == (["created 0, updated 1, unchanged 0, refused 0"], 0)

    assert Result.objects.get(reference="TJK-2021-001").contribution == "Another text."


def test_report_with_criteria_is_not_published_by_a_sheet(stored, publishing_administrator, officer, run):
    CriterionFactory(indicator=stored().indicator)
    before = standing()

    lines, code = run(make_csv({**CHANGED, "reported_by": officer.email}), publishing_administrator.email, "--publish")

    assert "has criteria that a reviewer must tick. Import without publishing." in lines[0]
    assert (lines[-1], code) == ("created 0, updated 0, unchanged 0, refused 1", 1)
    assert standing() == before


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "published"])
@pytest.mark.parametrize("person", ["officer", "colleague", "national_reviewer", "publisher", "manager", "stranger"])
def test_whoever_may_not_import_changes_no_report_of_any_state(stored, request, run, person, state):
    by = request.getfixturevalue(person)
    stored(state)
    before = standing()

    with pytest.raises(CommandError, match="Only administrators import sheets"):
        run(make_csv(CHANGED), by.email)

    assert standing() == before
    assert not ImportBatch.objects.exists()
