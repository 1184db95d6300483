"""What administrators do about the way in of somebody else: the first link, and a second factor that was lost."""

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.authentication import has_second_factor
from countries.models import User

if TYPE_CHECKING:
    _Screen = admin.ModelAdmin[User]
else:
    _Screen = object


class WaysIn(_Screen):
    """The part of the screen of people that is about how they come in."""

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            transaction.on_commit(lambda: invite(request, obj))

    @admin.display(description=gettext_lazy("second factor"))
    def second_factor(self, user: User) -> SafeString | str:
        if not user.pk or not has_second_factor(user):
            return _("Switched off")
        address = reverse("admin:countries_user_second_factor", args=[user.pk])
        return format_html('{} · <a href="{}">{}</a>', _("Switched on"), address, _("Lost? Remove it …"))

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.remove_second_factor)
        return [path("<int:pk>/second-factor/", view, name="countries_user_second_factor"), *super().get_urls()]

    def remove_second_factor(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask, then remove; of herself an administrator removes it where she proves who she is."""
        person = self.get_object(request, str(pk))
        if person is None or not has_second_factor(person):
            raise Http404
        if person == request.user or not self.has_change_permission(request, person):
            raise PermissionDenied
        back = reverse("admin:countries_user_change", args=[person.pk])
        if request.method == "POST":
            with transaction.atomic():
                forget_second_factor(person)
                self.log_change(request, person, [{"deleted": {"name": "second factor", "object": person.email}}])
            get_adapter().send_notification_mail("mfa/email/totp_deactivated", person, {"user": person})
            messages.success(request, _("%(name)s has no second factor any more.") % {"name": person})
            return HttpResponseRedirect(back)
        context = {**self.admin_site.each_context(request), "title": _("Remove a second factor"), "person": person}
        return TemplateResponse(request, "admin/countries/user/second_factor.html", {**context, "back": back})


def invite(request: HttpRequest, person: User) -> None:
    """Send a new person the link by which she chooses her first password, and tell the administrator how it went."""
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    with request_context(request):
        adapter = get_adapter()
        context = {"user": person, "password_reset_url": adapter.get_reset_password_from_key_url(key), "is_new": True}
        is_sent = adapter.send_mail("account/email/password_reset_key", person.email, context)
    if is_sent:
        sentence = _("A link was sent to %(email)s, by which she chooses her password. Now give her a role.")
        messages.info(request, sentence % {"email": person.email})
    else:
        sentence = _("The mail to %(email)s could not be sent. Later, she can have a link sent from the sign-in page.")
        messages.warning(request, sentence % {"email": person.email})


def forget_second_factor(person: User) -> None:
    """Remove the app and the recovery codes, and end all sessions of this person."""
    Authenticator.objects.filter(user=person).delete()
    for session in UserSession.objects.filter(user=person):
        session.end()
