"""Who may do what with a report: the whole table, cell by cell."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from countries.models import Country
from results import permissions
from results.models import Result
from results.permissions import Act
from tests.factories import CountryRoleFactory, ResultFactory, UserFactory

NOTHING = set()
# Person, whose report it is, whether it lies where her role covers: what she may do.
TABLE = {
    ("officer", "another's", "covered"): {"read", "write"},
    ("officer", "own", "covered"): {"read", "write"},
    ("officer", "changed by her", "covered"): {"read", "write"},
    ("officer", "another's", "elsewhere"): NOTHING,
    ("officer", "own", "elsewhere"): NOTHING,
    ("officer", "changed by her", "elsewhere"): NOTHING,
    ("publisher", "another's", "covered"): {"read", "publish", "withdraw"},
    ("publisher", "own", "covered"): {"read", "withdraw"},
    ("publisher", "changed by her", "covered"): {"read", "withdraw"},
    ("publisher", "another's", "elsewhere"): NOTHING,
    ("publisher", "own", "elsewhere"): NOTHING,
    ("publisher", "changed by her", "elsewhere"): NOTHING,
    ("officer and publisher", "another's", "covered"): {"read", "write", "publish", "withdraw"},
    ("officer and publisher", "own", "covered"): {"read", "write", "withdraw"},
    ("officer and publisher", "changed by her", "covered"): {"read", "write", "withdraw"},
    ("officer and publisher", "another's", "elsewhere"): NOTHING,
    ("officer and publisher", "own", "elsewhere"): NOTHING,
    ("officer and publisher", "changed by her", "elsewhere"): NOTHING,
    ("administrator", "another's", "covered"): {"read", "import"},
    ("administrator", "own", "covered"): {"read", "import"},
    ("administrator", "changed by her", "covered"): {"read", "import"},
    ("administrator", "another's", "elsewhere"): {"read", "import"},
    ("administrator", "own", "elsewhere"): {"read", "import"},
    ("administrator", "changed by her", "elsewhere"): {"read", "import"},
    ("superuser", "another's", "covered"): {"read", "import"},
    ("superuser", "own", "covered"): {"read", "import"},
    ("superuser", "changed by her", "covered"): {"read", "import"},
    ("superuser", "another's", "elsewhere"): {"read", "import"},
    ("superuser", "own", "elsewhere"): {"read", "import"},
    ("superuser", "changed by her", "elsewhere"): {"read", "import"},
    ("nobody special", "another's", "covered"): NOTHING,
    ("nobody special", "own", "covered"): NOTHING,
    ("inactive officer", "own", "covered"): NOTHING,
    ("inactive superuser", "another's", "covered"): NOTHING,
    ("anonymous reader", "another's", "covered"): NOTHING,
}


@pytest.fixture
def people(officer, publisher, administrator, nobody_special, tajikistan):
    both = CountryRoleFactory(role="officer", country=tajikistan).user
    CountryRoleFactory(user=both, role="publisher", country=tajikistan)
    return {
        "officer": officer,
        "publisher": publisher,
        "officer and publisher": both,
        "administrator": administrator,
        "superuser": UserFactory(is_superuser=True),
        "nobody special": nobody_special,
        "inactive officer": CountryRoleFactory(user__is_active=False, country=tajikistan).user,
        "inactive superuser": UserFactory(is_superuser=True, is_active=False),
        "anonymous reader": AnonymousUser(),
    }


@pytest.fixture
def report(people, tajikistan, elsewhere):
    """Gives back a report of a person, of a place."""

    def make(person, whose, place):
        country = tajikistan if place == "covered" else elsewhere
        somebody = UserFactory()
        return ResultFactory(
            country=country,
            reference=f"{country.iso3}-2021-900",
            created_by=people[person] if whose == "own" else somebody,
            changed_by=people[person] if whose == "changed by her" else somebody,
        )

    return make


@pytest.mark.parametrize(("row", "allowed"), TABLE.items(), ids=map(", ".join, TABLE))
def test_may_do_exactly_what_the_table_says(people, report, row, allowed):
    result = report(*row)

    assert {act.value for act in Act if permissions.may(people[row[0]], act, result)} == allowed


@pytest.mark.parametrize(("row", "allowed"), TABLE.items(), ids=map(", ".join, TABLE))
def test_lists_hold_what_may_be_read(people, report, row, allowed):
    result = report(*row)

    assert Result.objects.visible_to(people[row[0]]).filter(pk=result.pk).exists() is ("read" in allowed)


@pytest.mark.parametrize(
    ("person", "act", "places"),
    [
        pytest.param("officer", Act.WRITE, ["TJK"], id="officer of one country"),
        pytest.param("publisher", Act.PUBLISH, ["KGZ", "TJK"], id="publisher of a region"),
        pytest.param("publisher", Act.WRITE, [], id="publisher does not write"),
        pytest.param("administrator", Act.IMPORT, ["KGZ", "MOZ", "TJK"], id="administrator everywhere"),
        pytest.param("superuser", Act.READ, ["KGZ", "MOZ", "TJK"], id="superuser reads everywhere"),
        pytest.param("superuser", Act.WRITE, [], id="superuser does not write"),
        pytest.param("inactive superuser", Act.READ, [], id="inactive superuser"),
        pytest.param("anonymous reader", Act.READ, [], id="anonymous reader"),
    ],
)
def test_countries_open_to_a_person(people, elsewhere, tajikistan, person, act, places):
    Country.objects.create(iso3="KGZ", iso2="KG", name={"en": "Kyrgyzstan"}, region=tajikistan.region)

    open_to_her = permissions.countries_open_to(people[person], act)

    assert list(open_to_her.values_list("iso3", flat=True)) == places


def test_refusal_says_which_right_is_missing(stranger, tajikistan):
    with pytest.raises(PermissionDenied) as refusal:
        permissions.require(stranger, Act.WRITE, ResultFactory(country=tajikistan))

    assert str(refusal.value) == (
        "You do not have the right to write or change it for Tajikistan. Ask an administrator for the role."
    )


def test_refusal_to_publish_ones_own_says_why(publisher, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=publisher, reference="TJK-2021-001")

    with pytest.raises(PermissionDenied) as refusal:
        permissions.require(publisher, Act.PUBLISH, result)

    assert str(refusal.value) == ("TJK-2021-001 was written or last changed by you. Somebody else has to publish it.")
