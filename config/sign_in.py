"""How people sign in: the settings of django-allauth, which config/settings.py takes over as they stand here.

Accounts are made by administrators (nobody signs herself up) and are known by the e-mail address of the person alone;
allauth's own table of addresses stays empty, so an address that was changed opens nothing any more.
"""

from typing import Any

from config.environment import IS_PRODUCTION, env

AUTH_USER_MODEL = "countries.User"
AUTHENTICATION_BACKENDS = ["countries.authentication.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "overview"

ACCOUNT_ADAPTER = "config.sign_in_rules.AccountRules"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# The form shows a password because of this; whether anybody may sign up, config/sign_in_rules.py says.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Waymark: "
# The sign-in page is also where somebody without a role is told so.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a class
# Always as long as SESSION_COOKIE_AGE; nobody is asked whether to be remembered.
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    # Wrong passwords and wrong codes: from one place, and for one account wherever they come from.
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
}

# Whether publishers and administrators need one (config/second_factor.py).
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=IS_PRODUCTION)
MFA_ADAPTER = "config.sign_in_rules.SecondFactorRules"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Waymark"
# An address is verified by the administrator who made the account and by the link that she sent.
MFA_ALLOW_UNVERIFIED_EMAIL = True

SOCIALACCOUNT_ADAPTER = "config.sign_in_rules.DirectoryRules"
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
# A form would be kept by the content security policy from leaving for the directory; a link is not.
SOCIALACCOUNT_LOGIN_ON_GET = True


def providers(
    *, name: str, server_url: str, client_id: str, client_secret: str, vouches_for_addresses: bool
) -> dict[str, Any]:
    """The organisation's own directory in the form allauth wants it; nothing where there is none."""
    if not server_url:
        return {}
    settings = {"server_url": server_url, "verified_email": vouches_for_addresses}
    directory = {
        "provider_id": "directory",
        "name": name,
        "client_id": client_id,
        "secret": client_secret,
        "settings": settings,
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [directory]}}


# The organisation's own directory of people, where it speaks OpenID Connect.
SOCIALACCOUNT_PROVIDERS = providers(
    name=env("OIDC_NAME", default="OpenID Connect"),
    server_url=env("OIDC_SERVER_URL", default=""),
    client_id=env("OIDC_CLIENT_ID", default=""),
    client_secret=env("OIDC_CLIENT_SECRET", default=""),
    vouches_for_addresses=env.bool("OIDC_VOUCHES_FOR_ADDRESSES", default=False),
)
