"""Who may do what with a report: the whole table, cell by cell, and where it holds."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from countries.models import Country, CountryRole
from results import permissions
from results.models import Result
from results.permissions import STATES, Act
from tests.factories import CountryRoleFactory, ResultFactory, UserFactory

# yes: also with what she wrote or last changed; other: only with what others wrote; no: not at all.
TABLE = """
officer            new    draft  submitted returned approved published withdrawn
  read             yes    yes    yes       yes      yes      yes       yes
  write            yes    yes    no        yes      no       yes       yes
  import           no     no     no        no       no       no        no
  take-back        no     no     no        no       no       no        no
  submit           no     yes    no        yes      no       no        yes
  recall           no     no     yes       no       no       no        no
  comment          no     yes    yes       yes      yes      yes       yes
  judge            no     no     no        no       no       no        no
  reassign         no     no     no        no       no       no        no
  return           no     no     no        no       no       no        no
  approve          no     no     no        no       no       no        no
  publish          no     no     no        no       no       no        no
  withdraw         no     no     no        no       no       no        no
  lock             no     no     no        no       no       no        no

national-reviewer  new    draft  submitted returned approved published withdrawn
  read             yes    yes    yes       yes      yes      yes       yes
  write            no     no     no        no       no       no        no
  import           no     no     no        no       no       no        no
  take-back        no     no     no        no       no       no        no
  submit           no     no     no        no       no       no        no
  recall           no     no     no        no       no       no        no
  comment          no     yes    yes       yes      yes      yes       yes
  judge            no     no     other     no       no       no        no
  reassign         no     no     yes       no       no       no        no
  return           no     no     other     no       no       no        no
  approve          no     no     other     no       no       no        no
  publish          no     no     no        no       no       no        no
  withdraw         no     no     no        no       no       no        no
  lock             no     no     no        no       no       no        no

regional-reviewer  new    draft  submitted returned approved published withdrawn
  read             yes    yes    yes       yes      yes      yes       yes
  write            no     no     no        no       no       no        no
  import           no     no     no        no       no       no        no
  take-back        no     no     no        no       no       no        no
  submit           no     no     no        no       no       no        no
  recall           no     no     no        no       no       no        no
  comment          no     yes    yes       yes      yes      yes       yes
  judge            no     no     other     no       no       no        no
  reassign         no     no     yes       no       no       no        no
  return           no     no     other     no       other    no        no
  approve          no     no     other     no       no       no        no
  publish          no     no     no        no       no       no        no
  withdraw         no     no     no        no       no       no        no
  lock             no     no     no        no       no       no        no

publisher          new    draft  submitted returned approved published withdrawn
  read             yes    yes    yes       yes      yes      yes       yes
  write            no     no     no        no       no       no        no
  import           no     no     no        no       no       no        no
  take-back        no     no     no        no       no       no        no
  submit           no     no     no        no       no       no        no
  recall           no     no     no        no       no       no        no
  comment          no     yes    yes       yes      yes      yes       yes
  judge            no     no     other     no       no       no        no
  reassign         no     no     yes       no       no       no        no
  return           no     no     other     no       other    no        no
  approve          no     no     other     no       no       no        no
  publish          no     no     no        no       other    no        no
  withdraw         no     yes    yes       yes      yes      yes       yes
  lock             no     no     no        no       no       no        no

manager            new    draft  submitted returned approved published withdrawn
  read             yes    yes    yes       yes      yes      yes       yes
  write            no     no     no        no       no       no        no
  import           no     no     no        no       no       no        no
  take-back        no     no     no        no       no       no        no
  submit           no     no     no        no       no       no        no
  recall           no     no     no        no       no       no        no
  comment          no     no     no        no       no       no        no
  judge            no     no     no        no       no       no        no
  reassign         no     no     no        no       no       no        no
  return           no     no     no        no       no       no        no
  approve          no     no     no        no       no       no        no
  publish          no     no     no        no       no       no        no
  withdraw         no     no     no        no       no       no        no
  lock             no     no     no        no       no       no        no

administrator      new    draft  submitted returned approved published withdrawn
  read             yes    yes    yes       yes      yes      yes       yes
  write            no     no     no        no       no       no        no
  import           yes    yes    no        yes      no       yes       yes
  take-back        no     yes    yes       yes      no       yes       yes
  submit           no     no     no        no       no       no        no
  recall           no     no     no        no       no       no        no
  comment          no     no     no        no       no       no        no
  judge            no     no     no        no       no       no        no
  reassign         no     no     no        no       no       no        no
  return           no     no     no        no       no       no        no
  approve          no     no     no        no       no       no        no
  publish          no     no     no        no       no       no        no
  withdraw         no     no     no        no       no       no        no
  lock             no     no     no        no       no       no        no
"""
# Locking is no act on a report: tests/results/test_locks.py says who may lock which period.


def _cells():
    """(role, act): {state: what stands in the cell}."""
    found = {}
    for block in TABLE.strip().split("\n\n"):
        heading, *lines = [line.split() for line in block.splitlines()]
        for act, *cells in lines:
            found[heading[0], act] = dict(zip(heading[1:], cells, strict=True))
    return found


CELLS = _cells()
HANDS = {"another's": (), "written by her": ("created_by",), "last changed by her": ("changed_by",)}


def test_table_has_every_role_act_and_state():
    roles = {role for role, _act in CELLS}

    assert roles == set(CountryRole.Role.values)
    assert set(CELLS) == {(role, act.value) for role in roles for act in Act}
    assert {tuple(cells) for cells in CELLS.values()} == {STATES}
    assert ("new", *Result.State.values) == STATES


@pytest.fixture
def holder(tajikistan):
    """Gives back somebody who holds these roles in Tajikistan; an administrator works everywhere."""

    def make(*roles, **fields):
        user = UserFactory(**fields)
        for role in roles:
            CountryRoleFactory(user=user, role=role, country=None if role == "administrator" else tajikistan)
        return user

    return make


def report_in(state, country, somebody, **hands):
    """A report in a state, not stored: the table asks only what stands in it."""
    people = {"created_by": somebody, "changed_by": somebody, **hands}
    stored = {} if state == "new" else {"pk": 1, "state": state}
    result = ResultFactory.build(country=country, indicator=None, step=None, **people, **stored)
    result._state.adding = state == "new"
    return result


@pytest.mark.parametrize(("role", "act"), CELLS, ids=" ".join)
def test_may_do_exactly_what_the_table_says(holder, tajikistan, role, act):
    person, somebody = holder(role), UserFactory()

    for state, cell in CELLS[role, act].items():
        for whose, hands in HANDS.items():
            result = report_in(state, tajikistan, somebody, **dict.fromkeys(hands, person))
            # Nobody has written a new report yet, whatever its form says.
            allowed = cell == "yes" or (cell == "other" and whose == "another's")
            assert permissions.may(person, act, result) is allowed, f"{state}, {whose}"


@pytest.mark.parametrize("role", ["national-reviewer", "regional-reviewer", "publisher"])
@pytest.mark.parametrize("act", ["judge", "return", "approve", "publish"])
def test_second_role_does_not_let_her_judge_her_own(holder, tajikistan, role, act):
    person, somebody = holder("officer", role), UserFactory()
    state = "approved" if act == "publish" else "submitted"
    others, own = report_in(state, tajikistan, somebody), report_in(state, tajikistan, somebody, changed_by=person)

    assert permissions.may(person, act, own) is False
    assert permissions.may(person, act, others) is (CELLS[role, act][state] == "other")


def test_several_roles_give_the_rights_of_each(holder, tajikistan):
    person = holder("officer", "publisher")

    result = report_in("submitted", tajikistan, UserFactory())

    allowed = {act.value for act in Act if permissions.may(person, act, result)}
    assert allowed == {"read", "recall", "comment", "judge", "reassign", "return", "approve", "withdraw"}


NOTHING = set()
WITHOUT_A_ROLE = {
    "nobody special": NOTHING,
    "inactive officer": NOTHING,
    "inactive administrator": NOTHING,
    "inactive superuser": NOTHING,
    "anonymous reader": NOTHING,
    "superuser": {"read", "import", "take-back"},
}


@pytest.fixture
def others(holder):
    return {
        "nobody special": UserFactory(),
        "inactive officer": holder("officer", is_active=False),
        "inactive administrator": holder("administrator", is_active=False),
        "inactive superuser": UserFactory(is_superuser=True, is_active=False),
        "anonymous reader": AnonymousUser(),
        "superuser": UserFactory(is_superuser=True),
    }


@pytest.mark.parametrize(("who", "allowed"), WITHOUT_A_ROLE.items(), ids=WITHOUT_A_ROLE)
def test_what_others_may_do_with_a_draft(others, tajikistan, elsewhere, who, allowed):
    for country in (tajikistan, elsewhere):
        result = ResultFactory(country=country)

        assert {act.value for act in Act if permissions.may(others[who], act, result)} == allowed
        assert Result.objects.visible_to(others[who]).filter(pk=result.pk).exists() is ("read" in allowed)


# A role held there covers Tajikistan, a country of the same region, a country of another.
COVERAGE = {
    "country": {"TJK": True, "KGZ": False, "MOZ": False},
    "region": {"TJK": True, "KGZ": True, "MOZ": False},
    "everywhere": {"TJK": True, "KGZ": True, "MOZ": True},
}


@pytest.fixture
def neighbour(tajikistan):
    return Country.objects.create(iso3="KGZ", iso2="KG", name={"en": "Kyrgyzstan"}, region=tajikistan.region)


@pytest.mark.parametrize("role", [role for role in CountryRole.Role.values if role != "administrator"])
@pytest.mark.parametrize(("held", "covered"), COVERAGE.items(), ids=COVERAGE)
def test_role_holds_where_it_was_given(tajikistan, neighbour, elsewhere, held, covered, role):
    place = {"country": {"country": tajikistan}, "region": {"region": tajikistan.region}, "everywhere": {}}[held]
    person = CountryRoleFactory(**{"role": role, "country": None, **place}).user
    acts = {"officer": Act.WRITE, "publisher": Act.WITHDRAW, "manager": Act.READ}
    act = acts.get(role, Act.APPROVE)
    reports = {
        country.iso3: ResultFactory(
            country=country, reference=f"{country.iso3}-2021-900", state="submitted" if act == Act.APPROVE else "draft"
        )
        for country in (tajikistan, neighbour, elsewhere)
    }

    hers = sorted(iso3 for iso3, is_covered in covered.items() if is_covered)
    assert {iso3: permissions.may(person, act, result) for iso3, result in reports.items()} == covered
    assert {iso3: permissions.may_in(person, act, result.country) for iso3, result in reports.items()} == covered
    assert sorted(permissions.countries_open_to(person, act).values_list("iso3", flat=True)) == hers
    assert sorted(Result.objects.visible_to(person).values_list("country__iso3", flat=True)) == hers


@pytest.mark.parametrize(
    ("person", "act", "places"),
    [
        pytest.param("officer", Act.WRITE, ["TJK"], id="officer writes in her country"),
        pytest.param("officer", Act.APPROVE, [], id="officer approves nowhere"),
        pytest.param("publisher", Act.PUBLISH, ["KGZ", "TJK"], id="publisher of a region"),
        pytest.param("publisher", Act.WRITE, [], id="publisher does not write"),
        pytest.param("manager", Act.READ, ["TJK"], id="manager reads"),
        pytest.param("manager", Act.COMMENT, [], id="manager does not comment"),
        pytest.param("administrator", Act.IMPORT, ["KGZ", "MOZ", "TJK"], id="administrator everywhere"),
        pytest.param("administrator", Act.WRITE, [], id="administrator does not write"),
        pytest.param("superuser", Act.READ, ["KGZ", "MOZ", "TJK"], id="superuser reads everywhere"),
        pytest.param("superuser", Act.WRITE, [], id="superuser does not write"),
        pytest.param("inactive superuser", Act.READ, [], id="inactive superuser"),
        pytest.param("anonymous reader", Act.READ, [], id="anonymous reader"),
    ],
)
def test_countries_open_to_a_person(request, others, neighbour, elsewhere, person, act, places):
    user = others.get(person) or request.getfixturevalue(person)

    assert list(permissions.countries_open_to(user, act).values_list("iso3", flat=True)) == places
    assert permissions.may_anywhere(user, act) is bool(places)


def test_refusal_says_which_right_is_missing(stranger, tajikistan):
    with pytest.raises(PermissionDenied) as refusal:
        permissions.require(stranger, Act.WRITE, ResultFactory(country=tajikistan))

    assert str(refusal.value) == (
        "You do not have the right to write or change it for Tajikistan. Ask an administrator for the role."
    )


OWN = {
    "judge": "TJK-2021-001 was written or last changed by you. Somebody else has to judge it.",
    "return": "TJK-2021-001 was written or last changed by you. Somebody else has to judge it.",
    "approve": "TJK-2021-001 was written or last changed by you. Somebody else has to judge it.",
    "publish": "TJK-2021-001 was written or last changed by you. Somebody else has to publish it.",
}


@pytest.mark.parametrize(("act", "sentence"), OWN.items(), ids=OWN)
@pytest.mark.parametrize("hand", ["created_by", "changed_by"])
def test_refusal_to_judge_ones_own_says_why(publisher, tajikistan, act, sentence, hand):
    state = "approved" if act == "publish" else "submitted"
    result = report_in(state, tajikistan, UserFactory(), reference="TJK-2021-001", **{hand: publisher})

    assert permissions.refusal(publisher, act, result) == sentence


WRONG_STATE = {
    "new": "This report is not stored yet. Save it first.",
    "draft": "TJK-2021-001 is a draft: it cannot be judged yet. It has to be sent in and approved first.",
    "submitted": "TJK-2021-001 has been sent in and is being judged. To change it, take it back or ask for its return.",
    "returned": "TJK-2021-001 has been returned to its author. It has to be sent in again first.",
    "approved": "TJK-2021-001 is approved. To change it, ask whoever publishes it to return it.",
    "published": "TJK-2021-001 is published. Change it and send it in to publish a new version.",
    "withdrawn": "TJK-2021-001 is withdrawn. It has to be sent in and approved again first.",
}


@pytest.mark.parametrize(("state", "sentence"), WRONG_STATE.items(), ids=WRONG_STATE)
def test_refusal_for_a_state_says_what_comes_first(officer, publisher, tajikistan, state, sentence):
    person, act = (officer, Act.WRITE) if state in ("submitted", "approved") else (publisher, Act.PUBLISH)
    result = report_in(state, tajikistan, UserFactory(), reference="TJK-2021-001")

    assert permissions.refusal(person, act, result) == sentence
