"""The desk's first page, and the page that says who may do what."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from countries.models import CountryRole
from results import permissions
from results.desk.opening import at_the_desk, person
from results.desk.overseeing import owed
from results.desk.overseeing.rights_table import rows
from results.permissions import Act


@require_safe
@at_the_desk
def desk(request: HttpRequest) -> HttpResponse:
    """What I owe: on one screen, in as many queries for one report as for thirty."""
    user = person(request)
    context = {
        "place": "desk",
        "section": "desk",
        "owed": owed.by(user, localdate()),
        "may_write": permissions.may_anywhere(user, Act.WRITE),
        "may_judge": permissions.may_anywhere(user, Act.APPROVE),
        "may_import": permissions.may_anywhere(user, Act.IMPORT),
        "may_lock": permissions.may_anywhere(user, Act.LOCK),
    }
    return render(request, "desk/desk.html", context)


@require_safe
@at_the_desk
def rights(request: HttpRequest) -> HttpResponse:
    """The permission table as it is consulted, for administrators."""
    if not person(request).is_administrator:
        raise PermissionDenied(_("Only administrators see the table of rights. Ask one of them what a role may do."))
    context = {"place": "rights", "section": "desk", "rows": rows(), "roles": CountryRole.Role.choices}
    return render(request, "desk/rights.html", context)
