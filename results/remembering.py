"""Pages that many readers open, kept until something they show changes.

Half of the time of a list page goes into its template. A page opened without a session says the same to everybody, so
it is kept in the process's memory under a stamp that every publication, withdrawal and change of a vocabulary moves on.
"""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from results.models import Event

# What the stamp cannot see (what commands load, an act whose transaction ends after a later one) shows by then.
MOST_SECONDS = 60

View = Callable[..., HttpResponse]


def remembered(view: View) -> View:
    """Answer readers without a session from memory while nothing has changed: two queries instead of the page's own."""

    @wraps(view)
    def answer(request: HttpRequest, **captured: object) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return view(request, **captured)
        key = _key(request)
        kept: tuple[bytes, str] | None = cache.get(key)
        if kept:
            return HttpResponse(kept[0], content_type=kept[1])
        response = view(request, **captured)
        if response.status_code == 200 and not response.cookies:
            cache.set(key, (response.content, response.headers["Content-Type"]), MOST_SECONDS)
        return response

    return answer


def _key(request: HttpRequest) -> str:
    """The address, the language, and the last act on a result and the last change of a vocabulary."""
    acts = Event.objects.aggregate(last=Max("pk"))["last"]
    changes = LogEntry.objects.aggregate(last=Max("pk"))["last"]
    place = (request.method, request.build_absolute_uri(), get_language(), acts, changes)
    return "page:" + hashlib.sha256(repr(place).encode()).hexdigest()
