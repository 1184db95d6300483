"""Bringing two versions of a report together: a table of what becomes of each piece."""

import pytest

from results.desk.writing.merging import Merge, both, may_keep_both, merge, put_together, take_apart

EMPTY = {
    "fields": {"country_id": 1, "cpo_id": None, "date": "2021-06-30", "date_precision": "day", "language": "en",
               "summary": "", "outcome_achieved": "", "contribution": "", "indicator_id": None, "step_id": None},
    "links": {"further_indicators": [], "partnerships": [], "partners": [], "projects": [], "topics": []},
    "parts": {"contributions": [], "driver_texts": [], "people_reached": [], "evidence": [], "sdg_links": []},
}  # fmt: skip


def content(**pieces):
    """A content in which some pieces say something."""
    return put_together({**take_apart(EMPTY), **pieces})


def row(quantity):
    return {"kind_id": 1, "description": "", "quantity": quantity}


# piece, before, theirs, mine, what the report says then; CONFLICT where that is to be decided.
CONFLICT = object()
TABLE = [
    pytest.param("summary", "A", "A", "A", "A", id="nobody changed it"),
    pytest.param("summary", "A", "B", "A", "B", id="they changed it"),
    pytest.param("summary", "A", "A", "B", "B", id="I changed it"),
    pytest.param("summary", "A", "B", "B", "B", id="both changed it alike"),
    pytest.param("summary", "A", "B", "C", CONFLICT, id="both changed it differently"),
    pytest.param("summary", "A", "", "C", CONFLICT, id="they emptied what I changed"),
    pytest.param("indicator", 3, None, 3, None, id="they took a choice back"),
    pytest.param("indicator", None, 3, 4, CONFLICT, id="two choices"),
    pytest.param("date", ("2021-06-30", "day"), ("2021-06-30", "day"), ("2021-06-01", "month"), ("2021-06-01", "month"),
                 id="I know the date less exactly"),
    pytest.param("date", ("2021-06-30", "day"), ("2021-01-01", "year"), ("2021-06-01", "month"), CONFLICT,
                 id="two dates"),
    pytest.param("topics", [1], [1, 2], [1], [1, 2], id="they added a topic"),
    pytest.param("topics", [1], [1, 2], [1, 3], CONFLICT, id="each added a topic"),
    pytest.param("contributions", [row(1)], [row(1), row(2)], [row(1)], [row(1), row(2)], id="they added a row"),
    pytest.param("contributions", [row(1)], [row(2)], [row(3)], CONFLICT, id="each rewrote a row"),
    pytest.param("driver_texts:3", "A", "B", "A", "B", id="they rewrote a driver text"),
    pytest.param("driver_texts:3", "A", None, "A", None, id="they removed a driver text"),
    pytest.param("driver_texts:3", None, "B", "C", CONFLICT, id="each wrote on the same driver"),
    pytest.param("sdg_links:t7", None, "", None, "", id="they linked a target without a reason"),
    pytest.param("sdg_links:t7", "Why", "", "Why not", CONFLICT, id="two reasons"),
]  # fmt: skip


@pytest.mark.parametrize(("piece", "before", "theirs", "mine", "then"), TABLE)
def test_piece_after_both_have_saved(piece, before, theirs, mine, then):
    together = Merge(*({**take_apart(EMPTY), piece: value} for value in (before, theirs, mine)))

    assert together.conflicts == ([piece] if then is CONFLICT else [])
    if then is not CONFLICT:
        assert take_apart(together.content({})).get(piece) == then


def test_only_what_they_alone_changed_is_taken_over():
    before = content(summary="A", contribution="A", outcome_achieved="A")
    theirs = content(summary="B", contribution="B", outcome_achieved="A")
    mine = content(summary="A", contribution="C", outcome_achieved="C")

    assert merge(before, theirs, mine).taken_over == ["summary"]


def test_two_people_write_on_two_drivers_and_link_two_targets():
    before = content()
    theirs = content(**{"driver_texts:1": "Theirs", "sdg_links:t1": "Theirs"})
    mine = content(**{"driver_texts:2": "Mine", "sdg_links:g2": "Mine"})

    together = merge(before, theirs, mine)

    assert together.conflicts == []
    assert together.content({})["parts"]["driver_texts"] == [
        {"driver_id": 1, "text": "Theirs"},
        {"driver_id": 2, "text": "Mine"},
    ]
    assert together.content({})["parts"]["sdg_links"] == [
        {"goal_id": None, "target_id": 1, "reason": "Theirs"},
        {"goal_id": 2, "target_id": None, "reason": "Mine"},
    ]


def test_without_the_version_before_every_difference_is_to_be_decided():
    together = merge(None, content(summary="B", contribution="A"), content(summary="C", contribution="A"))

    assert (together.conflicts, together.taken_over) == (["summary"], [])


@pytest.mark.parametrize(
    ("choice", "then"), [("mine", "Mine"), ("theirs", "Theirs"), ("both", "Mine\n\nTheirs"), ("", "Mine")]
)
def test_choice_decides_a_conflict(choice, then):
    together = merge(content(contribution="A"), content(contribution="Theirs"), content(contribution="Mine"))

    assert together.content({"contribution": choice})["fields"]["contribution"] == then


@pytest.mark.parametrize(
    ("piece", "choice", "is_undecided"),
    [
        ("summary", "mine", False),
        ("summary", "both", False),
        ("summary", "", True),
        ("summary", "nonsense", True),
        ("step", "theirs", False),
        ("step", "both", True),
    ],
)
def test_choice_has_to_be_possible(piece, choice, is_undecided):
    together = merge(content(**{piece: 1}), content(**{piece: 2}), content(**{piece: 3}))

    assert bool(together.undecided({piece: choice})) is is_undecided


BOTH = [
    pytest.param("summary", "A", "Theirs", "Mine", "Mine Theirs", id="two lines"),
    pytest.param("contribution", "A", "Theirs", "Mine", "Mine\n\nTheirs", id="two texts"),
    pytest.param("contribution", "A", "Mine, and more", "Mine", "Mine, and more", id="one holds the other"),
    pytest.param("contribution", "A", "", "Mine", "Mine", id="one is empty"),
    pytest.param("driver_texts:3", "A", None, "Mine", "Mine", id="one was removed"),
    pytest.param("topics", [1, 2], [2, 3], [1, 2, 4], [2, 3, 4], id="links: added by both, taken away by one"),
    pytest.param("contributions", [row(1), row(2)], [row(1), row(3)], [row(4), row(2)], [row(3), row(4)],
                 id="rows: each rewrote another"),
    pytest.param("contributions", [], [row(1)], [row(1)], [row(1)], id="rows: both added the same"),
    pytest.param("contributions", [], [row(1), row(1)], [row(1)], [row(1), row(1)], id="rows: the same twice"),
    pytest.param("people_reached", None, [row(1)], [row(2)], [row(1), row(2)], id="rows: nothing known of before"),
]  # fmt: skip


@pytest.mark.parametrize(("piece", "before", "theirs", "mine", "then"), BOTH)
def test_both_are_kept(piece, before, theirs, mine, then):
    assert both(piece, before, theirs, mine) == then


@pytest.mark.parametrize(("piece", "may"), [("summary", True), ("topics", True), ("evidence", True), ("date", False),
                                            ("sdg_links:t7", True), ("country", False)])  # fmt: skip
def test_what_can_stand_together(piece, may):
    assert may_keep_both(piece) is may


def test_content_taken_apart_is_put_together_again():
    whole = content(**{"summary": "A", "date": ("2021-01-01", "year"), "topics": [4, 9], "driver_texts:3": "D",
                       "sdg_links:t7": "", "sdg_links:g1": "R", "contributions": [row(1)]})  # fmt: skip

    assert put_together(take_apart(whole)) == whole
