"""Who may do what with reports: one table, consulted by every path that reads or writes a working copy."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.models import Country, CountryRole, User
from countries.querysets import CountryQuerySet
from results.models import Result

Role = CountryRole.Role
State = Result.State


class Act(models.TextChoices):
    """What can be done with the working copy of a report, or with a period of reports."""

    READ = "read", gettext_lazy("read the working copy")
    WRITE = "write", gettext_lazy("write or change it")
    IMPORT = "import", gettext_lazy("write it from a sheet")
    TAKE_BACK = "take-back", gettext_lazy("take back what a sheet wrote")
    SUBMIT = "submit", gettext_lazy("send it in")
    RECALL = "recall", gettext_lazy("take it back before it is judged")
    COMMENT = "comment", gettext_lazy("comment on it")
    JUDGE = "judge", gettext_lazy("tick the criteria of its indicator")
    REASSIGN = "reassign", gettext_lazy("hand its review to somebody else")
    RETURN = "return", gettext_lazy("return it with a reason")
    APPROVE = "approve", gettext_lazy("approve it")
    PUBLISH = "publish", gettext_lazy("publish it")
    WITHDRAW = "withdraw", gettext_lazy("withdraw what is published")
    LOCK = "lock", gettext_lazy("lock and unlock periods")


# What a report is before it is written for the first time.
NEW = "new"
STATES: tuple[str, ...] = (NEW, *State.values)
_WRITABLE = frozenset({NEW, State.DRAFT, State.RETURNED, State.PUBLISHED, State.WITHDRAWN})
_EVERYBODY = frozenset(Role.values)
_REVIEWERS = frozenset({Role.NATIONAL_REVIEWER, Role.REGIONAL_REVIEWER, Role.PUBLISHER})
_UPPER_REVIEWERS = frozenset({Role.REGIONAL_REVIEWER, Role.PUBLISHER})


@dataclass(frozen=True)
class Right:
    """A row of the table: these roles may do this in these states; ``on_own``: also with what they wrote."""

    act: Act
    roles: frozenset[str]
    states: frozenset[str]
    on_own: bool = True


TABLE: tuple[Right, ...] = (
    Right(Act.READ, _EVERYBODY, frozenset(STATES)),
    Right(Act.WRITE, frozenset({Role.OFFICER}), _WRITABLE),
    Right(Act.IMPORT, frozenset({Role.ADMINISTRATOR}), _WRITABLE),
    Right(Act.TAKE_BACK, frozenset({Role.ADMINISTRATOR}), frozenset(State.values) - {State.APPROVED}),
    Right(Act.SUBMIT, frozenset({Role.OFFICER}), frozenset({State.DRAFT, State.RETURNED, State.WITHDRAWN})),
    Right(Act.RECALL, frozenset({Role.OFFICER}), frozenset({State.SUBMITTED})),
    Right(Act.COMMENT, _REVIEWERS | {Role.OFFICER}, frozenset(State.values)),
    Right(Act.JUDGE, _REVIEWERS, frozenset({State.SUBMITTED}), on_own=False),
    Right(Act.REASSIGN, _REVIEWERS, frozenset({State.SUBMITTED})),
    Right(Act.RETURN, _REVIEWERS, frozenset({State.SUBMITTED}), on_own=False),
    Right(Act.RETURN, _UPPER_REVIEWERS, frozenset({State.APPROVED}), on_own=False),
    Right(Act.APPROVE, _REVIEWERS, frozenset({State.SUBMITTED}), on_own=False),
    Right(Act.PUBLISH, frozenset({Role.PUBLISHER}), frozenset({State.APPROVED}), on_own=False),
    Right(Act.WITHDRAW, frozenset({Role.PUBLISHER}), frozenset(State.values)),
    Right(Act.LOCK, _UPPER_REVIEWERS | {Role.ADMINISTRATOR}, frozenset()),
)


def allows(role: str, act: str, state: str, *, is_own: bool) -> bool:
    """One cell of the table."""
    return any(
        right.act == act and role in right.roles and state in right.states and (right.on_own or not is_own)
        for right in TABLE
    )


def roles_for(act: str) -> frozenset[str]:
    """The roles that may do something in one state or another."""
    return frozenset(role for right in TABLE if right.act == act for role in right.roles)


def state_of(result: Result) -> str:
    """The state of a report as the table names it."""
    return NEW if result._state.adding else result.state


def is_own(user: User, result: Result) -> bool:
    """Whether this person wrote the report or was the last to change it."""
    return user.pk in (result.created_by_id, result.changed_by_id)


def may_in(user: User | AnonymousUser, act: str, country: Country) -> bool:
    """Whether a person may do something with reports of a country, in one state or another."""
    return isinstance(user, User) and bool(user.roles_in(country) & roles_for(act))


def may_anywhere(user: User | AnonymousUser, act: str) -> bool:
    """Whether a person may do something with reports of at least one country."""
    if not isinstance(user, User):
        return False
    held = {role.role for role in user.held_roles}
    return bool(held & roles_for(act)) or (user.is_administrator and Role.ADMINISTRATOR in roles_for(act))


def may(user: User | AnonymousUser, act: str, result: Result) -> bool:
    """Whether a person may do something with this report as it stands."""
    return isinstance(user, User) and refusal(user, act, result) is None


def refusal(user: User, act: str, result: Result) -> str | None:
    """Why a person may not do something with this report, as a sentence; None where she may."""
    roles = user.roles_in(result.country)
    state, hers = state_of(result), not result._state.adding and is_own(user, result)
    if any(allows(role, act, state, is_own=hers) for role in roles):
        return None
    if not roles & roles_for(act):
        return _("You do not have the right to %(act)s for %(country)s. Ask an administrator for the role.") % {
            "act": Act(act).label,
            "country": result.country,
        }
    if any(allows(role, act, state, is_own=False) for role in roles):
        return _own(act) % {"reference": result.reference}
    return _wrong_state(result) % {"reference": result.reference}


def _own(act: str) -> str:
    if act == Act.PUBLISH:
        return _("%(reference)s was written or last changed by you. Somebody else has to publish it.")
    return _("%(reference)s was written or last changed by you. Somebody else has to judge it.")


def _wrong_state(result: Result) -> str:
    """What has to happen first, by the state the report is in."""
    sentences = {
        NEW: _("This report is not stored yet. Save it first."),
        State.DRAFT: _("%(reference)s is a draft: it cannot be judged yet. It has to be sent in and approved first."),
        State.SUBMITTED: _(
            "%(reference)s has been sent in and is being judged. To change it, take it back or ask for its return."
        ),
        State.RETURNED: _("%(reference)s has been returned to its author. It has to be sent in again first."),
        State.APPROVED: _("%(reference)s is approved. To change it, ask whoever publishes it to return it."),
        State.PUBLISHED: _("%(reference)s is published. Change it and send it in to publish a new version."),
        State.WITHDRAWN: _("%(reference)s is withdrawn. It has to be sent in and approved again first."),
    }
    return sentences[state_of(result)]


def require(user: User, act: str, result: Result) -> None:
    """Refuse what is not allowed, with the reason; raises PermissionDenied."""
    if reason := refusal(user, act, result):
        raise PermissionDenied(reason)


def countries_open_to(user: User | AnonymousUser, act: str) -> CountryQuerySet:
    """The countries in which a person may do something."""
    roles = roles_for(act)
    if isinstance(user, User) and user.is_administrator and Role.ADMINISTRATOR in roles:
        return Country.objects.all()
    return Country.objects.with_role(user, sorted(roles))


def reviewer_may_approve() -> models.Exists:
    """Whether whoever a report was handed to may still judge it, as a condition on reports that were sent in.

    People leave, lose a role, or become authors themselves; a report handed to them then waits for everybody.
    """
    here = Q(country=OuterRef("country")) | Q(region=OuterRef("country__region"))
    everywhere = Q(country__isnull=True, region__isnull=True)
    hers = Q(user=OuterRef("created_by")) | Q(user=OuterRef("changed_by"))
    held = CountryRole.objects.filter(here | everywhere, ~hers, role__in=roles_for(Act.APPROVE), user__is_active=True)
    return models.Exists(held.filter(user=OuterRef("reviewer")))


def may_lock_everywhere(user: User | AnonymousUser) -> bool:
    """Whether a person may lock a biennium, which binds all countries."""
    if not isinstance(user, User):
        return False
    return user.is_administrator or any(r.is_everywhere and r.role in roles_for(Act.LOCK) for r in user.held_roles)


def require_periods(user: User, country: Country | None) -> None:
    """Refuse whoever may not lock a year of this country, or (None) a biennium everywhere; raises PermissionDenied."""
    if may_lock_everywhere(user) if country is None else may_in(user, Act.LOCK, country):
        return
    raise PermissionDenied(_("You do not have the right to lock or unlock this period. Ask an administrator."))
