"""How the application starts: only with a key of its own, and safe for production."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEY = "only-for-this-test-0123456789-0123456789-0123456789-0123456789"
DEMO_KEY = "demo-only-key-that-a-start-for-production-refuses-0123456789"


def manage(*command, **environment):
    """The last line of what manage.py says, and how it ended; in an environment of its own."""
    own = {"PATH": os.environ["PATH"], "DATABASE_URL": "sqlite://:memory:", "DEMO": "0", "DEBUG": "0"}
    run = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=own | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return (run.stdout + run.stderr).strip().splitlines()[-1], run.returncode


def test_production_does_not_start_without_a_key():
    line, status = manage("check", SECRET_KEY="")

    assert status == 1
    assert line.endswith(
        "SECRET_KEY is not set. Put a random text of 50 characters or more into the environment or .env; "
        "for a look around, run `make demo` instead."
    )


def test_production_does_not_start_with_the_key_of_the_demonstration():
    line, status = manage("check", SECRET_KEY=DEMO_KEY)

    assert status == 1
    assert line.endswith(
        "SECRET_KEY is the demonstration's key, which is public. "
        "Set SECRET_KEY to a random text of 50 characters or more."
    )


def test_deployment_check_is_empty():
    environment = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "results.example.org", "BEHIND_PROXY": "1"}

    answer = manage("check", "--deploy", "--fail-level", "WARNING", **environment)

    assert answer == ("System check identified no issues (0 silenced).", 0)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        pytest.param({"SECRET_KEY": KEY}, "True True __Host-session", id="production"),
        pytest.param({"DEMO": "1"}, "False False sessionid", id="demonstration without a key"),
    ],
)
def test_cookies_are_secure_over_https(environment, expected):
    question = (
        "from django.conf import settings as s; "
        "print(s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_NAME)"
    )

    assert manage("shell", "--no-imports", "-c", question, **environment) == (expected, 0)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        pytest.param({"SECRET_KEY": KEY}, "True EmailBackend", id="production"),
        pytest.param({"SECRET_KEY": KEY, "SECOND_FACTOR_REQUIRED": "0"}, "False EmailBackend", id="as it likes"),
        pytest.param({"DEMO": "1"}, "False ReadableConsole", id="demonstration"),
    ],
)
def test_second_factor_and_mail_server_are_for_production(environment, expected):
    question = (
        "from django.conf import settings as s; "
        "print(s.SECOND_FACTOR_REQUIRED, s.MAILERS['default']['BACKEND'].split('.')[-1])"
    )

    assert manage("shell", "--no-imports", "-c", question, **environment) == (expected, 0)


def test_nothing_is_left_to_prepare_after_migrating():
    answer = manage("makemigrations", "--check", "--dry-run", SECRET_KEY=KEY)

    assert answer == ("No changes detected", 0)
