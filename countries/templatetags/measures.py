"""How measured values stand on a page."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def measure(value: Decimal | None, unit: str) -> str:
    """A value in its unit ("number" or "percentage") as the reader's language writes it; a dash where it is missing."""
    if value is None:
        return "–"
    places = -int(value.normalize().as_tuple().exponent)
    number = number_format(value, max(places, 0), use_l10n=True, force_grouping=True)
    return _("%(number)s%%") % {"number": number} if unit == "percentage" else str(number)
