"""Who may sign in at all."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from countries.models import User


class RoleBackend(ModelBackend):
    """Signs people in by e-mail address and password; the demonstration's accounts only in the demonstration."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        if isinstance(user, User) and user.is_demo and settings.IS_PRODUCTION:
            return False
        return super().user_can_authenticate(user)


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
