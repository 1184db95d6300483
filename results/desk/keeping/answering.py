"""How the desk answers the script of a form that is being written: a fragment, and in a header what became of the text.

A redirect or a page would be of no use to it; where the header is missing, the answer is not ours.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from countries.models import User
from results.desk.keeping import typists

View = Callable[..., HttpResponseBase]
HEADER = "X-Keeping"


class Outcome(StrEnum):
    """What became of the text that was sent."""

    KEPT = "kept"
    SETTLED = "settled"  # it had been saved or discarded before it arrived
    REFUSED = "refused"  # too long, or too many
    SEEN = "seen"  # none was sent: the page only said that it is open
    SIGNED_OUT = "signed-out"
    SOMEBODY_ELSE = "somebody-else"


def fragment(request: HttpRequest, outcome: Outcome, *, status: int = 200, **context: Any) -> HttpResponse:
    """What stands beside the form from now on."""
    response = render(request, "components/desk_live.html", {**context, "outcome": outcome}, status=status)
    response.headers[HEADER] = outcome.value
    response.headers["Cache-Control"] = "no-store, private"
    return response


def for_scripts(view: View) -> View:
    """Tell a page whose session has ended, or that is somebody else's, so that it keeps the text in the browser."""

    @wraps(view)
    def answer(request: HttpRequest, **captured: object) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return fragment(request, Outcome.SIGNED_OUT, status=401)
        if typists.is_somebody_elses(request, request.user):
            not_kept = typists.not_yours(request.user)
            return fragment(request, Outcome.SOMEBODY_ELSE, status=403, not_kept=not_kept)
        return view(request, **captured)

    return answer
