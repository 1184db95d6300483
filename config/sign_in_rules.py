"""What Waymark asks of whoever signs in, beyond what django-allauth asks by itself."""

import logging
from datetime import timedelta
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.authentication import may_sign_in
from countries.models import User

logger = logging.getLogger(__name__)

NO_ACCOUNT = gettext_lazy("There is no active account for %(email)s here")


class AccountRules(DefaultAccountAdapter):
    """Accounts are made by administrators; what goes wrong is said in a sentence with a cure."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "This e-mail address and password do not belong together, or the account is not active. "
            "Check both and try again; capitals matter in the password."
        ),
        "too_many_login_attempts": gettext_lazy(
            "There were too many wrong attempts for this account. Wait five minutes and try again, "
            "or set a new password by mail."
        ),
        "incorrect_password": gettext_lazy("This is not your password. Check the capitals and try again."),
        "rate_limited": gettext_lazy("There were too many wrong attempts. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        return None if may_sign_in(user) else self.respond_user_inactive(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return refuse(request, str(NO_ACCOUNT % {"email": user.email}))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> bool:
        """Whether the mail went out; what somebody did to her account stays done when it could not."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            logger.exception("The mail server did not take %s", template_prefix)
            return False
        return True

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        # Whoever proved by mail who she is need not wait because somebody guessed at her old password.
        self._delete_login_attempts_cached_email(context.request, email=user.email)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Signing in counts as having said who one is, as long as a repeated password does."""
        session = context.request.session.session_key
        since = timezone.now() - timedelta(seconds=app_settings.REAUTHENTICATION_TIMEOUT)
        if UserSession.objects.filter(session_key=session, created_at__gt=since).exists():
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


class SecondFactorRules(DefaultMFAAdapter):
    """What is said when a code is not right."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "This code is not right, or its time has run out. Type the one that the app shows now; a new one comes "
            "every thirty seconds."
        ),
    }


class DirectoryRules(DefaultSocialAccountAdapter):
    """The organisation's directory says who somebody is; it opens accounts that are there, and makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the account by the address the directory vouches for, anew each time: no link between both is kept."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(redirect("account_login"))
        addresses = [address for address in sociallogin.email_addresses if address.email]
        # Some directories send the text "false", which would count as true.
        verified = [address.email.lower() for address in addresses if address.verified is True]
        person = User.objects.filter(email__in=verified).first()
        if person is None:
            raise ImmediateHttpResponse(refuse(request, _why_unknown(addresses, verified)))
        sociallogin.user = person

    def on_authentication_error(self, request: HttpRequest, provider: Any, error: Any = None, **kwargs: Any) -> None:
        """Whatever went wrong over there, the way on is the sign-in page."""
        if error == AuthError.CANCELLED:
            messages.info(request, _("You did not sign in there. Try again, or sign in with your password."))
        else:
            messages.error(request, directory_is_out_of_reach(provider.name))
        raise ImmediateHttpResponse(redirect("account_login"))


def directory_is_out_of_reach(name: str) -> str:
    return _("Signing in with %(directory)s did not work. Try again in a moment, or sign in with your password.") % {
        "directory": name
    }


def _why_unknown(addresses: list[Any], verified: list[str]) -> str:
    if verified:
        return str(NO_ACCOUNT % {"email": verified[0]})
    if addresses:
        return _("The directory does not vouch for the address %(email)s") % {"email": addresses[0].email}
    return _("The directory did not say your e-mail address")


def refuse(request: HttpRequest, heading: str) -> HttpResponse:
    """The page for somebody who is known elsewhere and has no account here."""
    cure = _("Ask an administrator of Waymark to make or open an account with your address, then sign in again.")
    return render(request, "error.html", {"heading": heading, "cure": cure}, status=403)
