"""manage.py import_results, as an administrator meets it."""

from io import BytesIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from countries.models import Organisation
from results.imports.kinds import KINDS
from results.imports.kinds.lookups import Lookups
from results.imports.sheets import template
from results.models import ImportBatch, ImportRow, Publication, Result, SavedMapping
from tests.factories import ResultFactory
from tests.results.imports.applying.plans import take_back
from tests.results.imports.kinds.results.judged import COMPLETE, NEW
from tests.results.imports.made import make_csv

NOTHING = "Nothing was written: correct the rows above and import the file again."


def as_xlsx(**sheets):
    """A workbook with these sheets, each a list of rows."""
    workbook, stream = openpyxl.Workbook(), BytesIO()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        page = workbook.create_sheet(title)
        for values in [list(rows[0]), *(list(row.values()) for row in rows)]:
            page.append(values)
    workbook.save(stream)
    return stream.getvalue()


def test_import_says_what_it_did(administrator, run):
    assert run(as_xlsx(Results=[COMPLETE]), "ADMINISTRATOR@example.org") == (
        ["created 1, updated 0, unchanged 0, refused 0"], 0,
    )  # fmt: skip
    assert Result.objects.get().summary == COMPLETE["summary"]
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.name, batch.by, batch.rows.get().target) == (
        "applied", "reports.csv", administrator, Result.objects.get().pk,
    )  # fmt: skip


def test_second_time_changes_nothing(administrator, run):
    run(as_xlsx(Results=[COMPLETE]), administrator.email)

    assert run(make_csv(COMPLETE), administrator.email, name="wrong_name.ods") == (
        ["created 0, updated 0, unchanged 1, refused 0"], 0,
    )  # fmt: skip
    assert Result.objects.get().version == 1


def test_changed_report_is_counted_as_updated(administrator, run):
    ResultFactory(reference="TJK-2021-001")

    said = run(make_csv({"reference": "TJK-2021-001", "contribution": "Another text."}), administrator.email)

    assert said == (["created 0, updated 1, unchanged 0, refused 0"], 0)
    assert Result.objects.get().contribution == "Another text."


def test_dry_run_writes_nothing_and_leaves_nothing(administrator, run):
    assert run(make_csv(COMPLETE), administrator.email, "--dry-run") == (
        ["Nothing was written: this was a dry run.", "created 1, updated 0, unchanged 0, refused 0"], 0,
    )  # fmt: skip
    assert not Result.objects.exists()
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("options", [[], ["--dry-run"]], ids=["write", "dry run"])
def test_refused_row_ends_with_code_1_and_writes_nothing(administrator, run, options):
    lines, code = run(make_csv(COMPLETE, {**NEW, "country": "Atlantis"}), administrator.email, *options)

    assert lines[0].startswith("row 3, country (“Atlantis”): There is no country")
    assert lines[1:] == [NOTHING, "created 0, updated 0, unchanged 0, refused 1"]
    assert (code, Result.objects.count()) == (1, 0)


def test_problem_of_a_workbook_names_its_sheet(administrator, run):
    lines, _code = run(as_xlsx(Results=[{**NEW, "country": "Atlantis"}]), administrator.email)

    assert lines[0].startswith("Results, row 2, country (“Atlantis”): There is no country")


def test_refused_rows_are_left_out_where_that_is_asked_for(administrator, run):
    rows = make_csv(COMPLETE, {**NEW, "country": "Atlantis"})

    lines, code = run(rows, administrator.email, "--leave-out-refused")

    assert (lines[1:], code) == (["created 1, updated 0, unchanged 0, refused 1"], 0)
    assert Result.objects.count() == 1


def test_publish_publishes(publishing_administrator, officer, run):
    row = {**COMPLETE, "reported_by": officer.email}

    assert run(make_csv(row), publishing_administrator.email, "--publish") == (
        ["Published: 1.", "created 1, updated 0, unchanged 0, refused 0"], 0,
    )  # fmt: skip
    assert Publication.objects.get().reference == "TJK-2021-001"


@pytest.mark.parametrize("person", ["officer", "publisher", "stranger", "nobody_special"])
def test_whoever_may_not_import_is_told_so(request, run, person):
    with pytest.raises(CommandError, match="Only administrators import sheets"):
        run(make_csv(COMPLETE), request.getfixturevalue(person).email)

    assert not ImportBatch.objects.exists()


def test_unknown_person_is_named(run):
    with pytest.raises(CommandError, match=r"e-mail address ghost@example\.org"):
        run(make_csv(COMPLETE), "ghost@example.org")


def test_file_that_is_not_there_is_named(administrator, tmp_path):
    with pytest.raises(CommandError, match=r"none\.xlsx could not be read"):
        call_command("import_results", str(tmp_path / "none.xlsx"), "--as", administrator.email)


REFUSED = {
    "no sheet": (b"%PDF-1.7", [], "not a spreadsheet"),
    "nothing": (b" \n", [], "This file is empty"),
    "headings alone": (b"country,date,summary\n", [], "Nothing stands beneath the headings of this file"),
    "no headings": (make_csv({"a": "1", "b": "2"}), [], "No sheet of this file is recognised"),
    "no way to recognise a report": (make_csv({"reported_by": "x", "country": "TJK"}), [], "reference"),
    "unknown column": (make_csv({**COMPLETE, "colour": "blue"}), [], "The column “colour” is not known"),
    "value without a heading": (make_csv({**COMPLETE, "": "5"}), [], "This column has no heading"),
    "column twice": (
        make_csv({**COMPLETE, "Outcome summary": "Another"}), [], "The column “Outcome summary” is not known",
    ),
    "unknown sheet": (
        as_xlsx(Results=[COMPLETE], More=[COMPLETE]), ["--sheet", "Other"],
        "no sheet “Other”. These are its sheets: Results, More.",
    ),
    "unknown kind": (make_csv(COMPLETE), ["--kind", "weather"], "nothing called “weather” that can be imported"),
    "unknown mapping": (make_csv(COMPLETE), ["--mapping", "Yearly"], "There is no saved mapping “Yearly”"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "options", "sentence"), REFUSED.values(), ids=REFUSED)
def test_file_that_cannot_be_read_is_refused_and_leaves_nothing(administrator, run, content, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(content, administrator.email, *options)

    assert not ImportBatch.objects.exists()
    assert not Result.objects.exists()


def test_template_as_it_is_holds_nothing_to_import(administrator, run):
    stream = BytesIO()
    template(stream, list(KINDS), Lookups(), "en")

    with pytest.raises(CommandError, match="Nothing stands beneath the headings of this file"):
        run(stream.getvalue(), administrator.email)


def test_empty_column_that_is_not_known_does_no_harm(administrator, run):
    lines, code = run(make_csv({**COMPLETE, "Remarks": ""}), administrator.email)

    assert (lines[-1], code) == ("created 1, updated 0, unchanged 0, refused 0", 0)


def test_mark_against_formulas_is_taken_off(administrator, run):
    row = {**COMPLETE, "outcome_achieved": "'=1+1", "contribution": "''tis"}

    run(make_csv(row), administrator.email)

    result = Result.objects.get()
    assert (result.outcome_achieved, result.contribution) == ("=1+1", "'tis")


def test_one_sheet_of_several_is_imported(administrator, run):
    content = as_xlsx(First=[COMPLETE], Second=[{**COMPLETE, "summary": "Another sentence"}])

    lines, _code = run(content, administrator.email, "--sheet", "Second")

    assert lines[-1] == "created 1, updated 0, unchanged 0, refused 0"
    assert Result.objects.get().summary == "Another sentence"


def test_other_kinds_are_imported_too(administrator, run):
    rows = [{"acronym": "UNRISD", "name:en": "Research Institute", "kind": "un-agency"}]

    lines, code = run(make_csv(*rows), administrator.email, "--kind", "organisations")

    assert (lines[-1], code) == ("created 1, updated 0, unchanged 0, refused 0", 0)
    assert Organisation.objects.filter(acronym="UNRISD").exists()


def test_file_is_read_as_was_saved(administrator, run):
    columns = [["Land", "country"], *([name, name] for name in COMPLETE if name != "country")]
    sheet = {"name": "reports", "kind": "results", "columns": columns, "values": {}, "includes_hidden": False}
    SavedMapping.objects.create(name="Yearly", by=administrator, answers={"sheets": [sheet]})
    rows = make_csv({"Land": "TJK", **{name: value for name, value in COMPLETE.items() if name != "country"}})

    lines, _code = run(rows, administrator.email, "--mapping", "Yearly")

    assert lines[-1] == "created 1, updated 0, unchanged 0, refused 0"


def test_same_file_after_it_was_taken_back_is_new_again(administrator, run):
    run(make_csv(COMPLETE), administrator.email)
    take_back(ImportBatch.objects.get(), administrator)

    lines, _code = run(make_csv(COMPLETE), administrator.email)

    assert lines[-1] == "created 1, updated 0, unchanged 0, refused 0"
    assert [*Result.objects.order_by("pk").values_list("reference", "state")] == [
        ("TJK-2021-001", "withdrawn"),
        ("TJK-2021-002", "draft"),
    ]


def test_change_that_was_taken_back_is_a_change_again(administrator, run):
    ResultFactory(reference="TJK-2021-001", contribution="Before.")
    row = {"reference": "TJK-2021-001", "contribution": "After."}
    run(make_csv(row), administrator.email)
    take_back(ImportBatch.objects.get(), administrator)
    assert Result.objects.get().contribution == "Before."

    lines, _code = run(make_csv(row), administrator.email)

    assert lines[-1] == "created 0, updated 1, unchanged 0, refused 0"
    assert ImportRow.objects.filter(outcome="changed").count() == 2
