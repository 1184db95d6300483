"""One's own account: the password, where one is signed in, and whose pages these are."""

import re
from urllib.parse import unquote

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse

from config.templatetags.accounts import browser

PASSWORD, NEW = "a long enough password", "another long password"
OWN = [
    "account",
    "account_change_password",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_index",
    "usersessions_list",
]
WITH_PHONE = ["mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_reauthenticate", "mfa_view_recovery_codes"]
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def sign_in(person, user_agent=FIREFOX):
    client = Client(headers={"user-agent": user_agent})
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize("name", [*OWN, *WITH_PHONE, "mfa_download_recovery_codes", "account_set_password"])
def test_account_is_closed_to_whoever_is_not_signed_in(client, db, name):
    address = reverse(name)

    answer = client.get(address)

    assert unquote(answer.headers["Location"]) == f"/en/sign-in/?next={address}"


@pytest.mark.parametrize("name", OWN)
def test_page_has_one_heading_that_its_title_repeats(officer, name):
    page = sign_in(officer).get(reverse(name)).text

    headings = re.findall(r"<h1[^>]*>(.*?)</h1>", page)
    assert len(headings) == 1
    assert f"<title>{headings[0]} · Waymark</title>" in page


@pytest.mark.parametrize("name", WITH_PHONE)
def test_page_of_the_second_factor_has_one_heading_that_its_title_repeats(client, with_phone, name):
    publisher, code = with_phone
    client.post(reverse("account_login"), {"login": publisher.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code})

    page = client.get(reverse(name)).text

    headings = re.findall(r"<h1[^>]*>(.*?)</h1>", page)
    assert len(headings) == 1
    assert f"<title>{headings[0]} · Waymark</title>" in page


def test_account_says_who_one_is_and_what_one_may(officer):
    page = sign_in(officer).get("/en/account/").text

    assert "<dd>officer@example.org</dd>" in page
    assert "<dd>Officer: writes reports (Tajikistan)</dd>" in page
    assert "in 1 place</a>" in page


def test_changing_the_password_keeps_this_session_and_ends_the_others(officer, mailoutbox):
    here, elsewhere = sign_in(officer), sign_in(officer)
    new = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    here.post(reverse("account_change_password"), new)

    officer.refresh_from_db()
    assert officer.check_password(NEW)
    assert [mail.to for mail in mailoutbox] == [[officer.email]]
    assert here.get("/en/account/").status_code == 200
    assert elsewhere.get("/en/account/").status_code == 302


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        pytest.param({"oldpassword": "wrong"}, "Please type your current password.", id="present password"),
        pytest.param({"password1": "short", "password2": "short"}, "This password is too short.", id="short"),
        pytest.param({"password2": "something else"}, "You must type the same password each time.", id="different"),
    ],
)
def test_password_that_will_not_do_is_said_beside_its_field(officer, fields, sentence):
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW, **fields}

    page = sign_in(officer).post(reverse("account_change_password"), data)

    officer.refresh_from_db()
    assert page.text.count(sentence) == 2
    assert officer.check_password(PASSWORD)


def test_admins_own_page_for_passwords_leads_here(officer):
    assert sign_in(officer).get(reverse("admin:password_change")).url == reverse("account_change_password")


def test_forgotten_password_is_set_by_mail_and_signs_in(client, officer, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": "Officer@example.org"})
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    form = client.get(link, follow=True).redirect_chain[-1][0]

    answer = client.post(form, {"password1": NEW, "password2": NEW})

    officer.refresh_from_db()
    assert mailoutbox[0].subject == "Waymark: Choose your password"
    assert officer.check_password(NEW)
    assert (answer.url, client.session["_auth_user_id"]) == (reverse("desk"), str(officer.pk))


def test_mail_server_that_is_down_undoes_nothing(officer, monkeypatch, caplog):
    def fail(*_messages):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    new = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    changed = sign_in(officer).post(reverse("account_change_password"), new)
    asked = Client().post(reverse("account_reset_password"), {"email": officer.email})

    officer.refresh_from_db()
    assert (changed.status_code, asked.url) == (302, reverse("account_reset_password_done"))
    assert officer.check_password(NEW)
    assert [record.getMessage() for record in caplog.records if record.name == "config.sign_in_rules"] == [
        "The mail server did not take account/email/password_changed",
        "The mail server did not take account/email/password_reset_key",
    ]


def test_link_does_not_pass_by_the_second_factor(client, with_phone, mailoutbox):
    publisher, _code = with_phone
    client.post(reverse("account_reset_password"), {"email": publisher.email})
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    form = client.get(link, follow=True).redirect_chain[-1][0]

    answer = client.post(form, {"password1": NEW, "password2": NEW})

    assert answer.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("email", ["nobody@example.org", "left@example.org"])
def test_nobody_learns_who_has_an_account(client, officer, stranger, mailoutbox, email):
    stranger.email, stranger.is_active = "left@example.org", False
    stranger.save()
    address = reverse("account_reset_password")

    pages = [client.post(address, {"email": each}, follow=True) for each in (email, officer.email)]

    assert pages[0].text == pages[1].text
    assert [mail.to for mail in mailoutbox] == [[officer.email]]


@pytest.mark.parametrize("key", ["2-made-up", "zzz-abc", "1-set-password"])
def test_link_that_is_not_ours_offers_a_new_one(client, officer, key):
    page = client.get(f"/en/account/password/reset/{key}/")

    assert "This link works no more" in page.text
    assert f'href="{reverse("account_reset_password")}"' in page.text


def test_sessions_are_listed_and_ended(officer):
    here = sign_in(officer)
    elsewhere = sign_in(officer, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1")
    page = here.get(reverse("usersessions_list")).text

    here.post(reverse("usersessions_list"))

    assert re.findall(r'<th scope="row">(.*?)(?: <|<)', page) == ["Firefox on Windows", "Safari on iPhone"]
    assert here.get("/en/account/").status_code == 200
    assert elsewhere.get("/en/account/").status_code == 302


def test_nobody_ends_somebody_elses_session(officer, stranger):
    other = sign_in(stranger)

    sign_in(officer).post(reverse("usersessions_list"))

    assert other.get("/en/account/").status_code == 200


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        pytest.param("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "Chrome on Linux", id="Chrome"),
        pytest.param("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Edg/140.0", "Edge on Windows", id="Edge"),
        pytest.param("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Safari/537.36", "Chrome on Android", id="phone"),
        pytest.param("curl/8.0", "an unknown program", id="none"),
        pytest.param("", "an unknown program", id="silent"),
    ],
)
def test_browser_is_named_as_people_call_it(user_agent, name):
    assert browser(user_agent) == name
