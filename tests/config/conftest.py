"""What the tests about signing in share: a phone with an authenticator app, and the shared cache with its limits."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.core.cache import cache

MOMENT = 7


@pytest.fixture
def phone(monkeypatch):
    """Shows the code of a key, at a moment that does not pass."""
    monkeypatch.setattr(auth, "yield_hotp_counters_from_time", lambda: iter([MOMENT]))
    return lambda key: auth.format_hotp_value(auth.hotp_value(key, MOMENT))


@pytest.fixture
def with_phone(publisher, phone):
    """A publisher who has set up her second factor, and the code that her phone shows."""
    key = auth.generate_totp_secret()
    auth.TOTP.activate(publisher, key)
    RecoveryCodes.activate(publisher)
    return publisher, phone(key)


@pytest.fixture
def limits(settings, db):
    """The cache that all processes share, in the table that the migrations made."""
    shared = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}
    settings.CACHES = settings.CACHES | {"default": shared}
    cache.clear()
