"""Rows of one sheet about the same report: all of them are refused, each naming the others."""

import pytest

from tests.results.imports.kinds.results.judged import NEW, carry_out
from tests.results.imports.planning.planned import batch_of, plan, plan_results

DUPLICATES = {
    "the same reference twice": [{"reference": "TJK-2021-001"}, {"reference": "TJK-2021-001", "summary": "Other"}],
    "the same words twice": [{}, {"summary": NEW["summary"].upper()}],
    "by reference and by words": [{"reference": "TJK-2021-005"}, {}],
    "by words and by reference": [{}, {"reference": "TJK-2021-005"}],
}


@pytest.mark.parametrize("rows", [pytest.param(rows, id=name) for name, rows in DUPLICATES.items()])
def test_rows_about_one_report_are_refused_with_both_numbers(world, administrator, rows):
    made = plan_results(*({**NEW, **row} for row in rows), {**NEW, "summary": "Another"}, by=administrator)

    assert [(row.number, row.outcome, [p["sentence"] for p in row.problems]) for row in made] == [
        (2, "refused", ["This row is about the same as row 3. Keep one of them."]),
        (3, "refused", ["This row is about the same as row 2. Keep one of them."]),
        (4, "created", []),
    ]


def test_problem_stands_beside_the_column_by_which_rows_are_recognised(world, administrator):
    row = {"reference": "TJK-2021-005", **NEW}

    made = plan_results(row, row, by=administrator)

    problem = made[0].problems[0]
    assert (problem["column"], problem["heading"], problem["position"], problem["rule"]) == (
        "reference", "reference", 0, "same-as-another-row",
    )  # fmt: skip
    assert (made[0].payload, made[0].changes) == ({}, [])


def test_rows_about_one_stored_report_are_refused(world, administrator):
    carry_out(NEW, by=administrator)

    made = plan_results({"reference": "TJK-2021-001", "step": "1"}, {**NEW, "step": "3"}, by=administrator)

    assert [row.outcome for row in made] == ["refused", "refused"]


def test_two_references_in_the_same_words_are_two_reports(world, administrator):
    rows = [{**NEW, "reference": f"TJK-2021-00{number}"} for number in (1, 2)]

    assert [row.outcome for row in plan_results(*rows, by=administrator)] == ["created", "created"]


def test_many_rows_about_one_report_name_ten_of_the_others(world, administrator):
    made = plan_results(*([NEW] * 13), by=administrator)

    assert made[0].problems[0]["sentence"] == (
        "This row is about the same as row 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …. Keep one of them."
    )


def test_duplicate_keeps_its_other_problems(world, administrator):
    made = plan_results(NEW, {**NEW, "step": "7"}, by=administrator)

    assert [[problem["rule"] for problem in row.problems] for row in made] == [
        ["same-as-another-row"],
        ["unknown-entry", "same-as-another-row"],
    ]


def test_rows_of_two_sheets_are_no_duplicates(world, administrator):
    row = {"code": "TJK/22/01/DEU", "title:en": "Pensions"}
    batch = batch_of([("projects", [row]), ("results", [NEW])], by=administrator)

    assert [made.outcome for made in plan(batch)] == ["created", "created"]


def test_more_groups_than_are_looked_at_together_are_all_found(world, administrator, monkeypatch):
    monkeypatch.setattr("results.imports.planning.duplicates._AT_A_TIME", 2)
    rows = [{**NEW, "summary": f"Report {number}"} for number in range(5)]

    made = plan_results(*rows, *rows, {**NEW, "summary": "Alone"}, by=administrator)

    assert [row.outcome for row in made] == ["refused"] * 10 + ["created"]
