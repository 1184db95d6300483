"""What follows once a report was sent from its form: saved, wrong, to be decided on, or refused with the text kept."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from results import permissions
from results.desk.keeping import work
from results.desk.keeping.showing import texts
from results.desk.keeping.tabs import version_of
from results.desk.opening import person
from results.desk.writing import posting
from results.desk.writing.around import Around
from results.desk.writing.conflicts import Changes, clashes
from results.desk.writing.saving import Saving
from results.desk.writing.sections import WHOLE, Section, section_address
from results.desk.writing.showing import Page, around_place
from results.models import Result, UnsavedWork
from results.permissions import Act

_CHOICE = "keep-"


def asks_for_more(data: QueryDict, sections: Sequence[Section], around: Around) -> bool:
    """Whether the form asks for the page again instead of being saved: with one more row, a suggested link, or the
    lists and suggestions for what is typed now. What it asks for is put into ``data``.
    """
    parts = [name for section in sections for name in section.parts]
    wanted, code = data.get("add", ""), data.get("suggested", "")
    if wanted in parts:
        posting.add_row(data, wanted, {"is_public": "on"} if wanted == "evidence" else None)
    elif code and (target := around.vocabularies.target_by_code(code)):
        posting.fill_row(data, "sdg_links", {"link": f"t{target.pk}"})
    elif "look" not in data:
        return False
    posting.add_waiting_rows(data, parts, around)
    return True


def choices_in(data: QueryDict) -> dict[str, str]:
    """What somebody decided to keep of the pieces that two people changed."""
    return {name.removeprefix(_CHOICE): str(data[name]) for name in data if name.startswith(_CHOICE)}


def saved(request: HttpRequest, saving: Saving, place: str) -> HttpResponse:
    """Say so, and go where the button leads."""
    result = saving.draft.result
    work.forget(person(request), result, place, request.POST.get("tab", ""))
    messages.success(request, _("Saved.") if saving.is_changed else _("Everything was saved already."))
    for sentence in _news(saving):
        messages.info(request, sentence)
    return redirect(_next(result, place, request.POST.get("then", "")))


def wrong(request: HttpRequest, saving: Saving, place: str) -> HttpResponse:
    """The form again, with what is wrong beside its field."""
    for sentence in _news(saving):
        messages.info(request, sentence)
    unsaved = _kept(request, saving.draft.result, place)
    return Page(saving.draft, place, unsaved, is_judged=True).answer(request, status=422)


def undecided(request: HttpRequest, saving: Saving, place: str) -> HttpResponse:
    """What two people changed in the same place, side by side; the choice sends everything once more."""
    draft, stored, together = saving.draft, saving.stored, saving.merge
    assert stored is not None  # noqa: S101 - there is nothing to decide without it
    assert together is not None  # noqa: S101 - the same
    unsaved = _kept(request, stored, place)
    changes, choices = Changes(stored, draft.version), choices_in(request.POST)
    context = {
        "section": "desk",
        "place": place,
        "result": stored,
        "clashes": clashes(together, changes, choices, draft.around.vocabularies),
        "news": changes.told(together.taken_over),
        "is_again": "seen" in request.POST,
        "unsaved": unsaved,
        "version": version_of(request.POST),
        "typed": [
            (name, value)
            for name, values in work.worth_keeping(draft.data).items()
            for value in values
            if name != "seen" and not name.startswith(_CHOICE)
        ],
    }
    return render(request, "desk/report_conflict.html", context, status=409)


def refused(request: HttpRequest, result: Result, place: str, refusal: PermissionDenied) -> HttpResponse:
    """Keep what was typed by somebody who may write here, only not now, and show it with the reason.

    Raises PermissionDenied for anybody else.
    """
    if not permissions.may_in(person(request), Act.WRITE, result.country):
        raise refusal
    unsaved = _kept(request, result, place) or UnsavedWork(data=work.worth_keeping(request.POST))
    return shut(request, result, str(refusal), unsaved)


def shut(request: HttpRequest, result: Result, reason: str, unsaved: UnsavedWork | None) -> HttpResponse:
    """Why the report cannot be written now, with what she had typed and not saved."""
    context = {
        "section": "desk",
        "result": result,
        "reason": reason,
        "unsaved": unsaved,
        "texts": texts(unsaved) if unsaved else [],
        "may_recall": permissions.may(person(request), Act.RECALL, result),
    }
    return render(request, "desk/report_shut.html", context, status=403)


def _kept(request: HttpRequest, result: Result, place: str) -> UnsavedWork | None:
    """What was typed, kept until it is saved."""
    posted = request.POST
    return work.keep(person(request), result, place, posted.get("tab", ""), posted, version_of(posted)).unsaved


def _news(saving: Saving) -> list[str]:
    """What others changed meanwhile and was taken over, in sentences."""
    if not saving.stored or not saving.taken_over:
        return []
    return Changes(saving.stored, saving.since).told(saving.taken_over)


def _next(result: Result, place: str, then: str) -> str:
    """The page that a button leads to."""
    if then == "submit":
        return reverse("report-submit", args=[result.reference])
    section = around_place(place).get(then)
    if section:
        return section_address(result, section.key)
    if WHOLE in (place, then):
        return reverse("report-write", args=[result.reference])
    return section_address(result, place)
