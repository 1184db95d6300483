"""Which numbers of an Excel workbook are dates or lengths of time, and what they say."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

Moment = date | datetime | time | timedelta | float

# The formats that Excel knows without writing them down (ECMA-376 part 1, 18.8.30), East Asian ones among them.
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}
_BUILT_IN_LENGTHS = {46}
_NOT_MEANT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hHmMsS]+\])[^\]]*\]')
_LENGTH = re.compile(r"\[(?:h+|m+|s+)\]", re.I)
_DATE_LETTERS = re.compile(r"[dmyhs]", re.I)
_DAY = 86_400_000
_LAST_DAY = 2_958_466
_BEFORE_1904 = 1462


def kind_of_format(number: int, code: str | None) -> str:
    """How numbers in this format are meant: "date", "length" or "" for plain numbers."""
    if code is None:
        return "date" if number in _BUILT_IN_DATES else "length" if number in _BUILT_IN_LENGTHS else ""
    # Only the part for positive numbers says what it is; "General" and colours hold letters that mean nothing.
    meant = _NOT_MEANT.sub("", code.partition(";")[0])
    if _LENGTH.search(meant):
        return "length"
    return "date" if _DATE_LETTERS.search(meant.replace("General", "")) else ""


@lru_cache(maxsize=65536)
def moment(serial: float, kind: str, is_1904: bool) -> Moment:
    """What the number stands for; the number itself where it can be no date. Exact to a thousandth of a second."""
    if not -_LAST_DAY < serial < _LAST_DAY:
        return serial
    milliseconds = round(serial * _DAY)
    if kind == "length":
        return timedelta(milliseconds=milliseconds)
    if 0 <= milliseconds < _DAY and not (is_1904 and milliseconds == 0):
        return (datetime.min + timedelta(milliseconds=milliseconds)).time()
    if milliseconds < 0:
        return serial
    return _day(milliseconds, is_1904=is_1904)


def _day(milliseconds: int, *, is_1904: bool) -> date | datetime | float:
    if is_1904:
        milliseconds += _BEFORE_1904 * _DAY
    # Excel believes in 29 February 1900, so days before it are one later.
    start = datetime(1899, 12, 31) if milliseconds < 60 * _DAY else datetime(1899, 12, 30)
    try:
        found = start + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return milliseconds / _DAY
    return found if found.time() != time() else found.date()
