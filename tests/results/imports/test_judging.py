"""Which report a row is about, what counts as a change, and that one refused row stops all."""

import pytest
from django.core.exceptions import PermissionDenied

from results.imports.writing import Import
from results.models import Event, Result
from tests.factories import (
    ContributionFactory,
    DriverFactory,
    DriverTextFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
)
from tests.results.imports.sheets import COMPLETE, NEW, carry_out, make_csv, outcomes, plan

FULL = {
    **COMPLETE, "indicator": "8.3.1", "step": "3", "cpo": "TJK128", "driver:social-dialogue": "Yes\n\nand no",
    "sdg_targets": "1.3; 8.3", "sdg_reasons": "1.3: It widens coverage", "sdg_goals": "10", "topics": "financing",
    "contributions": "webinar | On rights | 3\nwebinar", "evidence": "Title | https://example.org",
    "partners": "UNICEF", "partnerships": "with-un-agencies", "projects": "TJK/19/50/EUR",
    "further_indicators": "8.1.1",
}  # fmt: skip


def test_row_creates_a_report_with_everything(world, administrator):
    carry_out(make_csv(FULL), administrator)

    result = Result.objects.get()
    assert (result.reference, str(result.known_date), result.created_by) == ("TJK-2021-001", "2021-06", administrator)
    assert [str(link) for link in result.sdg_links.all()] == ["1.3 Target 1.3", "8.3 Target 8.3", "10 Goal 10"]
    assert [c.quantity for c in result.contributions.all()] == [3, None]
    assert result.driver_texts.get().text == "Yes\n\nand no"
    assert result.events.get().act == Event.Act.IMPORTED


def test_same_file_twice_changes_nothing(world, administrator):
    carry_out(make_csv(FULL), administrator)
    before = Result.objects.get()

    again = carry_out(make_csv(FULL), administrator)

    after = Result.objects.get()
    assert outcomes(again) == {"unchanged": 1}
    assert (after.version, after.changed_at) == (before.version, before.changed_at)
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    "summary", ["a BUDGET review has been adopted.", "A budget  réview has been adopted"], ids=["case", "accents"]
)
def test_row_without_reference_is_recognised_by_country_date_and_summary(world, administrator, summary):
    carry_out(make_csv(COMPLETE), administrator)

    made = plan(make_csv({**COMPLETE, "country": "Tadjikistan", "summary": summary}), administrator)

    assert [(row.reference, row.outcome) for row in made.rows] == [("TJK-2021-001", "updated")]


def test_row_with_a_new_reference_creates_it_and_reserves_its_number(world, administrator):
    carry_out(make_csv({**NEW, "reference": "tjk-2021-007"}), administrator)
    carry_out(make_csv({**NEW, "summary": "Another"}), administrator)

    references = Result.objects.order_by("reference").values_list("reference", flat=True)
    assert list(references) == ["TJK-2021-007", "TJK-2021-008"]


def test_row_with_a_new_reference_for_a_stored_report_is_refused(world, administrator):
    carry_out(make_csv(NEW), administrator)

    made = plan(make_csv({**NEW, "reference": "TJK-2021-009"}), administrator)

    assert "TJK-2021-001 has the same country, date and summary" in made.problems[0].sentence


def test_update_by_reference_needs_no_other_column(world, administrator):
    carry_out(make_csv(FULL), administrator)

    made = carry_out(make_csv({"reference": "TJK-2021-001", "step": "1"}), administrator)

    assert [(c.column, c.old, c.new) for c in made.rows[0].changes] == [("Step", "3", "1")]
    result = Result.objects.get()
    assert (result.step.number, result.version, result.summary) == (1, 2, COMPLETE["summary"])
    assert result.sdg_links.count() == 3


def test_unknown_reference_alone_says_what_is_needed(world, administrator):
    made = plan(make_csv({"reference": "TJK-2021-001", "step": "1"}), administrator)

    assert [p.sentence for p in made.problems] == [
        "There is no report TJK-2021-001 yet. A new report needs its country.",
        "There is no report TJK-2021-001 yet. A new report needs its date.",
    ]


DUPLICATES = {
    "the same reference twice": [{"reference": "TJK-2021-001"}, {"reference": "TJK-2021-001"}],
    "the same words twice": [NEW, {**NEW, "summary": NEW["summary"].upper()}],
    "by reference and by words": [{**NEW, "reference": "TJK-2021-005"}, NEW],
}


@pytest.mark.parametrize("rows", [pytest.param(rows, id=name) for name, rows in DUPLICATES.items()])
def test_rows_about_one_report_are_refused_with_both_numbers(world, administrator, rows):
    made = plan(make_csv(*({**NEW, **row} for row in rows)), administrator)

    assert [(p.row, p.sentence) for p in made.problems if "same report" in p.sentence] == [
        (2, "This row is about the same report as row 3. Keep one of them."),
        (3, "This row is about the same report as row 2. Keep one of them."),
    ]


def test_two_stored_reports_in_the_same_words_need_a_reference(world, administrator, tajikistan):
    for _i in range(2):
        ResultFactory(country=tajikistan, summary="Twins")

    made = plan(make_csv({"country": "TJK", "date": "2021-06-30", "summary": "twins"}), administrator)

    assert "Several reports have this country, date and summary" in made.problems[0].sentence


@pytest.mark.parametrize("cell", ["", "-", "–", "…", "n/a", "N/A"])
def test_missing_cell_keeps_what_is_stored(world, administrator, cell):
    carry_out(make_csv(FULL), administrator)
    blank = dict.fromkeys(FULL, cell)

    made = plan(make_csv({**blank, "reference": "TJK-2021-001"}), administrator)

    assert outcomes(made) == {"unchanged": 1}


def test_clear_empties_what_is_stored(world, administrator):
    carry_out(make_csv(FULL), administrator)
    kept = ("country", "date")
    cleared = {name: "(clear)" for name in FULL if name not in kept}

    carry_out(make_csv({**cleared, "reference": "TJK-2021-001"}), administrator)

    result = Result.objects.get()
    assert (result.summary, result.cpo, result.indicator, result.step) == ("", None, None, None)
    for name in ("topics", "partners", "projects", "contributions", "evidence", "sdg_links", "driver_texts"):
        assert not getattr(result, name).exists(), name


def test_list_in_another_order_is_no_change(world, administrator):
    carry_out(make_csv({**FULL, "sdg_targets": "8.3; 1.3", "topics": "old-age; financing"}), administrator)

    made = plan(make_csv({**FULL, "sdg_targets": "1.3, 8.3", "topics": "financement\nvieillesse"}), administrator)

    assert outcomes(made) == {"unchanged": 1}


def test_targets_change_and_reasons_of_those_that_stay_are_kept(world, administrator, tajikistan):
    result = ResultFactory(country=tajikistan, reference="TJK-2021-001")
    ResultSdgLinkFactory(result=result, target=TargetFactory(code="1.3"), reason="Why 1.3")
    ResultSdgLinkFactory(result=result, target=TargetFactory(code="8.3"), reason="Why 8.3")

    carry_out(make_csv({"reference": "TJK-2021-001", "sdg_targets": "1.3; 8.5"}), administrator)

    assert {(str(link.target.code), link.reason) for link in result.sdg_links.all()} == {
        ("1.3", "Why 1.3"),
        ("8.5", ""),
    }


def test_driver_text_changes_beside_the_others(world, administrator, tajikistan):
    result = ResultFactory(country=tajikistan, reference="TJK-2021-001")
    DriverTextFactory(result=result, text="On equality")
    DriverTextFactory(result=result, driver=DriverFactory(code="social-dialogue"), text="Old")

    carry_out(make_csv({"reference": "TJK-2021-001", "driver:social-dialogue": "New"}), administrator)

    assert sorted(result.driver_texts.values_list("text", flat=True)) == ["New", "On equality"]


def test_date_moves_out_of_the_biennium_of_indicator_and_driver(world, administrator):
    carry_out(make_csv(FULL), administrator)

    made = plan(make_csv({"reference": "TJK-2021-001", "date": "2022"}), administrator)

    assert [p.column for p in made.problems] == ["Driver: Social dialogue", "Indicator"]


def test_one_refused_row_stops_all(world, administrator):
    made = carry_out(make_csv(COMPLETE, {**NEW, "country": "Atlantis"}), administrator)

    assert made.is_refused
    assert made.written_counts() == {"created": 0, "updated": 0, "unchanged": 0, "refused": 1}
    assert not Result.objects.exists()


def test_log_says_what_changed_and_from_which_file(world, administrator, tajikistan):
    result = ResultFactory(country=tajikistan, reference="TJK-2021-001")
    ContributionFactory(result=result)
    row = {"reference": "TJK-2021-001", "contributions": "webinar | On rights | 2", "summary": "Anew"}

    Import(make_csv(row), by=administrator, name="sheet.csv").carry_out()

    details = result.events.get().details
    assert [[(line["description"], line["quantity"]) for line in lines] for lines in details["contributions"]] == [
        [("Webinars on social security standards", 3)],
        [("On rights", 2)],
    ]
    assert (details["summary"][1], details["file"], details["row"]) == ("Anew", "sheet.csv", 2)


def test_reporter_becomes_the_author(world, administrator, officer):
    carry_out(make_csv({**COMPLETE, "reported_by": "Officer@Example.org"}), administrator)

    result = Result.objects.get()
    assert (result.created_by, result.changed_by, result.events.get().by) == (officer, officer, administrator)


@pytest.mark.parametrize("person", ["officer", "publisher", "stranger", "nobody_special"])
def test_only_administrators_import(world, request, person):
    with pytest.raises(PermissionDenied, match="Only an administrator imports reports"):
        Import(make_csv(COMPLETE), by=request.getfixturevalue(person))


@pytest.mark.parametrize("publish", [False, True], ids=["drafts", "published"])
def test_judging_asks_as_much_for_three_rows_as_for_one(
    world, publishing_administrator, officer, django_assert_num_queries, publish
):
    rows = [{**FULL, "summary": f"Report {i}", "reported_by": officer.email} for i in range(3)]
    carry_out(make_csv(*rows), publishing_administrator)
    fresh = [{**row, "summary": f"Fresh {i}"} for i, row in enumerate(rows)]
    changed = [{**row, "step": "1"} for row in rows]
    queries = 42 if publish else 39

    for count in (1, 3):
        content = make_csv(*changed[:count], *fresh[:count])
        with django_assert_num_queries(queries):
            made = plan(content, publishing_administrator, publish=publish)
        assert outcomes(made) == {"created": count, "updated": count}
