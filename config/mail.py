"""How mail leaves: one address in the environment becomes what Django wants to know."""

from typing import Any

from config.environment import IS_PRODUCTION, env

_OPTIONS = {
    "EMAIL_HOST": "host",
    "EMAIL_PORT": "port",
    "EMAIL_HOST_USER": "username",
    "EMAIL_HOST_PASSWORD": "password",
    "EMAIL_USE_TLS": "use_tls",
    "EMAIL_USE_SSL": "use_ssl",
}


def mailer(parsed: dict[str, Any]) -> dict[str, Any]:
    """One of Django's MAILERS from what django-environ makes of smtp+tls://user:password@host:587 and the like."""
    if parsed["EMAIL_BACKEND"].endswith("console.EmailBackend"):
        return {"BACKEND": "config.console_mail.ReadableConsole"}
    if not parsed["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
        return {"BACKEND": parsed["EMAIL_BACKEND"]}
    options = {name: parsed[key] for key, name in _OPTIONS.items() if parsed.get(key)}
    return {"BACKEND": parsed["EMAIL_BACKEND"], "OPTIONS": {"timeout": 10, **options}}


MAILERS = {
    "default": mailer(env.email_url("EMAIL_URL", default="smtp://localhost:25" if IS_PRODUCTION else "consolemail://"))
}
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Waymark <waymark@localhost>")
