"""Signing in: what works, what is said when it does not, and to whom the workspace opens."""

import pytest
from django.urls import reverse

from tests.factories import UserFactory

PASSWORD = "a long enough password"


@pytest.fixture
def sign_in_page():
    return reverse("account_login")


def test_officer_signs_in_to_the_workspace_whatever_the_capitals(client, officer, sign_in_page):
    response = client.post(sign_in_page, {"login": "Officer@Example.ORG", "password": PASSWORD}, follow=True)

    assert response.redirect_chain[-1][0] == reverse("desk")
    assert response.context["user"] == officer


def test_after_signing_in_she_is_where_she_wanted_to_go(client, officer, sign_in_page):
    wanted = reverse("admin:results_result_add")
    sent_to = client.get(wanted, follow=True).redirect_chain[-1][0]

    response = client.post(sent_to, {"login": officer.email, "password": PASSWORD, "next": wanted})

    assert response.url == wanted


def test_next_page_is_never_another_site(client, officer, sign_in_page):
    data = {"login": officer.email, "password": PASSWORD, "next": "https://evil.example/"}

    response = client.post(sign_in_page, data)

    assert response.url == reverse("desk")


BAD = [
    pytest.param({"login": "officer@example.org", "password": "wrong"}, "do not belong together", id="password"),
    pytest.param({"login": "unknown@example.org", "password": PASSWORD}, "do not belong together", id="unknown"),
    pytest.param({"login": "left@example.org", "password": PASSWORD}, "do not belong together", id="inactive"),
    pytest.param({"login": "officer@example.org", "password": ""}, "Fill in both", id="no password"),
]


@pytest.mark.parametrize(("data", "sentence"), BAD)
def test_what_is_wrong_is_said_without_telling_who_has_an_account(client, officer, sign_in_page, data, sentence):
    UserFactory(email="left@example.org", is_active=False)

    response = client.post(sign_in_page, data)

    page = response.content.decode()
    assert sentence in page
    assert f'value="{data["login"]}"' in page
    assert "_auth_user_id" not in client.session


def test_account_without_a_role_is_told_so(client, nobody_special):
    client.force_login(nobody_special)

    page = client.get(reverse("admin:index"), follow=True).content.decode()

    assert "nobody@example.org" in page
    assert "has no role yet" in page


def test_accounts_of_the_demonstration_are_shown_only_there(client, sign_in_page, settings, db):
    UserFactory(email=f"officer@{settings.DEMO_EMAIL_DOMAIN}")
    settings.DEMO = False
    assert settings.DEMO_EMAIL_DOMAIN not in client.get(sign_in_page).content.decode()

    settings.DEMO = True

    assert f"officer@{settings.DEMO_EMAIL_DOMAIN}" in client.get(sign_in_page).content.decode()


@pytest.mark.parametrize("name", ["account_logout", "admin:logout"])
def test_signing_out_takes_a_button(client, officer, name):
    client.force_login(officer)

    client.get(reverse(name))
    assert client.session["_auth_user_id"] == str(officer.pk)
    client.post(reverse(name))
    assert "_auth_user_id" not in client.session


def test_she_stays_signed_in_for_as_long_as_the_settings_say(client, officer, sign_in_page, settings):
    client.post(sign_in_page, {"login": officer.email, "password": PASSWORD})

    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == settings.SESSION_COOKIE_AGE


def test_what_the_session_held_before_is_still_there_after_signing_in(client, officer, sign_in_page):
    client.get(sign_in_page)
    session = client.session
    session["rescued"] = {"summary": "Written in the train"}
    session.save()
    client.cookies["sessionid"] = session.session_key

    client.post(sign_in_page, {"login": officer.email, "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(officer.pk)
    assert client.session["rescued"] == {"summary": "Written in the train"}


@pytest.mark.parametrize("address", ["/en/sign-up/", "/en/signup/", "/en/account/email/", "/admin/mfa/authenticator/"])
def test_nobody_signs_herself_up_or_sees_what_packages_bring(client, db, address):
    client.force_login(UserFactory(is_superuser=True))

    assert client.get(address).status_code == 404


def test_nobody_but_who_signs_in_costs_a_query_for_her_session(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(reverse("account_login"))
