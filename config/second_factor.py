"""Keeps the workspace closed to those who have to sign in with a second factor until they have one."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from countries.authentication import has_second_factor, needs_second_factor

WORKSPACE = re.compile(r"/(?:[a-z]{2}/)?(?:admin|desk|account|files)/")
READING = {"GET", "HEAD", "OPTIONS"}
# By these somebody comes in, goes out, and sets up what is missing.
ENTRANCES = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "admin:login",
    "admin:logout",
    "mfa_activate_totp",
}


class SecondFactorMiddleware:
    """Sends whoever lacks a second factor to the page that sets it up; public pages are read without looking."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_REQUIRED or not _is_guarded(request):
            return None
        if not needs_second_factor(request.user) or has_second_factor(request.user):
            return None
        if request.headers.get("HX-Request"):
            # A fragment's place is no place for a page.
            return HttpResponseClientRedirect(reverse("mfa_activate_totp"))
        return redirect("mfa_activate_totp")


def _is_guarded(request: HttpRequest) -> bool:
    """Whether this is the workspace, or changes something wherever it is."""
    match = request.resolver_match
    if match is not None and match.view_name in ENTRANCES:
        return False
    return request.method not in READING or bool(WORKSPACE.match(request.path_info))
