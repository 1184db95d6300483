"""Coming to the desk, and opening a report there."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from countries.models import User
from results import permissions
from results.desk.keeping.rescue import rescued
from results.models import Result
from results.permissions import Act
from results.querysets import ResultQuerySet

View = Callable[..., HttpResponseBase]


def at_the_desk(view: View) -> View:
    """Only for people who are signed in and hold a role; never kept by a browser or proxy.

    What somebody sends after her session has ended waits for her to sign in again (keeping/rescue.py).
    """

    @rescued
    @login_required
    @wraps(view)
    def answer(request: HttpRequest, **captured: object) -> HttpResponseBase:
        if not person(request).is_staff:
            raise PermissionDenied(
                _("The desk is for people who hold a role in a country. Ask an administrator for the role you need.")
            )
        response = view(request, **captured)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return answer


def person(request: HttpRequest) -> User:
    """Who asks; only behind ``at_the_desk``."""
    assert isinstance(request.user, User)  # noqa: S101 - login_required has seen to it
    return request.user


def open_report(
    request: HttpRequest, reference: str, act: str = Act.READ, *, reports: ResultQuerySet | None = None
) -> Result:
    """The report by its reference, for one act.

    Raises Http404 where there is none in her countries, PermissionDenied (with the reason) where she may read the
    report and not do this with it as it stands. ``reports`` says what to read with it.
    """
    asked = Result.objects.select_related("country__region") if reports is None else reports
    result = asked.visible_to(request.user).filter(reference=reference).first()
    if result is None:
        raise Http404(f"No report {reference} in the countries of {request.user}.")
    if act != Act.READ:
        permissions.require(person(request), act, result)
    return result
