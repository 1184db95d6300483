"""What the log says about a result, in the words of its reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from results.dates import Precision
from results.languages import TextLanguage
from results.models import Event, Result

# As the form and the record have them; a database does not keep the order of what is in a JSON object.
_ORDER = (
    "country", "cpo", "date", "date_precision", "language", "step", "indicator", "further_indicators", "projects",
    "summary", "outcome_achieved", "contribution", "driver_texts", "sdg_links", "partnerships", "partners", "topics",
    "contributions", "evidence",
)  # fmt: skip
_CHOICES = {"language": TextLanguage, "date_precision": Precision}


@dataclass(frozen=True)
class Change:
    """One field of one act: what it said before and after, as lists of lines."""

    label: str
    before: list[str]
    after: list[str]


def label(name: str) -> str | Promise:
    """What a field, or a part of a report, is called."""
    names: dict[str, str] = {
        "publication": _("version published"),
        "reason": _("reason"),
        "file": _("sheet"),
        "row": _("row"),
    }
    if name in names:
        return names[name]
    try:
        field = Result._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    if isinstance(field, models.ForeignObjectRel):
        return field.related_model._meta.verbose_name_plural or name
    return field.verbose_name


def changed_fields(result: Result, *, since: int) -> list[str]:
    """The names of the fields and parts that were changed after a version of the working copy."""
    names: dict[str, None] = {}
    for event in Event.objects.filter(result=result, version__gt=since).order_by("pk"):
        if event.act in (Event.Act.CHANGED, Event.Act.IMPORTED):
            names.update(dict.fromkeys(name.removesuffix("_id") for name in event.details))
    return sorted(names, key=_place)


def in_words(result: Result, name: str) -> str | None:
    """What a field of a report says now, for a reader; None for lists and parts."""
    field = Result._meta.get_field(name)
    if field.many_to_many or field.one_to_many:
        return None
    if name == "date":
        return str(result.known_date)
    if name in _CHOICES:
        return str(getattr(result, f"get_{name}_display")())
    value = getattr(result, name)
    return "" if value is None else str(value)


def tell(events: Iterable[Event]) -> list[tuple[Event, list[Change]]]:
    """Each event with its changes in words; objects named by key are read in one query a kind."""
    listed = list(events)
    names = _names_of_objects(listed)
    return [
        (event, [_change(key, event.details[key], names) for key in sorted(event.details, key=_place)])
        for event in listed
    ]


def _place(name: str) -> tuple[int, str]:
    name = name.removesuffix("_id")
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)


def _names_of_objects(events: list[Event]) -> dict[tuple[str, Any], str]:
    keys: dict[str, set[Any]] = {}
    for event in events:
        for name, value in event.details.items():
            if name.endswith("_id") and isinstance(value, list):
                keys.setdefault(name, set()).update(key for key in value if key is not None)
    found = {}
    for name, wanted in keys.items():
        model = Result._meta.get_field(name.removesuffix("_id")).related_model
        for obj in model._default_manager.filter(pk__in=wanted):  # type: ignore[union-attr]  # foreign keys only
            found[name, obj.pk] = str(obj)
    return found


def _change(name: str, value: Any, names: dict[tuple[str, Any], str]) -> Change:
    is_pair = isinstance(value, list) and len(value) == 2
    before, after = value if is_pair else (None, value)
    return Change(capfirst(str(label(name))), _lines(name, before, names), _lines(name, after, names))


def _lines(name: str, value: Any, names: dict[tuple[str, Any], str]) -> list[str]:
    if value is None or value == "":
        return []
    if isinstance(value, list):
        return [str(line) for line in value]
    if name in _CHOICES:
        return [str(dict(_CHOICES[name].choices).get(value, value))]
    return [names.get((name, value), str(value))]
