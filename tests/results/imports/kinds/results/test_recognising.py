"""Which report a row is about, and which rows are about one report."""

import pytest

from results.imports.kinds import kind
from results.models import Result
from tests.factories import (
    ResultFactory,
)
from tests.results.imports.kinds.results.judged import COMPLETE, NEW, carry_out, plan, sentences


@pytest.mark.parametrize(
    "summary", ["a BUDGET review has been adopted.", "A budget  réview has been adopted"], ids=["case", "accents"]
)
def test_row_without_reference_is_recognised_by_country_date_and_summary(world, administrator, summary):
    carry_out(COMPLETE, by=administrator)

    [row] = plan({**COMPLETE, "country": "Tadjikistan", "summary": summary}, by=administrator)

    assert (row.target, row.version, row.outcome) == (Result.objects.get().pk, 1, "changed")


def test_row_with_a_new_reference_creates_it_and_reserves_its_number(world, administrator):
    carry_out({**NEW, "reference": "tjk-2021-007"}, by=administrator)
    carry_out({**NEW, "summary": "Another"}, by=administrator)

    references = Result.objects.order_by("reference").values_list("reference", flat=True)
    assert list(references) == ["TJK-2021-007", "TJK-2021-008"]


def test_row_with_a_new_reference_for_a_stored_report_is_refused(world, administrator):
    carry_out(NEW, by=administrator)

    made = plan({**NEW, "reference": "TJK-2021-009"}, by=administrator)

    assert sentences(made) == [
        "TJK-2021-001 has the same country, date and summary. Write that reference, or say what is different."
    ]


def test_unknown_reference_alone_says_what_is_needed(world, administrator):
    made = plan({"reference": "TJK-2021-001", "step": "1"}, by=administrator)

    assert sentences(made) == [
        "There is no report TJK-2021-001 yet. A new report needs its country.",
        "There is no report TJK-2021-001 yet. A new report needs its date.",
    ]


KEYS = {
    "the same reference": ({"reference": "TJK-2021-005"}, {"reference": "TJK-2021-005", "summary": "Other"}, True),
    "the same words": ({}, {"summary": NEW["summary"].upper()}, True),
    "two references in the same words": ({"reference": "TJK-2021-005"}, {"reference": "TJK-2021-006"}, False),
    "other words": ({}, {"summary": "Another summary"}, False),
    "another country": ({}, {"country": "CIV"}, False),
    "a date that is known better": ({}, {"date": "2021-06-01"}, False),
}


@pytest.mark.parametrize(("one", "other", "is_same"), [pytest.param(*case, id=name) for name, case in KEYS.items()])
def test_rows_have_one_key_where_they_are_about_one_report(world, administrator, one, other, is_same):
    first, second = plan({**NEW, **one}, {**NEW, **other}, by=administrator)

    assert (first.key == second.key, "" in (first.key, second.key)) == (is_same, False)


def test_rows_about_a_stored_report_have_one_key_by_reference_and_by_words(world, administrator):
    carry_out(NEW, by=administrator)

    first, second = plan({"reference": "TJK-2021-001"}, NEW, by=administrator)

    assert first.key == second.key


def test_two_stored_reports_in_the_same_words_need_a_reference(world, administrator, tajikistan):
    for reference in ("TJK-2021-001", "TJK-2021-002"):
        ResultFactory(country=tajikistan, reference=reference, summary="Twins")

    made = plan({"country": "TJK", "date": "2021-06-30", "summary": "twins"}, by=administrator)

    assert sentences(made) == [
        "Several reports have this country, date and summary: TJK-2021-001, TJK-2021-002. Write the reference of the "
        "one meant."
    ]


@pytest.mark.parametrize("present", [["step"], ["country", "date"], []], ids=["step", "two of three", "nothing"])
def test_sheet_that_cannot_tell_its_reports_apart_lacks_something(present):
    assert kind("results").lacks(present).startswith("This sheet has neither a reference by which")


@pytest.mark.parametrize("present", [["reference"], ["country", "date", "summary", "step"]], ids=["reference", "words"])
def test_sheet_that_tells_its_reports_apart_lacks_nothing(present):
    assert kind("results").lacks(present) == ""
