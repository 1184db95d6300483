"""The workbook to fill in: what it holds for each kind of thing, in her language."""

from io import BytesIO

import pytest
from django.utils import translation

from results.imports.kinds import KINDS, kind
from results.imports.kinds.column import EXPORTED_STATE
from results.imports.kinds.lookups import Lookups
from results.imports.sheets.marks import NOT_DATA, is_explanation
from results.imports.sheets.template import NEEDED_MARK, needed, template
from results.search import fold
from tests.factories import CountryFactory, OrganisationFactory
from tests.results.imports.workbook_parts import assert_hangs_together, names, open_workbook, texts

pytestmark = pytest.mark.django_db


def made(*kinds, language="en"):
    stream = BytesIO()
    template(stream, kinds, Lookups(), language)
    return stream.getvalue()


def shown_columns(name):
    return [column for column in kind(name).columns(Lookups()) if column.name != EXPORTED_STATE]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar"])
def test_template_of_everything_has_a_sheet_each_with_its_headings(language):
    content = made(*KINDS, language=language)

    assert_hangs_together(content)
    with translation.override(language):
        for position, name in enumerate(KINDS):
            headings = [fold(str(column.heading)) for column in shown_columns(name)]
            assert [[fold(text) for text in row] for row in texts(content, position)] == [headings]
            assert names(content)[position].casefold()[:20] == str(kind(name).label).casefold()[:20]


@pytest.mark.parametrize("name", list(KINDS))
def test_columns_that_are_needed_are_marked_by_more_than_colour(name):
    columns = shown_columns(name)
    sheet = open_workbook(made(name)).worksheets[0]

    marked = {column.name for column, cell in zip(columns, sheet[1], strict=True) if cell.value.endswith(NEEDED_MARK)}
    assert marked == needed(kind(name), columns)
    assert not kind(name).lacks(marked)
    assert all(kind(name).lacks(marked - {column}) for column in marked)
    coloured = {cell.fill.fgColor.rgb for cell in sheet[1] if cell.value.endswith(NEEDED_MARK)}
    assert coloured == {"FFFFE9A8"}


def test_cells_are_formatted_as_text_beneath_frozen_headings():
    sheet = open_workbook(made("organisations")).worksheets[0]

    assert {dimension.number_format for dimension in sheet.column_dimensions.values()} == {"@"}
    assert (sheet.freeze_panes, sheet.max_row) == ("A2", 1)


def drop_downs(workbook, sheet):
    """What each column offers, by its heading."""
    found = {}
    for validation in sheet.data_validations.dataValidation:
        if validation.type == "list":
            reference = workbook.defined_names[validation.formula1.lstrip("=")].attr_text
            name, _bang, cells = reference.rpartition("!")
            column = workbook[name.strip("'")][cells.replace("$", "")]
            heading = sheet.cell(1, next(iter(validation.sqref.ranges)).min_col).value
            found[heading.removesuffix(NEEDED_MARK)] = [cell.value for (cell,) in column]
    return found


def test_drop_down_offers_names_in_her_language():
    CountryFactory(iso3="CIV", iso2="CI", name={"en": "Côte d’Ivoire", "fr": "Côte d’Ivoire (la)"})
    CountryFactory(iso3="MDA", iso2="MD", name={"en": "Moldova", "fr": "République de Moldova"})
    workbook = open_workbook(made("cpos", language="fr"))

    (offered,) = [texts for texts in drop_downs(workbook, workbook.worksheets[0]).values() if "Moldova" in str(texts)]
    assert offered == ["Côte d’Ivoire (la)", "République de Moldova"]


def test_what_a_drop_down_offers_can_be_read():
    CountryFactory(iso3="CIV", iso2="CI", name={"en": "Côte d’Ivoire"})
    # Two of this name, so that only their codes tell them apart.
    for iso3, iso2 in (("COD", "CD"), ("COG", "CG")):
        CountryFactory(iso3=iso3, iso2=iso2, name={"en": "Congo"})
    lookups = Lookups()
    column = next(column for column in kind("cpos").columns(lookups) if column.vocabulary == "countries")

    offered = column.widget.offers(lookups)

    assert offered == ["COD", "COG", "Côte d’Ivoire"]
    assert [column.widget.clean(text, lookups=lookups).iso3 for text in offered] == ["COD", "COG", "CIV"]


def test_drop_down_forbids_nothing_and_every_column_says_what_it_is_for():
    CountryFactory()
    sheet = open_workbook(made("cpos")).worksheets[0]

    validations = sheet.data_validations.dataValidation
    assert {str(validation.sqref) for validation in validations} == {
        f"{cell.column_letter}2:{cell.column_letter}1048576" for cell in sheet[1]
    }
    assert {bool(validation.showErrorMessage) for validation in validations} == {False}
    assert all(validation.prompt and validation.promptTitle for validation in validations)
    assert all(len(validation.prompt) <= 255 and len(validation.promptTitle) <= 32 for validation in validations)


def test_lists_stand_on_a_hidden_sheet():
    CountryFactory()
    workbook = open_workbook(made("cpos"))

    states = [(sheet.title, sheet.sheet_state) for sheet in workbook.worksheets[1:]]
    assert states == [("Explanations", "visible"), ("Codes", "hidden")]


def test_sheet_that_explains_is_marked_as_no_data():
    rows = texts(made("cpos"), sheet=1)
    sheet = open_workbook(made("cpos")).worksheets[1]

    assert is_explanation(rows[0])
    assert (sheet["A1"].value, sheet.row_dimensions[1].hidden) == (NOT_DATA, True)


def test_every_column_is_explained_with_examples():
    OrganisationFactory(acronym="UNICEF")
    head, *rows = texts(made("organisations", "cpos"), sheet=2)[1:]

    columns = [*shown_columns("organisations"), *shown_columns("cpos")]
    assert head[:4] == ["Sheet", "Column", "Name", "Needed"]
    assert [row[2] for row in rows] == [column.name for column in columns]
    assert [row[4] for row in rows] == [str(column.meaning) for column in columns]
    examples = {row[2]: row[6] for row in rows if row[0] == str(kind("organisations").label)}
    first = next(iter(kind("organisations").examples(Lookups())))
    assert {name: text for name, text in first.items() if text} == {
        n: t for n, t in examples.items() if t and n in first
    }


def test_template_in_arabic_runs_from_right_to_left():
    workbook = open_workbook(made("cpos", language="ar"))

    assert {bool(sheet.sheet_view.rightToLeft) for sheet in workbook.worksheets} == {True}
