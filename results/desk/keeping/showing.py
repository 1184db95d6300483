"""How a kept text is shown to whoever typed it: where its form is, and what it says."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from results.desk.writing.sections import BY_KEY, WHOLE
from results.history import label
from results.models import UnsavedWork


def form_address(unsaved: UnsavedWork) -> str:
    """The form that it was typed into."""
    if unsaved.result is None:
        return reverse("report-new")
    if unsaved.place in BY_KEY:
        return reverse("report-section", args=[unsaved.result.reference, unsaved.place])
    return reverse("report-write", args=[unsaved.result.reference])


def address(unsaved: UnsavedWork) -> str:
    """The form with this text in it, even if another was kept later."""
    return f"{form_address(unsaved)}?{urlencode({'kept': unsaved.tab})}"


def discard_address(unsaved: UnsavedWork) -> str:
    """Where it is dropped."""
    name, args = ("report-discard", [unsaved.result.reference]) if unsaved.result else ("new-discard", [])
    return f"{reverse(name, args=args)}?{urlencode({'kept': unsaved.tab})}"


def form_title(unsaved: UnsavedWork) -> str | Promise:
    """What the form is called, without its report."""
    if unsaved.place in BY_KEY:
        return BY_KEY[unsaved.place].title
    return _("all sections") if unsaved.place == WHOLE else _("a new report")


def texts(unsaved: UnsavedWork) -> list[tuple[str | Promise, str]]:
    """What was written in words of her own, each beside the name of its field; choices and figures are left out."""
    written = [(name, value) for name, values in unsaved.data.items() for value in values]
    return [(label(name.split("-")[0]), value) for name, value in written if " " in value.strip()]
