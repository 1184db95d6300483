"""What is said of each row in the workbook that goes back."""

import pytest
from django.utils import translation

from results.imports.rows import Problem
from results.imports.sheets.marks import is_status_heading
from results.imports.sheets.verdicts import Verdict, heading, verdicts
from results.models import ImportBatch, ImportRow
from tests.factories import ImportBatchFactory, ImportRowFactory

pytestmark = pytest.mark.django_db

Outcome, State = ImportRow.Outcome, ImportBatch.State


def problem(column, position, sentence):
    return Problem(column, column.title(), position, "x", "unknown", sentence).as_json()


@pytest.mark.parametrize(
    ("batch", "row", "status"),
    [
        pytest.param({}, {"outcome": "created"}, "Good, but not written yet.", id="new, planned"),
        pytest.param({"state": "failed"}, {"outcome": "changed"}, "Good, but not written yet.", id="changed, failed"),
        pytest.param({"state": "applied"}, {"outcome": "created"}, "Written: new.", id="new, applied"),
        pytest.param({"state": "applied"}, {"outcome": "changed"}, "Written: changed.", id="changed, applied"),
        pytest.param({"state": "taken-back"}, {"outcome": "created"}, "Taken back.", id="taken back"),
        pytest.param(
            {"state": "applied", "mode": "update"},
            {"outcome": "created"},
            "Not written: only changes to what is there were asked for.",
            id="new, where only changes were asked for",
        ),
        pytest.param(
            {"state": "applied", "mode": "add"},
            {"outcome": "changed"},
            "Not written: only new rows were asked for.",
            id="changed, where only new rows were asked for",
        ),
        pytest.param(
            {"state": "applied", "mode": "add"}, {"outcome": "created"}, "Written: new.", id="new, as was asked for"
        ),
        pytest.param({}, {"outcome": "created", "is_left_out": True}, "Left out, as you asked.", id="left out by hand"),
        pytest.param(
            {"state": "applied"},
            {"outcome": "unchanged"},
            "Unchanged: everything in it is stored already.",
            id="unchanged",
        ),
        pytest.param({}, {"outcome": "refused"}, "Refused.", id="refused"),
        pytest.param(
            {},
            {"outcome": "conflict"},
            "Not written: it was changed here since it was exported.",
            id="in conflict",
        ),
        pytest.param({}, {"outcome": "passed-over"}, "Passed over.", id="passed over"),
    ],
)
def test_row_says_what_became_of_it(batch, row, status):
    applied = {"applied_at": "2022-03-01T10:00Z"} if batch.get("state") in ("applied", "taken-back") else {}
    batch = ImportBatchFactory(**{"state": "planned", **applied, **batch})
    ImportRowFactory(batch=batch, number=4, **row)

    assert list(verdicts(batch, 0)) == [Verdict(4, status, {})]


def test_everything_wrong_with_a_row_is_said_and_each_cell_says_its_own():
    batch = ImportBatchFactory(state="planned")
    problems = [
        problem("country", 0, "No such country."),
        problem("date", 3, "No such day."),
        problem("country", 0, "Not yours."),
        problem("summary", None, "The column is missing."),
        {**problem("", None, "Something about the row."), "heading": ""},
    ]
    ImportRowFactory(batch=batch, number=7, outcome="refused", problems=problems)

    (verdict,) = verdicts(batch, 0)

    assert verdict.wrong == {0: "No such country.\nNot yours.", 3: "No such day."}
    assert verdict.status == (
        "Refused. Country: No such country. Date: No such day. Country: Not yours. Summary: The column is missing. "
        "Something about the row."
    )


def test_why_a_row_was_passed_over_is_said():
    batch = ImportBatchFactory(state="planned")
    note = {**problem("", None, "This row is hidden."), "heading": ""}
    ImportRowFactory(batch=batch, outcome="passed-over", notes=[note])

    assert [verdict.status for verdict in verdicts(batch, 0)] == ["Passed over. This row is hidden."]


def test_verdicts_are_those_of_one_sheet_in_its_order():
    batch = ImportBatchFactory(state="planned")
    for sheet, number in ((1, 2), (0, 9), (0, 3)):
        ImportRowFactory(batch=batch, sheet=sheet, number=number)
    ImportRowFactory(number=5)

    assert [verdict.number for verdict in verdicts(batch, 0)] == [3, 9]


def test_verdicts_are_read_piece_by_piece(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("results.imports.sheets.verdicts._ROWS_AT_ONCE", 2)
    batch = ImportBatchFactory(state="planned")
    for number in (2, 4, 5, 8, 9):
        ImportRowFactory(batch=batch, number=number)

    with django_assert_num_queries(4):
        assert [verdict.number for verdict in verdicts(batch, 0)] == [2, 4, 5, 8, 9]


def test_whoever_stops_reading_verdicts_leaves_nothing_open(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("results.imports.sheets.verdicts._ROWS_AT_ONCE", 1)
    batch = ImportBatchFactory(state="planned")
    for number in (2, 3):
        ImportRowFactory(batch=batch, number=number, label="TJK-2021-001")

    with django_assert_num_queries(1):
        assert next(verdicts(batch, 0)).label == "TJK-2021-001"


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar"])
def test_heading_is_recognised_in_every_language(language):
    with translation.override(language):
        assert is_status_heading(heading())
