"""Storing the links and parts of thousands of reports that are written as plain data, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import models

from results import inserting, revisions
from results.actions.storing import KEYS, remove_links, require_files_of
from results.revisions import LINKS, PARTS

if TYPE_CHECKING:
    from results.actions.bulk import PlainEntry

Values = Mapping[str, Any]
# Besides those that a report cannot have twice: evidence goes by its address, so that what was said of it stays.
_KNOWN_BY = {**KEYS, "evidence": ("url", "file_id")}


def require_own_files(entries: Sequence[PlainEntry]) -> None:
    """Refuse evidence that shows a file of another report; raises ValidationError."""
    require_files_of(
        [
            (entry.result_key, evidence["file_id"])
            for entry in entries
            for evidence in entry.content["parts"]["evidence"]
            if evidence.get("file_id")
        ]
    )


def replace_links(entries: Sequence[PlainEntry]) -> None:
    """Write the links that differ."""
    for name, (through, column) in LINKS.items():
        gone: dict[Any, list[int]] = defaultdict(list)
        new: list[tuple[int, Any]] = []
        for entry in entries:
            after = entry.content["links"].get(name, [])
            if entry.before is None:
                new += [(entry.result_key, key) for key in after]
            elif name in entry.changes:
                before = set(entry.changes[name][0])
                for key in before.difference(after):
                    gone[key].append(entry.result_key)
                new += [(entry.result_key, key) for key in after if key not in before]
        remove_links(name, gone)
        inserting.insert_rows(through, ("result_id", column), new)


def replace_parts(entries: Sequence[PlainEntry]) -> None:
    """Write the parts that differ; one that says the same, or is known by the same key, keeps its row if it can."""
    for name, model in PARTS.items():
        columns = revisions.columns_of(model)
        fresh = [
            (entry.result_key, part)
            for entry in entries
            if entry.before is None
            for part in entry.content["parts"].get(name, [])
        ]
        changed = [entry for entry in entries if entry.before is not None and name in entry.changes]
        if changed:
            fresh += _change(name, model, changed)
        defaults = [model._meta.get_field(column).get_default() for column in columns]  # type: ignore[union-attr]
        inserting.insert_rows(
            model,
            ("result_id", *columns),
            [
                (key, *(part.get(column, default) for column, default in zip(columns, defaults, strict=True)))
                for key, part in fresh
            ],
        )


def _change(name: str, model: type[models.Model], entries: Sequence[PlainEntry]) -> list[tuple[int, Values]]:
    """Take away and change what is stored; gives back what has to be added, beside the key of its report."""
    stored: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for there in model._default_manager.filter(result__in=[entry.key for entry in entries]).order_by("pk").values():
        stored[there["result_id"]].append({column: revisions.plain(value) for column, value in there.items()})
    columns, gone = revisions.columns_of(model), []
    fresh: list[tuple[int, Values]] = []
    updates = []
    for entry in entries:
        parts, left = entry.content["parts"].get(name, []), stored[entry.result_key]
        for part, row in zip(parts, _beside(name, parts, left, columns), strict=True):
            if row is None:
                fresh.append((entry.result_key, part))
            elif not _says(row, part, columns):
                updates.append((row["id"], *(part.get(column, row[column]) for column in columns)))
        gone += [row["id"] for row in left]
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    inserting.update_rows(model, columns, updates)
    return fresh


def _beside(
    name: str, parts: Sequence[Values], left: list[dict[str, Any]], columns: Sequence[str]
) -> list[dict[str, Any] | None]:
    """The stored row of each part, taken out of those that are left; None where a part is written anew.

    Parts are read in the order of their rows: after one that is new or has moved, all are new.
    """
    found = [_taken(left, part, columns) for part in parts]
    if name in _KNOWN_BY:
        found = [row or _taken(left, part, _KNOWN_BY[name]) for row, part in zip(found, parts, strict=True)]
    if name == "driver_texts":
        return found
    last = 0
    for place, beside in enumerate(found):
        if beside is None or beside["id"] < last:
            left += [moved for moved in found[place:] if moved is not None]
            return [*found[:place], *[None] * (len(found) - place)]
        last = beside["id"]
    return found


def _taken(rows: list[dict[str, Any]], part: Values, columns: Sequence[str]) -> dict[str, Any] | None:
    """The first of these rows that says the same as a part in these columns, taken out of the list."""
    for place, row in enumerate(rows):
        if _says(row, part, columns):
            return rows.pop(place)
    return None


def _says(row: Mapping[str, Any], part: Values, columns: Sequence[str]) -> bool:
    return all(row[column] == part.get(column, row[column]) for column in columns)
