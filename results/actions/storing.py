"""Storing the links and parts of reports, in a fixed number of queries however many reports there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import batched
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from results.actions.entries import Writing
from results.models import EvidenceFile, Result
from results.revisions import LINKS, PARTS

# By which a part is known in its report; a row whose key changes is written anew, so that two may change places.
KEYS = {"driver_texts": ("driver_id",), "sdg_links": ("target_id", "goal_id")}


def replace_links(writings: Sequence[Writing]) -> None:
    """Write the links that are given and differ: in general two statements for each kind of link."""
    for name, (through, column) in LINKS.items():
        gone: dict[Any, list[int]] = defaultdict(list)
        new = []
        for writing in writings:
            if name not in writing.entry.links or not writing.replaces(name):
                continue
            before = set(writing.changes[name][0]) if writing.changes else set()
            after = set(writing.after["links"][name])
            for key in before - after:
                gone[key].append(writing.result.pk)
            new += [through(**{"result_id": writing.result.pk, column: key}) for key in sorted(after - before)]
        remove_links(name, gone)
        through._default_manager.bulk_create(new, batch_size=500)


def remove_links(name: str, gone: Mapping[Any, Sequence[int]]) -> None:
    """Take links of one kind away: by the key of what is linked, the primary keys of the reports that no longer do.

    By what is linked, of which there are few, not by report: a condition has no room for thousands of "or".
    """
    through, column = LINKS[name]
    for keys in batched(gone, 200, strict=False):
        taken: list[Any] = [Q(**{column: key}, result__in=gone[key]) for key in keys]
        through._default_manager.filter(Q.create(taken, connector=Q.OR)).delete()


def replace_parts(writings: Sequence[Writing]) -> None:
    """Write the parts that are given and differ; those that are stored already keep their row."""
    for name, model in PARTS.items():
        given = [(w, w.entry.parts[name] or []) for w in writings if w.entry.parts[name] is not None]
        given = [(w, parts) for w, parts in given if w.replaces(name)]
        if not given:
            continue
        stored = _stored(model, [w.result for w, _parts in given if w.changes])
        stay = _staying(name, given, stored)
        if gone := stored.keys() - stay:
            model._default_manager.filter(pk__in=gone).delete()
        _store(model, given, stay, stored)


def require_own_files(writings: Sequence[Writing]) -> None:
    """Refuse evidence that shows a file of another report; raises ValidationError."""
    require_files_of([(w.result.pk, e.file_id) for w in writings for e in w.entry.evidence or [] if e.file_id])


def require_files_of(named: Sequence[tuple[int, int]]) -> None:
    """Refuse files, beside the primary key of the report that shows them, of another report; raises ValidationError.

    Publishing it would open that report's file to everybody.
    """
    if not named:
        return
    owners = dict(EvidenceFile.objects.filter(pk__in={file for _result, file in named}).values_list("pk", "result"))
    if any(owners.get(file) != result for result, file in named):
        raise ValidationError(_("This file belongs to another report. Add it to this one, then choose it again."))


def _stored(model: type[models.Model], results: Sequence[Result]) -> dict[Any, dict[str, Any]]:
    """The rows of these reports as they are stored, by key."""
    rows = model._default_manager.filter(result__in=results).values() if results else []
    return {row["id"]: row for row in rows}


def _staying(name: str, given: Sequence[tuple[Writing, Any]], stored: dict[Any, dict[str, Any]]) -> set[Any]:
    """The keys of the parts that keep their row, and with it what others say about them.

    A row of another report never does, nor one that is gone: what is given then is a new part.
    """
    columns = ("result_id", *KEYS.get(name, ()))
    owned = {part.pk: (w.result.pk, part) for w, parts in given for part in parts if part.pk in stored}
    return {
        pk
        for pk, (result, part) in owned.items()
        if [stored[pk][column] for column in columns] == [result, *(getattr(part, c) for c in columns[1:])]
    }


def _store(
    model: type[models.Model], given: Sequence[tuple[Writing, Any]], stay: set[Any], stored: dict[Any, dict[str, Any]]
) -> None:
    """Add what is new, and change the rows that say something else now."""
    columns = [field for field in model._meta.concrete_fields if not field.primary_key]
    fresh, changed = [], []
    for writing, parts in given:
        for part in parts:
            part.result = writing.result
            if part.pk not in stay:
                part.pk, part._state.adding = None, True
                fresh.append(part)
            elif any(stored[part.pk][column.attname] != getattr(part, column.attname) for column in columns):
                changed.append(part)
    if changed:
        model._default_manager.bulk_update(changed, [column.name for column in columns], batch_size=200)
    model._default_manager.bulk_create(fresh, batch_size=500)
