"""Who may do what with results: one table, consulted by every path that reads or writes a working copy."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

from countries.models import Country, CountryRole, User
from countries.querysets import CountryQuerySet
from results.models import Result

Role = CountryRole.Role


class Act(models.TextChoices):
    """What can be done with the working copy of a result."""

    READ = "read", _("read the working copy")
    WRITE = "write", _("write or change it")
    IMPORT = "import", _("write it from a sheet")
    PUBLISH = "publish", _("publish it")
    WITHDRAW = "withdraw", _("withdraw what is published")


RIGHTS: dict[str, frozenset[str]] = {
    Act.READ: frozenset({Role.OFFICER, Role.PUBLISHER, Role.ADMINISTRATOR}),
    Act.WRITE: frozenset({Role.OFFICER}),
    Act.IMPORT: frozenset({Role.ADMINISTRATOR}),
    Act.PUBLISH: frozenset({Role.PUBLISHER}),
    Act.WITHDRAW: frozenset({Role.PUBLISHER}),
}
# Nobody passes judgement on what she wrote or last changed herself.
NEVER_ON_ONES_OWN = frozenset({Act.PUBLISH})


def is_own(user: User, result: Result) -> bool:
    """Whether this person wrote the report or was the last to change it."""
    return user.pk in (result.created_by_id, result.changed_by_id)


def may_in(user: User | AnonymousUser, act: str, country: Country) -> bool:
    """Whether a person may do something with reports of a country that are not her own."""
    return isinstance(user, User) and bool(user.roles_in(country) & RIGHTS[act])


def may_anywhere(user: User | AnonymousUser, act: str) -> bool:
    """Whether a person may do something with reports of at least one country."""
    if not isinstance(user, User):
        return False
    held = {role.role for role in user.held_roles}
    return bool(held & RIGHTS[act]) or (user.is_administrator and Role.ADMINISTRATOR in RIGHTS[act])


def may(user: User | AnonymousUser, act: str, result: Result) -> bool:
    """Whether a person may do something with this report."""
    if not may_in(user, act, result.country):
        return False
    return not (act in NEVER_ON_ONES_OWN and isinstance(user, User) and is_own(user, result))


def countries_open_to(user: User | AnonymousUser, act: str) -> CountryQuerySet:
    """The countries in which a person may do something."""
    roles = RIGHTS[act]
    if isinstance(user, User) and user.is_administrator and Role.ADMINISTRATOR in roles:
        return Country.objects.all()
    return Country.objects.with_role(user, sorted(roles))


def require(user: User, act: str, result: Result) -> None:
    """Refuse what is not allowed, with the reason; raises PermissionDenied."""
    if may(user, act, result):
        return
    if may_in(user, act, result.country):
        raise PermissionDenied(
            _("%(reference)s was written or last changed by you. Somebody else has to publish it.")
            % {"reference": result.reference}
        )
    raise PermissionDenied(
        _("You do not have the right to %(act)s for %(country)s. Ask an administrator for the role.")
        % {"act": Act(act).label, "country": result.country}
    )
