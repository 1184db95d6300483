"""manage.py import_results, as an administrator meets it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from results.models import Publication, Result
from tests.results.imports.made import COMPLETE, NEW, make_csv, make_xlsx


@pytest.fixture
def run(tmp_path):
    def run(content, *options, name="sheet.xlsx"):
        """The lines the command prints, and its exit code."""
        file, out = tmp_path / name, StringIO()
        file.write_bytes(content)
        try:
            call_command("import_results", str(file), *options, stdout=out)
        except SystemExit as end:
            return out.getvalue().splitlines(), end.code
        return out.getvalue().splitlines(), 0

    return run


def test_import_says_what_it_did(world, administrator, run):
    lines, code = run(make_xlsx(COMPLETE), "--as", "ADMINISTRATOR@example.org")

    assert (lines, code) == (["created 1, updated 0, unchanged 0, refused 0"], 0)
    assert Result.objects.count() == 1


def test_second_time_changes_nothing(world, administrator, run):
    run(make_xlsx(COMPLETE), "--as", administrator.email)

    lines, code = run(make_csv(COMPLETE), "--as", administrator.email, name="wrong_name.ods")

    assert (lines, code) == (["created 0, updated 0, unchanged 1, refused 0"], 0)


def test_dry_run_writes_nothing(world, administrator, run):
    lines, code = run(make_xlsx(COMPLETE), "--as", administrator.email, "--dry-run")

    assert lines == ["Nothing was written: this was a dry run.", "created 1, updated 0, unchanged 0, refused 0"]
    assert (code, Result.objects.count()) == (0, 0)


@pytest.mark.parametrize("options", [[], ["--dry-run"], ["--publish"]], ids=["write", "dry run", "publish"])
def test_refused_row_ends_with_code_1_and_writes_nothing(world, administrator, run, options):
    lines, code = run(make_xlsx(COMPLETE, {**NEW, "country": "Atlantis"}), "--as", administrator.email, *options)

    assert any(line.startswith("Results, row 3, Country (“Atlantis”): There is no country") for line in lines)
    assert lines[-2] == "Nothing was written: correct the rows above and import the file again."
    refused = 2 if "--publish" in options else 1
    assert lines[-1] == f"created 0, updated 0, unchanged 0, refused {refused}"
    assert (code, Result.objects.count()) == (1, 0)


def test_publish_publishes(world, publishing_administrator, officer, run):
    row = {**COMPLETE, "reported_by": officer.email}

    lines, code = run(make_xlsx(row), "--as", publishing_administrator.email, "--publish")

    assert lines == ["Published: 1.", "created 1, updated 0, unchanged 0, refused 0"]
    assert (code, Publication.objects.count()) == (0, 1)


@pytest.mark.parametrize("person", ["officer", "publisher", "stranger", "nobody_special"])
def test_whoever_may_not_import_is_told_so(world, request, run, person):
    with pytest.raises(CommandError, match="Only an administrator imports reports"):
        run(make_xlsx(COMPLETE), "--as", request.getfixturevalue(person).email)

    assert not Result.objects.exists()


def test_unknown_person_is_named(world, run):
    with pytest.raises(CommandError, match="Nobody with an active account"):
        run(make_xlsx(COMPLETE), "--as", "ghost@example.org")


def test_file_that_is_not_there_is_named(world, administrator, tmp_path):
    with pytest.raises(CommandError, match=r"none\.xlsx could not be read"):
        call_command("import_results", str(tmp_path / "none.xlsx"), "--as", administrator.email)


def test_file_that_is_no_sheet_is_refused_with_a_sentence(world, administrator, run):
    with pytest.raises(CommandError, match="not a spreadsheet"):
        run(b"%PDF-1.7", "--as", administrator.email)
