"""The sections of a report and its task list."""

import pytest

from results.checks import Finding, Level
from results.desk.writing.sections import BY_KEY, SECTIONS, WHOLE, field_address, section_of, task_list, written
from results.revisions import FIELDS, LINKS, PARTS, content_of
from tests.factories import ContributionFactory, EvidenceFactory, ResultFactory


def blocking(field):
    return Finding(field, check="text-missing")


def advice(field):
    return Finding(field, check="evidence-missing")


def lines(result, *findings, place=""):
    return {line.section.key: line for line in task_list(result, content_of(result), findings, place=place).lines}


def test_every_field_link_and_part_of_a_report_has_one_section():
    names = [name for section in SECTIONS for name in section.names]

    assert sorted(names) == sorted({*FIELDS, *LINKS, *PARTS} - {"date_precision"})


def test_what_is_needed_belongs_to_its_section():
    assert all(set(section.needed) <= set(section.names) for section in SECTIONS)


@pytest.mark.parametrize(
    ("field", "key"), [("summary", "change"), ("evidence", "evidence"), ("topics", "cross-cutting"), ("odd", "basics")]
)
def test_field_knows_its_section(field, key):
    assert section_of(field) == key


def test_address_of_a_field_is_on_the_page_of_all_sections(db):
    result = ResultFactory(reference="TJK-2021-007")

    assert field_address(result, "summary") == "/en/desk/TJK-2021-007/write/#id_summary"


def test_new_draft_lacks_its_texts_and_says_where_they_are_written(db):
    result = ResultFactory(reference="TJK-2021-007", summary="", outcome_achieved="", contribution="", indicator=None)

    tasks = task_list(result, content_of(result), [])

    assert (tasks.complete, len(tasks.lines)) == (1, 7)
    assert [(task.label, task.address) for task in tasks.missing] == [
        ("Outcome summary", "/en/desk/TJK-2021-007/write/change/#id_summary"),
        ("Outcome achieved", "/en/desk/TJK-2021-007/write/change/#id_outcome_achieved"),
        ("Contribution to the outcome", "/en/desk/TJK-2021-007/write/contribution/#id_contribution"),
    ]


def test_optional_section_is_empty_and_neither_missing_nor_complete(db):
    tasks = task_list(result := ResultFactory(), content_of(result), [advice("evidence")])

    assert (tasks.complete, tasks.missing) == (3, [])
    assert [line.section.key for line in tasks.empty] == ["people", "evidence", "links", "cross-cutting"]


def test_optional_section_is_complete_once_something_is_written(db):
    result = ResultFactory()
    EvidenceFactory(result=result)

    assert lines(result)["evidence"].standing == "complete"


def test_blocking_finding_on_what_is_written_is_to_be_corrected(db):
    result = ResultFactory()
    ContributionFactory(result=result)

    line = lines(result, blocking("contributions"))["contribution"]

    assert (line.standing, [task.field for task in line.wrong], line.missing) == ("wrong", ["contributions"], ())


def test_advice_does_not_keep_a_section_from_being_complete(db):
    assert lines(ResultFactory(), advice("summary"))["change"].standing == "complete"


@pytest.mark.parametrize(
    ("place", "address"),
    [
        (WHOLE, "#id_summary"),
        ("change", "#id_summary"),
        ("basics", "/en/desk/TJK-2021-007/write/change/#id_summary"),
    ],
)
def test_links_stay_on_the_page_where_the_field_is(db, place, address):
    result = ResultFactory(reference="TJK-2021-007", summary="")

    assert lines(result, place=place)["change"].missing[0].address == address


def test_written_names_what_says_something(db):
    result = ResultFactory(summary="", cpo=None)

    assert written(content_of(result)) == {
        "country", "date", "date_precision", "language", "outcome_achieved", "contribution", "indicator", "step",
    }  # fmt: skip


def test_levels_of_the_findings_here_are_what_the_tests_say():
    assert (blocking("x").level, advice("x").level) == (Level.BLOCKING, Level.ADVICE)


def test_keys_are_those_of_the_addresses():
    assert list(BY_KEY) == ["basics", "change", "contribution", "people", "evidence", "links", "cross-cutting"]
