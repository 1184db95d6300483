"""What a person may do next with a report she reads, and why not the rest."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from countries.models import User
from results import locks, permissions
from results.models import Publication, Result
from results.permissions import Act

State = Result.State


@dataclass(frozen=True)
class Decisions:
    """The acts that are open to a person now, and the sentence that says why others are not ("" if all are)."""

    open: frozenset[str]
    obstacle: str = ""
    next_number: int = 1

    @property
    def may_judge(self) -> bool:
        return Act.JUDGE in self.open

    @property
    def may_approve(self) -> bool:
        return Act.APPROVE in self.open

    @property
    def may_publish(self) -> bool:
        """Whether she may publish it, at once or in the same step as she approves it."""
        return Act.PUBLISH in self.open

    @property
    def may_return(self) -> bool:
        return Act.RETURN in self.open

    @property
    def may_reassign(self) -> bool:
        return Act.REASSIGN in self.open

    @property
    def may_withdraw(self) -> bool:
        return Act.WITHDRAW in self.open


def decisions_on(result: Result, user: User, *, blocking: int, unticked: int) -> Decisions:
    """What this person may do with a report in which so many findings block and so many criteria are not ticked."""
    numbers = list(Publication.objects.filter(result=result).values_list("number", "superseded_at", "withdrawn_at"))
    next_number = max((number for number, *_ended in numbers), default=0) + 1
    if locked := locks.covering([result], by=user).get(result.pk):
        return Decisions(frozenset(), locked, next_number)
    acts = {act for act in (Act.JUDGE, Act.REASSIGN, Act.RETURN) if permissions.may(user, act, result)}
    if any(superseded is None and withdrawn is None for _number, superseded, withdrawn in numbers):
        acts |= {Act.WITHDRAW} if permissions.may(user, Act.WITHDRAW, result) else set()
    step = Act.PUBLISH if result.state == State.APPROVED else Act.APPROVE
    obstacle = permissions.refusal(user, step, result) or _unready(step, blocking, unticked)
    if not obstacle:
        acts |= {step} | ({Act.PUBLISH} if _may_publish_once_approved(user, result) else set())
    return Decisions(frozenset(acts), obstacle, next_number)


def _unready(step: str, blocking: int, unticked: int) -> str:
    """What has to be done in the report itself before the next step."""
    if blocking:
        return _("What must be mended (see the findings) keeps it from going further. Return it to its author.")
    if unticked and step == Act.APPROVE:
        return _("It can be approved once every criterion of its indicator is ticked.")
    return ""


def _may_publish_once_approved(user: User, result: Result) -> bool:
    own = permissions.is_own(user, result)
    roles = user.roles_in(result.country)
    return any(permissions.allows(role, Act.PUBLISH, State.APPROVED, is_own=own) for role in roles)
