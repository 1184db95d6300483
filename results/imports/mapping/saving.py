"""Answers kept under a name for the next file of its kind, and found again by the headings of a file."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from countries.models import User
from results.imports.kinds import KINDS
from results.imports.kinds.lookups import Lookups
from results.imports.mapping.finding import possible_rows
from results.imports.mapping.headings import Sheet, heading_texts
from results.imports.mapping.proposing import headings, in_writing_order, propose
from results.models import SavedMapping
from results.search import fold

_LONGEST_NAME = 80
# A file fits where it has at least so many of the headings.
_SHARE = 0.6
_ABOUT_FILE = ("date_order", "decimal", "repairs_mojibake")


def save(name: str, answers: Mapping[str, Any], *, by: User) -> SavedMapping:
    """Keep answers under a name, in place of what was kept under it; raises ValidationError, PermissionDenied."""
    if not by.is_administrator:
        raise PermissionDenied
    name = " ".join(name.split())
    if not 1 <= len(name) <= _LONGEST_NAME:
        raise ValidationError(_("Give it a name of at most %(limit)s characters.") % {"limit": _LONGEST_NAME})
    kept = {part: answers[part] for part in _ABOUT_FILE if part in answers}
    kept["sheets"] = [_without_positions(sheet) for sheet in answers["sheets"]]
    saved, _is_new = SavedMapping.objects.update_or_create(name=name, defaults={"answers": kept, "by": by})
    return saved


def _without_positions(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """The answers about a sheet by its headings, since columns move: [[heading, column], ...]."""
    shown = sheet.get("headings") or {}
    columns = [[shown[position], name] for position, name in sheet["columns"].items() if shown.get(position)]
    return {
        "name": sheet["name"],
        "kind": sheet["kind"],
        "columns": columns,
        "values": sheet.get("values") or {},
        "includes_hidden": bool(sheet.get("includes_hidden")),
    }


def saved_for(examined: Mapping[str, Any]) -> list[SavedMapping]:
    """The kept answers that fit this file, the best fitting first."""
    fitting = [(_fit(saved.answers, examined), saved) for saved in SavedMapping.objects.select_related("by")]
    best_first = sorted(fitting, key=lambda pair: (-pair[0], pair[1].name))
    return [saved for fit, saved in best_first if fit >= _SHARE]


def apply_saved(saved: SavedMapping, examined: Mapping[str, Any], lookups: Lookups) -> dict[str, Any]:
    """The answers about this file: what is kept where headings are the same, what can be told elsewhere."""
    answers = propose(examined, lookups)
    answers |= {part: saved.answers[part] for part in _ABOUT_FILE if part in saved.answers}
    proposed = {sheet["name"]: sheet for sheet in answers["sheets"]}
    for kept in saved.answers["sheets"]:
        place = _best_place(kept, examined)
        if place is not None and kept["kind"] in KINDS:
            sheet, rows, hxl_row = place
            known = {column.name for column in KINDS[kept["kind"]].columns(lookups)}
            proposed[sheet["name"]] = _answered(kept, sheet, rows, hxl_row, proposed.get(sheet["name"]), known)
    answers["sheets"] = in_writing_order(proposed.values())
    return answers


Place = tuple[Sheet, list[int], int | None]


def _best_place(kept: Mapping[str, Any], examined: Mapping[str, Any]) -> Place | None:
    """The sheet and rows of headings that have most of the kept headings; None where they have too few."""
    wanted = {fold(heading) for heading, _name in kept["columns"]}
    best: tuple[float, bool, Place] | None = None
    for sheet in examined["sheets"]:
        for rows, hxl_row in possible_rows(sheet):
            share = len(wanted & {fold(text) for text in heading_texts(sheet, rows)}) / max(len(wanted), 1)
            rank = (share, sheet["name"] == kept["name"])
            if share >= _SHARE and (best is None or rank > best[:2]):
                best = (*rank, (sheet, rows, hxl_row))
    return best[2] if best else None


def _fit(kept: Mapping[str, Any], examined: Mapping[str, Any]) -> float:
    """Which share of the kept sheets this file has, each counted by its headings."""
    sheets = kept.get("sheets") or []
    shares = []
    for sheet in sheets:
        place = _best_place(sheet, examined)
        wanted = [fold(heading) for heading, _name in sheet["columns"]]
        texts = {fold(text) for text in heading_texts(place[0], place[1])} if place else set()
        shares.append(sum(heading in texts for heading in wanted) / max(len(wanted), 1))
    return sum(shares) / len(shares) if shares else 0


def _answered(
    kept: Mapping[str, Any],
    sheet: Sheet,
    rows: list[int],
    hxl_row: int | None,
    proposed: Mapping[str, Any] | None,
    known: set[str],
) -> dict[str, Any]:
    """The kept answers at the places where their headings stand now; new columns as they can be told."""
    waiting = [(fold(heading), name) for heading, name in kept["columns"] if not name or name in known]
    columns: dict[str, str] = {}
    for position, text in enumerate(heading_texts(sheet, rows)):
        match = next((pair for pair in waiting if text and pair[0] == fold(text)), None)
        if match:
            waiting.remove(match)
            columns[str(position)] = match[1]
    if proposed and proposed["kind"] == kept["kind"] and proposed["heading_rows"] == rows:
        for position, name in proposed["columns"].items():
            if position not in columns and (not name or name not in columns.values()):
                columns[position] = name
    return {
        "name": sheet["name"],
        "kind": kept["kind"],
        "heading_rows": rows,
        "hxl_row": hxl_row,
        "columns": {position: columns[position] for position in sorted(columns, key=int)},
        "headings": headings(sheet, rows),
        "values": kept["values"],
        "includes_hidden": kept["includes_hidden"],
    }
