"""Approving several reports at once: each by its own rules, in a transaction of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from countries.models import User
from results import actions, checks, locks, permissions
from results.actions.reviewing import criteria_left
from results.checks import Surroundings
from results.desk.opening import at_the_desk, person
from results.desk.overseeing.owed import waiting_for
from results.listing import page_of
from results.models import Result
from results.permissions import Act


@dataclass(frozen=True)
class Waiting:
    """A report on the list, with what keeps it from being approved ("" where nothing does)."""

    result: Result
    obstacle: str


@dataclass(frozen=True)
class Outcome:
    """What became of one ticked report: approved, or the sentences that say why not."""

    reference: str
    reasons: list[str]


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def approve_several(request: HttpRequest) -> HttpResponse:
    """The reports that wait for my judgement; on POST, the ticked ones are approved, each as it was read."""
    user = person(request)
    if not permissions.may_anywhere(user, Act.APPROVE):
        raise PermissionDenied(
            _("Reviewers and publishers approve reports. Ask an administrator for the role you need.")
        )
    ticked = request.POST.getlist("report") if request.method == "POST" else []
    outcomes = _approve(ticked, user)
    reports = waiting_for(user).filter(state=Result.State.SUBMITTED).with_everything()
    page = page_of(request, reports)
    context = {
        "section": "desk",
        "page": page,
        "lines": _lines(list(page.object_list), user),
        "is_answer": request.method == "POST",
        "approved": [outcome.reference for outcome in outcomes if not outcome.reasons],
        "refused": [outcome for outcome in outcomes if outcome.reasons],
    }
    return render(request, "desk/approve_several.html", context)


def _approve(ticked: Sequence[str], user: User) -> list[Outcome]:
    """Approve reports given as "reference:version"; those she may not even read are told from none at all by nobody."""
    read = dict(tick.rpartition(":")[::2] for tick in ticked)
    found = {r.reference: r for r in Result.objects.visible_to(user).filter(reference__in=read)}
    return [
        Outcome(reference, _approve_one(found[reference], version, user))
        for reference, version in read.items()
        if reference in found
    ]


def _approve_one(result: Result, version: str, user: User) -> list[str]:
    """Approve one report; gives back why not."""
    read = int(version) if version.isascii() and version.isdigit() else 0
    try:
        actions.approve(result, by=user, version=read)
    except actions.Conflict as conflict:
        return [
            _("%(person)s changed it after you opened this list. Read it again first.")
            % {"person": conflict.theirs.changed_by}
        ]
    except actions.NotReady as error:
        return [finding.sentence for found in error.findings.values() for finding in found]
    except PermissionDenied as error:
        return [str(error)]
    except ValidationError as error:
        return list(error.messages)
    return []


def _lines(results: Sequence[Result], user: User) -> list[Waiting]:
    """The reports with what keeps each from being approved; locks and criteria are read once for all."""
    around = Surroundings.at(localdate())
    locked, left = locks.covering(results, by=user), criteria_left(results)
    return [
        Waiting(r, locked.get(r.pk) or _obstacle(len(checks.findings(r, around)), len(left[r.pk]))) for r in results
    ]


def _obstacle(found: int, unticked: int) -> str:
    if found:
        return ngettext(
            "%(count)s finding of the checks has to be mended first.",
            "%(count)s findings of the checks have to be mended first.",
            found,
        ) % {"count": found}
    if unticked:
        return ngettext(
            "%(count)s criterion of its indicator has to be ticked first.",
            "%(count)s criteria of its indicator have to be ticked first.",
            unticked,
        ) % {"count": unticked}
    return ""
