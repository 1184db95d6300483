"""Bringing two people's versions of a report together, piece by piece: pure functions over contents.

A content (results/revisions.py) is taken apart into pieces that stay whole: a field; the set behind a link; the text on
one driver ("driver_texts:3"); the reason for one SDG target or goal ("sdg_links:t7", "sdg_links:g1"); the rows of any
other part. A piece that one of the two changed is taken over; one that both changed is theirs to choose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from results.revisions import LINKS, PARTS, Content

Pieces = dict[str, Any]

_LINES = ("summary", "sdg_links")
_TEXTS = ("summary", "outcome_achieved", "contribution", "driver_texts", "sdg_links")
_ROWS = tuple(name for name in PARTS if name not in ("driver_texts", "sdg_links"))


class Keep(StrEnum):
    """What is kept of a piece that two people changed."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True)
class Merge:
    """Two versions side by side over the one both began with; ``before`` is None where that was not kept."""

    before: Pieces | None
    theirs: Pieces
    mine: Pieces

    @property
    def pieces(self) -> list[str]:
        """The names of all pieces, in the order of the report."""
        names = dict.fromkeys([*self.theirs, *self.mine, *(self.before or {})])
        order = {name: place for place, name in enumerate(_ORDER)}
        return sorted(names, key=lambda name: order[_kind(name)])

    @property
    def taken_over(self) -> list[str]:
        """What only they changed."""
        return [name for name in self.pieces if self._is_theirs_alone(name)]

    @property
    def conflicts(self) -> list[str]:
        """What both changed, and differently."""
        return [
            name
            for name in self.pieces
            if self.mine.get(name) != self.theirs.get(name)
            and not self._is_theirs_alone(name)
            and not self._is_mine_alone(name)
        ]

    def undecided(self, choices: Mapping[str, str]) -> list[str]:
        """The conflicts for which nothing, or nothing possible, has been chosen."""
        return [
            name
            for name in self.conflicts
            if choices.get(name) not in (Keep.MINE, Keep.THEIRS)
            and not (choices.get(name) == Keep.BOTH and may_keep_both(name))
        ]

    def content(self, choices: Mapping[str, str]) -> Content:
        """What the report says after the choices; without one, a conflict is decided for mine."""
        return put_together({name: self._decided(name, choices.get(name)) for name in self.pieces})

    def _decided(self, name: str, choice: str | None) -> Any:
        mine, theirs = self.mine.get(name), self.theirs.get(name)
        if name not in self.conflicts:
            return theirs if self._is_theirs_alone(name) else mine
        if choice == Keep.BOTH:
            return both(name, (self.before or {}).get(name), theirs, mine)
        return theirs if choice == Keep.THEIRS else mine

    def _is_theirs_alone(self, name: str) -> bool:
        if self.before is None:
            return False
        was, mine = self.before.get(name), self.mine.get(name)
        return mine == was and self.theirs.get(name) != was

    def _is_mine_alone(self, name: str) -> bool:
        return self.before is not None and self.theirs.get(name) == self.before.get(name)


def merge(before: Content | None, theirs: Content, mine: Content) -> Merge:
    """Compare two versions with the one they both began with."""
    return Merge(take_apart(before) if before else None, take_apart(theirs), take_apart(mine))


def take_apart(content: Content) -> Pieces:
    """A content as its pieces by name; a text or reason that is not there has no piece."""
    fields = dict(content["fields"])
    pieces: Pieces = {"date": (fields.pop("date", None), fields.pop("date_precision", ""))}
    pieces |= {column.removesuffix("_id"): value for column, value in fields.items()}
    pieces |= {name: content["links"].get(name, []) for name in LINKS}
    pieces |= {name: content["parts"].get(name, []) for name in _ROWS}
    for row in content["parts"].get("driver_texts", []):
        pieces[f"driver_texts:{row['driver_id']}"] = row["text"]
    for row in content["parts"].get("sdg_links", []):
        linked = f"t{row['target_id']}" if row["target_id"] else f"g{row['goal_id']}"
        pieces[f"sdg_links:{linked}"] = row["reason"]
    return pieces


def put_together(pieces: Pieces) -> Content:
    """The content that has these pieces."""
    day, precision = pieces["date"]
    fields = {"date": day, "date_precision": precision}
    fields |= {
        f"{name}_id" if name in ("country", "cpo", "indicator", "step") else name: value
        for name, value in pieces.items()
        if name != "date" and name not in LINKS and name not in _ROWS and ":" not in name
    }
    parts = {name: pieces[name] for name in _ROWS}
    parts["driver_texts"] = [
        {"driver_id": int(key), "text": text} for key, text in _keyed(pieces, "driver_texts") if text
    ]
    parts["sdg_links"] = [
        {"goal_id": int(key[1:]) if key[0] == "g" else None, "target_id": int(key[1:]) if key[0] == "t" else None,
         "reason": reason}
        for key, reason in _keyed(pieces, "sdg_links")
        if reason is not None
    ]  # fmt: skip
    return {"fields": fields, "links": {name: pieces[name] for name in LINKS}, "parts": parts}


def may_keep_both(name: str) -> bool:
    """Whether two values of this piece can stand together: texts, links and rows can, a date cannot."""
    kind = _kind(name)
    return kind in _TEXTS or kind in LINKS or kind in _ROWS


def is_text(name: str) -> bool:
    """Whether the piece is something that was written in words."""
    return _kind(name) in _TEXTS


def both(name: str, before: Any, theirs: Any, mine: Any) -> Any:
    """Two values of a piece as one: texts one after the other, of rows and links all that either has added.

    What one of the two has taken away or rewritten does not come back.
    """
    if is_text(name):
        return _joined(theirs, mine, " " if _kind(name) in _LINES else "\n\n")
    united = _united(before or [], theirs or [], mine or [])
    return sorted(united) if _kind(name) in LINKS else united


def _joined(theirs: str | None, mine: str | None, between: str) -> str:
    first, second = mine or "", theirs or ""
    if not first or first in second:
        return second
    return first if second in first else f"{first}{between}{second}"


def _united(before: Sequence[Any], theirs: Sequence[Any], mine: Sequence[Any]) -> list[Any]:
    stays = _common(_common(before, theirs), mine)
    added = _without(theirs, before)
    return [*stays, *added, *_without(_without(mine, before), added)]


def _common(rows: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    return _without(rows, _without(rows, others))


def _without(rows: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """The rows that are not among the others; two equal rows are only matched by two."""
    left, remaining = list(others), []
    for row in rows:
        if row in left:
            left.remove(row)
        else:
            remaining.append(row)
    return remaining


def _keyed(pieces: Pieces, kind: str) -> list[tuple[str, Any]]:
    return [(name.partition(":")[2], value) for name, value in pieces.items() if _kind(name) == kind and ":" in name]


def _kind(name: str) -> str:
    return name.partition(":")[0]


_ORDER = (
    "country", "cpo", "date", "language", "summary", "outcome_achieved", "indicator", "step", "contribution",
    "contributions", "people_reached", "evidence", "sdg_links", "projects", "partners", "further_indicators",
    "driver_texts", "topics", "partnerships",
)  # fmt: skip
