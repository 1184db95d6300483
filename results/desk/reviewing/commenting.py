"""Saying something about a report: all the comments and replies that were typed on a page, sent together."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from results import actions
from results.desk.opening import at_the_desk, open_report, person
from results.desk.reviewing.threads import SUBJECTS, WHOLE, name_of
from results.models import Comment, Result
from results.permissions import Act


@dataclass(frozen=True)
class Refused:
    """A comment that could not be stored, as it was typed, with the sentences that say why."""

    name: str
    about: str
    text: str
    problems: list[str]


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def comment(request: HttpRequest, reference: str) -> HttpResponse:
    """Store what was typed; what is refused comes back with its sentence."""
    result = open_report(request, reference, Act.COMMENT)
    if request.method != "POST":
        return redirect("report-review", reference)
    if refused := _say(request, result, pressed=request.POST.get("send", "")):
        return _refused(request, result, refused)
    return _back(request, result)


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def resolve(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Close a thread or open it again, and store what else was typed on the page."""
    result = open_report(request, reference, Act.COMMENT)
    said = get_object_or_404(Comment.objects.select_related("result", "answers"), result=result, pk=pk)
    if request.method != "POST":
        return redirect("report-review", reference)
    actions.resolve(said, by=person(request), resolved=request.POST.get("resolved") != "0")
    if refused := _say(request, result, pressed=""):
        return _refused(request, result, refused)
    return _back(request, result)


def _say(request: HttpRequest, result: Result, *, pressed: str) -> list[Refused]:
    """Store each text typed on the page; gives back those that were refused.

    Where the page stays in the browser, only what belongs to the button is sent; the rest is still there.
    """
    typed = _typed(request.POST)
    if request.headers.get("HX-Request"):
        typed = {name: text for name, text in typed.items() if name == pressed}
    if pressed:
        typed.setdefault(pressed, "")
    return [refused for name, text in typed.items() if (refused := _say_one(request, result, name, text))]


def _typed(data: Mapping[str, str]) -> dict[str, str]:
    return {name: str(text) for name, text in data.items() if name.startswith(("new:", "reply:")) and str(text).strip()}


def _say_one(request: HttpRequest, result: Result, name: str, text: str) -> Refused | None:
    kind, _colon, key = name.partition(":")
    answered = _answered(result, key) if kind == "reply" else None
    if answered is None and key not in SUBJECTS:
        raise Http404(f"A report has no part that is called {key}.")
    field = answered.field if answered else key if key != WHOLE else ""
    try:
        if not text.strip():
            raise ValidationError(_("Nothing was written. Write your comment, then send it."))
        actions.comment(result, text, by=person(request), field=field, answers=answered)
    except ValidationError as error:
        return Refused(name, name_of(field or WHOLE), text, error.messages)
    return None


def _answered(result: Result, key: str) -> Comment:
    pk = int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0
    return get_object_or_404(Comment.objects.select_related("answers"), result=result, pk=pk)


def _block(request: HttpRequest) -> str:
    """The block of comments in which the button was pressed."""
    block = request.GET.get("block", "")
    return block if block in SUBJECTS else WHOLE


def _origin(request: HttpRequest, result: Result) -> str:
    """The page on which the comment was typed."""
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else reverse("report-review", args=[result.reference])


def _back(request: HttpRequest, result: Result) -> HttpResponse:
    return redirect(f"{_origin(request, result).partition('#')[0]}#comments-{_block(request)}")


def _refused(request: HttpRequest, result: Result, refused: list[Refused]) -> HttpResponse:
    context = {
        "section": "desk",
        "result": result,
        "refused": refused,
        "next": _origin(request, result),
        "stands_in": _block(request),
    }
    return render(request, "desk/review_comments.html", context)
