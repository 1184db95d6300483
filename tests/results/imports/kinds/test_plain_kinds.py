import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, UniqueConstraint

from results.imports.kinds import KINDS, kind
from results.imports.kinds.kind import Writing
from results.imports.kinds.lookups import Lookups
from results.imports.kinds.plain.kind import ModelKind
from tests.results.imports.kinds.carrying import Sheet, apply, exported, outcomes, plan, problems
from tests.results.imports.kinds.rows import CHANGED, NEW

PLAIN = [name for name, each in KINDS.items() if isinstance(each, ModelKind)]
every_kind = pytest.mark.parametrize("name", PLAIN)
every_changing_kind = pytest.mark.parametrize("name", [name for name in PLAIN if name in CHANGED])


def stored(name, row):
    return kind(name).model.objects.get(pk=row.target)


@every_kind
def test_new_row_is_written_and_the_same_file_changes_nothing(places, administrator, name):
    planned = plan(name, NEW[name], by=administrator)
    assert (outcomes(planned), problems(planned)) == (["created"], [])

    apply(name, NEW[name], by=administrator)

    again = plan(name, NEW[name], by=administrator)
    assert (outcomes(again), again[0].changes) == (["unchanged"], [])


@every_kind
def test_export_imported_again_changes_nothing(places, administrator, name):
    apply(name, NEW[name], by=administrator)

    rows = exported(name, administrator)
    planned = plan(name, *rows, by=administrator)

    assert set(outcomes(planned)) == {"unchanged"}
    assert len(rows) == kind(name).model.objects.count()


@every_changing_kind
def test_changed_cell_is_shown_and_written(places, administrator, name):
    column, value = CHANGED[name]
    apply(name, NEW[name], by=administrator)
    row = {**NEW[name], column: value}

    planned = plan(name, row, by=administrator)
    _sheet, written = apply(name, row, by=administrator)

    assert outcomes(planned) == ["changed"]
    assert [(change[0], change[3]) for change in planned[0].changes] == [(column, value)]
    assert exported(name, administrator)[-1][column] == value
    assert LogEntry.objects.filter(object_id=str(written[0].target), action_flag=CHANGE).count() == 1


@every_changing_kind
def test_change_since_the_export_is_a_conflict(places, administrator, name):
    column, value = CHANGED[name]
    apply(name, NEW[name], by=administrator)
    old = exported(name, administrator)[-1]
    apply(name, {**NEW[name], column: value}, by=administrator)

    planned = plan(name, old, by=administrator)

    assert outcomes(planned) == ["conflict"]
    assert [(note.column, note.rule) for note in planned[0].notes] == [("exported_state", "changed-since-export")]


@every_kind
def test_new_row_is_taken_back(places, administrator, name):
    before = exported(name, administrator)
    sheet, written = apply(name, NEW[name], by=administrator)

    assert sheet.take_back(written) == []

    assert exported(name, administrator) == before
    flags = LogEntry.objects.order_by("pk").values_list("action_flag", flat=True)
    assert list(flags) == [ADDITION, DELETION]


@every_changing_kind
def test_changed_row_is_taken_back(places, administrator, name):
    column, value = CHANGED[name]
    apply(name, NEW[name], by=administrator)
    before = exported(name, administrator)
    sheet, written = apply(name, {**NEW[name], column: value}, by=administrator)

    assert sheet.take_back(written) == []

    assert exported(name, administrator) == before


@every_changing_kind
def test_row_that_somebody_changed_since_is_kept(places, administrator, name):
    column, value = CHANGED[name]
    sheet, written = apply(name, NEW[name], by=administrator)
    apply(name, {**NEW[name], column: value}, by=administrator)

    kept = sheet.take_back(written)

    assert len(kept) == 1
    assert "has been changed since" in kept[0]
    assert exported(name, administrator)[-1][column] == value


@every_kind
def test_whoever_has_no_role_exports_nothing(places, administrator, nobody_special, name):
    apply(name, varied(name)[0], by=administrator)

    assert exported(name, nobody_special) == []


@every_kind
def test_row_written_by_somebody_meanwhile_is_not_written_twice(places, administrator, name):
    sheet = Sheet(name, NEW[name], by=administrator)
    planned = sheet.plan()
    apply(name, NEW[name], by=administrator)

    with pytest.raises(ValidationError, match="has been added here since the file was judged"):
        sheet.apply(planned)


@every_changing_kind
def test_row_changed_by_somebody_meanwhile_is_not_overwritten(places, administrator, name):
    column, value = CHANGED[name]
    apply(name, NEW[name], by=administrator)
    sheet = Sheet(name, {**NEW[name], column: value}, by=administrator)
    planned = sheet.plan()
    apply(name, {**NEW[name], column: value}, by=administrator)

    with pytest.raises(ValidationError, match="has been changed here since the file was judged"):
        sheet.apply(planned)


@every_kind
@pytest.mark.parametrize("person", ["officer", "publisher", "stranger", "nobody_special"])
def test_only_administrators_import(world, request, administrator, name, person):
    by = request.getfixturevalue(person)

    planned = plan(name, NEW[name], by=by)

    assert ("", "no-right") in problems(planned)
    with pytest.raises(PermissionDenied, match="Only an administrator"):
        kind(name).write([], Writing(None, by, Lookups()))
    with pytest.raises(PermissionDenied, match="Only an administrator"):
        kind(name).take_back([], by=by, batch=None)


QUERIES = {
    "organisations": 3, "projects": 5, "cpos": 5, "frameworks": 5, "areas": 5, "users": 4, "roles": 5,
    "country_indicators": 7, "targets": 5, "measurements": 5,
}  # fmt: skip


@every_kind
@pytest.mark.parametrize("count", [1, 3])
def test_judging_asks_as_much_for_three_rows_as_for_one(places, administrator, name, count, django_assert_num_queries):
    sheet = Sheet(name, *varied(name)[:count], by=administrator)

    with django_assert_num_queries(QUERIES[name]):
        planned = sheet.plan()

    assert set(outcomes(planned)) == {"created"}


def varied(name):
    """Three new rows that differ in what they are recognised by."""
    by = {
        "organisations": ("acronym", "ABC"),
        "projects": ("code", "ABC"),
        "cpos": ("code", ["TJK131", "TJK132", "TJK133"]),
        "frameworks": ("slug", "abc"),
        "areas": ("slug", "abc"),
        "users": ("email", [f"{letter}@example.org" for letter in "abc"]),
        "roles": ("role", ["officer", "manager", "publisher"]),
        "country_indicators": ("code", "abc"),
    }
    column, values = by.get(name, ("year", ["2030", "2031", "2032"]))
    return [{**NEW[name], column: value} for value in values]


@every_kind
def test_nothing_is_unique_but_the_key(name):
    model = kind(name).model
    rules = [c for c in model._meta.constraints if isinstance(c, UniqueConstraint)]
    unique = [set(c.fields) or {_named(expression) for expression in c.expressions} for c in rules]
    unique += [{field.name} for field in model._meta.concrete_fields if field.unique and not field.primary_key]

    assert unique == [set(kind(name).key)] * len(unique)


def _named(expression):
    return expression.name if isinstance(expression, F) else expression.get_source_expressions()[0].name
