"""The cast: who takes part in the tests. Nobody of them holds more than one role."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import translation

from countries.models import CountryRole
from results import gate
from tests.factories import CountryFactory, CountryRoleFactory, RegionFactory, UserFactory
from tests.shut_gate import commands_meet_it_shut, shut

Role = CountryRole.Role


@pytest.fixture(autouse=True)
def in_english():
    """A request leaves its language behind; every test starts in English."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session", autouse=True)
def open_gate():
    """Lets tests arrange reports as they need them; requests and commands meet the door shut, as in production."""
    with gate.open_for_upkeep(), commands_meet_it_shut():
        yield


@pytest.fixture(autouse=True)
def gate_shut_where_marked(request):
    """Shuts the door for a whole test that is marked ``shut_gate``."""
    if "shut_gate" not in request.keywords:
        yield
        return
    with shut():
        yield


@pytest.fixture
def tajikistan(db):
    return CountryFactory(iso3="TJK")


@pytest.fixture
def elsewhere(db):
    return CountryFactory(iso3="MOZ", region=RegionFactory(code="africa"))


def _person(name, role, **place):
    user = UserFactory(name=name, email=f"{name.lower()}@example.org")
    CountryRoleFactory(user=user, role=role, **place)
    return user


@pytest.fixture
def officer(tajikistan):
    """Writes reports in Tajikistan."""
    return _person("Officer", Role.OFFICER, country=tajikistan)


@pytest.fixture
def colleague(tajikistan):
    """Writes reports in Tajikistan too."""
    return _person("Colleague", Role.OFFICER, country=tajikistan)


@pytest.fixture
def stranger(elsewhere):
    """Writes reports, but in another country of another region."""
    return _person("Stranger", Role.OFFICER, country=elsewhere)


@pytest.fixture
def publisher(tajikistan):
    """Publishes what others wrote in the region of Tajikistan."""
    return _person("Publisher", Role.PUBLISHER, country=None, region=tajikistan.region)


@pytest.fixture
def national_reviewer(tajikistan):
    """Returns or approves reports of Tajikistan."""
    return _person("National", Role.NATIONAL_REVIEWER, country=tajikistan)


@pytest.fixture
def regional_reviewer(tajikistan):
    """Returns or approves reports of the region of Tajikistan, and locks its periods."""
    return _person("Regional", Role.REGIONAL_REVIEWER, country=None, region=tajikistan.region)


@pytest.fixture
def manager(tajikistan):
    """Reads everything of Tajikistan, drafts too."""
    return _person("Manager", Role.MANAGER, country=tajikistan)


@pytest.fixture
def administrator(db):
    """Keeps vocabularies, people and imports."""
    return _person("Administrator", Role.ADMINISTRATOR, country=None)


@pytest.fixture
def nobody_special(db):
    """Has an account and no role."""
    return UserFactory(name="Nobody", email="nobody@example.org")


@pytest.fixture(scope="module")
def reference_data(django_db_setup, django_db_blocker):
    """The vocabularies that come with Waymark: loaded once for all tests of a module, and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", stdout=StringIO())
        yield
        transaction.set_rollback(True)
