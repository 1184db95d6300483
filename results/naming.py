"""The names of what the log and the kept versions know by primary key only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from indicators.models import Indicator
from results.dates import KnownDate
from results.models import Result
from results.revisions import LINKS, PARTS

# What a part is known by; its other columns follow with their labels.
_HEADS = {
    "contributions": ("kind_id", "description"),
    "driver_texts": ("driver_id", "text"),
    "people_reached": ("kind",),
    "evidence": ("title",),
    "sdg_links": ("target_id", "goal_id", "reason"),
}


class Names:
    """The names of everything that some details (as in ``Event.details``) mention; one query for each kind of thing."""

    def __init__(self, details: Iterable[Mapping[str, Any]]) -> None:
        wanted: dict[type[models.Model], set[int]] = defaultdict(set)
        for each in details:
            for key, value in each.items():
                for model, pk in _mentioned(key, value):
                    wanted[model].add(pk)
        self._names = {
            (model, obj.pk): obj.reference if isinstance(obj, Result) else str(obj)
            for model, keys in wanted.items()
            for obj in _with_what_names_it(model).filter(pk__in=keys)
        }

    def of(self, model: type[models.Model], pk: int) -> str:
        """The name of one thing; a sentence where it no longer exists."""
        return self._names.get((model, pk)) or _("something that is no longer kept (number %(key)s)") % {"key": pk}

    def line(self, key: str, value: Any) -> str:
        """One value of a column, one end of a link, or one part, in words."""
        if isinstance(value, Mapping):
            return self._part(key, value)
        model = model_of(key)
        return self.of(model, value) if model and isinstance(value, int) else str(value)

    def _part(self, name: str, values: Mapping[str, Any]) -> str:
        """What a part says: "webinar: Three webinars on pensions (how many: 3)"."""
        model, heads = PARTS[name], _HEADS[name]
        head = [self._value(model, column, values) for column in heads if values.get(column)]
        rest = [
            f"{_field(model, column).verbose_name}: {self._value(model, column, values)}"
            for column in values
            if column not in heads and _says_something(model, column, values[column])
        ]
        return ": ".join(head) + (f" ({'; '.join(rest)})" if rest else "")

    def _value(self, model: type[models.Model], column: str, values: Mapping[str, Any]) -> str:
        value, field = values[column], _field(model, column)
        if field.related_model:
            return self.of(field.related_model, value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if column == "date":
            return KnownDate(date.fromisoformat(value), values.get("date_precision", "")).in_words()
        if isinstance(value, int):
            return number_format(value, force_grouping=True)
        return str(dict(field.flatchoices).get(value, value))


def _with_what_names_it(model: type[models.Model]) -> models.QuerySet[Any]:
    return Indicator.objects.with_place() if model is Indicator else model._default_manager.all()


def model_of(key: str) -> type[models.Model] | None:
    """What the values of a column or link of a report are primary keys of; None for plain values."""
    if key not in LINKS and not key.endswith("_id"):
        return None
    field = _field(Result, key.removesuffix("_id"))
    return field.related_model if field else None


def _mentioned(key: str, value: Any) -> Iterator[tuple[type[models.Model], int]]:
    """All primary keys within one entry of the details, with what they are keys of."""
    model = model_of(key)
    for leaf in _leaves(value):
        if model and isinstance(leaf, int):
            yield model, leaf
        elif isinstance(leaf, Mapping) and key in PARTS:
            for column, pk in leaf.items():
                field = _field(PARTS[key], column)
                if field and field.related_model and isinstance(pk, int):
                    yield field.related_model, pk


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    else:
        yield value


def _field(model: type[models.Model], column: str) -> Any:
    """The column of that name, or None: the log remembers columns that no longer exist."""
    try:
        return model._meta.get_field(column)
    except FieldDoesNotExist:
        return None


def _says_something(model: type[models.Model], column: str, value: Any) -> bool:
    """Whether a column of a part is known and holds more than its default."""
    field = _field(model, column)
    return field is not None and column != "date_precision" and value not in (None, "", field.default)
