"""Names that come close to one that is not known."""

import pytest

from results.imports.values.closeness import CloseNames

NAMES = CloseNames(["tajikistan", "turkmenistan", "turkiye", "republic of moldova", "mozambique", "tjk", "lao"])


@pytest.mark.parametrize(
    ("text", "close"),
    [
        pytest.param("tajikistann", ["tajikistan"], id="a letter too many"),
        pytest.param("tadjikistan", ["tajikistan"], id="a letter between"),
        pytest.param("turkiye old", ["turkiye"], id="a remark"),
        pytest.param("tjkk", ["tjk"], id="a code"),
        pytest.param("republic moldova", ["republic of moldova"], id="a word missing"),
        pytest.param("atlantis", [], id="nothing like it"),
        pytest.param("", [], id="nothing at all"),
        pytest.param("x", [], id="one letter"),
    ],
)
def test_close_names_are_found(text, close):
    assert NAMES.find(text, most=3) == close


def test_closest_name_comes_first():
    assert CloseNames(["abcdef", "abcdefg", "abcdefgh"]).find("abcdefgh", most=2) == ["abcdefgh", "abcdefg"]
