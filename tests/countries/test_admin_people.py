"""Accounts in the workspace: for administrators, who cannot give themselves all rights."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse

from countries.models import CountryRole, User
from tests.factories import UserFactory

PASSWORD = "a long enough password"
LIST = "/admin/countries/user/"
ADD = "/admin/countries/user/add/"


def change_url(user):
    return reverse("admin:countries_user_change", args=[user.pk])


def person_data(user, roles=(), **fields):
    data = {"name": user.name, "email": user.email, "is_active": "on", **fields}
    data |= {"roles-TOTAL_FORMS": len(roles), "roles-INITIAL_FORMS": 0}
    return data | {f"roles-{i}-{key}": value for i, row in enumerate(roles) for key, value in row.items()}


@pytest.mark.parametrize("person", ["officer", "publisher"])
def test_accounts_are_closed_to_everybody_else(client, request, person, stranger):
    client.force_login(request.getfixturevalue(person))
    password = reverse("admin:auth_user_password_change", args=[stranger.pk])

    addresses = [LIST, ADD, change_url(stranger), password]

    assert [client.get(address).status_code for address in addresses] == [403] * 4
    assert [client.post(address, {}).status_code for address in addresses] == [403] * 4


def test_administrator_adds_a_person_and_gives_her_a_role(client, administrator, tajikistan):
    client.force_login(administrator)

    client.post(ADD, {"name": "New", "email": "New@Example.org"})
    new = User.objects.get(email="new@example.org")
    client.post(change_url(new), person_data(new, [{"role": "officer", "country": tajikistan.pk, "region": ""}]))

    assert CountryRole.objects.values_list("user", "role", "country").filter(user=new).get() == (
        new.pk, "officer", tajikistan.pk,
    )  # fmt: skip
    assert not new.has_usable_password()
    assert not new.is_superuser


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_new_person_chooses_her_password_by_a_link(
    client, administrator, mailoutbox, django_capture_on_commit_callbacks
):
    client.force_login(administrator)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ADD, {"name": "New", "email": "new@example.org"})
    link = re.search(r"http://testserver(\S+)", mailoutbox[0].body).group(1)

    newcomer = Client()
    form = newcomer.get(link, follow=True).redirect_chain[-1][0]
    newcomer.post(form, {"password1": PASSWORD, "password2": PASSWORD})

    new = User.objects.get(email="new@example.org")
    assert mailoutbox[0].to == ["new@example.org"]
    assert said(answer)[-1] == (
        "A link was sent to new@example.org, by which she chooses her password. Now give her a role."
    )
    assert new.check_password(PASSWORD)
    assert newcomer.session["_auth_user_id"] == str(new.pk)
    assert "This link works no more" in Client().get(link).text


def test_account_is_made_although_the_mail_cannot_be_sent(
    client, administrator, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(*_messages):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    client.force_login(administrator)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ADD, {"name": "New", "email": "new@example.org"})

    assert User.objects.filter(email="new@example.org").count() == 1
    assert said(answer)[-1] == (
        "The mail to new@example.org could not be sent. Later, she can have a link sent from the sign-in page."
    )


def test_one_address_has_one_account_whatever_its_capitals(client, administrator):
    UserFactory(email="somebody@example.org")
    client.force_login(administrator)
    data = {"name": "Again", "email": "SomeBody@example.org"}

    response = client.post(ADD, data)

    assert response.context["adminform"].form.errors["email"] == ["Another person has this e-mail address."]


def test_administrator_cannot_give_all_rights(client, administrator, officer):
    client.force_login(administrator)

    client.post(change_url(officer), person_data(officer, name="Renamed", is_superuser="on"))

    officer.refresh_from_db()
    assert (officer.name, officer.is_superuser) == ("Renamed", False)


def test_administrator_cannot_take_over_an_account_with_all_rights(client, administrator):
    chief = UserFactory(is_superuser=True)
    client.force_login(administrator)
    new = {"password1": PASSWORD + "x", "password2": PASSWORD + "x"}

    statuses = [
        client.post(change_url(chief), person_data(chief, email="mine@example.org")).status_code,
        client.post(reverse("admin:auth_user_password_change", args=[chief.pk]), new).status_code,
    ]

    chief.refresh_from_db()
    assert statuses == [403, 403]
    assert chief.check_password(PASSWORD)
    assert chief.email != "mine@example.org"


def test_person_with_all_rights_counts_as_administrator(client, officer):
    client.force_login(UserFactory(is_superuser=True))

    client.post(change_url(officer), person_data(officer, is_superuser="on"))

    officer.refresh_from_db()
    assert officer.is_superuser
    assert client.get("/admin/countries/country/add/").status_code == 200


def test_nobody_is_deleted(client, administrator, officer):
    client.force_login(administrator)

    response = client.post(reverse("admin:countries_user_delete", args=[officer.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert User.objects.filter(pk=officer.pk).exists()


def test_role_is_for_a_country_or_a_region_not_both(client, administrator, officer, tajikistan):
    client.force_login(administrator)
    both = {"role": "publisher", "country": tajikistan.pk, "region": tajikistan.region_id}

    response = client.post(change_url(officer), person_data(officer, [both]))

    assert "not both" in response.content.decode()
    assert officer.roles.count() == 1


def test_rights_are_given_by_roles_only():
    assert not admin.site.is_registered(Group)


@pytest.fixture
def phone_lost(publisher):
    """A publisher whose app and codes are gone, signed in somewhere."""
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=publisher, type=kind, data={})
    browser = Client()
    browser.post(reverse("account_login"), {"login": publisher.email, "password": PASSWORD})
    UserSession.objects.create(user=publisher, session_key="elsewhere", ip="203.0.113.9")
    return publisher


def second_factor_url(user):
    return reverse("admin:countries_user_second_factor", args=[user.pk])


def test_administrator_removes_a_lost_second_factor(client, administrator, phone_lost, mailoutbox):
    client.force_login(administrator)
    offer = client.get(change_url(phone_lost)).text

    answer = client.post(second_factor_url(phone_lost))

    assert f'href="{second_factor_url(phone_lost)}"' in offer
    assert answer.url == change_url(phone_lost)
    assert not Authenticator.objects.filter(user=phone_lost).exists()
    assert not UserSession.objects.filter(user=phone_lost).exists()
    assert [(mail.to, "Dear Publisher," in mail.body) for mail in mailoutbox] == [([phone_lost.email], True)]
    entry = LogEntry.objects.get(object_id=str(phone_lost.pk))
    assert (entry.user, entry.get_change_message()) == (
        administrator, "Deleted second factor “publisher@example.org”.",
    )  # fmt: skip


def test_second_factor_is_not_removed_by_looking(client, administrator, phone_lost):
    client.force_login(administrator)

    page = client.get(second_factor_url(phone_lost))

    assert "Be sure that it is Publisher who asks" in page.text
    assert Authenticator.objects.filter(user=phone_lost).count() == 2


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 403), ("stranger", 403), ("publisher", 403), ("nobody_special", 302), (None, 302)],
)
def test_nobody_else_removes_a_second_factor(client, request, phone_lost, who, status):
    if who:
        client.force_login(request.getfixturevalue(who))

    assert client.post(second_factor_url(phone_lost)).status_code == status
    assert Authenticator.objects.filter(user=phone_lost).count() == 2


@pytest.mark.parametrize("is_chief", [False, True], ids=["her own", "of an account with all rights"])
def test_administrator_cannot_remove_every_second_factor(client, administrator, is_chief):
    person = UserFactory(is_superuser=True) if is_chief else administrator
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    client.force_login(administrator)

    assert client.post(second_factor_url(person)).status_code == 403
    assert Authenticator.objects.filter(user=person).count() == 1


def test_there_is_nothing_to_remove_without_a_second_factor(client, administrator, officer):
    client.force_login(administrator)

    assert client.post(second_factor_url(officer)).status_code == 404
