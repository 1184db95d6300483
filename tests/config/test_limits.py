"""Guessing at passwords and codes comes to an end, for the account that is guessed at and for nobody else."""

import pytest
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

PASSWORD = "a long enough password"
pytestmark = pytest.mark.usefixtures("limits")
TOO_MANY = (
    "There were too many wrong attempts for this account. Wait five minutes and try again, "
    "or set a new password by mail."
)


def sign_in(email, password, client=None):
    client = client or Client()
    page = client.post(reverse("account_login"), {"login": email, "password": password})
    return page, client.session.get("_auth_user_id")


def guess(email, times):
    return [sign_in(email, f"guess {number}")[0] for number in range(times)]


def test_sixth_wrong_password_is_refused_and_so_is_the_right_one_then(officer, colleague):
    pages = guess(officer.email, 6)

    refused, nobody = sign_in(officer.email, PASSWORD)
    _page, other = sign_in(colleague.email, PASSWORD)

    said = [list(page.context["form"].non_field_errors()) for page in pages]
    assert [sentences == [TOO_MANY] for sentences in said] == [False] * 5 + [True]
    assert TOO_MANY in refused.text
    assert (nobody, other) == (None, str(colleague.pk))


def test_attempts_are_counted_whatever_the_capitals(officer):
    guess("Officer@Example.ORG", 5)

    assert TOO_MANY in sign_in(officer.email, PASSWORD)[0].text


def test_limit_holds_for_addresses_without_an_account_alike():
    assert TOO_MANY in guess("nobody@example.org", 6)[-1].text


def test_signing_in_rightly_uses_nothing_up(officer):
    signed_in = [sign_in(officer.email, PASSWORD)[1] for _time in range(7)]

    assert signed_in == [str(officer.pk)] * 7


def test_whoever_sets_a_new_password_by_mail_need_not_wait(officer, client):
    guess(officer.email, 6)
    client.post(reverse("account_reset_password"), {"email": officer.email})
    link = next(word for word in mail.outbox[-1].body.split() if word.startswith("http"))
    form = client.get(link, follow=True).redirect_chain[-1][0]

    client.post(form, {"password1": "another long password", "password2": "another long password"})

    assert sign_in(officer.email, "another long password")[1] == str(officer.pk)


def test_one_machine_cannot_try_for_ever(officer):
    answers = [sign_in(f"person{number}@example.org", "guess")[0] for number in range(31)]

    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert "That was more often than this page allows" in answers[-1].text


@pytest.mark.parametrize("proxies", [0, 1], ids=["without a proxy", "behind a proxy"])
def test_made_up_addresses_of_proxies_do_not_help(officer, settings, proxies):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    for number in range(31):
        forged = Client(headers={"x-forwarded-for": f"198.51.100.{number}, 203.0.113.9"})
        answer, _nobody = sign_in(f"person{number}@example.org", "guess", forged)

    assert answer.status_code == 429


def test_two_places_behind_one_proxy_are_told_apart(officer, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(31):
        sign_in(f"person{number}@example.org", "guess", Client(headers={"x-forwarded-for": "203.0.113.9"}))

    _page, person = sign_in(officer.email, PASSWORD, Client(headers={"x-forwarded-for": "203.0.113.10"}))

    assert person == str(officer.pk)


def test_codes_cannot_be_guessed_at_either(with_phone, client):
    publisher, code = with_phone
    sign_in(publisher.email, PASSWORD, client)
    wrong = "000000" if code != "000000" else "111111"

    for _attempt in range(5):
        client.post(reverse("mfa_authenticate"), {"code": wrong})
    page = client.post(reverse("mfa_authenticate"), {"code": code})

    assert TOO_MANY in page.text
    assert "_auth_user_id" not in client.session


def test_code_works_once(with_phone):
    publisher, code = with_phone

    def signs_in():
        client = Client()
        sign_in(publisher.email, PASSWORD, client)
        client.post(reverse("mfa_authenticate"), {"code": code})
        return "_auth_user_id" in client.session

    assert [signs_in(), signs_in()] == [True, False]


def test_links_are_not_sent_without_end(officer, client):
    answers = [client.post(reverse("account_reset_password"), {"email": officer.email}) for _time in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert len(mail.outbox) == 5


def test_limits_are_shared_through_the_database(officer, django_assert_num_queries):
    guess(officer.email, 1)

    with django_assert_num_queries(1):
        assert caches["default"].get("allauth:none") is None
