"""The admin as an officer meets it: our name, our sign-in, open to whoever holds a role."""

from typing import Any

from allauth.account.views import logout as account_logout
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

_ORDER = ("results", "countries", "indicators", "sdg_links")
LATEST = 8


class WaymarkAdminSite(AdminSite):
    """Django's own admin, which keeps a strict content security policy, in Waymark's look."""

    site_title = _("Waymark")
    site_header = _("Waymark")
    index_title = _("Workspace")
    # Lists and forms need the width; the first page and the path above each page lead everywhere.
    enable_nav_sidebar = False

    def get_urls(self) -> list[Any]:
        """Without the address that leads from a number to any object's page: it would tell what exists."""
        return [each for each in super().get_urls() if getattr(each, "name", "") != "view_on_site"]

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """There is one sign-in page; somebody signed in without a role is told so there."""
        if request.method == "GET" and self.has_permission(request):
            return redirect("admin:index")
        return redirect_to_login(request.GET.get("next", reverse("admin:index")), reverse("account_login"))

    def logout(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> Any:
        """There is one way out, too."""
        return account_logout(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Passwords are changed on the page of one's own account."""
        return redirect("account_change_password")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Screens that packages bring would show secrets and know nothing of roles: there are none."""
        models = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        ours = [model for model in models if not model.__module__.startswith(("allauth.", "django_tasks_db."))]
        super().register(ours, admin_class, **options)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Results first, then what they refer to; each list with a line on what it holds."""
        groups = super().get_app_list(request, app_label)
        groups.sort(key=lambda group: _ORDER.index(group["app_label"]) if group["app_label"] in _ORDER else len(_ORDER))
        for group in groups:
            for entry in group["models"]:
                screen = self._registry[entry["model"]]
                entry["help_text"] = getattr(screen, "help_text", "")
                entry["place"] = getattr(screen, "place", 50)
            group["models"].sort(key=lambda entry: entry["place"])
        return groups

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The first page, with what happened lately in the countries of whoever asks."""
        from results.models import Event, Result

        visible = Event.objects.filter(result__in=Result.objects.visible_to(request.user))
        latest = visible.select_related("result", "by")[:LATEST]
        return super().index(request, {"latest": latest, **(extra_context or {})})
