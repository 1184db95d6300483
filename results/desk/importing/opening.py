"""Coming to the pages of imports, opening one of them, and carrying an act out."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from results.desk.opening import at_the_desk, person
from results.models import ImportBatch

View = Callable[..., HttpResponseBase]


def for_importers(view: View) -> View:
    """Only for administrators who are signed in; everybody else at the desk is told whom to ask."""

    @at_the_desk
    @wraps(view)
    def answer(request: HttpRequest, **captured: object) -> HttpResponseBase:
        if not person(request).is_administrator:
            raise PermissionDenied(_("Only administrators import sheets. Send yours to one of them."))
        return view(request, **captured)

    return answer


def open_batch(request: HttpRequest, token: UUID) -> ImportBatch:
    """The import of this address; raises Http404 where there is none."""
    visible = ImportBatch.objects.visible_to(request.user)
    batch = visible.select_related("by", "taken_back_by").filter(token=token).first()
    if batch is None:
        raise Http404(f"No import {token}.")
    return batch


def carry_out(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Carry an act out; what it refuses is said at the top of the next page."""
    try:
        act()
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return False
    return True
