"""Dates as people write them, as exactly as they know them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from results.dates import KnownDate, KnownDateField, Precision


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        pytest.param("2021-12-31", date(2021, 12, 31), Precision.DAY, id="day"),
        pytest.param("2021-6-3", date(2021, 6, 3), Precision.DAY, id="day without leading zeros"),
        pytest.param("2024-02-29", date(2024, 2, 29), Precision.DAY, id="29 February of a leap year"),
        pytest.param("2021-12", date(2021, 12, 1), Precision.MONTH, id="month"),
        pytest.param("2021", date(2021, 1, 1), Precision.YEAR, id="year"),
        pytest.param(" 2021 \n", date(2021, 1, 1), Precision.YEAR, id="white space around it"),
        pytest.param("٢٠٢١-١٢", date(2021, 12, 1), Precision.MONTH, id="Arabic digits"),
    ],
)
def test_date_is_read_as_exactly_as_it_is_written(text, day, precision):
    assert KnownDate.parse(text) == KnownDate(day, precision)


NOT_A_DATE = "“{}” is not a date. Write the year, the month or the day: 2021, 2021-12 or 2021-12-31."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("2021-02-30", "February 2021 has 28 days; there is no day 30. Correct the day.", id="30 February"),
        pytest.param(
            "2023-02-29", "February 2023 has 28 days; there is no day 29. Correct the day.", id="29 February 2023"
        ),
        pytest.param("2021-04-31", "April 2021 has 30 days; there is no day 31. Correct the day.", id="31 April"),
        pytest.param("2021-12-00", "December 2021 has 31 days; there is no day 0. Correct the day.", id="day 0"),
        pytest.param("2100-12-32", "December 2100 has 31 days; there is no day 32. Correct the day.", id="last month"),
        pytest.param("2021-13", "There is no month 13. Months are 01 to 12.", id="month 13"),
        pytest.param("2021-00", "There is no month 0. Months are 01 to 12.", id="month 0"),
        pytest.param("2021-00-15", "There is no month 0. Months are 01 to 12.", id="day of month 0"),
        pytest.param("0000", "The year 0000 is not between 1919 and 2100. Correct the year.", id="year 0"),
        pytest.param("0000-02-30", "The year 0000 is not between 1919 and 2100. Correct the year.", id="day of year 0"),
        pytest.param("0021", "The year 0021 is not between 1919 and 2100. Correct the year.", id="year 21"),
        pytest.param("9999", "The year 9999 is not between 1919 and 2100. Correct the year.", id="year 9999"),
        pytest.param("15 mars 2023", NOT_A_DATE.format("15 mars 2023"), id="in words"),
        pytest.param("31/12/2021", NOT_A_DATE.format("31/12/2021"), id="with slashes"),
        pytest.param("21-12-31", NOT_A_DATE.format("21-12-31"), id="year of two digits"),
        pytest.param("2021-", NOT_A_DATE.format("2021-"), id="unfinished"),
        pytest.param("-2021", NOT_A_DATE.format("-2021"), id="before our era"),
        pytest.param("2021-12-31T09:00", NOT_A_DATE.format("2021-12-31T09:00"), id="with a time"),
        pytest.param("x" * 5000, NOT_A_DATE.format("x" * 40), id="long text"),
        pytest.param("", NOT_A_DATE.format(""), id="nothing"),
    ],
)
def test_impossible_date_is_refused_with_the_cure(text, sentence):
    with pytest.raises(ValidationError) as refusal:
        KnownDate.parse(text)

    assert refusal.value.messages == [sentence]


@pytest.mark.parametrize("text", ["2021", "2021-12", "2021-12-31"])
def test_date_is_written_as_it_was_read(text):
    assert str(KnownDate.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        pytest.param("2021", "en", "2021", id="year in English"),
        pytest.param("2021-12", "en", "December 2021", id="month in English"),
        pytest.param("2021-12-31", "en", "31 December 2021", id="day in English"),
        pytest.param("2021", "fr", "2021", id="year in French"),
        pytest.param("2021-12", "fr", "décembre 2021", id="month in French"),
        pytest.param("2021-12-31", "fr", "31 décembre 2021", id="day in French"),
        pytest.param("2021", "ar", "2021", id="year in Arabic"),
        pytest.param("2021-12", "ar", "ديسمبر 2021", id="month in Arabic"),
        pytest.param("2021-12-31", "ar", "31 ديسمبر، 2021", id="day in Arabic"),
    ],
)
def test_date_is_read_in_the_readers_language(text, language, words):
    with translation.override(language):
        assert KnownDate.parse(text).in_words() == words


def test_month_of_a_refusal_is_named_in_the_readers_language():
    with translation.override("fr"), pytest.raises(ValidationError, match=r"(?i)février 2021"):
        KnownDate.parse("2021-02-30")


def test_field_gives_back_what_was_typed():
    field = KnownDateField()

    assert field.clean(" 2021-12 ") == KnownDate(date(2021, 12, 1), Precision.MONTH)
    assert field.prepare_value(KnownDate(date(2021, 12, 1), Precision.MONTH)) == "2021-12"
    assert field.prepare_value("2021-02-30") == "2021-02-30"


def test_optional_field_may_stay_empty():
    assert KnownDateField(required=False).clean("  ") is None


@pytest.mark.parametrize(
    ("initial", "typed", "has_changed"),
    [
        pytest.param(KnownDate(date(2021, 12, 1), Precision.MONTH), "2021-12", False, id="the same"),
        pytest.param(KnownDate(date(2021, 12, 1), Precision.MONTH), "2021", True, id="less exact"),
        pytest.param(KnownDate(date(2021, 12, 1), Precision.MONTH), "2021-13", True, id="impossible"),
        pytest.param(None, "", False, id="still empty"),
        pytest.param(None, "2021", True, id="filled in"),
    ],
)
def test_field_knows_whether_it_changed(initial, typed, has_changed):
    assert KnownDateField(required=False).has_changed(initial, typed) is has_changed
