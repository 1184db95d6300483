"""What says nothing, what failed, and what asks to be emptied."""

import pytest

from results.imports.values.missing import clear_words, is_blank, is_error, is_missing


@pytest.mark.parametrize(
    "value",
    [
        *(None, "", "  ", "-", "–", "—", " – ", "…", "...", "n/a", "N/A", "n.a.", "N/D", "s/o", "s.d.", "н/д"),
        *("нет данных", "لا ينطبق", "Not\u00a0available"),
    ],
)
def test_what_says_nothing_is_missing(value):
    assert is_missing(value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(0, id="zero"),
        pytest.param("0", id="zero as text"),
        pytest.param(False, id="no"),
        pytest.param("none", id="none may be an answer"),
        pytest.param("NA", id="Namibia"),
        pytest.param("#N/A", id="an error"),
        pytest.param("- a point of a list", id="a text that begins with a dash"),
    ],
)
def test_what_says_something_is_not_missing(value):
    assert not is_missing(value)


@pytest.mark.parametrize(("value", "blank"), [(None, True), (" \n", True), ("-", False), (0, False)])
def test_only_empty_cells_are_blank(value, blank):
    assert is_blank(value) == blank


@pytest.mark.parametrize(
    ("text", "error"),
    [
        *[(text, True) for text in ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!")],
        *[(text, True) for text in ("#ДЕЛ/0!", "#VALEUR!", "#VALOR!", "Err:502")],
        *[(text, False) for text in ("#1", "#country", "N/A", "see #REF! above")],
    ],
)
def test_failed_formulas_are_errors(text, error):
    assert is_error(text) == error


def test_emptying_is_asked_for_in_every_language():
    assert "(clear)" in clear_words()
