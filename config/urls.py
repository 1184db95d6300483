"""The site map. Pages live under the language; without it an address goes to the reader's own."""

from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from config.account_views import to_directory
from config.views import health
from results.desk.files.views import evidence_file

urlpatterns = [
    path("health/", health, name="health"),
    path("admin/", admin.site.urls),
    # A file has one address in every language.
    path("files/<uuid:token>/", evidence_file, name="evidence-file"),
    # The directory knows one address to come back to, so it stands above the languages.
    path("sign-in/directory/", to_directory, {"provider_id": "directory"}, name="openid_connect_login"),
    path(
        "sign-in/directory/back/", openid_connect.callback, {"provider_id": "directory"}, name="openid_connect_callback"
    ),
]

urlpatterns += i18n_patterns(
    path("", include("config.account_urls")),
    path("", include("results.urls")),
    path("desk/", include("results.desk.urls")),
    path("countries/", include("countries.urls")),
    path("indicators/", include("indicators.urls")),
    path("sdgs/", include("sdg_links.urls")),
)

handler400 = "config.views.bad_request"
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
handler429 = "config.views.too_many"
handler500 = "config.views.server_error"
