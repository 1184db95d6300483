"""How spreadsheets call their cells: a column in letters, a row from 1."""

from functools import cache

from xlsxwriter.utility import xl_col_to_name

_DIGITS = "0123456789"


@cache
def letters(position: int) -> str:
    """The letters of a column, whose position counts from 0: A, B, ... Z, AA."""
    return str(xl_col_to_name(position))


@cache
def position_of(column: str) -> int:
    """The position (from 0) of a column by its letters."""
    position = 0
    for letter in column:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1


def address(number: int, position: int) -> str:
    """A cell by its row (from 1) and position (from 0): D5."""
    return f"{letters(position)}{number}"


def column_of(address: str) -> int:
    """The position (from 0) of the column of a cell."""
    return position_of(address.rstrip(_DIGITS))
