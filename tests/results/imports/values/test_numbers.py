"""Numbers as people and programs write them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from results.imports.values.numbers import NumberWidget, WholeNumberWidget, read_number


@pytest.mark.parametrize(
    ("value", "decimal", "number"),
    [
        pytest.param(3, "", "3", id="a whole number cell"),
        pytest.param(0, "", "0", id="zero"),
        pytest.param(2.5, "", "2.5", id="a number cell with decimals"),
        pytest.param(0.1 + 0.2, "", "0.3", id="a number cell with the noise of its storage"),
        pytest.param("1250", "", "1250", id="digits"),
        pytest.param("12,5", "", "12.5", id="comma that cannot stand between thousands"),
        pytest.param("12.5", "", "12.5", id="point that cannot stand between thousands"),
        pytest.param("0,125", "", "0.125", id="three decimals after a zero"),
        pytest.param("1234,567", "", "1234.567", id="four digits before the comma"),
        pytest.param("1 234,5", "", "1234.5", id="space between thousands"),
        pytest.param("1 234,5", "", "1234.5", id="space that does not break a line"),
        pytest.param("1 234,567", "", "1234.567", id="space between thousands and three decimals"),
        pytest.param("1'234.5", "", "1234.5", id="Swiss apostrophe"),
        pytest.param("1’234’567", "", "1234567", id="typographic apostrophes"),
        pytest.param("1,234.5", "", "1234.5", id="both signs, point last"),
        pytest.param("1.234,5", "", "1234.5", id="both signs, comma last"),
        pytest.param("1.234.567", "", "1234567", id="the same sign twice stands between thousands"),
        pytest.param("1,234", ",", "1.234", id="comma where the file writes decimals with it"),
        pytest.param("1,234", ".", "1234", id="comma where the file writes decimals with a point"),
        pytest.param("1.234", ",", "1234", id="point where the file writes decimals with a comma"),
        pytest.param("12%", "", "12", id="per cent"),
        pytest.param("12,5 %", "", "12.5", id="per cent behind a space"),
        pytest.param("-3", "", "-3", id="less than zero"),
        pytest.param("−3", "", "-3", id="the minus of typography"),
        pytest.param("+3", "", "3", id="a plus"),
        pytest.param(".5", "", "0.5", id="nothing before the point"),
        pytest.param("٣٫٥", "", "3.5", id="Arabic-Indic digits"),
        pytest.param("١٬٢٣٤", "", "1234", id="Arabic-Indic thousands"),
        pytest.param("۱۲", "", "12", id="Persian digits"),
    ],
)
def test_number_is_read(value, decimal, number):
    assert read_number(value, decimal) == Decimal(number)


@pytest.mark.parametrize(
    ("value", "decimal", "rule"),
    [
        pytest.param("1,234", "", "ambiguous-number", id="thousands or decimals with a comma"),
        pytest.param("1.234", "", "ambiguous-number", id="thousands or decimals with a point"),
        pytest.param("4.5", ",", "other-decimal-sign", id="point where the file writes commas"),
        pytest.param("4,5", ".", "other-decimal-sign", id="comma where the file writes points"),
        pytest.param("1,2,3", "", "not-a-number", id="a list"),
        pytest.param("12 34", "", "not-a-number", id="two numbers"),
        pytest.param("1.234.5", "", "not-a-number", id="groups of one"),
        pytest.param("about 5", "", "not-a-number", id="words"),
        pytest.param("<5", "", "not-a-number", id="a comparison"),
        pytest.param("1e5", "", "not-a-number", id="an exponent"),
        pytest.param("1.23E+05", "", "not-a-number", id="what a spreadsheet left of a long number"),
        pytest.param("%", "", "not-a-number", id="a sign alone"),
        pytest.param("9" * 41, "", "not-a-number", id="endless digits"),
        pytest.param(True, "", "not-a-number", id="yes"),
        pytest.param(float("nan"), "", "not-a-number", id="no number at all"),
        pytest.param(float("inf"), "", "not-a-number", id="infinity"),
        pytest.param(date(2021, 5, 4), "", "not-a-number", id="a date"),
        pytest.param(timedelta(hours=3), "", "not-a-number", id="a duration"),
    ],
)
def test_number_that_is_none_is_refused(value, decimal, rule):
    with pytest.raises(ValidationError) as refused:
        read_number(value, decimal)

    assert refused.value.code == rule


@pytest.mark.parametrize(
    ("widget", "value", "rule"),
    [
        pytest.param(NumberWidget(places=2), "1.234,567", "too-many-decimals", id="three decimals where two fit"),
        pytest.param(NumberWidget(places=2, least=0), "-1", "too-small", id="below the least"),
        pytest.param(NumberWidget(places=2, most=100), "100,01", "too-large", id="above the most"),
        pytest.param(WholeNumberWidget(), "12,5", "not-whole", id="decimals where people are counted"),
        pytest.param(WholeNumberWidget(), -1, "too-small", id="less than nobody"),
        pytest.param(WholeNumberWidget(most=10), 11, "too-large", id="more than the limit"),
    ],
)
def test_number_outside_its_limits_is_refused(widget, value, rule):
    with pytest.raises(ValidationError) as refused:
        widget.clean(value)

    assert refused.value.code == rule


def test_ambiguous_number_says_what_to_do():
    with pytest.raises(ValidationError) as refused:
        read_number("1,234")

    assert refused.value.messages == [
        "“1,234” can be read in two ways, as thousands or with decimals. Say which sign stands before the decimals "
        "where you say how the file is to be read, or format the column as numbers."
    ]


@pytest.mark.parametrize(
    ("number", "written"),
    [
        pytest.param(Decimal("12.50"), "12.5", id="zeros at the end"),
        pytest.param(Decimal("1E+3"), "1000", id="an exponent"),
        pytest.param(Decimal(100), "100", id="a whole number keeps its zeros"),
        pytest.param(0, "0", id="zero"),
        pytest.param(None, "", id="nothing"),
    ],
)
def test_number_is_written_as_it_is_read(number, written):
    assert NumberWidget(places=2).render(number) == written


def test_whole_number_is_an_int():
    assert (WholeNumberWidget().clean("1 200"), type(WholeNumberWidget().clean(3.0))) == (1200, int)
