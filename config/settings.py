"""All settings, read from the environment (docs/settings.md lists every one)."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from config import environment
from config.mail import *  # noqa: F403 - settings of their own, which none below refers to
from config.sign_in import *  # noqa: F403 - as above
from config.uploads import *  # noqa: F403 - as above

BASE_DIR, env = environment.BASE_DIR, environment.env
DEMO: bool = environment.DEMO
DEBUG: bool = environment.DEBUG
IS_PRODUCTION: bool = environment.IS_PRODUCTION

DEMO_SECRET_KEY = "demo-only-key-that-a-start-for-production-refuses-0123456789"  # noqa: S105 - public on purpose
DEMO_EMAIL_DOMAIN = "demo.waymark.example"
SECRET_KEY = env("SECRET_KEY", default="" if IS_PRODUCTION else DEMO_SECRET_KEY)
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Put a random text of 50 characters or more into the environment or .env; "
        "for a look around, run `make demo` instead."
    )
if IS_PRODUCTION and SECRET_KEY == DEMO_SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is the demonstration's key, which is public. "
        "Set SECRET_KEY to a random text of 50 characters or more."
    )

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
INTERNAL_IPS = ["127.0.0.1"]

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "countries",
    "sdg_links",
    "indicators",
    "results",
    "modelsearch",
    "import_export",
    "django_filters",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks_db",
    "config.apps.WaymarkAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.second_factor.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context_processors.site",
            ],
        },
    }
]
# Dates in full words, the day first, as reports print them.
FORMAT_MODULE_PATH = "config.formats"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# One address says which database: sqlite:///path or postgres://user:password@host/name.
DATABASES: dict[str, Any] = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'waymark.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers queue instead of failing: with the default mode, 755 of 1,200 contended writes were "locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000; "
        # INSERT OR REPLACE deletes rows too; only so do the triggers that protect publications hear of it.
        "PRAGMA recursive_triggers=ON;",
    }
else:
    # A new connection a request would cost nine tenths of the throughput.
    DATABASES["default"]["OPTIONS"] = {
        "pool": {
            "min_size": env.int("DATABASE_POOL_MIN", default=1),
            "max_size": env.int("DATABASE_POOL_MAX", default=8),
        }
    }
    # After a restart of the database the pool would hand out each of its dead connections once.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

MODELSEARCH_BACKENDS = {
    "default": {
        "BACKEND": env("SEARCH_BACKEND", default="modelsearch.backends.database"),
        # Texts come in every language; they are folded by results/search.py before they are indexed.
        "SEARCH_CONFIG": "simple",
        **env.json("SEARCH_OPTIONS", default={}),
    }
}

CACHES = {
    # Shared by all processes and machines: what limits sign-in. Its table comes with the migrations of config.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Pages kept for readers without a session (results/remembering.py), in each process of its own.
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 500}},
}

# The address under which people reach this site: what links in mails begin with.
SITE_URL = env("SITE_URL", default="http://localhost:8000")
# Mail and the like go out after the answer: from a queue in the database that workers empty, or (without workers) at
# once in the same process.
HAS_WORKERS = env.bool("WORKERS", default=IS_PRODUCTION)
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if HAS_WORKERS
        else "django.tasks.backends.immediate.ImmediateBackend"
    }
}
# A worker says every so many seconds that it lives. The work of one that falls silent is done again.
WORKER_BEAT = env.float("WORKER_BEAT", default=5.0)
# From this hour on (0 to 23, in TIME_ZONE) the first worker that is free does the work of the night.
NIGHTLY_HOUR = env.int("NIGHTLY_HOUR", default=2)

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ru", "Русский"),
    ("ar", "العربية"),
]
# Labels (countries, topics, indicators) can be entered in these; reports may be written in any of them.
TEXT_LANGUAGES = [
    ("en", _("English")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("ru", _("Russian")),
    ("ar", _("Arabic")),
    ("zh", _("Chinese")),
    ("pt", _("Portuguese")),
    ("tg", _("Tajik")),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env("TIME_ZONE", default="UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A demonstration runs over plain http on one machine; everything else only over https.
IS_HTTPS = env.bool("HTTPS", default=IS_PRODUCTION)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
if IS_HTTPS:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The last address in X-Forwarded-For is the one the proxy saw; sign-in is limited by it.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
SESSION_COOKIE_AGE = 12 * 60 * 60

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}

# The organisation whose reports these are, in the name it uses for itself.
ORGANISATION_NAME = env("ORGANISATION_NAME", default="ILO")
