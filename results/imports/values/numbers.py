"""How numbers are read from cells: as Decimal, and never guessed where comma and point could be swapped."""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from results.imports.rows import Value
from results.imports.values.showing import show
from results.imports.values.text import as_text

# Digits as Arabic and Persian write them, their decimal and thousands signs, and the minus of typography.
_PLAIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٪−", "01234567890123456789.%-")
_GROUPS = re.compile(r"(?<=\d)[\s'’٬](?=\d{3}(?!\d))")
_SHAPE = re.compile(r"[+-]?(?=[.,]?\d)[\d.,]+\s*%?")
_LONGEST = 40
_WHOLE_GROUPS = {sign: re.compile(rf"\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+") for sign in ",."}


def plain_digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9."""
    return text.translate(_PLAIN)


def read_number(value: Value, decimal: str = "") -> Decimal:
    """The number in a cell; raises ValidationError. "12%" is 12, since measures are kept in their unit.

    ``decimal`` is the decimal sign of the file, or "" where it is not known.
    """
    if isinstance(value, bool | date | time | timedelta):
        raise _not_a_number(value)
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        # Fifteen digits are what a spreadsheet knows and shows; what comes after is noise.
        number = Decimal(format(value, ".15g"))
        if not number.is_finite():
            raise _not_a_number(value)
        return number
    return _read_text(as_text(value), decimal)


def _read_text(written: str, decimal: str) -> Decimal:
    plain = plain_digits(written)
    text = _GROUPS.sub("", plain)
    if len(written) > _LONGEST or not _SHAPE.fullmatch(text):
        raise _not_a_number(written)
    bare = text.rstrip("% ").lstrip("+")
    # Spaces or apostrophes between thousands leave only one meaning to a comma or a point.
    sign = decimal or _decimal_sign(bare, written, is_grouped=text != plain)
    other = "," if sign == "." else "."
    whole, _sign, fraction = bare.partition(sign)
    if other in whole and not _WHOLE_GROUPS[other].fullmatch(whole.lstrip("-")):
        raise _other_sign(written, sign) if decimal else _not_a_number(written)
    if other in fraction or sign in fraction:
        raise _not_a_number(written)
    return Decimal(f"{whole.replace(other, '')}.{fraction or '0'}") if fraction else Decimal(whole.replace(other, ""))


def _decimal_sign(bare: str, written: str, *, is_grouped: bool) -> str:
    """The sign that can only be the decimal one, or the one that is not there; raises where either could be meant."""
    digits = bare.lstrip("-")
    commas, points = digits.count(","), digits.count(".")
    if commas and points:
        return "," if digits.rfind(",") > digits.rfind(".") else "."
    sign = "," if commas else "."
    count = commas or points
    other = "." if sign == "," else ","
    if count > 1:
        return other
    looks_grouped = _WHOLE_GROUPS[sign].fullmatch(digits) and not digits.startswith("0")
    if count and looks_grouped and not is_grouped:
        raise _ambiguous(written)
    return sign


def _not_a_number(value: Value) -> ValidationError:
    return ValidationError(
        _("“%(text)s” is not a number. Write digits only, such as 1250 or 12.5, or leave the cell empty.")
        % {"text": show(value)},
        code="not-a-number",
    )


def _ambiguous(text: str) -> ValidationError:
    return ValidationError(
        _(
            "“%(text)s” can be read in two ways, as thousands or with decimals. Say which sign stands before the "
            "decimals where you say how the file is to be read, or format the column as numbers."
        )
        % {"text": show(text)},
        code="ambiguous-number",
    )


def _other_sign(text: str, sign: str) -> ValidationError:
    return ValidationError(
        _(
            "“%(text)s” does not fit the file, in which “%(sign)s” stands before the decimals. Write the number so, or "
            "choose the other sign where you say how the file is to be read."
        )
        % {"text": show(text), "sign": sign},
        code="other-decimal-sign",
    )


class NumberWidget(Widget):
    """A number with at most so many decimals (``places``), from ``least`` to ``most``; reads Decimal.

    Nothing is rounded: a number with more decimals is refused.
    """

    def __init__(self, *, places: int, least: Decimal | int | None = None, most: Decimal | int | None = None) -> None:
        super().__init__()
        self._places = places
        self._least = least
        self._most = most

    def clean(self, value: Value, row: Any = None, *, decimal: str = "", **context: Any) -> Any:
        number = read_number(value, decimal)
        if self._least is not None and number < self._least:
            raise ValidationError(
                _("%(number)s is less than %(limit)s, the least it can be. Correct the number.")
                % {"number": write_number(number), "limit": self._least},
                code="too-small",
            )
        if self._most is not None and number > self._most:
            raise ValidationError(
                _("%(number)s is more than %(limit)s, the most it can be. Correct the number.")
                % {"number": write_number(number), "limit": self._most},
                code="too-large",
            )
        if number != round(number, self._places):
            raise self._too_exact(number)
        return number

    def _too_exact(self, number: Decimal) -> ValidationError:
        written = {"number": write_number(number), "places": self._places}
        if not self._places:
            return ValidationError(
                _("%(number)s is not a whole number. Write it without decimals.") % written, code="not-whole"
            )
        return ValidationError(
            _("%(number)s has more than %(places)s decimals. Round it.") % written, code="too-many-decimals"
        )

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return "" if value is None else write_number(Decimal(value))


class WholeNumberWidget(NumberWidget):
    """A whole number from ``least`` to ``most``; reads int."""

    def __init__(self, *, least: int = 0, most: int = 999_999_999) -> None:
        super().__init__(places=0, least=least, most=most)

    def clean(self, value: Value, row: Any = None, *, decimal: str = "", **context: Any) -> int:
        return int(super().clean(value, decimal=decimal))


def write_number(number: Decimal) -> str:
    """A number as it stands in a cell: a point before the decimals, no exponent, no zeros at the end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
