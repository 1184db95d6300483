"""From rows of cells to rows of values."""

from types import SimpleNamespace

import pytest

from results.imports.kinds.column import Column
from results.imports.kinds.vocabulary import Vocabulary
from results.imports.rows import CLEAR, Problem, RawRow
from results.imports.values import CellReader
from results.imports.values.codes import CodeWidget, EntryWidget
from results.imports.values.dates import KnownDateWidget
from results.imports.values.lists import ListWidget
from results.imports.values.numbers import NumberWidget
from results.imports.values.text import TextWidget
from results.models import ImportBatch, Project, Result


class Entry:
    """An entry of a vocabulary."""

    def __init__(self, code):
        self.code = code


A, B = Entry("A"), Entry("B")
FIELDS = Result._meta.get_field
WIDGETS = {
    "reference": CodeWidget(Project._meta.get_field("code")),
    "place": EntryWidget("places", "code"),
    "places": ListWidget("places", "code"),
    "date": KnownDateWidget(),
    "number": NumberWidget(places=1),
    "summary": TextWidget(FIELDS("summary")),
    "late": KnownDateWidget(),
}
NAMES = list(WIDGETS)


def reader(answers=None, values=None, blanks=ImportBatch.Blanks.KEEP):
    columns = {
        name: Column(
            name=name, heading=name, widget=widget, meaning="", allowed="",
            can_be_cleared=name != "reference", is_late=name == "late",
        )
        for name, widget in WIDGETS.items()
    }  # fmt: skip
    places = Vocabulary([A, B], names=lambda entry: [entry.code], unknown=lambda: "There is no “%(text)s”.")
    planning = SimpleNamespace(
        columns=columns,
        positions={name: place for place, name in enumerate(NAMES)},
        headings={name: f"Her {name}" for name in NAMES},
        lookups=SimpleNamespace(places=places),
        batch=ImportBatch(blanks=blanks),
    )
    return CellReader(planning, answers or {}, {"values": values or {}})


def read(cells, **more):
    """The reading of one row that has these cells, by name of the column."""
    (reading,) = reader(**more).read([RawRow(7, [cells.get(name) for name in NAMES])])
    return reading


def test_row_is_read_by_our_names():
    reading = read({"reference": "R-1", "place": "a", "places": "A; B", "date": "2021-12", "number": 2.5, "late": 8.1})

    values = {**reading.values, "date": str(reading.values["date"])}
    assert values == {"reference": "R-1", "place": A, "places": [A, B], "date": "2021-12", "number": 2.5}
    assert (reading.late, reading.problems, reading.notes, reading.row.number) == ({"late": 8.1}, [], [], 7)


def test_cells_that_end_early_are_empty():
    (reading,) = reader().read([RawRow(7, ["R-1"])])

    assert (reading.values, reading.late) == ({"reference": "R-1"}, {})


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [None, " ", "n/a", "…"])
def test_missing_cells_keep_what_is_stored(name, value):
    reading = read({name: value})

    assert (reading.values, reading.late, reading.problems) == ({}, {}, [])


def test_blank_cells_empty_what_can_be_emptied_where_that_is_asked_for():
    reading = read({"place": " ", "date": "n/a", "summary": "–"}, blanks=ImportBatch.Blanks.CLEAR)

    assert reading.values == dict.fromkeys(["place", "places", "number", "late"], CLEAR)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "reference"])
def test_cell_can_ask_to_be_emptied(name):
    assert read({name: " (Clear) "}).values == {name: CLEAR}


def problem(name, value, rule, sentence):
    return Problem(name, f"Her {name}", NAMES.index(name), value, rule, sentence)


@pytest.mark.parametrize(
    ("name", "value", "answers", "rule", "sentence"),
    [
        pytest.param(
            "reference", "(clear)", {}, "cannot-be-cleared",
            "This cannot be emptied. Write a value, or leave the cell empty to keep it.", id="what cannot be emptied",
        ),
        pytest.param(
            "summary", "#N/A", {}, "cell-error",
            "This cell shows the error #N/A. Correct its formula, or replace it by its value.", id="a failed formula",
        ),
        pytest.param(
            "late", "#REF!", {}, "cell-error",
            "This cell shows the error #REF!. Correct its formula, or replace it by its value.",
            id="a failed formula in a column that is read later",
        ),
        pytest.param("place", "C", {}, "unknown-entry", "There is no “C”.", id="an unknown name"),
        pytest.param(
            "number", "4,5", {"decimal": "."}, "other-decimal-sign",
            "“4,5” does not fit the file, in which “.” stands before the decimals. Write the number so, or choose the "
            "other sign where you say how the file is to be read.",
            id="a number against the sign of the file",
        ),
        pytest.param(
            "date", "12/31/2021", {"date_order": "dmy"}, "other-date-order",
            "“12/31/2021” does not fit the file, in which the day comes first. Write it so, or as year-month-day.",
            id="a date against the order of the file",
        ),
        pytest.param(
            "summary", "w " * 61, {}, "too-many-words", "This text has 61 words; the limit is 60. Shorten it.",
            id="a long text",
        ),
    ],
)  # fmt: skip
def test_wrong_cell_is_named_as_it_stands_in_her_sheet(name, value, answers, rule, sentence):
    shown = " ".join(value.split())

    reading = read({name: value}, answers=answers)

    expected = problem(name, shown[:60] + "…" if len(shown) > 60 else shown, rule, sentence)
    assert (reading.problems, reading.values) == ([expected], {})


def test_every_wrong_cell_of_a_row_is_found():
    reading = read({"place": "C", "places": "A; D; E", "date": "soon", "summary": "#N/A"})

    assert [(p.column, p.value) for p in reading.problems] == [
        ("place", "C"), ("places", "D"), ("places", "E"), ("date", "soon"), ("summary", "#N/A"),
    ]  # fmt: skip


def test_same_wrong_cell_is_wrong_in_every_row():
    readings = reader().read([RawRow(number, [None, "C"]) for number in (2, 3)])

    assert [len(reading.problems) for reading in readings] == [1, 1]


def test_numbers_and_truth_are_not_mixed_up():
    readings = reader().read([RawRow(number, [None] * 4 + [cell]) for number, cell in ((2, 1), (3, True), (4, 1.0))])

    assert [reading.values.get("number") for reading in readings] == [1, None, 1]


@pytest.mark.parametrize(
    ("name", "value", "read_as"),
    [
        pytest.param("place", "The first  place", A, id="a cell"),
        pytest.param("places", "B; The first place", [B, A], id="an item of a list"),
        pytest.param("place", 17, B, id="a number"),
    ],
)
def test_value_is_read_as_was_answered(name, value, read_as):
    answers = {name: {"The first place": "A", "17": "B"}}

    assert read({name: value}, values=answers).values == {name: read_as}


def test_value_answered_with_nothing_is_missing():
    reading = read({"place": "to be done"}, values={"place": {"to be done": ""}})

    assert (reading.values, reading.problems) == ({}, [])


def test_value_is_answered_for_columns_that_are_read_later():
    assert read({"late": "old"}, values={"late": {"old": "8.3.1"}}).late == {"late": "8.3.1"}


def test_letters_that_came_apart_are_noted_and_left_as_they_are():
    reading = read({"summary": "Lâ€™Ã©tÃ©"})

    sentence = (
        "Letters of this cell have come apart; it probably says “L’été”. Correct the cell, or ask for such letters to "
        "be repaired where you say how the file is to be read."
    )
    assert reading.values == {"summary": "Lâ€™Ã©tÃ©"}
    assert reading.notes == [problem("summary", "Lâ€™Ã©tÃ©", "mojibake", sentence)]


def test_letters_that_came_apart_are_repaired_where_that_is_asked_for():
    reading = read({"summary": "Lâ€™Ã©tÃ©"}, answers={"repairs_mojibake": True})

    sentence = "Letters of this cell had come apart; it is read as “L’été”."
    assert reading.values == {"summary": "L’été"}
    assert reading.notes == [problem("summary", "Lâ€™Ã©tÃ©", "mojibake", sentence)]


def test_letters_that_are_lost_are_noted():
    reading = read({"summary": "L\ufffd\ufffd"})

    assert [(note.rule, note.value) for note in reading.notes] == [("lost-letters", "L\ufffd\ufffd")]


def test_more_values_than_are_remembered_are_all_read():
    rows = [RawRow(number, [f"R-{number}"]) for number in range(12_000)]

    readings = reader().read(rows)

    assert [reading.values["reference"] for reading in readings] == [f"R-{number}" for number in range(12_000)]
