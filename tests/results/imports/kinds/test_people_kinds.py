import pytest
from django.core import mail

from countries.models import CountryRole, User
from tests.factories import CountryRoleFactory, UserFactory
from tests.results.imports.kinds.carrying import Batch, apply, exported, outcomes, plan, problems

NEW = {"email": "new@example.org", "name": "Anew"}


def test_new_person_has_no_password_and_gets_no_mail(db, administrator):
    apply("users", NEW, by=administrator)

    person = User.objects.get(email="new@example.org")
    assert (person.has_usable_password(), person.language, person.is_active) == (False, "en", True)
    assert (person.is_superuser, mail.outbox) == (False, [])


def test_no_column_holds_a_password_or_all_rights(db, administrator):
    apply("users", NEW, by=administrator)

    names = set(exported("users", administrator)[0])

    assert names == {"email", "name", "language", "is_active", "exported_state"}


def test_person_is_recognised_whatever_the_capitals(db, administrator):
    UserFactory(email="New@example.org", name="Anew")

    assert outcomes(plan("users", NEW, by=administrator)) == ["unchanged"]


def test_new_person_is_given_a_role_in_the_same_file(world, administrator):
    roles = [{"email": "new@example.org", "role": "officer", "country": "Moldova"}]
    batch = Batch({"users": [NEW], "roles": roles}, by=administrator)

    assert outcomes(batch.plan()) == ["created", "created"]
    batch.apply()

    person = User.objects.get(email="new@example.org")
    assert [str(role) for role in person.roles.all()] == ["Officer: writes reports (Republic of Moldova)"]
    assert batch.take_back() == []
    assert not User.objects.filter(email="new@example.org").exists()


def test_person_who_was_given_a_role_since_stays(world, administrator):
    sheet, written = apply("users", NEW, by=administrator)
    CountryRoleFactory(user=User.objects.get(email="new@example.org"))

    kept = sheet.take_back(written)

    assert kept == ["new@example.org stays, since it is used: role “Officer: writes reports (Tajikistan)”."]


def test_person_who_has_signed_in_since_stays(db, administrator, client):
    sheet, written = apply("users", NEW, by=administrator)
    client.force_login(User.objects.get(email="new@example.org"))
    User.objects.get(email="new@example.org").usersession_set.all().delete()

    kept = sheet.take_back(written)

    assert kept == ["new@example.org stays: she has signed in since. Make the account inactive instead."]


def test_account_with_all_rights_is_changed_by_its_equal_only(db, administrator):
    UserFactory(email="above@example.org", name="Above", is_superuser=True)
    row = {"email": "above@example.org", "name": "Below"}

    assert problems(plan("users", row, by=administrator)) == [("email", "above-you")]
    assert outcomes(plan("users", row, by=UserFactory(is_superuser=True))) == ["changed"]


def test_nobody_closes_her_own_account(db, administrator):
    row = {"email": administrator.email, "is_active": "no"}

    assert problems(plan("users", row, by=administrator)) == [("is_active", "own-account")]


@pytest.mark.parametrize(("is_production", "expected"), [(True, ["refused"]), (False, ["created"])])
def test_account_of_the_demonstration_opens_nothing_in_earnest(db, administrator, settings, is_production, expected):
    settings.IS_PRODUCTION = is_production
    UserFactory(email="officer@demo.waymark.example")

    assert outcomes(plan("users", {**NEW, "email": "a@demo.waymark.example"}, by=administrator)) == expected
    role = {"email": "officer@demo.waymark.example", "role": "publisher"}
    assert outcomes(plan("roles", role, by=administrator)) == expected


def test_own_role_of_administrator_is_not_taken_back(db, administrator):
    CountryRole.objects.filter(user=administrator).delete()
    chief = UserFactory(is_superuser=True)
    sheet, written = apply("roles", {"email": administrator.email, "role": "administrator"}, by=chief)
    sheet.by = User.objects.get(pk=administrator.pk)

    kept = sheet.take_back(written)

    assert kept == ["This role stays: it makes you an administrator. Ask another administrator to remove it."]
    assert sheet.by.roles.get().role == CountryRole.Role.ADMINISTRATOR


@pytest.mark.parametrize("person", ["officer", "publisher", "manager", "nobody_special"])
@pytest.mark.parametrize("name", ["users", "roles"])
def test_people_are_exported_for_administrators_only(administrator, request, name, person):
    assert exported(name, request.getfixturevalue(person)) == []
    assert exported(name, administrator) != []


BAD = {
    "no address": ("users", {"email": ""}, [("email", "needed")]),
    "half an address": ("users", {"email": "someone"}, [("email", "not-valid")]),
    "no name": ("users", {"name": ""}, [("name", "needed")]),
    "unknown language": ("users", {"language": "Elvish"}, [("language", "unknown-entry")]),
    "neither active nor not": ("users", {"is_active": "perhaps"}, [("is_active", "not-yes-or-no")]),
    "unknown person": ("roles", {"email": "who@example.org"}, [("email", "unknown-entry")]),
    "unknown role": ("roles", {"role": "king"}, [("role", "unknown-entry")]),
    "administrator of a country": ("roles", {"role": "administrator"}, [("country", "administrator-is-everywhere")]),
    "country and region": ("roles", {"region": "africa"}, [("region", "role-is-for-a-country-or-a-region")]),
}  # fmt: skip
ROWS = {"users": NEW, "roles": {"email": "officer@example.org", "role": "manager", "country": "TJK"}}


@pytest.mark.parametrize(("name", "cells", "found"), BAD.values(), ids=BAD.keys())
def test_bad_value_is_refused_in_its_cell(world, administrator, name, cells, found):
    planned = plan(name, {**ROWS[name], **cells}, by=administrator)

    assert (outcomes(planned), problems(planned)) == (["refused"], found)
