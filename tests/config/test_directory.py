"""Signing in through the organisation's own directory, played by a small server on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from config.sign_in import providers
from countries.models import User
from tests.factories import UserFactory

START, BACK = "/sign-in/directory/", "/sign-in/directory/back/"


class Directory(BaseHTTPRequestHandler):
    """Answers as an OpenID Connect provider does; server.person is whoever signs in over there."""

    def do_GET(self):
        here = f"http://127.0.0.1:{self.server.server_port}"
        if self.path == "/.well-known/openid-configuration":
            names = ("authorization", "token", "userinfo")
            self.answer({"issuer": here, "jwks_uri": f"{here}/keys"} | {f"{n}_endpoint": f"{here}/{n}" for n in names})
        else:
            self.answer(self.server.person)

    def do_POST(self):
        self.server.asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        here = f"http://127.0.0.1:{self.server.server_port}"
        claims = {"iss": here, "aud": "waymark", "exp": 32_503_680_000, **self.server.person}
        token = jwt.encode(claims, "a key of thirty-two letters or more", algorithm="HS256")
        self.answer({"access_token": "secret", "token_type": "Bearer", "id_token": token})

    def answer(self, content):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *_arguments):
        """Says nothing."""


@pytest.fixture
def directory(db, settings, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Directory)
    server.person = {}
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.SOCIALACCOUNT_PROVIDERS = at(server)
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def at(server, **fields):
    place = {"server_url": f"http://127.0.0.1:{server.server_port}", "name": "Staff directory"}
    account = {"client_id": "waymark", "client_secret": "between us", "vouches_for_addresses": False}
    return providers(**place | account | fields)


def sign_in(client, directory, *, start=START, **person):
    """The answer to somebody who comes back from the directory as this person."""
    directory.person = {"sub": "4711", "email_verified": True, **person}
    sent_to = urlsplit(client.get(start).url)
    directory.sent = parse_qs(sent_to.query)
    return client.get(BACK, {"code": "once", "state": directory.sent["state"][0]})


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_person_signs_in_with_the_address_of_her_account(client, directory, officer):
    answer = sign_in(client, directory, email="Officer@Example.ORG")

    assert (answer.url, signed_in(client)) == (reverse("desk"), str(officer.pk))
    assert directory.sent["redirect_uri"] == ["http://testserver/sign-in/directory/back/"]
    assert directory.sent["code_challenge_method"] == ["S256"]
    assert directory.asked["code"] == ["once"]


def test_nothing_is_kept_of_the_directory_and_the_password_stays(client, directory, officer):
    sign_in(client, directory, email=officer.email)

    officer.refresh_from_db()
    assert officer.check_password("a long enough password")
    assert not SocialAccount.objects.exists()
    assert not EmailAddress.objects.exists()


def test_she_goes_on_where_she_wanted_with_what_she_had_written(client, directory, officer):
    session = client.session
    session["rescued"] = {"summary": "Written in the train"}
    session.save()
    page = client.get("/fr/sign-in/?next=/admin/results/result/").text
    link = f"{START}?next=/admin/results/result/"

    answer = sign_in(client, directory, start=link, email=officer.email)

    assert f'href="{link}"' in page
    assert answer.url == "/admin/results/result/"
    assert client.session["rescued"] == {"summary": "Written in the train"}


def test_page_offers_the_directory_by_its_name(client, directory):
    assert "Sign in with Staff directory" in client.get("/en/sign-in/").text


def test_there_is_no_directory_without_settings(client, db):
    assert START not in client.get("/en/sign-in/").text
    assert [client.get(address).status_code for address in (START, BACK)] == [404, 404]


STRANGERS = {
    "unknown": ({"email": "new@example.org"}, "There is no active account for new@example.org here"),
    "has left": ({"email": "left@example.org"}, "There is no active account for left@example.org here"),
    "not verified": (
        {"email": "officer@example.org", "email_verified": False},
        "The directory does not vouch for the address officer@example.org",
    ),
    "not verified, in words": (
        {"email": "officer@example.org", "email_verified": "false"},
        "The directory does not vouch for the address officer@example.org",
    ),
    "verified by silence": (
        {"email": "officer@example.org", "email_verified": None},
        "The directory does not vouch for the address officer@example.org",
    ),
    "no address": ({}, "The directory did not say your e-mail address"),
}


@pytest.mark.parametrize(("person", "heading"), STRANGERS.values(), ids=STRANGERS)
def test_nobody_else_comes_in_and_no_account_is_made(client, directory, officer, person, heading):
    UserFactory(email="left@example.org", is_active=False)

    answer = sign_in(client, directory, **person)

    assert (answer.status_code, answer.context["heading"], signed_in(client)) == (403, heading, None)
    assert "Ask an administrator of Waymark" in answer.text
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    ("is_production", "opens"), [(False, True), (True, False)], ids=["demonstration", "production"]
)
def test_demo_account_is_opened_outside_production_only(client, directory, settings, is_production, opens):
    account = UserFactory(email=f"officer@{settings.DEMO_EMAIL_DOMAIN}")
    settings.IS_PRODUCTION = is_production

    sign_in(client, directory, email=account.email)

    assert signed_in(client) == (str(account.pk) if opens else None)


def test_directory_of_ones_own_can_vouch_for_all_its_addresses(client, directory, settings, officer):
    settings.SOCIALACCOUNT_PROVIDERS = at(directory, vouches_for_addresses=True)

    sign_in(client, directory, email=officer.email, email_verified=None)

    assert signed_in(client) == str(officer.pk)


def test_second_factor_is_asked_for_all_the_same(client, directory, with_phone):
    publisher, code = with_phone

    answer = sign_in(client, directory, email=publisher.email)
    before = signed_in(client)
    client.post(answer.url, {"code": code})

    assert (answer.url, before, signed_in(client)) == ("/en/sign-in/code/", None, str(publisher.pk))


@pytest.mark.parametrize("process", ["connect", "redirect"])
def test_accounts_cannot_be_tied_to_each_other(client, directory, officer, stranger, process):
    client.force_login(stranger)

    answer = sign_in(client, directory, start=f"{START}?process={process}", email=officer.email)

    assert answer.url == "/en/sign-in/"
    assert signed_in(client) == str(stranger.pk)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"error": "access_denied"}, "You did not sign in there. Try again, or sign in with your password."),
        (
            {"error": "server_error"},
            "Signing in with Staff directory did not work. Try again in a moment, or sign in with your password.",
        ),
    ],
    ids=["given up", "gone wrong"],
)
def test_way_back_from_a_sign_in_that_was_none(client, directory, query, sentence):
    state = parse_qs(urlsplit(client.get(START).url).query)["state"][0]

    page = client.get(BACK, {"state": state, **query}, follow=True)

    assert page.redirect_chain == [("/en/sign-in/", 302)]
    assert sentence in page.text


def test_answer_that_nobody_asked_for_opens_nothing(client, directory, officer):
    directory.person = {"sub": "4711", "email": officer.email, "email_verified": True}

    client.get(BACK, {"code": "once", "state": "made up"})

    assert signed_in(client) is None


def test_directory_out_of_reach_is_said_on_the_sign_in_page(client, directory, settings):
    settings.SOCIALACCOUNT_PROVIDERS = at(directory, server_url="http://127.0.0.1:1")

    page = client.get(START, follow=True)

    assert "Signing in with Staff directory did not work." in page.text
