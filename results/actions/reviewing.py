"""The way of a report from its author to its reviewers and back."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from countries.models import User
from indicators.models import Criterion
from results import checks, gate, permissions
from results.actions.holding import hold, hold_as_read, log, move, read_reason
from results.actions.problems import NotReady
from results.models import Event, Judgement, Result
from results.permissions import Act

State = Result.State


@transaction.atomic
def submit(result: Result, *, by: User, version: int | None = None) -> None:
    """Send a report in; raises PermissionDenied, Conflict, or NotReady where a blocking check finds something."""
    hold_as_read(result, version)
    submit_many([result], by=by)
    result.refresh_from_db()


@transaction.atomic
def submit_many(results: Sequence[Result], *, by: User, act: str = Act.SUBMIT) -> None:
    """Send reports in, all of them or none; ``act`` is Act.IMPORT where a sheet brings them in as sent."""
    held = list(hold(result.pk for result in results).with_everything())
    with gate.admitted(held, by=by, act=act):
        around = checks.Surroundings.at(timezone.localdate())
        found = {result.reference: many for result in held if (many := checks.findings(result, around))}
        if found:
            raise NotReady(found)
        move(held, State.SUBMITTED, by=by)
        log(held, Event.Act.SUBMITTED, by=by)


@transaction.atomic
def recall(result: Result, *, by: User) -> None:
    """Take a report back to change it before it is judged; raises PermissionDenied."""
    held = hold_as_read(result, None)
    with gate.admitted([held], by=by, act=Act.RECALL):
        move([held], State.DRAFT, by=by)
        log([held], Event.Act.RECALLED, by=by)


@transaction.atomic
def send_back(result: Result, *, by: User, reason: str, version: int | None = None) -> None:
    """Return a report to its author; raises PermissionDenied, Conflict, or ValidationError without a reason."""
    held = hold_as_read(result, version)
    with gate.admitted([held], by=by, act=Act.RETURN):
        reason = read_reason(reason, _("Say what has to change: the author reads it at the head of her report."))
        move([held], State.RETURNED, by=by, reason=reason)
        log([held], Event.Act.RETURNED, by=by, details={held.pk: {"reason": reason}})


def approve(result: Result, *, by: User, version: int | None = None) -> None:
    """Approve a report as it was read; raises PermissionDenied, Conflict, NotReady, or ValidationError."""
    with transaction.atomic():
        hold_as_read(result, version)
        approve_many([result], by=by)


@transaction.atomic
def approve_many(results: Sequence[Result], *, by: User) -> None:
    """Approve reports, all of them or none, each by its own rules: its checks, and the criteria of its indicator."""
    held = list(hold(result.pk for result in results).with_everything())
    with gate.admitted(held, by=by, act=Act.APPROVE):
        around = checks.Surroundings.at(timezone.localdate())
        found = {result.reference: many for result in held if (many := checks.findings(result, around))}
        if found:
            raise NotReady(found)
        left = criteria_left(held)
        if sentences := [_unjudged(result, left[result.pk]) for result in held if left[result.pk]]:
            raise ValidationError(sentences)
        move(held, State.APPROVED, by=by)
        log(held, Event.Act.APPROVED, by=by)


def criteria_left(results: Sequence[Result]) -> dict[int, list[Criterion]]:
    """By primary key of the report, the criteria of its indicator that nobody has ticked; in two queries.

    A tick whose evidence was taken away shows nothing any more, so it does not count.
    """
    wanted = criteria_of(results)
    shown = Judgement.objects.filter(result__in=results).exclude(evidence=None, note="")
    ticked = set(shown.values_list("result", "criterion")) if wanted else set()
    return {r.pk: [c for c in wanted.get(r.indicator_id or 0, []) if (r.pk, c.pk) not in ticked] for r in results}


def criteria_of(results: Sequence[Result]) -> dict[int, list[Criterion]]:
    """The criteria of the indicators of reports, by primary key of the indicator; those without any are left out."""
    found: dict[int, list[Criterion]] = {}
    for criterion in Criterion.objects.filter(indicator__in={r.indicator_id for r in results if r.indicator_id}):
        found.setdefault(criterion.indicator_id, []).append(criterion)
    return found


def _unjudged(result: Result, left: list[Criterion]) -> str:
    return _("%(reference)s: tick the criteria of indicator %(code)s first; not ticked: %(criteria)s") % {
        "reference": result.reference,
        "code": result.indicator.code if result.indicator else "",
        "criteria": "; ".join(str(criterion) for criterion in left),
    }


@transaction.atomic
def reassign(result: Result, *, to: User, by: User, note: str = "") -> None:
    """Hand the review of a report to somebody who may approve it; raises PermissionDenied or ValidationError."""
    held = hold_as_read(result, None)
    with gate.admitted([held], by=by, act=Act.REASSIGN):
        if not permissions.may(to, Act.APPROVE, held):
            raise ValidationError(
                _("%(person)s may not approve %(reference)s. Choose a reviewer of %(country)s who did not write it.")
                % {"person": to, "reference": held.reference, "country": held.country}
            )
        said = {"reason": read_reason(note, "")} if note.strip() else {}
        Result.objects.filter(pk=held.pk).update(reviewer=to)
        held.reviewer = to
        log([held], Event.Act.REASSIGNED, by=by, details={held.pk: {"to": str(to), **said}})
