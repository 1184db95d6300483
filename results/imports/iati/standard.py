"""What the IATI activity standard 2.03 allows: elements in their order, attributes and their types."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("activity-2.03.txt")
# The same wherever they stand.
_SHARED = ("narrative", "document-link")
_OCCURRENCE = {"": (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None)}
_TYPES = {
    "anyURI": r"\S+",
    "boolean": r"true|false|0|1",
    "date": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(Z|[+-]\d\d:\d\d)?",
    "dateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?",
    "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    "int": r"[+-]?\d{1,10}",
    "NMTOKEN": r"[\w.:-]+",
    "nonNegativeInteger": r"\+?\d+",
    "positiveInteger": r"\+?0*[1-9]\d*",
    "string": r"[\s\S]*",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _TYPES.items()}


@dataclass(frozen=True)
class Child:
    """An element that may stand beneath another: how often at least and at most (None: as often as one likes)."""

    name: str
    least: int
    most: int | None


@dataclass(frozen=True)
class Rule:
    """What an element may hold: attributes with their type and whether they are needed, children in order, text."""

    attributes: dict[str, tuple[str, bool]]
    children: tuple[Child, ...]
    text: str


def has_type(text: str, kind: str) -> bool:
    """Whether a text is written as a type of the standard asks."""
    text = text.strip()
    return bool(_PATTERNS[kind].fullmatch(text)) and (kind not in ("date", "dateTime") or _is_a_day(text))


def _is_a_day(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def rule_of(path: str) -> Rule:
    """The rule for an element by its path beneath iati-activity; raises KeyError where the standard has none."""
    rules = _rules()
    parts = path.split("/")
    for shared in _SHARED:
        if shared in parts:
            place = len(parts) - 1 - parts[::-1].index(shared)
            return rules["/".join(parts[place:])]
    return rules[path]


@cache
def _rules() -> dict[str, Rule]:
    rules = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        path, attributes, children, text = (part.strip() for part in line.split("|"))
        rules[path] = Rule(
            {} if attributes == "-" else dict(map(_attribute, attributes.split())),
            () if children == "-" else tuple(map(_child, children.split())),
            "" if text == "-" else text,
        )
    return rules


def _attribute(written: str) -> tuple[str, tuple[str, bool]]:
    name, _colon, kind = written.rstrip("!").rpartition(":")
    if kind not in _TYPES:
        name, kind = written.rstrip("!"), "string"
    return name, (kind, written.endswith("!"))


def _child(written: str) -> Child:
    name = written.rstrip("?*+")
    return Child(name, *_OCCURRENCE[written[len(name) :]])
