"""The admin as an officer meets it: our name, our sign-in, open to whoever holds a role."""

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class WaymarkAdminSite(AdminSite):
    """Django's own admin, which keeps a strict content security policy, in Waymark's look."""

    site_title = _("Waymark")
    site_header = _("Waymark")
    index_title = _("Workspace")

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """There is one sign-in page; somebody signed in without a role is told so there."""
        if request.method == "GET" and self.has_permission(request):
            return redirect("admin:index")
        return redirect_to_login(request.GET.get("next", reverse("admin:index")), reverse("sign-in"))
