"""Pages that many readers open, kept until something they show changes.

Half of the time of a list page goes into its template. A page opened without a session says the same to everybody, so
it is kept in the process's memory under a stamp that every publication, withdrawal and change of a vocabulary moves on.
"""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.core.cache import caches
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
        if has_session(request):
            return view(request, **captured)
        return from_memory(request, _last_changes(), lambda: view(request, **captured))

    return answer


def has_session(request: HttpRequest) -> bool:
    """Whether somebody may be signed in, so that the page is hers alone."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def from_memory(request: HttpRequest, stamp: object, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The page as it was made under this stamp for anybody without a session, or made now and kept."""
    if has_session(request):
        return make()
    place = (request.method, request.build_absolute_uri(), get_language(), stamp)
    key = "page:" + hashlib.sha256(repr(place).encode()).hexdigest()
    kept: tuple[bytes, str] | None = caches["pages"].get(key)
    if kept:
        return HttpResponse(kept[0], content_type=kept[1])
    response = make()
    if response.status_code == 200 and not response.cookies:
        caches["pages"].set(key, (response.content, response.headers["Content-Type"]), MOST_SECONDS)
    return response


def _last_changes() -> tuple[int | None, int | None]:
    """The last act on a result and the last change of a vocabulary."""
    acts: int | None = Event.objects.aggregate(last=Max("pk"))["last"]
    changes: int | None = LogEntry.objects.aggregate(last=Max("pk"))["last"]
    return acts, changes
