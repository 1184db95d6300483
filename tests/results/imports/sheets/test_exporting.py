"""What is stored, as sheets: in the columns of the template, read back as it was, and only what she may read."""

import csv
from io import BytesIO, StringIO

import pytest
from django.utils import translation

from results.imports import files, mapping
from results.imports.kinds import KINDS, kind
from results.imports.kinds.column import EXPORTED_STATE
from results.imports.kinds.lookups import Lookups
from results.imports.sheets import CannotWrite, export
from tests.factories import OrganisationFactory
from tests.results.imports.workbook_parts import assert_hangs_together, names, open_workbook, texts

pytestmark = pytest.mark.django_db


def made(by, *kinds, file_format="xlsx"):
    stream = BytesIO()
    export(stream, kinds, by, file_format, Lookups())
    return stream.getvalue()


def headings(name):
    return [str(column.heading) for column in kind(name).columns(Lookups())]


@pytest.fixture
def partners():
    """Organisations with names that a careless program would run or change."""
    OrganisationFactory(acronym="AAA", name={"en": "=1+1", "ru": "Организация"})
    OrganisationFactory(acronym="007", name={"en": "Two  spaces & <marks>"})


def test_everything_has_a_sheet_each_in_the_columns_of_its_kind(administrator, partners):
    content = made(administrator, *KINDS)

    assert_hangs_together(content)
    assert names(content) == [str(kind(name).label) for name in KINDS]
    for position, name in enumerate(KINDS):
        assert texts(content, position)[0] == headings(name)
    records = list(kind("organisations").records(administrator, Lookups()))
    assert texts(content)[1:] == records
    assert "=1+1" in str(records)


@pytest.mark.parametrize("file_format", ["ods", "csv"])
def test_other_formats_say_the_same(administrator, partners, file_format, tmp_path):
    path = tmp_path / "export"
    path.write_bytes(made(administrator, "organisations", file_format=file_format))

    examined = files.examine(path, "export")
    with files.rows(path, examined, {}, {"name": examined["sheets"][0]["name"], "heading_rows": []}) as chunks:
        rows = [[cell or "" for cell in row.cells] for chunk in chunks for row in chunk]

    expected = [headings("organisations"), *kind("organisations").records(administrator, Lookups())]
    wide = [[*row, *[""] * (len(expected[0]) - len(row))] for row in rows]
    assert wide == expected


def test_csv_has_no_cell_that_a_program_would_run(administrator, partners):
    text = made(administrator, "organisations", file_format="csv").decode("utf-8-sig")

    cells = [cell for row in csv.reader(StringIO(text)) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert "'=1+1" in cells


def test_state_as_of_which_it_was_exported_stands_last_and_hidden(administrator, partners):
    sheet = open_workbook(made(administrator, "organisations")).active

    assert kind("organisations").columns(Lookups())[-1].name == EXPORTED_STATE
    assert sheet.cell(2, sheet.max_column).value
    assert sheet.column_dimensions[sheet.cell(1, sheet.max_column).column_letter].hidden


def test_whoever_may_not_read_it_gets_headings_alone(stranger, partners):
    assert texts(made(stranger, "users")) == [headings("users")]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_exported_columns_are_recognised_again(administrator, partners, tmp_path, language):
    path = tmp_path / "export.xlsx"
    with translation.override(language):
        path.write_bytes(made(administrator, "organisations", "cpos"))

    OrganisationFactory()
    proposed = mapping.propose(files.examine(path, "export.xlsx"), Lookups())

    found = {sheet["kind"]: list(sheet["columns"].values()) for sheet in proposed["sheets"]}
    assert found["organisations"] == [column.name for column in kind("organisations").columns(Lookups())]


def test_records_are_let_go_of_where_writing_stops(administrator, monkeypatch):
    let_go = []

    def records(user, lookups):
        try:
            while True:
                yield ["x" * 40_000]
        finally:
            let_go.append("organisations")

    monkeypatch.setattr(KINDS["organisations"], "records", records)
    with pytest.raises(CannotWrite, match="longer than a cell") as kept:
        made(administrator, "organisations")

    assert (let_go, kept.type) == (["organisations"], CannotWrite)


@pytest.mark.parametrize(
    ("kinds", "file_format", "sentence"),
    [
        pytest.param((), "xlsx", "Nothing was chosen", id="nothing"),
        pytest.param(("organisations", "cpos"), "csv", "A csv file holds one sheet", id="several in csv"),
        pytest.param(("secrets",), "xlsx", "nothing called “secrets”", id="another kind"),
        pytest.param(("organisations",), "pdf", "Choose xlsx, ods or csv", id="another format"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(administrator, kinds, file_format, sentence):
    with pytest.raises(CannotWrite, match=sentence):
        made(administrator, *kinds, file_format=file_format)
