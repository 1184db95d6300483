"""What a text may hold in a sheet, and how sheets may be called."""

import pytest

from results.imports.parsing.escaping import without_escape
from results.imports.sheets.addresses import address, column_of, letters, position_of
from results.imports.sheets.marks import IMPORT_STATUS, NOT_DATA, is_explanation, is_status_heading
from results.imports.sheets.texts import clean, names_of_sheets, with_escape


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        pytest.param("=1+1", "'=1+1", id="a formula"),
        pytest.param("+1", "'+1", id="a plus"),
        pytest.param("-", "'-", id="a minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="an at"),
        pytest.param("\tx", "'\tx", id="a tab"),
        pytest.param("\rx", "'\rx", id="a carriage return"),
        pytest.param("'=1", "''=1", id="looks escaped already"),
        pytest.param("''", "'''", id="two apostrophes"),
        pytest.param("'", "'", id="one apostrophe"),
        pytest.param("'tis", "'tis", id="an apostrophe of its own"),
        pytest.param("4.10", "4.10", id="a code"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_text_that_a_program_would_run_is_marked_in_csv(text, escaped):
    assert with_escape(text) == escaped


@pytest.mark.parametrize(
    "text", ["", "'", "''", "'x", "'=x", "''=x", "=x", "-", "'-", "@", "\tx", "'" * 3, "'tis", "=", "'="]
)
def test_mark_is_taken_off_again(text):
    assert without_escape(with_escape(text)) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("a\x00b\x08c\x1fd", "abcd", id="control characters"),
        pytest.param("a\tb\nc\rd", "a\tb\nc\rd", id="white space stays"),
        pytest.param("a\ud800b", "ab", id="half of a character"),
        pytest.param("a\uffffb\ufffe", "ab", id="no characters at all"),
        pytest.param("𝒳 😀", "𝒳 😀", id="characters beyond the first plane stay"),
    ],
)
def test_character_that_no_sheet_can_hold_is_removed(text, kept):
    assert clean(text) == kept


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        pytest.param(["Results", "Projects"], ["Results", "Projects"], id="short ones stay"),
        pytest.param(["Indicators/targets: [all]?*\\"], ["Indicators targets   all"], id="forbidden characters"),
        pytest.param(["x" * 40], ["x" * 31], id="too long"),
        pytest.param(["y" * 40, "y" * 45], ["y" * 31, "y" * 27 + " (2)"], id="alike once shortened"),
        pytest.param(["Results", "results"], ["Results", "results (2)"], id="differ by case alone"),
        pytest.param(["History"], ["History (2)"], id="the name Excel keeps for itself"),
        pytest.param(["'quoted'"], ["quoted"], id="apostrophes at the ends"),
        pytest.param(["", "?"], ["(2)", "(3)"], id="nothing left"),
    ],
)
def test_sheet_is_named_as_excel_allows(labels, names):
    assert names_of_sheets(labels) == names


@pytest.mark.parametrize(
    ("position", "column"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_column_has_its_letters(position, column):
    assert (letters(position), position_of(column)) == (column, position)
    assert (address(7, position), column_of(f"{column}7")) == (f"{column}7", position)


def test_marks_are_recognised_in_any_language():
    assert is_status_heading(f"Ce qu'est devenue la ligne {IMPORT_STATUS}")
    assert not is_status_heading("Status")
    assert is_explanation([NOT_DATA, ""])
    assert not is_explanation([])
    assert not is_explanation(["Sheet", "Column"])
