"""What the rows of a report's parts have to be among each other, wherever they are entered."""

from collections.abc import Collection, Sequence
from typing import Any

from django.utils.translation import gettext as _

from indicators.models import Driver
from results.checks import foreign_driver
from results.models import ResultSdgLink


def refuse_drivers(forms: Sequence[Any], year: int | None, known: Collection[Driver] | None) -> None:
    """Refuse two texts on one driver, and (where the year is known) drivers of another biennium."""
    seen = set()
    for form in forms:
        driver = form.cleaned_data.get("driver")
        if driver in seen:
            form.add_error("driver", _("This report already has a text on this driver. Add to that one."))
        elif driver and year and known is not None and driver not in known:
            form.add_error("driver", foreign_driver(driver, year))
        seen.add(driver)


def refuse_links_twice(forms: Sequence[Any], *, beside: str = "") -> None:
    """Refuse two links to one target or goal; ``beside`` is the field that shows it, where that is another one."""
    for name in ("target", "goal"):
        seen = set()
        for form in forms:
            linked = form.cleaned_data.get(name)
            if linked is not None and linked in seen:
                form.add_error(
                    beside or name,
                    _("This result already links to %(linked)s. Remove one of the two.") % {"linked": linked},
                )
            seen.add(linked)


def refuse_too_many_targets(forms: Sequence[Any]) -> None:
    """Refuse more targets than a reader believes; raises ValidationError."""
    targets = [form.cleaned_data["target"] for form in forms if form.cleaned_data.get("target")]
    ResultSdgLink.check_number_of_targets(targets)
