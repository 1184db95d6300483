"""A second factor: set up with a phone, asked for at sign-in, and demanded of those who publish and administer."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.factories import EvidenceFileFactory, UserFactory

PASSWORD = "a long enough password"
SET_UP = "/en/account/second-factor/set-up/"


@pytest.fixture
def demanded(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def chief(db):
    """Holds all rights."""
    return UserFactory(is_superuser=True)


def sign_in(client, person, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": person.email, "password": password})


def test_password_alone_leads_to_the_code_and_the_code_to_the_workspace(client, with_phone):
    publisher, code = with_phone

    first = sign_in(client, publisher)
    signed_in_by_password = "_auth_user_id" in client.session
    second = client.post(first.url, {"code": code})

    assert (first.url, signed_in_by_password) == ("/en/sign-in/code/", False)
    assert second.url == reverse("desk")
    assert client.session["_auth_user_id"] == str(publisher.pk)


def test_wrong_code_says_so(client, with_phone):
    publisher, code = with_phone
    sign_in(client, publisher)

    page = client.post("/en/sign-in/code/", {"code": str((int(code) + 1) % 1_000_000).zfill(6)})

    assert "This code is not right" in page.text
    assert "_auth_user_id" not in client.session


def test_recovery_code_takes_the_place_of_the_phone_once(client, with_phone):
    publisher, _code = with_phone
    codes = Authenticator.objects.get(user=publisher, type=Authenticator.Type.RECOVERY_CODES).wrap()
    recovery = codes.get_unused_codes()[0]

    sign_in(client, publisher)
    client.post("/en/sign-in/code/", {"code": recovery})
    signed_in = "_auth_user_id" in client.session
    client.logout()
    sign_in(client, publisher)
    client.post("/en/sign-in/code/", {"code": recovery})

    assert (signed_in, "_auth_user_id" in client.session) == (True, False)


def test_what_the_session_held_before_survives_both_steps(client, with_phone):
    publisher, code = with_phone
    session = client.session
    session["rescued"] = {"summary": "Written in the train"}
    session.save()

    sign_in(client, publisher)
    client.post("/en/sign-in/code/", {"code": code})

    assert client.session["rescued"] == {"summary": "Written in the train"}
    assert client.session["_auth_user_id"] == str(publisher.pk)


def test_publisher_sets_it_up_on_the_way_in(client, publisher, phone, demanded, mailoutbox):
    to_workspace = sign_in(client, publisher).url
    to_set_up = client.get(to_workspace).url
    page = client.get(to_set_up)

    answer = client.post(to_set_up, {"code": phone(page.context["form"].secret)}, follow=True)

    assert to_set_up == SET_UP
    assert "a stolen password must not be enough" in page.text
    assert answer.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes")
    assert len(answer.context["unused_codes"]) == 10
    assert client.get(to_workspace).status_code == 200


def test_mistyped_code_keeps_the_key(client, officer, phone):
    sign_in(client, officer)
    key = client.get(SET_UP).context["form"].secret

    page = client.post(SET_UP, {"code": "abcdef"})

    assert page.context["form"].secret == key
    assert "This code is not right" in page.text
    assert "a stolen password must not be enough" not in page.text


@pytest.mark.parametrize(
    ("person", "is_sent"),
    [
        ("officer", False),
        ("nobody_special", False),
        ("publisher", True),
        ("administrator", True),
        ("chief", True),
    ],
)
@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/results/result/add/", "/en/account/", "/fr/account/password/change/"]
)
def test_workspace_is_closed_to_those_who_need_a_second_factor_and_have_none(
    client, request, demanded, person, is_sent, address
):
    client.force_login(request.getfixturevalue(person))

    answer = client.get(address)

    assert answer.headers.get("Location", "").endswith("/account/second-factor/set-up/") == is_sent


def test_file_of_an_unpublished_report_is_closed_to_them_too(client, publisher, demanded):
    file = EvidenceFileFactory()
    client.force_login(publisher)

    answer = client.get(file.get_absolute_url())

    assert (answer.status_code, answer.headers.get("Location")) == (302, SET_UP)


@pytest.mark.parametrize("address", ["/en/", "/en/results/", "/en/countries/", "/en/sign-in/", "/health/"])
def test_public_pages_stay_open_to_them(client, publisher, demanded, address):
    client.force_login(publisher)

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", ["account_logout", "admin:logout"])
def test_they_can_leave(client, publisher, demanded, name):
    client.force_login(publisher)

    client.post(reverse(name))

    assert "_auth_user_id" not in client.session


def test_they_change_nothing_by_another_address(client, publisher, demanded):
    client.force_login(publisher)

    answer = client.post("/en/results/")

    assert answer.headers["Location"] == SET_UP


def test_fragment_asks_the_browser_to_go_there(client, publisher, demanded):
    client.force_login(publisher)

    answer = client.get("/admin/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, SET_UP)


def test_workspace_is_open_with_a_second_factor(client, with_phone, demanded):
    client.force_login(with_phone[0])

    assert client.get("/admin/").status_code == 200


def test_nobody_is_sent_anywhere_where_it_is_not_demanded(client, publisher):
    client.force_login(publisher)

    assert client.get("/admin/").status_code == 200


def test_reader_without_a_session_costs_no_query_for_it(client, db, demanded, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/en/sign-in/").status_code == 200


def test_removing_it_asks_for_the_password_first(client, with_phone, mailoutbox):
    publisher, _code = with_phone
    client.force_login(publisher)

    question = client.post(reverse("mfa_deactivate_totp"))
    client.post(question.url, {"password": PASSWORD})

    assert question.url.startswith(reverse("account_reauthenticate"))
    assert not Authenticator.objects.filter(user=publisher).exists()
    assert [mail.to for mail in mailoutbox] == [[publisher.email]]


def test_wrong_password_removes_nothing(client, with_phone):
    publisher, _code = with_phone
    client.force_login(publisher)

    page = client.post(client.post(reverse("mfa_deactivate_totp")).url, {"password": "wrong"})

    assert "This is not your password." in page.text
    assert Authenticator.objects.filter(user=publisher).count() == 2


def test_new_recovery_codes_replace_the_old(client, with_phone):
    publisher, code = with_phone
    sign_in(client, publisher)
    client.post("/en/sign-in/code/", {"code": code})
    old = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]

    client.post(reverse("mfa_generate_recovery_codes"))

    saved = client.get(reverse("mfa_download_recovery_codes"))
    assert saved.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert len(saved.text.split()) == 10
    assert set(saved.text.split()) & set(old) == set()
