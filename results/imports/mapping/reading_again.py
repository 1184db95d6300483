"""A file that is read again in another encoding: what is proposed anew, beside what was answered already."""

from collections.abc import Mapping
from typing import Any

Answers = dict[str, Any]


def is_to_be_read_again(examined: Mapping[str, Any], answers: Mapping[str, Any]) -> bool:
    """Whether an encoding was chosen that is not the one in which headings and samples were read."""
    chosen = answers.get("encoding")
    return bool(chosen) and chosen != examined.get("encoding")


def answered_before(proposed: Answers, before: Mapping[str, Any]) -> Answers:
    """The answers proposed for the file as it reads now, with whatever somebody had said about it before.

    Columns keep their places whatever the encoding, so only what nobody had decided is taken from the proposal.
    """
    said = {sheet["name"]: sheet for sheet in before.get("sheets", [])}
    sheets = [_over(sheet, said[sheet["name"]]) if sheet["name"] in said else sheet for sheet in proposed["sheets"]]
    there = {sheet["name"] for sheet in sheets}
    chosen = {name: before[name] for name in ("date_order", "decimal", "repairs_mojibake") if before.get(name)}
    return {**proposed, **chosen, "sheets": [*sheets, *(sheet for name, sheet in said.items() if name not in there)]}


def _over(proposed: Answers, said: Answers) -> Answers:
    if said["kind"] and said["kind"] != proposed["kind"]:
        return {**said, "headings": proposed["headings"]}
    taken = set(said["columns"].values()) - {""}
    free = {position: name for position, name in proposed["columns"].items() if name not in taken}
    return {**proposed, "columns": {**free, **said["columns"]}, "values": said["values"]}
