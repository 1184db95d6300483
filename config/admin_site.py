"""The admin as an officer meets it: our name, our sign-in, open to whoever holds a role."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
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

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """There is one sign-in page; somebody signed in without a role is told so there."""
        if request.method == "GET" and self.has_permission(request):
            return redirect("admin:index")
        return redirect_to_login(request.GET.get("next", reverse("admin:index")), reverse("sign-in"))

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
