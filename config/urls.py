"""The site map. Pages live under the language; without it an address goes to the reader's own."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.views import LogoutView
from django.urls import include, path

from config.views import SignInView, health

urlpatterns = [
    path("health/", health, name="health"),
    path("admin/", admin.site.urls),
]

urlpatterns += i18n_patterns(
    path("sign-in/", SignInView.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("", include("results.urls")),
    path("countries/", include("countries.urls")),
    path("indicators/", include("indicators.urls")),
    path("sdgs/", include("sdg_links.urls")),
)

handler400 = "config.views.bad_request"
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
handler500 = "config.views.server_error"
