"""The application's own settings, with what a test run needs before they are read."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-0123456789-0123456789-0123456789-0123456789")
os.environ.setdefault("HTTPS", "0")
os.environ.setdefault("WORKERS", "0")
os.environ.setdefault("DATABASE_URL", "sqlite:///var/tests.sqlite3")

from config.settings import *  # noqa: F403 - the settings under test

# Hashing a password takes a tenth of a second by design; tests sign in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A page kept from one test would be shown in the next; tests/results/test_remembering.py keeps its own.
# Without the shared cache sign-in has no limits; tests/config/test_limits.py brings it back.
CACHES = {alias: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for alias in ("default", "pages")}
# tests/config/test_second_factor.py switches it on.
SECOND_FACTOR_REQUIRED = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):  # noqa: F405 - from the settings above
    # A pool would hold the test database open when it is to be dropped.
    DATABASES["default"]["OPTIONS"] = {}  # noqa: F405 - from the settings above
# Tests arrange their data with the door open (tests/conftest.py); every request meets it shut, as in production.
MIDDLEWARE = ["tests.shut_gate.ShutGateMiddleware", *MIDDLEWARE]  # noqa: F405 - from the settings above
# Nothing is collected for a test run; what the middleware looks through at its start has to be there all the same.
STATIC_ROOT = BASE_DIR / "static"  # noqa: F405 - from the settings above
