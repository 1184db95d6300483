"""How the pages of imports say things."""

from django import template
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def duration(seconds: int) -> str:
    """A length of time as a person would say it: seconds up to a minute and a half, minutes up to as many, hours."""
    if seconds < 90:
        return ngettext("%(number)s second", "%(number)s seconds", seconds) % {"number": seconds}
    if seconds < 90 * 60:
        minutes = round(seconds / 60)
        return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}
    hours = round(seconds / 3600)
    return ngettext("about %(number)s hour", "about %(number)s hours", hours) % {"number": hours}


@register.filter
def column_letters(position: int) -> str:
    """What a spreadsheet writes above a column, counted from 0: A, Z, AA."""
    letters, rest = "", int(position) + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
