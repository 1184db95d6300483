"""Pages about signing in that say more than django-allauth's own."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from requests import RequestException

from config.sign_in_rules import directory_is_out_of_reach
from countries.authentication import has_second_factor, needs_second_factor
from countries.models import User
from results.demo import people


class SignInView(LoginView):
    """Sign in by e-mail address or through the directory; in the demonstration the page says with which address."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {**super().get_context_data(**kwargs), "directory": directory()}
        if settings.DEMO:
            accounts = User.objects.filter(email__in=[account.email for account in people.ACCOUNTS])
            context |= {"demo_accounts": accounts.prefetch_related("roles"), "demo_password": people.PASSWORD}
        return context


class SetUpView(ActivateTOTPView):
    """Set up a second factor, which some have to before the workspace opens."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "is_required": second_factor_is_required(self.request)}


def second_factor_is_required(request: HttpRequest) -> bool:
    return bool(settings.SECOND_FACTOR_REQUIRED and needs_second_factor(request.user))


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """What somebody's account is, and what she can change about it herself."""
    context = {
        "has_second_factor": has_second_factor(request.user),
        "session_count": UserSession.objects.filter(user=request.user).count(),
    }
    return render(request, "account/overview.html", context)


def directory() -> dict[str, str] | None:
    """The organisation's directory as the sign-in page names it: {"id", "name"}."""
    for provider in settings.SOCIALACCOUNT_PROVIDERS.values():
        app = provider["APPS"][0]
        return {"id": app["provider_id"], "name": app["name"]}
    return None


def to_directory(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the directory's own sign-in page, if it can be reached."""
    try:
        response: HttpResponse = openid_connect.login(request, provider_id=provider_id)
    except RequestException:
        provider = get_adapter().get_provider(request, provider_id)
        messages.error(request, directory_is_out_of_reach(provider.name))
        return redirect("account_login")
    return response
