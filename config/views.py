"""Pages that belong to no application: being well, and going wrong."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def health(request: HttpRequest) -> JsonResponse:
    """Whether the application reaches its database: 200 or 503, for whoever watches over it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"database": "ok"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400, _("This request could not be read"), _("Go back, correct the address and try again."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = str(exception) or _("Your roles do not cover this page. Ask an administrator for the role you need.")
    return _page(request, 403, _("This is not yours to open or change"), reason)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    cure = _("Check the address, or look for what you need in the list of results.")
    return _page(request, 404, _("There is no such page"), cure)


def too_many(request: HttpRequest) -> HttpResponse:
    cure = _("Wait a minute, go back and try again.")
    return _page(request, 429, _("That was more often than this page allows"), cure)


def server_error(request: HttpRequest) -> HttpResponse:
    cure = _("Nothing of what you sent was stored by halves. Wait a moment, go back and try again.")
    return _page(request, 500, _("Something went wrong on our side"), cure)


def _page(request: HttpRequest, status: int, title: str, cure: str) -> HttpResponse:
    return render(request, "error.html", {"heading": title, "cure": cure}, status=status)
