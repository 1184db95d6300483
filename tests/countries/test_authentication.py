"""Who can sign in, and that the demonstration's accounts cannot where it counts."""

import runpy

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import DatabaseError
from django.urls import reverse

from countries.authentication import refuse_demo_accounts_in_production
from countries.models import User
from tests.factories import UserFactory

PASSWORD = "a long enough password"


@pytest.fixture
def demo_account(db, settings):
    return UserFactory(email=f"officer@{settings.DEMO_EMAIL_DOMAIN}")


def sign_in(client, email, password=PASSWORD):
    """Who is signed in after the sign-in page was sent, or None."""
    client.post(reverse("account_login"), {"login": email, "password": password})
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key) if key else None


@pytest.mark.parametrize("typed", ["ana@example.org", "Ana@Example.ORG"])
def test_person_signs_in_by_her_address_whatever_its_capitals(client, db, typed):
    person = UserFactory(email="ana@example.org")

    assert sign_in(client, typed) == person


@pytest.mark.parametrize(
    ("fields", "password"),
    [
        pytest.param({}, "another password", id="wrong password"),
        pytest.param({"is_active": False}, PASSWORD, id="has left"),
        pytest.param({"email": "ben@example.org"}, PASSWORD, id="unknown address"),
    ],
)
def test_nobody_else_signs_in(client, db, fields, password):
    UserFactory(**{"email": "ana@example.org", **fields})

    assert sign_in(client, "ana@example.org", password) is None


def test_refusal_does_not_say_whether_the_address_is_known(client, db):
    UserFactory(email="ana@example.org")

    pages = [
        client.post(reverse("account_login"), {"login": email, "password": "wrong"})
        for email in ("ana@example.org", "nobody@example.org")
    ]

    known, unknown = (list(page.context["form"].non_field_errors()) for page in pages)
    assert known == unknown
    assert len(known) == 1


@pytest.mark.parametrize(
    ("is_production", "signs_in"), [(False, True), (True, False)], ids=["demonstration", "production"]
)
def test_demo_account_signs_in_outside_production_only(client, settings, demo_account, is_production, signs_in):
    settings.IS_PRODUCTION = is_production

    assert sign_in(client, demo_account.email) == (demo_account if signs_in else None)


def test_session_of_a_demo_account_ends_when_production_begins(client, settings, demo_account):
    settings.IS_PRODUCTION = False
    client.force_login(demo_account)
    settings.IS_PRODUCTION = True

    answer = client.get(reverse("admin:index"))

    assert (answer.status_code, answer.wsgi_request.user.is_authenticated) == (302, False)


@pytest.mark.parametrize("module", ["config.wsgi", "config.asgi"])
def test_server_for_production_refuses_to_start_with_demo_accounts(settings, demo_account, module):
    settings.IS_PRODUCTION = True

    with pytest.raises(ImproperlyConfigured, match="holds the demonstration's accounts, whose passwords are public"):
        runpy.run_module(module)


@pytest.mark.parametrize("module", ["config.wsgi", "config.asgi"])
def test_server_for_production_starts_with_accounts_of_its_own(settings, db, module):
    settings.IS_PRODUCTION = True
    UserFactory()

    assert callable(runpy.run_module(module)["application"])


def test_demonstration_starts_with_its_accounts(settings, demo_account):
    settings.IS_PRODUCTION = False

    refuse_demo_accounts_in_production()


def test_server_starts_before_its_database_is_there(settings, monkeypatch):
    settings.IS_PRODUCTION = True

    def fail(**_filters):
        raise DatabaseError("no such table")

    monkeypatch.setattr(User.objects, "filter", fail)

    refuse_demo_accounts_in_production()


def test_new_account_has_a_small_address_and_no_rights(db):
    user = User.objects.create_user(" Ana@Example.org ", PASSWORD, name="Ana")

    assert (user.email, user.is_staff, user.is_superuser) == ("ana@example.org", False, False)
    assert user.check_password(PASSWORD)


def test_superuser_is_made_on_the_command_line(db):
    user = User.objects.create_superuser("root@example.org", PASSWORD, name="Root")

    assert (user.is_superuser, user.is_staff, user.is_administrator) == (True, True, True)


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        pytest.param("ANA@example.org", "Another person has this e-mail address.", id="taken"),
        pytest.param("ana", "Enter a valid email address.", id="no address"),
    ],
)
def test_account_needs_an_address_of_its_own(db, email, sentence):
    UserFactory(email="ana@example.org")

    with pytest.raises(ValidationError) as refusal:
        User.objects.create_user(email, PASSWORD, name="Ana")

    assert sentence in refusal.value.messages
