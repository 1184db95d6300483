"""Who may sign in at all, and who with a second factor."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from countries.models import CountryRole, User

# Whoever decides what the world reads, or who may decide it.
ROLES_WITH_SECOND_FACTOR = {CountryRole.Role.PUBLISHER.value, CountryRole.Role.ADMINISTRATOR.value}


class RoleBackend(ModelBackend):
    """Signs people in by e-mail address and password; the demonstration's accounts only in the demonstration."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        return isinstance(user, User) and may_sign_in(user)


def may_sign_in(user: User) -> bool:
    """Whether this account opens anything, by whatever way its owner comes."""
    return user.is_active and not (user.is_demo and settings.IS_PRODUCTION)


def needs_second_factor(user: User | AnonymousUser) -> bool:
    """Whether this person's roles ask for a second factor."""
    if not isinstance(user, User):
        return False
    return user.is_superuser or any(held.role in ROLES_WITH_SECOND_FACTOR for held in user.held_roles)


def has_second_factor(user: User | AnonymousUser) -> bool:
    """Whether this person signs in with a code of an authenticator app too."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists())


def refuse_demo_accounts_in_production() -> None:
    """Stop a production server whose database holds the demonstration's accounts; raises ImproperlyConfigured."""
    if not settings.IS_PRODUCTION:
        return
    try:
        has_demo_accounts = User.objects.filter(email__endswith="@" + settings.DEMO_EMAIL_DOMAIN).exists()
    except DatabaseError:
        # The database is not there yet or not migrated: nothing can be signed in to, and /health/ says so.
        return
    if has_demo_accounts:
        raise ImproperlyConfigured(
            "This database holds the demonstration's accounts, whose passwords are public. "
            "Start production on a database of its own (DATABASE_URL), or run `make demo` for the demonstration."
        )
