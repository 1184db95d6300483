"""What people say about a report while it is written and judged."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from countries.models import User
from indicators.models import Criterion
from results import gate
from results.actions.holding import hold_as_read, log
from results.models import Comment, Event, Evidence, Judgement, Result
from results.permissions import Act


@transaction.atomic
def comment(result: Result, text: str, *, by: User, field: str = "", answers: Comment | None = None) -> Comment:
    """Say something about a report, or answer a comment; raises PermissionDenied or ValidationError."""
    held = hold_as_read(result, None)
    with gate.admitted([held], by=by, act=Act.COMMENT):
        if answers is not None and answers.result_id != held.pk:
            raise ValidationError(_("This comment belongs to another report. Answer it there."))
        # A reply belongs to the first comment of its thread, whichever line of it was answered.
        first = (answers.answers or answers) if answers else None
        said = Comment(result=held, field=first.field if first else field, answers=first, text=text)
        said.version, said.by = held.version, by
        said.full_clean()
        said.save(force_insert=True)
        details = {"about": said.field, "comment": said.text, **({"answers": first.text} if first else {})}
        log([held], Event.Act.COMMENTED, by=by, details={held.pk: details})
    return said


@transaction.atomic
def resolve(said: Comment, *, by: User, resolved: bool = True) -> None:
    """Close the thread of a comment, or open it again; raises PermissionDenied."""
    held = hold_as_read(said.result, None)
    with gate.admitted([held], by=by, act=Act.COMMENT):
        first = said.answers or said
        first.resolved_by, first.resolved_at = (by, timezone.now()) if resolved else (None, None)
        first.save(update_fields=["resolved_by", "resolved_at"])
        if resolved:
            log([held], Event.Act.RESOLVED, by=by, details={held.pk: {"about": first.field, "comment": first.text}})


@transaction.atomic
def judge(
    result: Result,
    criterion: Criterion,
    *,
    by: User,
    is_met: bool,
    evidence: Evidence | None = None,
    note: str = "",
) -> None:
    """Tick a criterion with what shows it, or take the tick back; raises PermissionDenied or ValidationError."""
    held = hold_as_read(result, None)
    with gate.admitted([held], by=by, act=Act.JUDGE):
        if criterion.indicator_id != held.indicator_id or (evidence and evidence.result_id != held.pk):
            raise ValidationError(_("This criterion or evidence belongs to another report. Open the review again."))
        Judgement.objects.filter(result=held, criterion=criterion).delete()
        if is_met:
            tick = Judgement(result=held, criterion=criterion, evidence=evidence, note=note)
            tick.version, tick.by = held.version, by
            tick.full_clean()
            if not tick.evidence and not tick.note:
                raise ValidationError(_("Say what shows it: choose the evidence, or write where it is seen."))
            tick.save(force_insert=True)
        shown = str(evidence or note) if is_met else ""
        log([held], Event.Act.TICKED, by=by, details={held.pk: {"criterion": str(criterion), "shown_by": shown}})
