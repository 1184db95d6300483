"""Taking rows of one model back: restored or removed where nobody changed them since and nothing refers to them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.admin.models import CHANGE, DELETION
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from countries.models import User
from results.actions import removing
from results.imports.kinds.kind import Kept
from results.imports.kinds.lookups import Lookups
from results.imports.kinds.plain.storing import differing, field_names, hold, log, overwrite, require_administrator
from results.models import ImportRow

if TYPE_CHECKING:
    from results.imports.kinds.plain.kind import ModelKind

_NAMED = 5


def take_back(kind: "ModelKind", rows: Sequence[ImportRow], *, by: User) -> list[Kept]:
    """Restore what was changed and remove what was new; what is kept comes back with its sentence."""
    require_administrator(by)
    held = hold(kind, rows)
    # What has been removed since needs no taking back.
    there = [row for row in rows if row.target in held]
    lookups = Lookups()
    changed = {row.pk: _changed_since(kind, held[row.target], row, lookups) for row in there}
    kept = [Kept(row.pk, _is_changed(kind, row, changed[row.pk])) for row in there if changed[row.pk]]
    as_written = [row for row in there if not changed[row.pk]]
    _restore(kind, held, [row for row in as_written if row.before is not None], lookups, by=by)
    return kept + _remove(kind, held, [row for row in as_written if row.before is None], by=by)


def _changed_since(kind: "ModelKind", instance: Any, row: ImportRow, lookups: Lookups) -> list[str]:
    """The fields that are no longer as the row left them."""
    said = row.payload
    values = {
        column: lookups.resolve(value) if kind.field_of(column).is_relation else value
        for column, value in said["values"].items()
    }
    links = {name: [lookups.resolve(key) for key in keys] for name, keys in said["links"].items()}
    return differing(kind, instance, {"values": values, "links": links})


def _restore(
    kind: "ModelKind", held: Mapping[Any, Any], rows: Sequence[ImportRow], lookups: Lookups, *, by: User
) -> None:
    if not rows:
        return
    overwrite(kind, held, {row.target: row.before for row in rows if row.before is not None}, lookups)
    log(kind, [(row, [{"changed": {"fields": field_names(kind, row.payload)}}]) for row in rows], CHANGE, by=by)


def _remove(kind: "ModelKind", held: Mapping[Any, Any], rows: Sequence[ImportRow], *, by: User) -> list[Kept]:
    if not rows:
        return []
    labels = {row.target: row.label for row in rows}
    why = {pk: _is_used(labels[pk], by_what) for pk, by_what in _referring(kind, list(labels)).items()}
    why |= kind.why_kept([held[pk] for pk in labels if pk not in why], by=by)
    gone = [row for row in rows if row.target not in why]
    removing.remove_entries([held[row.target] for row in gone], by=by)
    log(kind, [(row, []) for row in gone], DELETION, by=by)
    return [Kept(row.pk, why[row.target]) for row in rows if row.target in why]


def _referring(kind: "ModelKind", keys: Sequence[Any]) -> dict[Any, list[Any]]:
    """What refers to each of these entries, by primary key; one query for each relation."""
    found: dict[Any, list[Any]] = {}
    for relation in _relations(kind):
        column = relation.field.attname
        others = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": keys})
        for other in others.order_by("pk").iterator(chunk_size=1000):
            named = found.setdefault(getattr(other, column), [])
            if len(named) <= _NAMED:
                named.append(other)
    return found


def _relations(kind: "ModelKind") -> Iterator[Any]:
    """Every foreign key to the model, those of its own links to others left out."""
    own = {field.remote_field.through for field in kind.model._meta.many_to_many}
    for relation in kind.model._meta.get_fields(include_hidden=True):
        is_key = (relation.one_to_many or relation.one_to_one) and relation.auto_created
        if is_key and relation.related_model not in own:
            yield relation


def _is_changed(kind: "ModelKind", row: ImportRow, columns: Iterable[str]) -> str:
    names = [str(kind.field_of(column).verbose_name) for column in columns]
    return _("%(entry)s has been changed since (%(fields)s), so it stays as it is now.") % {
        "entry": row.label,
        "fields": get_text_list(names, _("and")),
    }


def _is_used(label: str, by_what: Sequence[Any]) -> str:
    shown = [f"{other._meta.verbose_name} “{_what(other)}”" for other in by_what[:_NAMED]]
    return _("%(entry)s stays, since it is used: %(others)s.") % {
        "entry": label,
        "others": ", ".join([*shown, *(["…"] if len(by_what) > _NAMED else [])]),
    }


def _what(other: Any) -> str:
    """How something is called that refers to an entry: of a link, the side that links."""
    if not other._meta.auto_created:
        return str(other)
    ends = [field.name for field in other._meta.fields if field.is_relation]
    return str(getattr(other, ends[0]))
