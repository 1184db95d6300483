"""Writing reports: from a form (one), a sheet (thousands), the demonstration, or an earlier version."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from countries.models import User
from results import gate, locks, permissions, references, revisions
from results.actions.contents import contents_of
from results.actions.entries import Entry, Writing
from results.actions.holding import hold_as_read
from results.actions.problems import Conflict
from results.actions.storing import replace_links, replace_parts, require_own_files
from results.inserting import insert
from results.models import Event, Result, Revision
from results.permissions import Act
from results.revisions import FIELDS

_WRITTEN = (*FIELDS, "version", "state", "state_since", "state_by", "state_reason", "changed_by", "changed_at")


def write(result: Result, *, by: User) -> None:
    """Write a new report, or the changed columns of one; raises PermissionDenied or Conflict."""
    write_many([Entry(result)], by=by, act=Act.WRITE)


@transaction.atomic
def write_many(entries: Sequence[Entry], *, by: User, act: str, log_as: str | None = None) -> int:
    """Write new and changed reports, all of them or none; gives back how many there were to write.

    ``act`` is Act.WRITE or Act.IMPORT. The results have been validated (``full_clean``); their ``version`` is the one
    they were read at. A report that already says all this stays untouched. Raises PermissionDenied or Conflict.
    """
    new = [entry for entry in entries if entry.result._state.adding]
    old = [entry for entry in entries if not entry.result._state.adding]
    stored = _held(old)
    with gate.admitted([*stored.values(), *(entry.result for entry in new)], by=by, act=act):
        changed = _change(old, stored, by=by, act=act)
        created = [Writing(entry, entry.content_over(None)) for entry in new]
        _create(new, by=by)
        written = [*changed, *created]
        require_own_files(written)
        replace_links(written)
        replace_parts(written)
        _record(written, by=by, log_as=log_as or (Event.Act.IMPORTED if act == Act.IMPORT else None))
    return len(written)


@transaction.atomic
def restore(result: Result, version: int, *, by: User, as_read: int | None = None) -> None:
    """Bring back what a report said at an earlier version, as a new one.

    ``as_read`` is the version that stood when this was decided. Raises PermissionDenied, Conflict or ValidationError.
    """
    held = hold_as_read(result, as_read)
    permissions.require(by, Act.WRITE, held)
    content = revisions.kept(held, version)
    if content is None:
        raise ValidationError(_("Version %(version)s was not kept and cannot be restored.") % {"version": version})
    for column, value in content["fields"].items():
        setattr(held, column, Result._meta.get_field(column.removesuffix("_id")).to_python(value))  # type: ignore[union-attr]
    held.full_clean(exclude=["reference"])
    links = {
        name: list(Result._meta.get_field(name).related_model._default_manager.filter(pk__in=keys))  # type: ignore[union-attr]
        for name, keys in content["links"].items()
    }
    parts: Any = revisions.parts_of(held, content)
    entry = Entry(held, links=links, log={"restored_version": version}, **parts)
    if not write_many([entry], by=by, act=Act.WRITE, log_as=Event.Act.RESTORED):
        raise ValidationError(_("The report says already what it said in version %(version)s.") % {"version": version})


def _held(entries: Sequence[Entry]) -> dict[int, Result]:
    """The stored reports of these entries by primary key, locked until the transaction ends; in two queries at most."""
    wanted = {entry.result.pk: entry.result for entry in entries}
    stored = {r.pk: r for r in Result.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    for key, result in stored.items():
        if result.country_id == wanted[key].country_id:
            result.country = wanted[key].country
    prefetch_related_objects([r for r in stored.values() if "country" not in r._state.fields_cache], "country")
    return stored


def _create(entries: Sequence[Entry], *, by: User) -> None:
    for entry in entries:
        result = entry.result
        # Whatever a form or a sheet put there: a report begins as a draft.
        result.state, result.state_reason, result.version = Result.State.DRAFT, "", 1
        result.created_by = result.changed_by = result.state_by = entry.author or by
    results = [entry.result for entry in entries]
    references.assign(results)
    Result.objects.bulk_create(results, batch_size=500)


def _change(entries: Sequence[Entry], stored: dict[int, Result], *, by: User, act: str) -> list[Writing]:
    """Save changed results where nobody else has meanwhile."""
    for entry in entries:
        if stored[entry.result.pk].version != entry.result.version:
            raise Conflict(stored[entry.result.pk])
    before = contents_of({result.pk: result.version for result in stored.values()})
    writings = []
    for entry in entries:
        was = before[entry.result.pk]
        after = entry.content_over(was)
        if changes := revisions.differences(was, after):
            writings.append(Writing(entry, after, changes))
    _require_new_places([w.result for w in writings], stored, by=by, act=act)
    for writing in writings:
        _step_forward(writing, stored[writing.result.pk], by)
    if writings:
        Result.objects.bulk_update([w.result for w in writings], _WRITTEN, batch_size=200)
    return writings


def _require_new_places(results: Sequence[Result], stored: dict[int, Result], *, by: User, act: str) -> None:
    """A report moves to another country only by whoever has the right in both, and into no locked period."""
    moved = [r for r in results if (r.country_id, r.date.year) != _place(stored[r.pk])]
    for result in moved:
        if not permissions.may_in(by, act, result.country):
            raise PermissionDenied(
                _("You do not have the right to write reports of %(country)s.") % {"country": result.country}
            )
    if moved:
        locks.require_open(moved, by=by, act=act)


def _place(result: Result) -> tuple[int, int]:
    return result.country_id, result.date.year


def _step_forward(writing: Writing, stored: Result, by: User) -> None:
    """The next version of a working copy; what was published or withdrawn becomes a draft again."""
    result, now = writing.result, timezone.now()
    result.version += 1
    result.changed_by, result.changed_at = writing.entry.author or by, now
    # By key: a person read for each of thousands of rows would be as many queries.
    for name in ("state", "state_since", "state_by_id", "state_reason"):
        setattr(result, name, getattr(stored, name))
    if stored.state in (Result.State.PUBLISHED, Result.State.WITHDRAWN):
        result.state, result.state_since, result.state_by, result.state_reason = Result.State.DRAFT, now, by, ""


def _record(writings: Sequence[Writing], *, by: User, log_as: str | None) -> None:
    """Keep each version whole, and write its line in the log."""
    insert([Revision(result=w.result, version=w.result.version, content=w.after) for w in writings])
    Event.objects.bulk_create(
        Event(
            result=w.result,
            act=log_as or (Event.Act.CHANGED if w.changes else Event.Act.CREATED),
            by=by,
            version=w.result.version,
            details={**w.changes, **w.entry.log},
        )
        for w in writings
    )
