"""How comments name what they are about."""

from django import template

from results.desk.reviewing.threads import name_of

register = template.Library()


@register.filter
def subject(field: str) -> str:
    """What a field, a part, a section or the whole report ("whole") is called."""
    return name_of(field)
