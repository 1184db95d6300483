"""Dates as people and programs write them."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from results.imports.values.dates import DayWidget, KnownDateWidget, read_date


@pytest.mark.parametrize(
    ("value", "order", "known"),
    [
        pytest.param(date(2021, 12, 31), "", "2021-12-31", id="a date cell"),
        pytest.param(datetime(2021, 12, 31, 14, 30), "", "2021-12-31", id="a cell with a time of day"),
        pytest.param(2021, "", "2021", id="a year as a number"),
        pytest.param(2021.0, "", "2021", id="a year as a number with decimals"),
        pytest.param("2021", "", "2021", id="a year"),
        pytest.param("2021-12", "", "2021-12", id="a month"),
        pytest.param("2021-12-31", "", "2021-12-31", id="a day"),
        pytest.param("2021/12/31", "", "2021-12-31", id="year first with slashes"),
        pytest.param("20211231", "", "2021-12-31", id="eight digits"),
        pytest.param("2021-12-31T00:00:00Z", "", "2021-12-31", id="as programs write it"),
        pytest.param("31.12.2021", "", "2021-12-31", id="a day that can be no month"),
        pytest.param("31/12/2021", "", "2021-12-31", id="with slashes"),
        pytest.param("12/31/2021", "", "2021-12-31", id="a month that comes first"),
        pytest.param("05/05/2021", "", "2021-05-05", id="day and month are the same"),
        pytest.param("01/02/2021", "dmy", "2021-02-01", id="the day comes first in this file"),
        pytest.param("01/02/2021", "mdy", "2021-01-02", id="the month comes first in this file"),
        pytest.param("12/2021", "", "2021-12", id="month and year"),
        pytest.param("15 March 2023", "", "2023-03-15", id="English"),
        pytest.param("March 15, 2023", "", "2023-03-15", id="American"),
        pytest.param("15th of March 2023", "", "2023-03-15", id="English with an ordinal"),
        pytest.param("15-Mar-2023", "", "2023-03-15", id="shortened, with hyphens"),
        pytest.param("March 2023", "", "2023-03", id="an English month"),
        pytest.param("15 mars 2023", "", "2023-03-15", id="French"),
        pytest.param("1er mars 2023", "", "2023-03-01", id="the first in French"),
        pytest.param("15 févr. 2023", "", "2023-02-15", id="French shortened"),
        pytest.param("AOÛT 2023", "", "2023-08", id="French in capitals"),
        pytest.param("15 de marzo de 2023", "", "2023-03-15", id="Spanish"),
        pytest.param("15 марта 2023 г.", "", "2023-03-15", id="Russian"),
        pytest.param("15 мая 2023 года", "", "2023-05-15", id="Russian with the word for year"),
        pytest.param("март 2023", "", "2023-03", id="a Russian month"),
        pytest.param("15 مارس 2023", "", "2023-03-15", id="Arabic"),
        pytest.param("١٥ آذار ٢٠٢٣", "", "2023-03-15", id="Arabic of the Levant with its digits"),
        pytest.param("15 كانون الثاني 2023", "", "2023-01-15", id="an Arabic month of two words"),
        pytest.param("2021年12月31日", "", "2021-12-31", id="Chinese"),
    ],
)
def test_date_is_read_as_exactly_as_it_says(value, order, known):
    assert str(read_date(value, order)) == known


@pytest.mark.parametrize(
    ("value", "order", "rule", "sentence"),
    [
        pytest.param(
            "01/02/2021", "", "ambiguous-date",
            "“01/02/2021” can be 2021-02-01 or 2021-01-02. Say whether the day or the month comes first where you say "
            "how the file is to be read, or write the date as 2021-02-01.",
            id="day and month can be swapped",
        ),
        pytest.param(
            "12/31/2021", "dmy", "other-date-order",
            "“12/31/2021” does not fit the file, in which the day comes first. Write it so, or as year-month-day.",
            id="against the order of the file",
        ),
        pytest.param(
            "31/12/2021", "mdy", "other-date-order",
            "“31/12/2021” does not fit the file, in which the month comes first. Write it so, or as year-month-day.",
            id="against the American order of the file",
        ),
        pytest.param(
            "30/02/2021", "", "impossible-date",
            "February 2021 has 28 days; there is no day 30. Correct the day.", id="30 February",
        ),
        pytest.param(
            "15/13/2021", "dmy", "impossible-date", "There is no month 13. Months are 01 to 12.",
            id="neither can be the month",
        ),
        pytest.param(
            "31/12/21", "", "two-digit-year",
            "“31/12/21” does not say which century is meant. Write the year with four digits.", id="two-digit year",
        ),
        pytest.param(
            "15-Mar-23", "", "two-digit-year",
            "“15-Mar-23” does not say which century is meant. Write the year with four digits.",
            id="two-digit year behind a word",
        ),
        pytest.param(
            "1850", "", "impossible-date", "The year 1850 is not between 1919 and 2100. Correct the year.",
            id="a year long ago",
        ),
        pytest.param(
            datetime(2999, 1, 1), "", "impossible-date",
            "The year 2999 is not between 1919 and 2100. Correct the year.", id="a date cell far ahead",
        ),
        pytest.param(
            44561, "", "number-for-a-date",
            "This cell holds the number 44561 and not a date. Format the column as dates in the spreadsheet, or write "
            "the year, the month or the day: 2021, 2021-12 or 2021-12-31.",
            id="the number behind a date cell",
        ),
        pytest.param(
            "Q4 2021", "", "not-a-date",
            "“Q4 2021” is not a date. Write the year, the month or the day: 2021, 2021-12 or 2021-12-31.",
            id="a quarter",
        ),
    ],
)  # fmt: skip
def test_date_that_is_none_is_refused_with_its_cure(value, order, rule, sentence):
    with pytest.raises(ValidationError) as refused:
        read_date(value, order)

    assert (refused.value.code, refused.value.messages) == (rule, [sentence])


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("soon", id="a word"),
        pytest.param("May 2023 or June 2023", id="two months"),
        pytest.param("2021-2022", id="two years"),
        pytest.param("15 16 March 2023", id="two days"),
        pytest.param("March", id="a month without a year"),
        pytest.param("x" * 1000, id="a long text"),
        pytest.param(True, id="yes"),
        pytest.param(time(12, 0), id="a time of day"),
    ],
)
def test_what_is_no_date_is_refused(value):
    with pytest.raises(ValidationError) as refused:
        read_date(value)

    assert refused.value.code == "not-a-date"


def test_order_of_the_file_reaches_the_widgets():
    known = KnownDateWidget().clean("01/02/2021", date_order="dmy")

    assert (str(known), DayWidget().clean("01/02/2021", date_order="mdy")) == ("2021-02-01", date(2021, 1, 2))


def test_day_is_needed_where_a_day_is_stored():
    with pytest.raises(ValidationError) as refused:
        DayWidget().clean("2021-12")

    assert refused.value.messages == [
        "The day is needed here, and “2021-12” does not name one. Write it as 2021-12-31."
    ]


def test_dates_are_written_as_they_are_read():
    known = KnownDateWidget().clean("2021-12")

    assert (KnownDateWidget().render(known), KnownDateWidget().render(None)) == ("2021-12", "")
    assert (DayWidget().render(date(2021, 12, 31)), DayWidget().render(None)) == ("2021-12-31", "")
