"""Pages that belong to no application: signing in, being well, and going wrong."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from countries.models import User
from results.demo import people


class SignInView(LoginView):
    """Sign in by e-mail address; in the demonstration the page says with which."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not settings.DEMO:
            return super().get_context_data(**kwargs)
        accounts = User.objects.filter(email__in=[account.email for account in people.ACCOUNTS])
        return super().get_context_data(
            **kwargs, demo_accounts=accounts.prefetch_related("roles"), demo_password=people.PASSWORD
        )


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


def server_error(request: HttpRequest) -> HttpResponse:
    cure = _("Nothing of what you sent was stored by halves. Wait a moment, go back and try again.")
    return _page(request, 500, _("Something went wrong on our side"), cure)


def _page(request: HttpRequest, status: int, title: str, cure: str) -> HttpResponse:
    return render(request, "error.html", {"heading": title, "cure": cure}, status=status)
