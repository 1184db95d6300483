"""Every function and every command that writes reports, called as everybody, with the door shut as in production.

The tables stand in addresses/acts.py, beside this file.
"""

import inspect
import pkgutil
from importlib import import_module
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command, get_commands
from import_export.exceptions import ImportError as SheetImportError

from results import actions, gate, locks, permissions
from results.permissions import Act
from tests.repository.addresses.acting import call
from tests.repository.addresses.acts import FOR_NOBODY, FUNCTIONS, OTHER_COMMANDS, WRITING_COMMANDS
from tests.repository.addresses.table import PEOPLE, read
from tests.repository.addresses.world import REFERENCE, rows, tried
from tests.results.imports.made import make_csv
from tests.shut_gate import shut

LINES = read(FUNCTIONS)
WITH_ACCOUNTS = PEOPLE[1:]
# What is kept of a sheet whose rows are refused, for whoever may import: what is wrong with them.
PLAN = {"results_importbatch", "results_importrow"}


def functions():
    """Every function that others call to write: what results.actions exports, what opens the door, results.locks."""
    modules = [import_module(f"results.actions.{module.name}") for module in pkgutil.iter_modules(actions.__path__)]
    acting = {name for name in actions.__all__ if inspect.isfunction(getattr(actions, name))}
    opening = {name for module in modules for name, source in _public(module) if "with gate." in source}
    return {f"actions.{name}" for name in acting | opening} | {f"locks.{name}" for name, _source in _public(locks)}


def _public(module):
    """The functions of a module that are not its own affair, each with its source."""
    there = inspect.getmembers(module, lambda each: inspect.isfunction(each) and each.__module__ == module.__name__)
    return [(name, inspect.getsource(function)) for name, function in there if not name.startswith("_")]


def test_every_function_that_writes_is_in_the_table():
    said = {f"{line.method}.{line.address}" for line in LINES} | set(FOR_NOBODY)

    where = "tests/repository/addresses/acts.py (and say in acting.py how it is called)"
    assert functions() - said == set(), f"Say who may call it: add a line to FUNCTIONS in {where}."
    assert said - functions() == set(), f"It is gone: remove its lines from {where}."


def test_every_command_is_in_the_table():
    there = {name for name, app in get_commands().items() if not app.startswith("django.")}

    assert there == {*WRITING_COMMANDS, *OTHER_COMMANDS}, "Say in tests/repository/addresses/acts.py what it writes."


@pytest.mark.parametrize("line", LINES, ids=str)
def test_function_is_carried_out_for_those_with_the_right(arrange, world, line):
    before, found = arrange(line.state), {}

    for name in WITH_ACCOUNTS:
        with tried(before) as watch:
            found[name] = _outcome(world, line, world.people[name], watch)

    assert found == line.answers


def _outcome(world, line, by, watch):
    """How a call ended; in the words of the table where nothing was done by halves."""
    try:
        with shut():
            call(world, line, by)
    except PermissionDenied:
        return "no" if not watch.changed() else f"refused, but {sorted(watch.changed())} are changed"
    return "done" if watch.changed() else "done, but nothing is changed"


@pytest.mark.parametrize("state", ["-", "draft", "submitted", "approved", "published"])
def test_table_of_functions_is_that_of_permissions(arrange, world, state):
    arrange(state)
    lines = [line for line in LINES if line.state == state and line.act != "-"]

    allowed = {str(line): {name for name in WITH_ACCOUNTS if _may(world, line.act, name)} for line in lines}

    assert {str(line): {n for n, answer in line.answers.items() if answer == "done"} for line in lines} == allowed


def _may(world, act, name):
    user = world.people[name]
    if act == Act.LOCK:
        return permissions.may_in(user, act, world.tajikistan)
    return permissions.may(user, act, world.report)


@pytest.mark.parametrize("name", WITH_ACCOUNTS)
@pytest.mark.parametrize(
    ("state", "importers"), [("draft", {"administrator"}), ("submitted", set()), ("approved", set())]
)
def test_sheet_is_imported_as_a_person_with_the_right(arrange, world, tmp_path, state, importers, name):
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(make_csv({"reference": REFERENCE, "contribution": "The Office wrote it."}))
    before = arrange(state)

    is_refused = _is_refused("import_results", str(sheet), "--as", world.people[name].email)

    changed = {table for table, stored in rows().items() if stored != before[table]}
    assert (is_refused, "results_result" in changed) == (name not in importers, name in importers)
    if name not in importers:
        assert changed == (PLAN if name == "administrator" else set())


def _is_refused(*command):
    try:
        call_command(*command, stdout=StringIO())
    except (CommandError, SystemExit):
        return True
    return False


@pytest.mark.parametrize("command", ["load_demo", "demo"])
def test_demonstration_is_refused_in_production(arrange, settings, command):
    settings.IS_PRODUCTION, settings.DEMO = True, False
    before = arrange()

    assert _is_refused(command)
    assert rows() == before


def test_import_of_another_package_meets_the_door_shut(arrange, world, tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(make_csv({"id": world.report.pk, "summary": "Forged"}))
    before = arrange()

    with pytest.raises(SheetImportError, match=r"results_result is written only through results\.actions"):
        call_command("import", "results.Result", str(sheet), "--noinput", "--raise-errors", stdout=StringIO())

    assert rows() == before


@pytest.mark.parametrize("command", ["check_results", "nightly", "load_reference"])
def test_command_of_the_night_writes_no_report(arrange, command):
    arrange()
    before = rows(gate.guarded_tables)

    call_command(command, stdout=StringIO())

    assert rows(gate.guarded_tables) == before
