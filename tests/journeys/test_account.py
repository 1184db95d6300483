"""Signing in and one's own account in a real browser, on a phone and at a desk."""

import pytest

from tests.journeys.conftest import DESKTOP, PHONE, TOGETHER

pytestmark = TOGETHER
ANYBODYS = ["/sign-in/", "/account/password/reset/", "/account/password/reset/sent/", "/account/password/reset/1-abc/"]
OWN = [
    "/account/",
    "/account/password/change/",
    "/account/second-factor/",
    "/account/second-factor/set-up/",
    "/account/sessions/",
    "/account/confirm/",
    "/sign-out/",
]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_pages_about_signing_in_are_open_to_all_senses(walker, viewport):
    officer = walker(viewport=viewport)

    assert [officer.open("/en" + address) for address in ANYBODYS] == [200] * len(ANYBODYS)
    officer.sign_in("officer")
    assert [officer.open("/en" + address) for address in OWN] == [200] * len(OWN)
    officer.open("/ar/account/second-factor/set-up/")


def test_mistakes_are_read_out_and_lead_to_their_fields(walker):
    officer = walker(viewport=PHONE)
    officer.open("/en/sign-in/")
    officer.follow(officer.page.locator("main form button[type=submit]"))
    officer.sign_in("officer")
    officer.open("/en/account/password/change/")

    officer.follow(officer.page.get_by_role("button", name="Save the password"))
    officer.page.get_by_role("alert").get_by_role("link").first.click()

    assert officer.page.evaluate("document.activeElement.name") == "oldpassword"


def test_session_is_ended_from_another_place(walker):
    at_home, at_work = walker(), walker(viewport=PHONE)
    for place in (at_home, at_work):
        place.sign_in("officer")
    at_work.open("/en/account/sessions/")

    at_work.follow(at_work.page.get_by_role("button", name="Sign out everywhere else"))
    at_home.open("/en/account/")

    assert "/sign-in/" in at_home.page.url
    assert "Signed out of all other sessions" in at_work.text()
