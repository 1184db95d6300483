"""The value of one cell of an OpenDocument sheet."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from results.imports.parsing.cells import read_number
from results.imports.parsing.limits import MAX_CELL
from results.imports.parsing.markup import attributes, unescape
from results.imports.parsing.refusals import Refused
from results.imports.parsing.table import Value

_TYPED = re.compile(r'office:value-type="(\w+)"(?: office:(?:date-|time-|boolean-)?value="([^"]*)")?')
_WRITTEN = re.compile(r'office:(?:date-|time-|boolean-)?value="([^"]*)"')
# A comment of the cell, and drawings in it, hold paragraphs too; only its own are read.
_NOT_ITS_OWN = re.compile(r"<(office:annotation|draw:[\w-]+)\b(?:[^>]*/>|.*?</\1>)", re.S)
_PARAGRAPH = re.compile(r"<text:p(?: [^>]*)?(?:/>|>(.*?)</text:p>)", re.S)
_TAG = re.compile(r"<(/?[\w:.-]+)([^>]*?)/?>")
_LENGTH = re.compile(r"(-?)P(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6}(?:[.,]\d+)?)S)?)?")
_MAX_SPACES = 1000
_DAY = timedelta(days=1)


def cell_value(head: str, text: str, body: str) -> Value:
    """What a cell holds, from its attributes and the text of its one paragraph, or all that stands between its tags."""
    typed = _TYPED.search(head)
    kind = typed.group(1) if typed else "string"
    if typed and kind in _READERS:
        written = typed.group(2)
        if written is None and (found := _WRITTEN.search(head)):
            written = found.group(1)
        if written is not None:
            return _READERS[kind](unescape(written))
    whole = unescape(text) if text else _text(body) if body else attributes(head).get("office:string-value", "")
    if len(whole) > MAX_CELL:
        raise Refused("cell-too-long", limit=MAX_CELL)
    return whole or None


def is_uncalculated(head: str, body: str) -> bool:
    """Whether a cell holds a formula and not its value."""
    return "table:formula=" in head and not body and "office:value-type=" not in head


def _moment(written: str) -> Value:
    try:
        return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
    except ValueError:
        return written


def _length(written: str) -> Value:
    found = _LENGTH.fullmatch(written)
    if not found:
        return written
    sign, *parts = found.groups()
    days, hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in parts)
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if not sign and length < _DAY:
        return (datetime.min + length).time()
    return -length if sign else length


def _text(body: str) -> str:
    if "<office:annotation" in body or "<draw:" in body:
        body = _NOT_ITS_OWN.sub("", body)
    return "\n".join(_paragraph(written) for written in _PARAGRAPH.findall(body))


def _paragraph(written: str) -> str:
    return unescape(_TAG.sub(_sign, written) if "<" in written else written)


def _sign(found: re.Match[str]) -> str:
    name = found.group(1)
    if name == "text:s":
        number = attributes(found.group(2)).get("text:c", "1")
        return " " * min(int(number) if number.isdecimal() else 1, _MAX_SPACES)
    return {"text:tab": "\t", "text:line-break": "\n"}.get(name, "")


_READERS: dict[str, Callable[[str], Value]] = {
    "float": read_number,
    "percentage": read_number,
    "currency": read_number,
    "date": _moment,
    "time": _length,
    "boolean": lambda written: written == "true",
}
