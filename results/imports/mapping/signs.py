"""In which order a file writes day and month, and what stands before its decimals, by its first rows."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from results.imports.kinds import KINDS
from results.imports.kinds.lookups import Lookups
from results.imports.mapping.contents import samples
from results.imports.values.dates import DayWidget, KnownDateWidget, read_date
from results.imports.values.numbers import NumberWidget, read_number

ORDERS = ("dmy", "mdy")
DECIMALS = (",", ".")
AMBIGUOUS = "ambiguous"
# How a number cell shows as text, which no reader could take for anything else.
_NUMBER_CELL = re.compile(r"-?\d+\.\d+")


def date_order(examined: Mapping[str, Any], answers: Mapping[str, Any], lookups: Lookups) -> str:
    """ "dmy" or "mdy" where dates of the first rows show it, AMBIGUOUS where they leave it open, "" where none asks."""
    texts = _texts(examined, answers, lookups, (KnownDateWidget, DayWidget))
    return _only_reading(texts, ORDERS, read_date)


def decimal_sign(examined: Mapping[str, Any], answers: Mapping[str, Any], lookups: Lookups) -> str:
    """ "," or "." where numbers of the first rows show it, AMBIGUOUS where they leave it open, "" where none asks."""
    texts = _texts(examined, answers, lookups, (NumberWidget,))
    if examined.get("format") != "csv":
        texts = (text for text in texts if not _NUMBER_CELL.fullmatch(text))
    return _only_reading(texts, DECIMALS, read_number)


def _only_reading(texts: Iterator[str], ways: tuple[str, str], read: Callable[[str, str], object]) -> str:
    shown: set[str] = set()
    is_open = False
    for text in texts:
        meanings = {way: _meaning(read, text, way) for way in ways}
        readable = [way for way in ways if meanings[way] is not None]
        if len(readable) == 1:
            shown.add(readable[0])
        elif len(readable) == 2 and meanings[ways[0]] != meanings[ways[1]]:
            is_open = True
    if len(shown) == 1:
        return shown.pop()
    return AMBIGUOUS if is_open else ""


def _meaning(read: Callable[[str, str], object], text: str, way: str) -> object:
    try:
        return read(text, way)
    except ValidationError:
        return None


def _texts(
    examined: Mapping[str, Any], answers: Mapping[str, Any], lookups: Lookups, widgets: tuple[type, ...]
) -> Iterator[str]:
    """The values in the first rows of every column that is read by one of these widgets."""
    by_name = {sheet["name"]: sheet for sheet in examined["sheets"]}
    for answered in answers["sheets"]:
        if answered["kind"] not in KINDS or answered["name"] not in by_name:
            continue
        columns = {column.name: column for column in KINDS[answered["kind"]].columns(lookups)}
        below = max([*answered["heading_rows"], answered.get("hxl_row") or 0], default=0)
        for position, name in answered["columns"].items():
            if name in columns and isinstance(columns[name].widget, widgets):
                yield from samples(by_name[answered["name"]], int(position), below)
