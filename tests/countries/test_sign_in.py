"""Signing in: what works, what is said when it does not, and to whom the workspace opens."""

import pytest
from django.urls import reverse

from tests.factories import UserFactory

PASSWORD = "a long enough password"


@pytest.fixture
def sign_in_page():
    return reverse("sign-in")


def test_officer_signs_in_to_the_workspace_whatever_the_capitals(client, officer, sign_in_page):
    response = client.post(sign_in_page, {"username": "Officer@Example.ORG", "password": PASSWORD}, follow=True)

    assert response.redirect_chain[-1][0] == reverse("admin:index")
    assert response.context["user"] == officer


def test_after_signing_in_she_is_where_she_wanted_to_go(client, officer, sign_in_page):
    wanted = reverse("admin:results_result_add")
    sent_to = client.get(wanted, follow=True).redirect_chain[-1][0]

    response = client.post(sent_to, {"username": officer.email, "password": PASSWORD, "next": wanted})

    assert response.url == wanted


def test_next_page_is_never_another_site(client, officer, sign_in_page):
    data = {"username": officer.email, "password": PASSWORD, "next": "https://evil.example/"}

    response = client.post(sign_in_page, data)

    assert response.url == reverse("admin:index")


BAD = [
    pytest.param({"username": "officer@example.org", "password": "wrong"}, "do not belong together", id="password"),
    pytest.param({"username": "unknown@example.org", "password": PASSWORD}, "do not belong together", id="unknown"),
    pytest.param({"username": "left@example.org", "password": PASSWORD}, "do not belong together", id="inactive"),
    pytest.param({"username": "officer@example.org", "password": ""}, "Fill in both", id="no password"),
]


@pytest.mark.parametrize(("data", "sentence"), BAD)
def test_what_is_wrong_is_said_without_telling_who_has_an_account(client, officer, sign_in_page, data, sentence):
    UserFactory(email="left@example.org", is_active=False)

    response = client.post(sign_in_page, data)

    page = response.content.decode()
    assert sentence in page
    assert f'value="{data["username"]}"' in page
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


def test_signing_out_takes_a_button(client, officer):
    client.force_login(officer)

    assert client.get(reverse("sign-out")).status_code == 405
    client.post(reverse("admin:logout"))
    assert "_auth_user_id" not in client.session
