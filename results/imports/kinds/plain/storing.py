"""Writing rows of one model: in bulk, past nobody who changed them meanwhile, and with the workspace's log."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from countries.models import User
from results.imports.kinds.kind import Writing
from results.imports.kinds.lookups import Lookups
from results.models import ImportRow

if TYPE_CHECKING:
    from results.imports.kinds.plain.kind import ModelKind

_BATCH = 500
_REPR_LENGTH = 200


def write(kind: "ModelKind", rows: Sequence[ImportRow], writing: Writing) -> None:
    """Write new and changed rows; raises PermissionDenied or ValidationError."""
    require_administrator(writing.by)
    _create(kind, [row for row in rows if row.outcome == ImportRow.Outcome.CREATED], writing)
    _change(kind, [row for row in rows if row.outcome == ImportRow.Outcome.CHANGED], writing)


def require_administrator(user: User) -> None:
    """Refuse whoever may not keep vocabularies and people; raises PermissionDenied."""
    if not user.is_administrator:
        raise PermissionDenied(_("Only an administrator imports this. Ask an administrator for it."))


def _create(kind: "ModelKind", rows: Sequence[ImportRow], writing: Writing) -> None:
    instances = [_build(kind, row.payload["values"], writing.lookups) for row in rows]
    if taken := kind.by_key(kind.model._default_manager.all(), [kind.key_of(instance) for instance in instances]):
        raise ValidationError(
            _("%(entry)s has been added here since the file was judged. Have the file judged again.")
            % {"entry": next(iter(taken.values()))}
        )
    kind.model._default_manager.bulk_create(instances, batch_size=_BATCH)
    for row, instance in zip(rows, instances, strict=True):
        row.target, row.before = instance.pk, None
    links = {instance.pk: row.payload["links"] for row, instance in zip(rows, instances, strict=True)}
    link(kind, {pk: _resolved(given, writing.lookups) for pk, given in links.items()}, {})
    log(kind, [(row, [{"added": {}}]) for row in rows], ADDITION, by=writing.by)


def _build(kind: "ModelKind", values: Mapping[str, Any], lookups: Lookups) -> Any:
    instance = kind.model()
    put_values(kind, instance, values, lookups)
    kind.before_create(instance)
    return instance


def _change(kind: "ModelKind", rows: Sequence[ImportRow], writing: Writing) -> None:
    if not rows:
        return
    held = hold(kind, rows)
    for row in rows:
        instance, was = held.get(row.target), row.payload["was"]
        if instance is None or differing(kind, instance, was):
            raise ValidationError(
                _("%(entry)s has been changed here since the file was judged. Have the file judged again.")
                % {"entry": row.label}
            )
        row.before = was
    new = {row.target: row.payload for row in rows}
    overwrite(kind, held, new, writing.lookups)
    log(kind, [(row, [{"changed": {"fields": field_names(kind, row.payload)}}]) for row in rows], CHANGE, by=writing.by)


def hold(kind: "ModelKind", rows: Iterable[ImportRow]) -> dict[Any, Any]:
    """The entries of these rows by primary key, with their links, locked until the transaction ends."""
    held = kind.model._default_manager.select_for_update().filter(pk__in=[row.target for row in rows])
    return held.prefetch_related(*(field.name for field in kind.links)).order_by("pk").in_bulk()


def differing(kind: "ModelKind", instance: Any, said: Mapping[str, Any]) -> list[str]:
    """The fields in which an entry no longer is as it was said to be: {"values": ..., "links": ...} of a payload."""
    names = [
        column
        for column, value in said["values"].items()
        if getattr(instance, column) != kind.field_of(column).to_python(value)
    ]
    return names + [
        name
        for name, keys in said["links"].items()
        if {entry.pk for entry in getattr(instance, name).all()} != set(keys)
    ]


def overwrite(
    kind: "ModelKind", held: Mapping[Any, Any], said: Mapping[Any, Mapping[str, Any]], lookups: Lookups
) -> None:
    """Put what is said onto held entries and store them; ``said`` is by primary key."""
    columns = {column for content in said.values() for column in content["values"]}
    for pk, content in said.items():
        put_values(kind, held[pk], content["values"], lookups)
    if columns:
        fields = [kind.field_of(column).name for column in sorted(columns)]
        kind.model._default_manager.bulk_update([held[pk] for pk in said], fields, batch_size=_BATCH)
    before = {
        pk: {name: [entry.pk for entry in getattr(held[pk], name).all()] for name in content["links"]}
        for pk, content in said.items()
    }
    link(kind, {pk: _resolved(content["links"], lookups) for pk, content in said.items()}, before)


def put_values(kind: "ModelKind", instance: Any, values: Mapping[str, Any], lookups: Lookups) -> None:
    """Set the columns of an entry as a payload keeps them, with promises kept; raises ValidationError."""
    for column, value in values.items():
        field = kind.field_of(column)
        setattr(instance, column, field.to_python(lookups.resolve(value) if field.is_relation else value))


def link(
    kind: "ModelKind", after: Mapping[Any, Mapping[str, list[Any]]], before: Mapping[Any, Mapping[str, list[Any]]]
) -> None:
    """Write the links of entries to several others, by primary key and field; two statements for each field."""
    for field in kind.links:
        through, own, other = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
        new: list[Any] = []
        gone: dict[Any, list[Any]] = defaultdict(list)
        for pk, links in after.items():
            wanted, there = set(links.get(field.name, ())), set(before.get(pk, {}).get(field.name, ()))
            new += [through(**{own: pk, other: key}) for key in sorted(wanted - there)]
            for key in there - wanted:
                gone[key].append(pk)
        for key, pks in gone.items():
            through._default_manager.filter(**{other: key, f"{own}__in": pks}).delete()
        through._default_manager.bulk_create(new, batch_size=_BATCH)


def log(kind: "ModelKind", messages: Sequence[tuple[ImportRow, list[Any]]], flag: int, *, by: User) -> None:
    """Note in the workspace's log what happened to each entry, as its screen would."""
    content_type = ContentType.objects.get_for_model(kind.model)
    LogEntry.objects.bulk_create(
        [
            LogEntry(
                user=by, content_type=content_type, object_id=str(row.target), object_repr=row.label[:_REPR_LENGTH],
                action_flag=flag, change_message=json.dumps(message),
            )
            for row, message in messages
        ],
        batch_size=_BATCH,
    )  # fmt: skip


def _resolved(links: Mapping[str, Iterable[Any]], lookups: Lookups) -> dict[str, list[Any]]:
    return {name: [lookups.resolve(key) for key in keys] for name, keys in links.items()}


def field_names(kind: "ModelKind", content: Mapping[str, Any]) -> list[str]:
    """The fields of a payload in English, as the workspace notes them: its log is translated when it is shown."""
    with override(None):
        return [str(kind.field_of(column).verbose_name) for column in [*content["values"], *content["links"]]]
