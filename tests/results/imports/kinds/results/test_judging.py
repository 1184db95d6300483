"""What counts as a change of a report, and what becomes of its row."""

import pytest

from results.models import Event, ImportRow, Project, Result
from tests.factories import (
    ContributionFactory,
    DriverFactory,
    DriverTextFactory,
    PeopleReachedFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
)
from tests.results.imports.kinds.carrying import Sheet
from tests.results.imports.kinds.results.judged import COMPLETE, NEW, carry_out, outcomes, plan

FULL = {
    **COMPLETE, "indicator": "8.3.1", "step": "3", "cpo": "TJK128", "driver:social-dialogue": "Yes\n\nand no",
    "sdg_targets": "1.3; 8.3", "sdg_reasons": "1.3: It widens coverage", "sdg_goals": "10", "topics": "financing",
    "contributions": "webinar | On rights | 3\nwebinar", "evidence": "Title | https://example.org",
    "partners": "UNICEF", "partnerships": "with-un-agencies", "projects": "TJK/19/50/EUR",
    "further_indicators": "8.1.1", "people_reached": "effective | 10 | 12 | - | estimated | A survey",
}  # fmt: skip


def test_row_creates_a_report_with_everything(world, administrator):
    carry_out(FULL, by=administrator)

    result = Result.objects.get()
    assert (result.reference, str(result.known_date), result.created_by) == ("TJK-2021-001", "2021-06", administrator)
    assert [str(link) for link in result.sdg_links.all()] == ["1.3 Target 1.3", "8.3 Target 8.3", "10 Goal 10"]
    assert [c.quantity for c in result.contributions.all()] == [3, None]
    assert result.driver_texts.get().text == "Yes\n\nand no"
    figure = result.people_reached.get()
    assert (figure.kind, figure.women, figure.men, figure.total, figure.is_estimated, figure.source) == (
        "effective", 10, 12, None, True, "A survey",
    )  # fmt: skip
    assert result.events.get().act == Event.Act.IMPORTED


def test_same_rows_twice_change_nothing(world, administrator):
    carry_out(FULL, by=administrator)
    before = Result.objects.get()

    again = carry_out(FULL, by=administrator)

    after = Result.objects.get()
    assert outcomes(again) == ["unchanged"]
    assert (after.version, after.changed_at) == (before.version, before.changed_at)
    assert Event.objects.count() == 1


def test_update_by_reference_needs_no_other_column(world, administrator):
    carry_out(FULL, by=administrator)

    [row] = carry_out({"reference": "TJK-2021-001", "step": "1"}, by=administrator)

    assert row.changes == [["step", "Step", "3", "1"]]
    result = Result.objects.get()
    assert (result.step.number, result.version, result.summary) == (1, 2, COMPLETE["summary"])
    assert result.sdg_links.count() == 3


@pytest.mark.parametrize("cell", ["", "-", "–", "…", "n/a", "N/A"])
def test_missing_cell_keeps_what_is_stored(world, administrator, cell):
    carry_out(FULL, by=administrator)
    blank = dict.fromkeys(FULL, cell)

    made = plan({**blank, "reference": "TJK-2021-001"}, by=administrator)

    assert outcomes(made) == ["unchanged"]


CLEARED = (
    "topics", "partners", "partnerships", "projects", "further_indicators", "contributions", "evidence", "sdg_links",
    "driver_texts", "people_reached",
)  # fmt: skip


def test_clear_empties_what_is_stored(world, administrator):
    carry_out(FULL, by=administrator)
    cleared = {name: "(clear)" for name in FULL if name not in ("country", "date")}

    carry_out({**cleared, "reference": "TJK-2021-001"}, by=administrator)

    result = Result.objects.get()
    assert (result.summary, result.cpo, result.indicator, result.step) == ("", None, None, None)
    assert [name for name in CLEARED if getattr(result, name).exists()] == []


def test_blank_cells_empty_what_is_stored_where_she_says_so(world, administrator):
    carry_out(FULL, by=administrator)
    blank = {**dict.fromkeys(FULL, ""), "reference": "TJK-2021-001", "summary": FULL["summary"]}

    [row] = plan(blank, by=administrator, blanks="clear")

    kept = ("country", "date", "summary")
    assert (row.outcome, sorted(change[0] for change in row.changes)) == (
        "changed", sorted(name for name in FULL if name not in kept),
    )  # fmt: skip


def test_list_in_another_order_is_no_change(world, administrator):
    carry_out({**FULL, "sdg_targets": "8.3; 1.3", "topics": "old-age; financing"}, by=administrator)

    made = plan({**FULL, "sdg_targets": "1.3, 8.3", "topics": "financement\nvieillesse"}, by=administrator)

    assert outcomes(made) == ["unchanged"]


def test_month_of_a_report_whose_day_was_kept_is_no_change(world, administrator, tajikistan):
    ResultFactory(country=tajikistan, reference="TJK-2021-001", date_precision="month")

    made = plan({"reference": "TJK-2021-001", "date": "2021-06", "step": "1"}, by=administrator)

    assert [change[0] for change in made[0].changes] == ["step"]
    assert made[0].payload["content"]["fields"]["date"] == "2021-06-30"


def test_targets_change_and_reasons_of_those_that_stay_are_kept(world, administrator, tajikistan):
    result = ResultFactory(country=tajikistan, reference="TJK-2021-001")
    ResultSdgLinkFactory(result=result, target=TargetFactory(code="1.3"), reason="Why 1.3")
    ResultSdgLinkFactory(result=result, target=TargetFactory(code="8.3"), reason="Why 8.3")

    carry_out({"reference": "TJK-2021-001", "sdg_targets": "1.3; 8.5"}, by=administrator)

    assert {(str(link.target.code), link.reason) for link in result.sdg_links.all()} == {
        ("1.3", "Why 1.3"),
        ("8.5", ""),
    }


def test_driver_text_changes_beside_the_others(world, administrator, tajikistan):
    result = ResultFactory(country=tajikistan, reference="TJK-2021-001")
    DriverTextFactory(result=result, text="On equality")
    DriverTextFactory(result=result, driver=DriverFactory(code="social-dialogue"), text="Old")

    carry_out({"reference": "TJK-2021-001", "driver:social-dialogue": "New"}, by=administrator)

    assert sorted(result.driver_texts.values_list("text", flat=True)) == ["New", "On equality"]


def test_date_moves_out_of_the_biennium_of_indicator_and_driver(world, administrator):
    carry_out(FULL, by=administrator)

    [row] = plan({"reference": "TJK-2021-001", "date": "2022"}, by=administrator)

    assert [(problem.column, problem.rule) for problem in row.problems] == [
        ("driver:social-dialogue", "driver-of-another-biennium"),
        ("indicator", "other-biennium"),
    ]


def test_figure_names_the_report_that_counts_the_same_people(world, administrator, tajikistan):
    other = ResultFactory(country=tajikistan, reference="TJK-2020-001")
    cell = "legal | 5 | - | - | - | - | tjk-2020-001"

    carry_out({**NEW, "people_reached": cell}, by=administrator)

    assert Result.objects.exclude(pk=other.pk).get().people_reached.get().overlaps_with == other
    assert outcomes(plan({**NEW, "people_reached": cell}, by=administrator)) == ["unchanged"]


def test_figures_in_another_order_are_no_change(world, administrator, tajikistan):
    result = ResultFactory(country=tajikistan, reference="TJK-2021-001")
    PeopleReachedFactory(result=result)
    PeopleReachedFactory(result=result, kind="effective", women=None, men=None, total=9)

    made = plan({"reference": "TJK-2021-001", "people_reached": "Effective coverage|-|-|9\nlegal|400|300"},
                by=administrator)  # fmt: skip

    assert outcomes(made) == ["unchanged"]


def test_project_that_an_earlier_sheet_brings_is_named_by_its_promise(world, administrator):
    sheet = Sheet("results", {**NEW, "projects": "TJK/22/01/DEU; TJK/19/50/EUR"}, by=administrator)
    sheet.lookups.promise("projects", "TJK/22/01/DEU", code="TJK/22/01/DEU")

    [row] = sheet.plan()

    there = Project.objects.get(code="TJK/19/50/EUR").pk
    assert (row.outcome, row.payload["content"]["links"]["projects"]) == ("created", [there, "@projects:TJK/22/01/DEU"])


def test_payload_of_a_new_report_is_all_that_is_written(world, administrator, officer, tajikistan):
    [row] = plan({**NEW, "reported_by": officer.email}, by=administrator)

    content = row.payload["content"]
    assert (row.payload["author"], row.payload["reference"]) == (officer.pk, "")
    assert content["fields"] == {
        "country_id": tajikistan.pk, "cpo_id": None, "date": "2021-06-01", "date_precision": "month",
        "language": "en", "summary": NEW["summary"], "outcome_achieved": "", "contribution": "",
        "indicator_id": None, "step_id": None,
    }  # fmt: skip
    assert row.label == "TJK 2021-06 A budget review has been adopted"


def test_log_says_what_changed_and_from_which_file(world, administrator, tajikistan):
    result = ResultFactory(country=tajikistan, reference="TJK-2021-001")
    ContributionFactory(result=result)

    row = {"reference": "TJK-2021-001", "contributions": "webinar | On rights | 2", "summary": "Anew"}
    carry_out(row, by=administrator)

    details = result.events.get().details
    assert [[(line["description"], line["quantity"]) for line in lines] for lines in details["contributions"]] == [
        [("Webinars on social security standards", 3)],
        [("On rights", 2)],
    ]
    assert (details["summary"][1], details["file"], details["row"]) == ("Anew", "results.csv", 2)


def test_reporter_becomes_the_author(world, administrator, officer):
    carry_out({**COMPLETE, "reported_by": "Officer@Example.org"}, by=administrator)

    result = Result.objects.get()
    assert (result.created_by, result.changed_by, result.events.get().by) == (officer, officer, administrator)


@pytest.mark.parametrize("arrival", ["draft", "submitted", "published"])
def test_judging_asks_as_much_for_thirty_rows_as_for_one(
    world, publishing_administrator, officer, django_assert_num_queries, arrival
):
    rows = [{**FULL, "summary": f"Report {i}", "reported_by": officer.email} for i in range(30)]
    carry_out(*rows, by=publishing_administrator)
    fresh = [{**row, "summary": f"Fresh {i}"} for i, row in enumerate(rows)]
    changed = [{**row, "step": "1"} for row in rows]
    queries = {"draft": 21, "submitted": 23, "published": 24}[arrival]

    for count in (1, 30):
        sheet = Sheet("results", *changed[:count], *fresh[:count], by=publishing_administrator, arrival=arrival)
        with django_assert_num_queries(queries):
            made = sheet.plan()
        assert outcomes(made) == ["changed"] * count + ["created"] * count


def test_only_new_and_changed_rows_have_something_to_write(world, administrator):
    carry_out(FULL, by=administrator)

    made = plan(FULL, {**FULL, "country": "Atlantis"}, {**FULL, "summary": "New"}, by=administrator)

    assert [(row.outcome, bool(row.payload)) for row in made] == [
        (ImportRow.Outcome.UNCHANGED, False),
        (ImportRow.Outcome.REFUSED, False),
        (ImportRow.Outcome.CREATED, True),
    ]
