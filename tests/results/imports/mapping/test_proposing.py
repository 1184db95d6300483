"""What is told about a file before anybody is asked."""

import pytest
from django.utils.translation import override

from results.imports.kinds import KINDS
from results.imports.kinds.lookups import Lookups
from results.imports.mapping import propose, propose_sheet
from results.imports.mapping.hxl import COLUMNS
from results.imports.mapping.synonyms import WRITTEN
from results.imports.sheets.marks import IMPORT_STATUS, NOT_DATA
from tests.results.imports.mapping.examined_files import RESULTS, ROW, file, sheet

pytestmark = pytest.mark.django_db


def proposed(*rows, **more):
    """The answers about the only sheet that has these rows."""
    (answers,) = propose(file(sheet(*rows, **more)), Lookups())["sheets"]
    return answers


def columns_under(headings, kind="results"):
    """The columns to which these headings are said to lead, by heading; the sheet is of this kind."""
    answers = propose_sheet(sheet(headings), kind, Lookups(), heading_rows=[1])
    return {headings[int(position)]: name for position, name in answers["columns"].items()}


def test_sheet_with_our_headings_is_told_completely(world):
    assert proposed(RESULTS, ROW, name="Data") == {
        "name": "Data",
        "kind": "results",
        "heading_rows": [1],
        "hxl_row": None,
        "columns": {"0": "reference", "1": "country", "2": "date", "3": "summary"},
        "headings": {"0": "Reference", "1": "Country", "2": "Date", "3": "Outcome summary"},
        "values": {},
        "includes_hidden": False,
    }


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar"])
@pytest.mark.parametrize("name", list(KINDS))
def test_template_of_every_kind_is_known_in_every_language(world, name, language):
    lookups = Lookups()
    with override(language):
        headings = [f"{column.heading} *" for column in KINDS[name].columns(lookups)]
        label = str(KINDS[name].label)

    (answers,) = propose(file(sheet(headings, ["1"] * len(headings), name=label)), lookups)["sheets"]

    names = [column.name for column in KINDS[name].columns(lookups)]
    assert (answers["kind"], answers["columns"]) == (name, {str(place): n for place, n in enumerate(names)})


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        pytest.param("reference", "reference", id="our own name"),
        pytest.param("COUNTRY", "country", id="capitals"),
        pytest.param("Countries", "country", id="plural"),
        pytest.param("Country (required)", "country", id="a remark in brackets"),
        pytest.param("Country required", "country", id="a remark"),
        pytest.param("Country:", "country", id="punctuation"),
        pytest.param("SDG target", "sdg_targets", id="singular"),
        pytest.param("Date of adoption", "date", id="other words"),
        pytest.param("Date (year-month)", "date", id="a unit in brackets"),
        pytest.param("Title of result", "summary", id="title of result"),
        pytest.param("Nation", "country", id="nation"),
        pytest.param("Pays", "country", id="French country"),
        pytest.param("Date d’adoption", "date", id="French date"),
        pytest.param("Lien", "evidence", id="French link"),
        pytest.param("Résumé", "summary", id="French summary"),
        pytest.param("Cibles des ODD", "sdg_targets", id="French targets"),
        pytest.param("PAIS", "country", id="Spanish country without its accent"),
        pytest.param("Fecha de adopción", "date", id="Spanish date"),
        pytest.param("Título del resultado", "summary", id="Spanish title"),
        pytest.param("Страна", "country", id="Russian country"),
        pytest.param("Дата принятия", "date", id="Russian date"),
        pytest.param("Ссылки", "evidence", id="Russian links"),
        pytest.param("الدولة", "country", id="Arabic country"),
        pytest.param("driver:non-discrimination", "", id="a driver that is not there"),
        pytest.param("Weather", "", id="nothing of ours"),
    ],
)
def test_heading_leads_to_a_column(world, heading, name):
    assert columns_under([heading]) == ({heading: name} if name else {})


@pytest.mark.parametrize(
    ("kind", "heading", "name"),
    [
        pytest.param("organisations", "Sigle", "acronym", id="acronym in French"),
        pytest.param("organisations", "Nom", "name:fr", id="a French name is a name in French"),
        pytest.param("organisations", "Name (fr)", "name:fr", id="the language in brackets"),
        pytest.param("projects", "Название проекта", "title:ru", id="a Russian title is a title in Russian"),
        pytest.param("projects", "Код", "code", id="code in Russian"),
        pytest.param("projects", "Country", "countries", id="one of several countries"),
        pytest.param("projects", "Fecha de inicio", "starts_on", id="start in Spanish"),
        pytest.param("users", "Courriel", "email", id="mail in French"),
        pytest.param("targets", "Цель", "value", id="target in Russian"),
        pytest.param("measurements", "Actual", "value", id="actual value"),
        pytest.param("contributions", "Femmes", "women", id="women in French"),
        pytest.param("people", "Hombres", "men", id="men in Spanish"),
        pytest.param("sdg_links", "Задача ЦУР", "target", id="SDG target in Russian"),
        pytest.param("evidence", "Lien", "url", id="link in French"),
        pytest.param("measurements", "Target", "", id="a target is no measured value"),
    ],
)
def test_heading_leads_to_a_column_of_its_kind(world, kind, heading, name):
    assert columns_under([heading], kind) == ({heading: name} if name else {})


def test_column_of_a_driver_is_known_by_its_title(world):
    lookups = Lookups()
    driver = lookups.drivers[0]

    headings = [f"Driver: {driver.title}", f"driver:{lookups.drivers[1].code}"]

    assert list(columns_under(headings).values()) == [f"driver:{one.code}" for one in lookups.drivers]


def test_no_two_columns_lead_to_one_name(world):
    assert columns_under(["Nation", "Country", "Pays"]) == {"Country": "country"}


@pytest.mark.parametrize(
    ("rows", "heading_rows"),
    [
        pytest.param([RESULTS, ROW], [1], id="first row"),
        pytest.param([["Results of 2021"], None, ["As of March"], RESULTS, ROW], [4], id="beneath title rows"),
        pytest.param([["Country and date of results"], RESULTS, ROW], [2], id="beneath a title with our words"),
        pytest.param([[""] * 4, RESULTS, ROW], [2], id="beneath an empty row"),
    ],
)
def test_row_of_headings_is_found(world, rows, heading_rows):
    answers = proposed(*rows)

    assert (answers["heading_rows"], len(answers["columns"])) == (heading_rows, 4)


TWO_ROWS = [
    ["Country", "Outcome", "", "When"],
    ["", "Summary", "Achieved", ""],
    ["TJK", "A law", "It was adopted", "2021"],
]


def test_merged_cells_join_two_rows_of_headings(world):
    answers = proposed(*TWO_ROWS, merged=[[1, 1, 2, 1], [1, 2, 1, 3], [1, 4, 2, 4]])

    assert answers["heading_rows"] == [1, 2]
    assert answers["headings"] == {
        "0": "Country", "1": "Outcome – Summary", "2": "Outcome – Achieved", "3": "When",
    }  # fmt: skip
    assert answers["columns"] == {"0": "country", "1": "summary", "2": "outcome_achieved", "3": "date"}


def test_two_rows_of_headings_are_joined_without_merged_cells(world):
    answers = proposed(*TWO_ROWS)

    assert (answers["heading_rows"], answers["headings"]["2"]) == ([1, 2], "Outcome – Achieved")


def test_merged_title_is_no_heading(world):
    answers = proposed(["Results", "", "", ""], RESULTS, ROW, merged=[[1, 1, 1, 4]])

    assert (answers["heading_rows"], answers["headings"]["1"]) == ([2], "Country")


TAGS = ["#meta+id", "#country +code +v_iso3", "#date", "#result"]


@pytest.mark.parametrize(
    ("rows", "heading_rows", "hxl_row"),
    [
        pytest.param([["One", "Two", "Three", "Four"], TAGS, ROW], [1], 2, id="beneath headings that say nothing"),
        pytest.param([["Title"], RESULTS, TAGS, ROW], [2], 3, id="beneath headings that are known"),
        pytest.param([TAGS, ROW], [1], 1, id="without headings"),
    ],
)
def test_row_of_tags_is_recognised(world, rows, heading_rows, hxl_row):
    answers = proposed(*rows)

    assert (answers["kind"], answers["heading_rows"], answers["hxl_row"]) == ("results", heading_rows, hxl_row)
    assert answers["columns"] == {"0": "reference", "1": "country", "2": "date", "3": "summary"}


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        pytest.param(["Acronym", "Name", "Type"], "organisations", id="organisations"),
        pytest.param(["Project code", "Title", "Donor", "Budget"], "projects", id="projects"),
        pytest.param(["E-mail", "Role", "Country"], "roles", id="roles"),
        pytest.param(["Country", "Indicator", "Year", "Target"], "targets", id="targets"),
        pytest.param(["Country", "Indicator", "Year", "Actual", "Source"], "measurements", id="measured values"),
        pytest.param(["Country", "Indicator", "Year", "Value"], "", id="targets or measured values"),
    ],
)
def test_kind_is_told_by_the_headings(world, headings, kind):
    assert proposed(headings, ["x"] * len(headings))["kind"] == kind


def test_name_of_the_sheet_tells_the_kind(world):
    rows = [["Country", "Indicator", "Year", "Value"], ["TJK", "pensions", "2021", "3"]]

    assert proposed(*rows, name="measured values")["kind"] == "measurements"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(sheet(name="Empty"), id="empty"),
        pytest.param(sheet(["Kitchen", "Garden"], ["a", "b"], name="Plan"), id="nothing known"),
        pytest.param(sheet(RESULTS, ROW, name="Old", is_hidden=True), id="hidden"),
        pytest.param(sheet([NOT_DATA], ["Sheet", "Column", "Name"], name="Readme"), id="marked as explanations"),
        pytest.param(sheet(["Country", "Date", "Reference"], ["a"], name="Explanations"), id="named as explanations"),
        pytest.param(sheet(["Country", "Date", "Reference"], ["a"], name="Codes"), id="named as codes"),
    ],
)
def test_sheets_without_data_are_not_proposed(world, other):
    answers = propose(file(other, sheet(RESULTS, ROW, name="Results")), Lookups())

    assert [one["name"] for one in answers["sheets"]] == ["Results"]


def test_sheets_come_in_the_order_in_which_they_are_written(world):
    organisations = sheet(["Acronym", "Name", "Type"], ["ILO", "Office", "un"], name="Partners")

    answers = propose(file(sheet(RESULTS, ROW, name="Data"), organisations), Lookups())

    assert [one["kind"] for one in answers["sheets"]] == ["organisations", "results"]


def test_column_that_an_import_before_has_added_is_left_out(world):
    answers = proposed([*RESULTS, f"Status {IMPORT_STATUS}"], [*ROW, "refused"])

    assert answers["columns"]["4"] == ""


COUNTRIES = [["Tajikistan"], ["MDA"], ["Côte d’Ivoire"], ["Tajikistan"]]


@pytest.mark.parametrize(
    ("heading", "cells", "name"),
    [
        pytest.param("Land", ["Republic of Moldova", "Côte d’Ivoire", "TJK"], "country", id="countries"),
        pytest.param("", ["Republic of Moldova", "TJK"], "country", id="countries without a heading"),
        pytest.param("Land", ["TJK", "TJK"], "", id="one country proves nothing"),
        pytest.param("Land", ["TJK", "a", "b", "MDA"], "", id="half of them are none"),
        pytest.param("Thema", ["financing", "old age, retirement; financing"], "topics", id="lists of topics"),
        pytest.param("Ja", ["no", "si"], "", id="words for yes and no"),
        pytest.param("Zahl", ["762", "498"], "", id="numbers"),
        pytest.param("", ["2021-05-04", "12.05.2021", "2020"], "date", id="dates without a heading"),
        pytest.param("Column 4", ["15 mars 2021", "2020-05"], "date", id="dates under a heading that says nothing"),
        pytest.param("Created", ["2021-05-04", "2020-05-03"], "", id="dates under another heading"),
    ],
)
def test_content_tells_a_column_whose_heading_does_not(world, heading, cells, name):
    rows = [["Reference", "Outcome summary", heading], *(["", "", cell] for cell in cells)]

    assert proposed(*rows)["columns"].get("2", "") == name


def test_nothing_is_guessed_between_two_columns(world):
    rows = [["Reference", "Outcome summary", "Hier", "Dort"], ["", "", "TJK", "MDA"], ["", "", "MDA", "TJK"]]

    assert proposed(*rows)["columns"] == {"0": "reference", "1": "summary"}


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        pytest.param(["31/12/2021", "01/02/2021"], "dmy", id="a day above twelve comes first"),
        pytest.param(["12/31/2021", "01/02/2021"], "mdy", id="a day above twelve comes second"),
        pytest.param(["12/31/2021", "31/12/2021"], "", id="both"),
        pytest.param(["01/02/2021", "03/04/2021"], "", id="neither"),
    ],
)
def test_order_of_dates_is_told_by_dates_that_leave_no_choice(world, dates, order):
    rows = [["", "TJK", date, "A law"] for date in dates]

    assert propose(file(sheet(RESULTS, *rows)), Lookups())["date_order"] == order


@pytest.mark.parametrize(
    ("declared", "budgets", "sign"),
    [
        pytest.param(",", ["1.234"], ",", id="found in the file"),
        pytest.param("", ["1.234,50", "1.234"], ",", id="a comma that leaves no choice"),
        pytest.param("", ["12.5", "1,234"], ".", id="a point that leaves no choice"),
        pytest.param("", ["1,234", "5,678"], "", id="both can be meant"),
    ],
)
def test_decimal_sign_is_told_by_numbers_that_leave_no_choice(world, declared, budgets, sign):
    rows = [["Project code", "Title", "Budget"], *(["P", "T", budget] for budget in budgets)]

    assert propose(file(sheet(*rows), decimal=declared), Lookups())["decimal"] == sign


def test_file_without_sheets_has_no_proposal(world):
    assert propose(file(), Lookups()) == {
        "encoding": "", "delimiter": "", "date_order": "", "decimal": "", "repairs_mojibake": False, "sheets": [],
    }  # fmt: skip


def test_every_synonym_speaks_of_a_column(world):
    lookups = Lookups()
    names = {f"{kind}.{column.name}" for kind in KINDS for column in KINDS[kind].columns(lookups)}
    names |= {name.partition(".")[2] for name in names}

    assert {name for columns, _written in WRITTEN for name in columns.split()} - names == set()


def test_every_tag_speaks_of_a_column(world):
    lookups = Lookups()
    names = {column.name for kind in KINDS.values() for column in kind.columns(lookups)}

    assert {name for _tag, columns in COLUMNS for name in columns.split()} - names == set()
