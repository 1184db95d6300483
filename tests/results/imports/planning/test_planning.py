"""What is said of every row of a file, and how it is kept."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from results.imports import files
from results.imports.planning import planner
from results.imports.progress import Cancelled, Progress
from results.imports.rows import SheetError
from results.models import ImportRow, Result
from tests.results.imports.kinds.results.judged import COMPLETE, NEW, carry_out
from tests.results.imports.planning.planned import batch_of, plan, plan_results, problems

Outcome = ImportRow.Outcome


def numbered(count, **values):
    """So many new reports."""
    return [{**COMPLETE, **values, "summary": f"Report {number}"} for number in range(count)]


def test_every_row_is_kept_with_what_becomes_of_it(world, administrator):
    carry_out(COMPLETE, by=administrator)
    rows = [COMPLETE, {**COMPLETE, "step": "1"}, {**COMPLETE, "summary": "New"}, {**NEW, "country": "Atlantis"}]
    batch = batch_of([("results", rows[:1] + rows[2:])], by=administrator)

    made = plan(batch)

    assert [(row.number, row.sheet, row.outcome) for row in made] == [
        (2, 0, Outcome.UNCHANGED), (3, 0, Outcome.CREATED), (4, 0, Outcome.REFUSED),
    ]  # fmt: skip
    assert batch.counts == {
        "0": {"unchanged": 1, "created": 1, "refused": 1},
        "all": {"unchanged": 1, "created": 1, "refused": 1},
    }
    assert batch.rows_total == 3
    assert Result.objects.count() == 1


def test_planned_row_holds_all_that_is_written_and_shown(world, administrator, officer):
    carry_out({**COMPLETE, "step": "3"}, by=administrator)
    row = {"reference": "TJK-2021-001", "step": "1", "reported_by": officer.email}

    [made] = plan_results(row, by=administrator)

    result = Result.objects.get()
    assert (made.target, made.version, made.key) == (result.pk, 1, "reference:TJK-2021-001")
    assert made.label == "TJK-2021-001 A budget review has been adopted"
    assert made.changes == [
        ["step", "step", "3", "1"],
        ["reported_by", "reported_by", administrator.email, officer.email],
    ]
    assert (made.payload["reference"], made.payload["author"]) == ("TJK-2021-001", officer.pk)
    assert made.payload["content"]["fields"]["summary"] == COMPLETE["summary"]
    assert (made.problems, made.notes, made.before, made.is_left_out) == ([], [], None, False)


PLANTED = {
    12: ("country", "Atlantis", "unknown-entry"),
    57: ("country", "#REF!", "cell-error"),
    101: ("date", "2021-02-30", "impossible-date"),
    166: ("date", "yesterday", "not-a-date"),
    203: ("step", "7", "unknown-entry"),
    290: ("indicator", "9.9.9", "unknown-entry"),
    333: ("indicator", "3.1", "other-biennium"),
    404: ("sdg_targets", "8.3.1", "unknown-entry"),
    478: ("sdg_goals", "18", "unknown-entry"),
    511: ("sdg_reasons", "because it helps", "reason"),
    580: ("contributions", "webinar | x | three", "not-a-number"),
    642: ("people_reached", "legal | 5 | 6 | 10", "women-and-men-more-than-all"),
    703: ("topics", "financng", "unknown-entry"),
    777: ("projects", "TJK/19/51/EUR", "unknown-entry"),
    860: ("evidence", "The review", "evidence-form"),
    905: ("cpo", "CIV104", "other-country"),
    988: ("contribution", "<b>bold</b>", "unfit-text"),
    1203: ("reported_by", "ghost@example.org", "unknown-entry"),
}


def test_planted_errors_are_found_and_nothing_else(world, administrator):
    rows = numbered(1300)
    for number, (column, value, _rule) in PLANTED.items():
        rows[number - 2][column] = value

    made = plan_results(*rows, by=administrator)

    assert problems(made) == [(number, *planted) for number, planted in PLANTED.items()]
    assert [row.number for row in made if row.outcome == Outcome.REFUSED] == list(PLANTED)
    assert len([row for row in made if row.outcome == Outcome.CREATED]) == 1300 - 18
    assert [row.notes for row in made if row.notes] == []


def test_second_plan_replaces_the_first(world, administrator):
    batch = batch_of([("results", numbered(3))], by=administrator)
    first = plan(batch)

    second = plan(batch)

    assert [(row.number, row.outcome) for row in second] == [(row.number, row.outcome) for row in first]
    assert batch.counts["all"] == {"created": 3}


def test_plan_that_was_killed_is_done_again_from_the_beginning(world, administrator, monkeypatch):
    batch = batch_of([("results", numbered(1500))], by=administrator)

    def killed(progress, rows):
        raise Cancelled

    with monkeypatch.context() as patched:
        patched.setattr(Progress, "advance", killed)
        with pytest.raises(Cancelled):
            plan(batch)
    begun = ImportRow.objects.filter(batch=batch).count()

    made = plan(batch)

    assert (begun, len(made), batch.counts["all"]) == (1000, 1500, {"created": 1500})


def test_sheets_are_planned_in_the_order_in_which_they_are_written(world, administrator):
    row = {**COMPLETE, "projects": "TJK/22/01/DEU"}
    batch = batch_of([("results", [row]), ("projects", [{"code": "TJK/22/01/DEU", "title:en": "Pensions"}])],
                     by=administrator)  # fmt: skip

    project, report = plan(batch)

    assert [sheet["kind"] for sheet in batch.answers["sheets"]] == ["projects", "results"]
    assert (project.sheet, project.outcome, report.sheet, report.outcome) == (0, "created", 1, "created")
    assert report.payload["content"]["links"]["projects"] == ["@projects:TJK/22/01/DEU"]


def test_totals_and_hidden_rows_are_passed_over_with_a_note(world, administrator):
    rows = [*numbered(2), {"country": "Total", "step": 12}]

    made = plan_results(*rows, by=administrator, hidden={3: "This row is hidden."})

    assert [(row.number, row.outcome) for row in made] == [(2, "created"), (3, "passed-over"), (4, "passed-over")]
    assert [(row.label[:9], [(note["rule"], note["sentence"]) for note in row.notes]) for row in made[1:]] == [
        ("TJK 2021-", [("hidden-row", "This row is hidden.")]),
        ("Total 12", [("total-row", "This row holds totals, which are added up from the rows themselves.")]),
    ]


def test_sheet_that_cannot_be_recognised_stops_the_plan(world, administrator):
    batch = batch_of([("results", [{"step": "1"}])], by=administrator)

    with pytest.raises(SheetError, match="neither a reference by which its reports are recognised"):
        plan(batch)


def test_letters_that_the_database_cannot_hold_do_no_harm(world, administrator):
    rows = [planner.RawRow(2, ["TJK\x00", "back\\slash\ttab", "x"])]
    batch = batch_of([("results", numbered(1))], by=administrator)

    planned = [planner._passed_over(rows[0], "Because\x00 of \\u0000 “this”\n", is_iati=False)]
    planner.staging.stage(batch.pk, 0, planned)

    row = ImportRow.objects.get(batch=batch)
    assert (row.label, row.notes[0]["sentence"]) == ("TJK back\\slash tab x", "Because of \\u0000 “this”\n")


def test_planning_asks_as_much_for_thirty_rows_as_for_one(world, administrator, monkeypatch, django_assert_num_queries):
    # How far it has come is written down by the clock.
    monkeypatch.setattr("results.imports.progress._SECONDS_BETWEEN", 3600)
    for count in (1, 30):
        batch = batch_of([("results", numbered(count))], by=administrator)
        with django_assert_num_queries(32):
            plan(batch)


def test_rows_are_read_from_the_stored_file(world, administrator, real_files):
    names = list(COMPLETE)
    content = "\n".join([",".join(names), *(",".join(row[name] for name in names) for row in numbered(3))])
    batch = batch_of([("results", [COMPLETE])], by=administrator)
    batch.file.save("results.csv", ContentFile(content.encode()))
    batch.examined = files.examine(Path(batch.file.path), "results.csv")
    batch.answers["sheets"][0]["name"] = batch.examined["sheets"][0]["name"]
    batch.save()

    made = plan(batch)

    assert [(row.number, row.outcome) for row in made] == [(2, "created"), (3, "created"), (4, "created")]
