"""What the pages for writing a report look up by name."""

from django import template

from results.desk.explanations import EXPLANATIONS, Explanation

register = template.Library()


@register.filter
def explained_within(name: str) -> list[Explanation]:
    """The explanations of the fields of a part, or of the terms of a field."""
    return [explanation for key, explanation in EXPLANATIONS.items() if key.startswith(f"{name}.")]
