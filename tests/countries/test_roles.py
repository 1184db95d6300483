"""Roles: where they hold, and whom they let in."""

import pytest
from django.contrib.auth.models import AnonymousUser

from countries.models import Country, CountryRole, User
from tests.factories import CountryFactory, CountryRoleFactory, RegionFactory, UserFactory

Role = CountryRole.Role


@pytest.fixture
def person(db):
    """Somebody with an officer's role in the place that is given."""

    def make(**place):
        return CountryRoleFactory(**{"country": None, "region": None, **place}).user

    return make


@pytest.fixture
def place(tajikistan):
    return {"country": tajikistan, "region": tajikistan.region}


@pytest.mark.parametrize(
    ("given", "holds_there", "holds_elsewhere"),
    [
        pytest.param("country", True, False, id="given in the country"),
        pytest.param("region", True, False, id="given for its region"),
        pytest.param("everywhere", True, True, id="given everywhere"),
    ],
)
def test_role_holds_where_it_was_given(person, place, tajikistan, elsewhere, given, holds_there, holds_elsewhere):
    user = person(**{given: place[given]} if given in place else {})

    assert user.roles_in(tajikistan) == ({Role.OFFICER} if holds_there else set())
    assert user.roles_in(elsewhere) == ({Role.OFFICER} if holds_elsewhere else set())
    open_to_her = Country.objects.with_role(user, [Role.OFFICER])
    assert set(open_to_her) == ({tajikistan} if holds_there else set()) | ({elsewhere} if holds_elsewhere else set())


def test_neighbour_of_the_same_region_is_not_covered_by_a_role_in_one_country(officer, tajikistan):
    assert officer.roles_in(CountryFactory(iso3="KGZ")) == set()


def test_roles_in_a_country_and_for_its_region_add_up(person, place, tajikistan):
    user = person(country=tajikistan)
    CountryRoleFactory(user=user, role=Role.PUBLISHER, country=None, region=tajikistan.region)

    assert user.roles_in(tajikistan) == {Role.OFFICER, Role.PUBLISHER}
    assert list(Country.objects.with_role(user, [Role.OFFICER, Role.PUBLISHER])) == [tajikistan]


def test_anonymous_reader_holds_no_role_anywhere(tajikistan):
    assert list(Country.objects.with_role(AnonymousUser(), list(Role))) == []


def test_region_without_its_country_opens_nothing(person, tajikistan):
    user = person(region=RegionFactory(code="africa"))

    assert user.roles_in(tajikistan) == set()


PEOPLE = {
    "officer": lambda: CountryRoleFactory().user,
    "administrator": lambda: CountryRoleFactory(role=Role.ADMINISTRATOR, country=None).user,
    "superuser": lambda: UserFactory(is_superuser=True),
    "nobody special": lambda: UserFactory(),
    "officer who has left": lambda: CountryRoleFactory(user__is_active=False).user,
    "administrator who has left": lambda: (
        CountryRoleFactory(user__is_active=False, role=Role.ADMINISTRATOR, country=None).user
    ),
    "superuser who has left": lambda: UserFactory(is_superuser=True, is_active=False),
}


@pytest.mark.parametrize(
    ("who", "is_staff", "is_administrator"),
    [
        ("officer", True, False),
        ("administrator", True, True),
        ("superuser", True, True),
        ("nobody special", False, False),
        ("officer who has left", False, False),
        ("administrator who has left", False, False),
        ("superuser who has left", False, False),
    ],
)
def test_workspace_is_open_to_whoever_holds_a_role(db, who, is_staff, is_administrator):
    user = PEOPLE[who]()

    assert (user.is_staff, user.is_administrator) == (is_staff, is_administrator)


def test_superuser_counts_as_administrator_in_every_country(tajikistan):
    assert UserFactory(is_superuser=True).roles_in(tajikistan) == {Role.ADMINISTRATOR}


def test_roles_are_read_once_a_request(officer, tajikistan, elsewhere, django_assert_num_queries):
    user = User.objects.get(pk=officer.pk)

    with django_assert_num_queries(1):
        assert (user.is_staff, user.is_administrator) == (True, False)
        assert (user.roles_in(tajikistan), user.roles_in(elsewhere)) == ({Role.OFFICER}, set())


def test_role_says_where_it_holds(person, tajikistan):
    tajikistan.refresh_from_db()
    roles = [
        CountryRole(role=Role.OFFICER, country=tajikistan),
        CountryRole(role=Role.PUBLISHER, region=Country.objects.get().region),
        CountryRole(role=Role.ADMINISTRATOR),
    ]

    assert [str(role) for role in roles] == [
        "Officer: writes reports (Tajikistan)",
        "Headquarters publisher: publishes what others wrote (Europe Central Asia)",
        "Administrator: vocabularies, people, imports (everywhere)",
    ]
