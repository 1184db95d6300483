"""What a text may hold in a sheet: which characters a format allows, and what a spreadsheet program would run."""

import re
from collections.abc import Sequence

# What XML 1.0 cannot hold, or a lone half of a character that no encoding can; no program shows any of it.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
_RUN = tuple("=+-@\t\r")
_MARK = "'"


def clean(text: str) -> str:
    """The text without the characters that no sheet can hold."""
    return _ILLEGAL.sub("", text)


def with_escape(text: str) -> str:
    """The text with a mark in front where a program that opens a csv file would take it for a formula.

    Reading takes the mark off again, so a text that looks as if it had one is given another.
    """
    looks_marked = text[:1] == _MARK and text[1:2] in (*_RUN, _MARK) and len(text) > 1
    return _MARK + text if text.startswith(_RUN) or looks_marked else text


def names_of_sheets(labels: Sequence[str]) -> list[str]:
    """A name for each: at most 31 characters, none that Excel refuses, and no two that differ by case alone."""
    names: list[str] = []
    taken = {"", "history"}
    for label in labels:
        name = plain = _NOT_IN_NAMES.sub(" ", clean(label)).strip("' ")[:_LONGEST_NAME].rstrip("' ")
        number = 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = (plain[: _LONGEST_NAME - len(ending)].rstrip() + ending).strip()
        taken.add(name.casefold())
        names.append(name)
    return names
