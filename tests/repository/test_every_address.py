"""Every address of the application, called as everybody: who gets what, and that whoever is refused changes nothing.

The tables stand in the folder beside this file: addresses/reports.py, pages.py and workspace.py.
"""

import logging
from collections import Counter

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser

from results import permissions
from results.permissions import Act
from tests.repository.addresses.lines import LINES
from tests.repository.addresses.table import PEOPLE, THROUGH
from tests.repository.addresses.walking import every_address, knock_at
from tests.repository.addresses.world import ROLES, SECRET

WHERE = "a line for each of GET and POST in tests/repository/addresses/ (reports.py, pages.py, workspace.py)"
MAY_NOT_READ = ("anonymous", "nobody_special", "stranger")
# A lock leaves these open.
NOT_BOUND = {Act.READ, Act.COMMENT}


@pytest.fixture(scope="module", autouse=True)
def no_word_on_refusals():
    """Thousands of requests are refused here, and each would be logged with all that led to it."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def test_every_address_is_in_a_table():
    missing = set(every_address()) - {line.address for line in LINES}

    assert not missing, f"Say who may open and who may send to {sorted(missing)}: add {WHERE}."


def test_tables_name_no_address_that_is_gone():
    gone = {line.address for line in LINES} - set(every_address())

    assert not gone, f"There is no address {sorted(gone)} any more: remove its lines from tests/repository/addresses/."


def test_address_has_one_name():
    assert [name for name, count in Counter(every_address()).items() if count > 1] == []


def test_line_is_there_once():
    assert [str(line) for line, count in Counter(map(str, LINES)).items() if count > 1] == []


def test_address_says_who_opens_it_and_who_sends_to_it():
    said = {line.address: set() for line in LINES}
    for line in LINES:
        said[line.address].add(line.method)

    assert {address for address, methods in said.items() if methods != {"GET", "POST"}} == set(), f"Add {WHERE}."


def test_act_of_the_permission_table_stands_behind_an_address():
    assert {line.act for line in LINES} - {"-"} == set(Act.values)


def test_stranger_is_told_of_no_report():
    """A refusal would say that there is one."""
    about_one = [line for line in LINES if f"{line.address}-".startswith("report-") and line.address != "report-new"]

    assert {line.answers["stranger"] for line in about_one} == {"404", "405"}


def test_screens_offer_no_act_on_several_but_deletion(world, rf):
    request = rf.get("/admin/")
    request.user = world.people["administrator"]

    offered = {name for screen in admin.site._registry.values() for name in screen.get_actions(request)}

    assert offered == {"delete_selected"}, "Send it in tests/repository/addresses/postings.py (_changelist)."


@pytest.mark.parametrize("name", ROLES)
def test_cast_is_that_of_all_tests(request, world, name):
    person = request.getfixturevalue(name)

    assert _role(person.roles.get()) == _role(world.people[name].roles.get())


def _role(held):
    return held.role, held.country and held.country.iso3, held.region and held.region.code


@pytest.mark.parametrize("line", LINES, ids=str)
def test_everybody_is_answered_as_the_table_says(arrange, world, line):
    before = arrange(line.state)

    knocks = knock_at(world, line, before)

    assert {person: knock.answer for person, knock in knocks.items()} == line.answers
    assert {person: knock.changed for person, knock in knocks.items() if not _is_right(line, person, knock)} == {}
    if line.state != "published":
        assert [name for name in MAY_NOT_READ if SECRET.encode() in knocks[name].page] == []


def _is_right(line, person, knock):
    """Whether nothing has changed but what the answer says: all by an act, a text that is kept, or nothing."""
    if line.method == "GET" or line.answers[person] not in THROUGH | {"kept", "422"}:
        return not knock.changed
    if line.answers[person] in ("kept", "422"):
        return knock.changed == {"results_unsavedwork"}
    return bool(knock.changed)


BY_ACT = [line for line in LINES if line.act != "-" and (line.method == "POST" or line.state != "-")]


@pytest.mark.parametrize("state", sorted({line.state for line in BY_ACT}))
def test_table_of_addresses_is_that_of_permissions(arrange, world, state):
    """Nobody comes through who has not the right, and nobody is refused who has it, but by a lock."""
    arrange(state)
    lines = [line for line in BY_ACT if line.state == state]

    allowed = {str(line): {person for person in _judged(line) if _may(world, line, person)} for line in lines}

    through = {str(line): {person for person in _judged(line) if line.answers[person] in THROUGH} for line in lines}
    assert through == allowed


def _judged(line):
    """Those whom the answer says something about: not by what an address takes, nor by what was sent."""
    return [person for person in PEOPLE if line.answers[person] not in ("405", "idle", "422")]


def _may(world, line, person):
    if line.state.endswith("/locked") and line.act not in NOT_BOUND:
        return False
    user = world.people.get(person, AnonymousUser())
    if line.state.startswith("-"):
        return permissions.may_in(user, line.act, world.tajikistan)
    return permissions.may(user, line.act, world.report)
