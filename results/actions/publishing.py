"""Letting readers see a report, and taking it away from them."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from countries.models import User
from results import checks, gate, publishing
from results.actions.holding import hold, hold_as_read, log, move, read_reason
from results.actions.problems import NotReady
from results.models import Event, Publication, Result
from results.permissions import Act


def publish(result: Result, *, by: User, at: datetime | None = None, version: int | None = None) -> Publication:
    """Publish an approved report as its next version; raises PermissionDenied, Conflict or NotReady."""
    with transaction.atomic():
        hold_as_read(result, version)
        return publish_many([result], by=by, at=at)[0]


@transaction.atomic
def publish_many(results: Sequence[Result], *, by: User, at: datetime | None = None) -> list[Publication]:
    """Publish approved reports, all of them or none; each supersedes its version before.

    ``at`` is the moment of publication, now unless it is given. Raises PermissionDenied or NotReady.
    """
    found_by_key = hold(result.pk for result in results).with_everything().in_bulk()
    held = [found_by_key[result.pk] for result in results]
    moment = at or timezone.now()
    with gate.admitted(held, by=by, act=Act.PUBLISH):
        around = checks.Surroundings.at(timezone.localdate())
        found = {result.reference: many for result in held if (many := checks.findings(result, around))}
        if found:
            raise NotReady(found)
        publications = publishing.publish(held, by=by, at=moment, around=around)
        move(held, Result.State.PUBLISHED, by=by, at=moment)
        numbers = {p.result_id: {"publication": p.number} for p in publications}
        log(held, Event.Act.PUBLISHED, by=by, details=numbers)
    return publications


@transaction.atomic
def withdraw(result: Result, *, by: User, reason: str) -> None:
    """Take the current version of a report away from readers; raises PermissionDenied or ValidationError."""
    held, moment = hold_as_read(result, None), timezone.now()
    with gate.admitted([held], by=by, act=Act.WITHDRAW):
        reason = read_reason(reason, _("Say why the record is withdrawn: its address will show the reason."))
        if not publishing.withdraw([held], by=by, at=moment, reason=reason):
            raise ValidationError(_("%(reference)s is not published.") % {"reference": held.reference})
        # Where a new version is being written, its author goes on with it.
        if held.state == Result.State.PUBLISHED:
            move([held], Result.State.WITHDRAWN, by=by, reason=reason, at=moment)
        log([held], Event.Act.WITHDRAWN, by=by, details={held.pk: {"reason": reason}})
