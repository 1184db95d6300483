"""Links from a number to the results that make it up."""

from typing import Any

from django import template
from django.db import models
from django.urls import reverse

from results.as_of import PARAMETER
from results.facets import VOCABULARIES

register = template.Library()


@register.simple_tag(takes_context=True)
def results_by(context: dict[str, Any], **filters: Any) -> str:
    """The address of the list of results narrowed by entries or by values, as of the day that the page shows.

    {% results_by country=country step=3 %}: what is empty is left out. A code of a CPO stands in lower case.
    """
    narrowed = {name: _in_address(name, value) for name, value in filters.items() if value}
    reading = context.get("reading")
    if reading and reading.day:
        narrowed[PARAMETER] = reading.day.isoformat()
    return reverse("results", query=narrowed or None)


def _in_address(name: str, value: Any) -> str:
    if isinstance(value, models.Model):
        return VOCABULARIES[name].key(value) if name in VOCABULARIES else str(value.natural_key()[0]).lower()  # type: ignore[attr-defined]  # every entry has one
    return str(value)
