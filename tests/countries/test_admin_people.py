"""Accounts in the workspace: for administrators, who cannot give themselves all rights."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
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

    client.post(ADD, {"name": "New", "email": "New@Example.org", "password1": PASSWORD, "password2": PASSWORD})
    new = User.objects.get(email="new@example.org")
    client.post(change_url(new), person_data(new, [{"role": "officer", "country": tajikistan.pk, "region": ""}]))

    assert CountryRole.objects.values_list("user", "role", "country").filter(user=new).get() == (
        new.pk, "officer", tajikistan.pk,
    )  # fmt: skip
    assert new.check_password(PASSWORD)
    assert not new.is_superuser


def test_one_address_has_one_account_whatever_its_capitals(client, administrator):
    UserFactory(email="somebody@example.org")
    client.force_login(administrator)
    data = {"name": "Again", "email": "SomeBody@example.org", "password1": PASSWORD, "password2": PASSWORD}

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
