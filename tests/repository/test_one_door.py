"""That nobody writes reports past the door is refused while it runs (results/gate.py); here it is read off the code."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from results import gate
from results.models import Result

ROOT = Path(__file__).parents[2]
PACKAGES = ("config", "sdg_links", "countries", "indicators", "results")
# Called from within an action only, or an action itself.
BEHIND_THE_DOOR = ("results/actions/", "results/locks.py", "results/publishing.py", "results/references.py")
# Opens the door for nobody's act, and why.
OPENS_FOR_NOBODY = {
    "results/gate.py": "the door itself",
    "results/actions/removing.py": "takes out of a vocabulary what no report links to",
    "results/actions/adding_files.py": "sweeps away files that no report and no publication refers to",
}
# Copies rows past the connection's guard, and why.
COPIES = {
    "results/copying.py": "is asked for by these alone",
    "results/inserting.py": "asks the door by itself",
    "results/imports/planning/staging.py": "writes what is planned, which is no part of any report",
}
WRITES = {
    "abulk_create", "abulk_update", "acreate", "adelete", "aget_or_create", "asave", "aupdate", "aupdate_or_create",
    "bulk_create", "bulk_update", "create", "delete", "get_or_create", "raw", "save", "update", "update_or_create",
}  # fmt: skip
WRITES_LINKS = {"aadd", "add", "aclear", "clear", "aremove", "remove", "aset", "set"}
GUARDED = {
    model.__name__
    for model in apps.get_app_config("results").get_models()
    if model._meta.db_table in gate.guarded_tables
}
RELATIONS = {
    field.get_accessor_name() if hasattr(field, "get_accessor_name") else field.name
    for field in Result._meta.get_fields()
    if (field.one_to_many or field.many_to_many) and not field.hidden
}


def relative(path):
    return str(path.relative_to(ROOT))


MODULES = [
    path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")) if "migrations" not in path.parts
]


def names_in(node):
    """The names of a chain such as Result.objects.filter(...).update, from its end to its beginning."""
    while isinstance(node, (ast.Attribute, ast.Call, ast.Subscript)):
        if isinstance(node, ast.Attribute):
            yield node.attr
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        yield node.id


def writes(text):
    """The calls of a module that write to a guarded table by its model or by a relation of a report."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        called, *chain = [*names_in(node.func), ""]
        if (called in WRITES and GUARDED & set(chain)) or (called in WRITES | WRITES_LINKS and RELATIONS & set(chain)):
            yield ".".join([*reversed(chain[:-1]), called])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Result.objects.bulk_create(rows)", ["Result.objects.bulk_create"]),
        ("Event.objects.filter(pk=1).update(act='')", ["Event.objects.filter.update"]),
        ("Revision(result=r).save()", ["Revision.save"]),
        ("Result.objects.select_for_update().get()", []),
        ("result.topics.set([topic])", ["result.topics.set"]),
        ("held.evidence.filter(pk=1).delete()", ["held.evidence.filter.delete"]),
        ("Topic.objects.update(position=1)", []),
        ("seen.add(driver)", []),
    ],
)
def test_write_would_be_found(line, found):
    assert list(writes(line)) == found


@pytest.mark.parametrize(
    "path", [path for path in MODULES if not relative(path).startswith(BEHIND_THE_DOOR)], ids=relative
)
def test_module_outside_the_actions_writes_no_report(path):
    assert list(writes(path.read_text(encoding="utf-8"))) == []


def naming(pattern):
    return {relative(path) for path in MODULES if re.search(pattern, path.read_text(encoding="utf-8"))}


def test_door_is_opened_for_nobody_in_few_places():
    inside = r"\b(open_for_upkeep|_is_open|execute_wrappers)\b|gate\._|from results\.gate import .*_"

    assert naming(inside) == set(OPENS_FOR_NOBODY)


def test_door_is_opened_for_somebody_by_the_actions_and_the_locks_only():
    opening = naming(r"\badmitted(_to_periods)?\(") - {"results/gate.py"}

    assert {name for name in opening if not name.startswith(("results/actions/", "results/locks.py"))} == set()
    assert len(opening) > 3


def test_rows_are_copied_in_few_places_one_of_which_asks_the_door():
    """COPY is no statement that the connection's guard sees; tests/results/test_bulk.py shows that it is refused."""
    assert naming(r"\bCOPY\b.*\bSTDIN\b|\.copy\(f?[\"']|\.copy_expert\(|\bcopy_(?:rows|text)\(") == set(COPIES)


def test_actions_are_the_only_ones_to_publish_and_number():
    """What stands behind the door asks nobody, so nobody else may call it."""
    behind = {"publishing", "references"}
    importing = {
        relative(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and ({alias.name for alias in node.names} & behind if node.module == "results" else node.module in
             {f"results.{name}" for name in behind})
    }  # fmt: skip

    assert {name for name in importing if not name.startswith(("results/actions/", "results/publishing.py"))} == set()
