import pytest
from django.core.exceptions import ValidationError

from results.imports.kinds import KINDS
from results.imports.kinds.parts.kind import PartKind
from results.models import Event, Result
from tests.factories import (
    EvidenceFactory,
    EvidenceFileFactory,
    GoalFactory,
    PeriodLockFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
)
from tests.results.imports.kinds.carrying import Batch, Sheet, apply, exported, outcomes, plan, problems

REFERENCE = "TJK-2021-001"
NEW = {
    "contributions": {
        "reference": REFERENCE, "kind": "webinar", "description": "On rights", "quantity": "3", "women": "4",
        "men": "5", "participants": "", "date": "2021-05",
    },
    "people": {
        "reference": REFERENCE, "kind": "legal", "women": "10", "men": "", "total": "30", "is_estimated": "yes",
        "source": "Register", "overlaps_with": "TJK-2021-002",
    },
    "sdg_links": {"reference": REFERENCE, "target": "1.3", "goal": "", "reason": "It widens coverage."},
    "evidence": {
        "reference": REFERENCE, "title": "The review", "url": "https://example.org/Review", "is_public": "no",
        "proves": "That it was adopted",
    },
}  # fmt: skip
CHANGED = {
    "contributions": ("date", "2021"),
    "people": ("total", "31"),
    "sdg_links": ("reason", "Another"),
    "evidence": ("title", "The law"),
}
SECOND = {
    "contributions": {"description": "On duties"},
    "people": {"source": "Survey"},
    "sdg_links": {"target": "", "goal": "10"},
    "evidence": {"url": "https://example.org/review"},
}
PARTS = [name for name, each in KINDS.items() if isinstance(each, PartKind)]
every_kind = pytest.mark.parametrize("name", PARTS)


@pytest.fixture
def reports(world, tajikistan):
    """Two reports, the first of which the sheets are about."""
    GoalFactory(number=10)
    ResultFactory(country=tajikistan, reference="TJK-2021-002")
    return ResultFactory(country=tajikistan, reference=REFERENCE)


def stored(name, result):
    return getattr(result, KINDS[name].part).count()


@every_kind
def test_new_row_is_written_and_the_same_file_changes_nothing(reports, administrator, name):
    _sheet, written = apply(name, NEW[name], by=administrator)

    again = plan(name, NEW[name], by=administrator)

    assert (stored(name, reports), written[0].target) == (1, reports.pk)
    assert (outcomes(again), again[0].changes) == (["unchanged"], [])


@every_kind
def test_export_imported_again_changes_nothing(reports, administrator, name):
    row = NEW[name]
    apply(name, row, {**row, **SECOND[name]}, by=administrator)

    rows = exported(name, administrator)

    assert len(rows) == 2
    assert outcomes(plan(name, *rows, by=administrator)) == ["unchanged", "unchanged"]


@every_kind
def test_rows_far_apart_become_one_version(reports, administrator, name):
    sheet = Sheet(name, NEW[name], {**NEW[name], **SECOND[name]}, by=administrator)

    written = sheet.apply(chunk=1)

    reports.refresh_from_db()
    assert (stored(name, reports), reports.version) == (2, 2)
    assert [row.written_version for row in written] == [2, None]
    assert reports.events.get().act == Event.Act.IMPORTED


@every_kind
def test_changed_cell_is_shown_and_written(reports, administrator, name):
    column, value = CHANGED[name]
    apply(name, NEW[name], by=administrator)
    row = {**NEW[name], column: value}

    planned = plan(name, row, by=administrator)
    apply(name, row, by=administrator)

    assert [(change[0], change[3]) for change in planned[0].changes] == [(column, value)]
    assert exported(name, administrator)[0][column] == value
    assert stored(name, reports) == 1


@every_kind
def test_change_since_the_export_is_a_conflict(reports, administrator, name):
    column, value = CHANGED[name]
    apply(name, NEW[name], by=administrator)
    old = exported(name, administrator)[0]
    apply(name, {**NEW[name], column: value}, by=administrator)

    planned = plan(name, old, by=administrator)

    assert outcomes(planned) == ["conflict"]
    assert [(note.column, note.rule) for note in planned[0].notes] == [("exported_state", "changed-since-export")]


@every_kind
def test_rows_are_taken_back(reports, administrator, name):
    column, value = CHANGED[name]
    apply(name, NEW[name], by=administrator)
    before = exported(name, administrator)
    sheet, written = apply(name, {**NEW[name], column: value}, {**NEW[name], **SECOND[name]}, by=administrator)

    assert sheet.take_back(written) == []

    assert exported(name, administrator) == before


@every_kind
def test_report_that_somebody_went_on_with_is_kept(reports, administrator, name):
    column, value = CHANGED[name]
    sheet, written = apply(name, NEW[name], by=administrator)
    apply(name, {**NEW[name], column: value}, by=administrator)

    kept = sheet.take_back(written)

    assert len(kept) == 1
    assert f"{REFERENCE} stays as it is" in kept[0]


@every_kind
def test_part_changed_by_somebody_meanwhile_is_not_overwritten(reports, administrator, name):
    column, value = CHANGED[name]
    apply(name, NEW[name], by=administrator)
    sheet = Sheet(name, {**NEW[name], column: value}, by=administrator)
    planned = sheet.plan()
    apply(name, {**NEW[name], column: value}, by=administrator)

    with pytest.raises(ValidationError, match="has been changed here since the file was judged"):
        sheet.apply(planned)


@every_kind
@pytest.mark.parametrize("person", ["officer", "publisher", "stranger", "nobody_special"])
def test_only_administrators_import(reports, request, name, person):
    planned = plan(name, NEW[name], by=request.getfixturevalue(person))

    assert problems(planned) == [("reference", "not-in-this-state")]


@every_kind
def test_stranger_exports_nothing_of_another_country(reports, administrator, officer, stranger, name):
    apply(name, NEW[name], by=administrator)

    assert [len(exported(name, person)) for person in (officer, stranger)] == [1, 0]


@every_kind
def test_report_that_is_being_judged_takes_no_parts(reports, administrator, name):
    Result.objects.update(state=Result.State.SUBMITTED)

    assert problems(plan(name, NEW[name], by=administrator)) == [("reference", "not-in-this-state")]


@every_kind
def test_report_of_a_locked_period_takes_no_parts(reports, administrator, name):
    PeriodLockFactory(country=reports.country, year=2021, biennium=None)

    assert problems(plan(name, NEW[name], by=administrator)) == [("reference", "locked-period")]


QUERIES = {"contributions": 17, "people": 17, "sdg_links": 18, "evidence": 16}


@every_kind
@pytest.mark.parametrize("count", [1, 3])
def test_judging_asks_as_much_for_three_rows_as_for_one(reports, administrator, name, count, django_assert_num_queries):
    row = NEW[name]
    rows = [row, {**row, **SECOND[name]}, {**row, "reference": "TJK-2021-002"}][:count]
    sheet = Sheet(name, *rows, by=administrator)

    with django_assert_num_queries(QUERIES[name]):
        planned = sheet.plan()

    assert set(outcomes(planned)) == {"created"}


REPORT = {"reference": "TJK-2021-007", "country": "TJK", "date": "2021-06", "summary": "A law has been adopted"}


@every_kind
def test_report_of_the_same_file_takes_parts_and_is_taken_back_with_them(reports, administrator, name):
    row = {**NEW[name], "reference": "TJK-2021-007"}
    batch = Batch({"results": [REPORT], name: [row]}, by=administrator)

    assert problems(batch.plan()) == []
    batch.apply()
    new = Result.objects.get(reference="TJK-2021-007")
    assert (stored(name, new), new.version) == (1, 2)

    assert batch.take_back() == []
    new.refresh_from_db()
    assert new.state == Result.State.WITHDRAWN


def test_two_sheets_about_a_stored_report_are_taken_back_together(reports, administrator):
    batch = Batch({name: [NEW[name]] for name in PARTS}, by=administrator)
    assert problems(batch.plan()) == []
    batch.apply()
    reports.refresh_from_db()
    assert reports.version == 5

    assert batch.take_back() == []

    assert [stored(name, reports) for name in PARTS] == [0, 0, 0, 0]


def test_figure_may_overlap_with_a_report_of_the_same_file(reports, administrator):
    row = {**NEW["people"], "overlaps_with": "TJK-2021-007"}
    batch = Batch({"results": [REPORT], "people": [row]}, by=administrator)

    batch.plan()
    batch.apply()

    assert reports.people_reached.get().overlaps_with.reference == "TJK-2021-007"


def test_report_that_is_sent_in_by_the_same_file_takes_no_parts(reports, administrator):
    row = {**NEW["evidence"], "reference": "TJK-2021-007"}
    complete = {**REPORT, "outcome_achieved": "A law was adopted.", "contribution": "The Office drafted it."}
    batch = Batch({"results": [complete], "evidence": [row]}, by=administrator, arrival="submitted")

    assert ("reference", "sent-in-before") in problems(batch.plan())


def test_report_whose_row_was_left_out_takes_no_parts(reports, administrator):
    row = {**NEW["evidence"], "reference": "TJK-2021-007"}
    batch = Batch({"results": [REPORT], "evidence": [row]}, by=administrator)
    batch.plan()
    batch.batch.rows.filter(sheet=0).update(is_left_out=True)

    with pytest.raises(ValidationError, match="the row that brings this report was left out"):
        batch.apply()


def test_two_parts_in_the_same_words_are_told_apart(reports, administrator):
    row = {"reference": REFERENCE, "kind": "webinar", "description": "", "date": "2021-01"}
    rows = [row, {**row, "date": "2021-02"}]
    apply("contributions", *rows, by=administrator)

    again = Sheet("contributions", *rows, by=administrator).plan(chunk=1)
    assert outcomes(again) == ["unchanged", "unchanged"]
    assert len({planned.key for planned in again}) == 2


def test_link_beyond_the_tenth_target_is_refused(reports, administrator):
    for number in range(1, 10):
        ResultSdgLinkFactory(result=reports, target=TargetFactory(code=f"8.{number}"))
    rows = [{"reference": REFERENCE, "target": code} for code in ("1.3", "10.4")]
    TargetFactory(code="10.4")

    planned = plan("sdg_links", *rows, by=administrator)

    assert outcomes(planned) == ["created", "refused"]
    assert problems(planned) == [("target", "too-many-targets")]


def test_file_stays_with_its_evidence(reports, administrator):
    file = EvidenceFileFactory(result=reports)
    EvidenceFactory(result=reports, url="", file=file)
    row = exported("evidence", administrator)[0]
    row.pop("exported_state")

    apply("evidence", {**row, "title": "Renamed"}, by=administrator)

    assert (reports.evidence.get().title, reports.evidence.get().file) == ("Renamed", file)


def test_file_of_another_report_is_refused(reports, administrator, tajikistan):
    other = Result.objects.get(reference="TJK-2021-002")
    EvidenceFactory(result=other, url="", file=EvidenceFileFactory(result=other))
    row = exported("evidence", administrator)[0]
    row.pop("exported_state")

    planned = plan("evidence", row, {**row, "reference": REFERENCE}, by=administrator)

    assert outcomes(planned) == ["unchanged", "refused"]
    assert problems(planned) == [("url", "file-of-another-report")]


BAD = {
    "unknown report": ("evidence", {"reference": "TJK-2021-999"}, ("reference", "unknown-entry")),
    "no report": ("evidence", {"reference": ""}, ("reference", "needed")),
    "no address": ("evidence", {"url": ""}, ("url", "needed")),
    "half an address": ("evidence", {"url": "example"}, ("url", "not-valid")),
    "no title": ("evidence", {"title": ""}, ("title", "needed")),
    "no kind": ("contributions", {"kind": ""}, ("kind", "needed")),
    "unknown kind": ("contributions", {"kind": "magic"}, ("kind", "unknown-entry")),
    "more women than all": (
        "contributions", {"women": "9", "men": "", "participants": "8"},
        ("participants", "contribution-participants-cover-women-and-men"),
    ),
    "half a webinar": ("contributions", {"quantity": "1.5"}, ("quantity", "not-whole")),
    "no figure": ("people", {"women": "", "total": ""}, ("total", "people-reached-has-a-number")),
    "unknown sense": ("people", {"kind": "moral"}, ("kind", "unknown-entry")),
    "two targets in a cell": ("sdg_links", {"target": "1.3; 8.3"}, ("target", "several")),
    "target and goal": ("sdg_links", {"goal": "10"}, ("goal", "resultsdglink-names-goal-or-target")),
    "neither": ("sdg_links", {"target": ""}, ("goal", "resultsdglink-names-goal-or-target")),
}  # fmt: skip


@pytest.mark.parametrize(("name", "cells", "problem"), BAD.values(), ids=BAD.keys())
def test_bad_value_is_refused_in_its_cell(reports, administrator, name, cells, problem):
    planned = plan(name, {**NEW[name], **cells}, by=administrator)

    assert (outcomes(planned), problems(planned)) == (["refused"], [problem])
