"""The application's addresses, and three that go wrong in the ways an error page is for."""

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import path

from config.urls import *  # noqa: F403 - with the handlers of errors
from config.urls import urlpatterns as own

SECRET = "password of the database"


def broken(request):
    raise RuntimeError(SECRET)


def forbidden(request):
    raise PermissionDenied


def forbidden_with_a_reason(request):
    raise PermissionDenied("Somebody else has to publish it.")


def unreadable(request):
    raise SuspiciousOperation(SECRET)


urlpatterns = own + i18n_patterns(
    path("broken/", broken),
    path("forbidden/", forbidden),
    path("forbidden-with-a-reason/", forbidden_with_a_reason),
    path("unreadable/", unreadable),
)
