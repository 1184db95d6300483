"""What a working copy says, as plain data: kept at every version, compared, merged and restored.

Shape of a content (keys of foreign keys end in ``_id`` and hold primary keys; dates are written YYYY-MM-DD):

    {"fields": {"country_id", "cpo_id", "date", "date_precision", "language", "summary", "outcome_achieved",
                "contribution", "indicator_id", "step_id"},
     "links": {"further_indicators" | "partnerships" | "partners" | "projects" | "topics": [primary keys, sorted]},
     "parts": {"contributions" | "driver_texts" | "evidence" | "people_reached" | "sdg_links": [{column: value}]}}
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models

from results.models import (
    Contribution,
    DriverText,
    Evidence,
    PeopleReached,
    Result,
    ResultSdgLink,
    Revision,
)

Content = dict[str, dict[str, Any]]

FIELDS = (
    "country", "cpo", "date", "date_precision", "language", "summary", "outcome_achieved", "contribution",
    "indicator", "step",
)  # fmt: skip
PARTS: dict[str, type[models.Model]] = {
    "contributions": Contribution,
    "driver_texts": DriverText,
    "people_reached": PeopleReached,
    "evidence": Evidence,
    "sdg_links": ResultSdgLink,
}
# The table of each many-to-many link, and its column for the other side.
LINKS: dict[str, tuple[type[models.Model], str]] = {
    "further_indicators": (Result.further_indicators.through, "indicator_id"),
    "partnerships": (Result.partnerships.through, "partnershipcategory_id"),
    "partners": (Result.partners.through, "organisation_id"),
    "projects": (Result.projects.through, "project_id"),
    "topics": (Result.topics.through, "topic_id"),
}


def content_of(result: Result) -> Content:
    """What a stored report says; costs a query for each link and part that was not prefetched."""
    return {
        "fields": fields_of(result),
        "links": {name: keys_of(getattr(result, name).all()) for name in LINKS},
        "parts": {name: [values_of(part) for part in getattr(result, name).all()] for name in PARTS},
    }


def overlaid(
    before: Content | None,
    result: Result,
    links: Mapping[str, Iterable[models.Model]],
    parts: Mapping[str, Sequence[models.Model] | None],
) -> Content:
    """The content before, with what is given in its place; parts that are None stay as they were."""
    was = before or {"fields": {}, "links": {}, "parts": {}}
    return {
        "fields": fields_of(result),
        "links": {name: keys_of(links[name]) if name in links else was["links"].get(name, []) for name in LINKS},
        "parts": {
            name: was["parts"].get(name, []) if given is None else [values_of(part) for part in given]
            for name in PARTS
            for given in [parts.get(name)]
        },
    }


def differences(before: Content, after: Content) -> dict[str, list[Any]]:
    """What changed, flat, by the name of the column, link or part: [before, after]."""
    changed = {}
    for group in ("fields", "links", "parts"):
        for name, now in after[group].items():
            was: Any = before[group].get(name, [] if group != "fields" else None)
            if was != now and not (group == "parts" and in_order(was) == in_order(now)):
                changed[name] = [was, now]
    return changed


def in_order(parts: Sequence[Mapping[str, Any]]) -> list[str]:
    """Parts in an order of their own: in which one they come in is no part of what a report says."""
    return sorted(repr(sorted(values.items())) for values in parts)


def fields_of(result: Result) -> dict[str, Any]:
    """The report's own columns."""
    columns = [Result._meta.get_field(name).attname for name in FIELDS]  # type: ignore[union-attr]  # own columns only
    return {column: plain(getattr(result, column)) for column in columns}


def keys_of(objects: Iterable[models.Model]) -> list[Any]:
    """The primary keys of linked objects, in a fixed order."""
    return sorted(obj.pk for obj in objects)


def values_of(part: models.Model) -> dict[str, Any]:
    """The columns of a part, without its own key and its report."""
    return {column: plain(getattr(part, column)) for column in columns_of(type(part))}


@cache
def columns_of(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a kind of part that a content keeps."""
    return tuple(field.attname for field in model._meta.concrete_fields if field.name not in ("id", "result"))


def part_from(name: str, values: Mapping[str, Any]) -> models.Model:
    """A part as it was kept, not yet stored; columns that were added since have their defaults."""
    model = PARTS[name]
    known = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{column: known[column].to_python(value) for column, value in values.items() if column in known})


def parts_of(result: Result, content: Content) -> dict[str, list[models.Model]]:
    """The parts of a content; those that the report has already are the stored ones, so that they keep their row."""
    found = {}
    for name, listed in content["parts"].items():
        there = list(getattr(result, name).all())
        found[name] = [_taken(there, values) or part_from(name, values) for values in listed]
    return found


def _taken(there: list[models.Model], values: Mapping[str, Any]) -> models.Model | None:
    """The first of these parts that says just this, taken out of the list."""
    same = next((part for part in there if values_of(part) == values), None)
    if same is not None:
        there.remove(same)
    return same


def kept(result: Result, version: int) -> Content | None:
    """What a report said at a version; None where the version was written before versions were kept."""
    found = Revision.objects.filter(result=result, version=version).values_list("content", flat=True).first()
    return found if found is None else dict(found)


def plain(value: Any) -> Any:
    """A value as a content keeps it: dates as YYYY-MM-DD, measures as text."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
