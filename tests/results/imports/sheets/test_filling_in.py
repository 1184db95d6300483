"""A template that was filled in is read as it was meant, in any language."""

from io import BytesIO

import openpyxl
import pytest

from results.imports import files, mapping
from results.imports.kinds import KINDS, kind
from results.imports.kinds.column import EXPORTED_STATE
from results.imports.kinds.lookups import Lookups
from results.imports.sheets import template

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled_in(tmp_path, world):
    """Makes a template, writes the examples beneath its headings, and says how it would be read."""

    def fill(language):
        stream = BytesIO()
        template(stream, list(KINDS), Lookups(), language)
        workbook = openpyxl.load_workbook(BytesIO(stream.getvalue()))
        for sheet, name in zip(workbook.worksheets, KINDS, strict=False):
            columns = [column.name for column in kind(name).columns(Lookups())]
            for number, example in enumerate(kind(name).examples(Lookups()), start=2):
                for position, column in enumerate(columns, start=1):
                    if column in example:
                        sheet.cell(number, position).value = str(example[column])
        path = tmp_path / "filled.xlsx"
        workbook.save(path)
        return mapping.propose(files.examine(path, "filled.xlsx"), Lookups())

    return fill


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar"])
def test_headings_are_recognised_again(filled_in, language):
    proposed = filled_in(language)

    found = {sheet["kind"]: list(sheet["columns"].values()) for sheet in proposed["sheets"]}
    wanted = {
        name: [column.name for column in kind(name).columns(Lookups()) if column.name != EXPORTED_STATE]
        for name in KINDS
        if list(kind(name).examples(Lookups()))
    }
    assert found == wanted


@pytest.mark.parametrize("language", ["en", "ru"])
def test_explanations_and_codes_are_never_taken_for_data(filled_in, language):
    proposed = filled_in(language)

    assert [sheet["kind"] for sheet in proposed["sheets"]] == list(KINDS)
