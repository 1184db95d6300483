"""What the forms of the desk say about what is typed into them, and who else is at it."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.functional import Promise

from countries.models import User
from results.desk.keeping import presence, showing, tabs, typists, work
from results.models import OpenReport, Result, UnsavedWork

register = template.Library()


@register.simple_tag(takes_context=True)
def tab_of(context: dict[str, Any], unsaved: UnsavedWork | None) -> str:
    """What the hidden field ``tab`` says: the kept text that a form shows, or (in an answer) the page it came from."""
    if unsaved:
        return tabs.going_on_from(unsaved)
    posted: str = context["request"].POST.get("tab", "")
    return posted


@register.filter
def typist(user: User) -> str:
    """What the hidden field ``typed_by`` says: for whom this page was made."""
    return typists.sign(user)


@register.simple_tag
def kept_beside(user: User, result: Result | None, shown: UnsavedWork | None) -> list[UnsavedWork]:
    """What else she typed into this report (or, without one, into new ones) and has not saved."""
    mine = work.unsaved_of(user).filter(result=result or None).defer("data")
    return [unsaved for unsaved in mine if not shown or unsaved.pk != shown.pk]


@register.simple_tag
def others_at(result: Result | None, user: User) -> list[OpenReport]:
    """Who else has this report open now."""
    return presence.others(user, result) if result else []


@register.filter
def kept_address(unsaved: UnsavedWork) -> str:
    """The form with this text in it."""
    return showing.address(unsaved)


@register.filter
def discard_address(unsaved: UnsavedWork) -> str:
    """Where this text is dropped."""
    return showing.discard_address(unsaved)


@register.filter
def kept_form(unsaved: UnsavedWork) -> str | Promise:
    """What the form is called that this text was typed into."""
    return showing.form_title(unsaved)


@register.filter
def kept_until(unsaved: UnsavedWork) -> datetime:
    """When this text is deleted, unless it is saved or typed on."""
    return unsaved.kept_at + work.KEPT_FOR
