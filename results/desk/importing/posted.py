"""From what is sent by the page of questions to answers, in the shape that results/imports/mapping keeps."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from results.imports import mapping
from results.imports.kinds import KINDS
from results.imports.kinds.lookups import Lookups

# A column that is left out on purpose, and one about which nothing is decided yet.
LEFT_OUT, UNDECIDED = "-", ""


def answers_in(data: QueryDict, examined: dict[str, Any]) -> dict[str, Any]:
    """What was answered; sheets that hold nothing to import are left out, and so are columns not decided on."""
    sheets = [_sheet(data, place, sheet) for place, sheet in enumerate(examined["sheets"])]
    return {
        "encoding": data.get("encoding", ""),
        "delimiter": data.get("delimiter", ""),
        "date_order": data.get("date_order", ""),
        "decimal": data.get("decimal", ""),
        "repairs_mojibake": bool(data.get("repairs_mojibake")),
        "sheets": [sheet for sheet in sheets if sheet["kind"]],
    }


def _sheet(data: QueryDict, place: int, sheet: dict[str, Any]) -> dict[str, Any]:
    prefix = f"sheet-{place}-"
    return {
        "name": sheet["name"],
        "kind": data.get(f"{prefix}kind", ""),
        "heading_rows": _heading_rows(data, prefix),
        "hxl_row": _number(data.get(f"{prefix}hxl", "")),
        "columns": _columns(data, f"{prefix}column-", sheet["columns"]),
        "values": _values(data, f"{prefix}value-"),
        "includes_hidden": bool(data.get(f"{prefix}hidden")),
    }


def _heading_rows(data: QueryDict, prefix: str) -> list[int]:
    first = _number(data.get(f"{prefix}heading", ""))
    if first is None:
        return []
    return [first, first + 1] if data.get(f"{prefix}two") else [first]


def _columns(data: QueryDict, prefix: str, number: int) -> dict[str, str]:
    chosen = {str(position): data.get(f"{prefix}{position}", UNDECIDED) for position in range(number)}
    return {position: "" if name == LEFT_OUT else name for position, name in chosen.items() if name != UNDECIDED}


def _values(data: QueryDict, prefix: str) -> dict[str, dict[str, str]]:
    """{column: {what the sheet says: what is meant}}; a value without an answer is left as it is."""
    values: dict[str, dict[str, str]] = {}
    for name in data:
        if not name.startswith(prefix) or not name.endswith("-is"):
            continue
        column, _dash, _number = name.removeprefix(prefix).removesuffix("-is").rpartition("-")
        if meant := data.get(name.removesuffix("-is"), "").strip():
            values.setdefault(column, {})[data.get(name, "")] = meant
    return values


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else None


def look_again(data: QueryDict, answers: dict[str, Any], examined: dict[str, Any], lookups: Lookups) -> bool:
    """Propose columns where another kind or other headings were chosen than the page showed; whether any were."""
    is_new = False
    places = {sheet["name"]: place for place, sheet in enumerate(examined["sheets"])}
    for number, sheet in enumerate(answers["sheets"]):
        place = places[sheet["name"]]
        if sheet["kind"] in KINDS and shown_state(sheet) != data.get(f"sheet-{place}-was", ""):
            answers["sheets"][number] = _proposed(examined["sheets"][place], sheet, lookups)
            is_new = True
    return is_new


def shown_state(sheet: Mapping[str, Any]) -> str:
    """What the columns of a sheet depend on: its kind and its headings."""
    return " ".join([sheet.get("kind", ""), *map(str, sheet.get("heading_rows", []))]).strip()


def _proposed(sheet: Mapping[str, Any], answered: Mapping[str, Any], lookups: Lookups) -> dict[str, Any]:
    rows, there = answered["heading_rows"], {number for number, _cells in sheet["first"]}
    rows = rows if set(rows) <= there else rows[:1]
    proposed = mapping.propose_sheet(sheet, answered["kind"], lookups, heading_rows=rows, hxl_row=answered["hxl_row"])
    return proposed | {"includes_hidden": answered["includes_hidden"]}
