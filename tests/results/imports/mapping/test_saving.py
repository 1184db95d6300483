"""Answers kept for the next file."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from results.imports.kinds.lookups import Lookups
from results.imports.mapping import apply_saved, clean, questions, save, saved_for
from results.models import SavedMapping
from tests.results.imports.mapping.examined_files import RESULTS, ROW, file, sheet

pytestmark = pytest.mark.django_db

HEADINGS = ["Ref", "Where", "Date", "What", "Weather"]
CELLS = ["TJK-2021-001", "Old land", "01/02/2021", "A law", "fine"]
EXAMINED = file(sheet(["Title"], HEADINGS, CELLS, name="Data"))
CHOSEN = {"0": "reference", "1": "country", "2": "date", "3": "summary", "4": ""}
SHEET = {
    "name": "Data", "kind": "results", "heading_rows": [2], "columns": CHOSEN,
    "values": {"country": {"Old land": "TJK"}}, "includes_hidden": True,
}  # fmt: skip


@pytest.fixture
def answers(world):
    return clean(EXAMINED, {"date_order": "dmy", "sheets": [SHEET]})


def test_kept_answers_are_found_by_the_headings(answers, administrator):
    kept = save(" Yearly   report ", answers, by=administrator)
    save("Other", {**answers, "sheets": [{**answers["sheets"][0], "headings": {"0": "Elsewhere"}}]}, by=administrator)

    assert (saved_for(EXAMINED), kept.name, kept.by) == ([kept], "Yearly report", administrator)


def test_kept_answers_are_the_same_for_the_same_file(answers, administrator):
    kept = save("Yearly report", answers, by=administrator)

    assert apply_saved(kept, EXAMINED, Lookups()) == answers


def test_kept_answers_follow_columns_that_moved(answers, administrator):
    kept = save("Yearly report", answers, by=administrator)
    moved = file(
        sheet(["weather", "WHAT", "Ref", "Evidence", "Date", "Where"], ["f", "w", "r", "e", "d", "c"], name="X")
    )

    again = apply_saved(kept, moved, Lookups())

    (found,) = again["sheets"]
    assert (found["name"], found["heading_rows"], found["values"]) == ("X", [1], {"country": {"Old land": "TJK"}})
    assert found["columns"] == {
        "0": "", "1": "summary", "2": "reference", "3": "evidence", "4": "date", "5": "country",
    }  # fmt: skip
    assert (again["date_order"], questions(moved, again, Lookups())) == ("dmy", [])


def test_two_columns_of_one_heading_are_kept_apart(world, administrator):
    examined = file(sheet(["Ref", "Text", "Text"], ["r", "a", "b"]))
    columns = {"0": "reference", "1": "summary", "2": "contribution"}
    answers = clean(examined, {"sheets": [{**SHEET, "name": "Sheet1", "heading_rows": [1], "columns": columns}]})

    kept = save("Twice", answers, by=administrator)

    assert apply_saved(kept, examined, Lookups())["sheets"][0]["columns"] == columns


def test_best_fitting_answers_come_first(answers, administrator):
    save("A part of it", {**answers, "sheets": [_with_heading(answers, "5", "Sun")]}, by=administrator)
    save("All of it", answers, by=administrator)

    assert [kept.name for kept in saved_for(EXAMINED)] == ["All of it", "A part of it"]


def _with_heading(answers, position, heading):
    (one,) = answers["sheets"]
    return {
        **one, "headings": {**one["headings"], position: heading}, "columns": {**one["columns"], position: "cpo"},
    }  # fmt: skip


def test_name_is_kept_once(answers, administrator):
    save("Yearly report", answers, by=administrator)
    save("Yearly report", {**answers, "date_order": "mdy"}, by=administrator)

    assert [kept.answers["date_order"] for kept in SavedMapping.objects.all()] == ["mdy"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_name_has_to_be_a_name(answers, administrator, name):
    with pytest.raises(ValidationError) as refused:
        save(name, answers, by=administrator)

    assert refused.value.messages == ["Give it a name of at most 80 characters."]


def test_only_administrators_keep_answers(answers, officer):
    with pytest.raises(PermissionDenied):
        save("Yearly report", answers, by=officer)


def test_column_that_is_gone_is_asked_about_again(answers, administrator):
    kept = save("Yearly report", answers, by=administrator)
    kept.answers["sheets"][0]["columns"][1][1] = "driver:gone"

    again = apply_saved(kept, EXAMINED, Lookups())

    assert "1" not in again["sheets"][0]["columns"]


def test_file_of_another_kind_has_no_kept_answers(answers, administrator):
    save("Yearly report", answers, by=administrator)

    assert saved_for(file(sheet(RESULTS, ROW))) == []
