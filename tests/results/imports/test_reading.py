import zipfile
from io import BytesIO

import openpyxl
import pytest

from results.imports import ods_writing
from results.imports.problems import SheetError
from results.models import Result
from tests.results.imports.sheets import COMPLETE, NEW, carry_out, make_csv, make_xlsx, outcomes, plan, save

NAMES = list(COMPLETE)


def make_ods(*rows):
    return ods_writing.write("Results", [NAMES, *([row[n] for n in NAMES] for row in rows)], columns=len(NAMES))


FORMS = {
    "csv with commas": lambda row: make_csv(row),
    "csv with semicolons": lambda row: make_csv(row, delimiter=";"),
    "csv with tabs": lambda row: make_csv(row, delimiter="\t"),
    "csv with a byte order mark": lambda row: make_csv(row, encoding="utf-8-sig"),
    "xlsx": make_xlsx,
    "ods": make_ods,
}


@pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in FORMS.items()])
def test_file_is_recognised_by_its_content(world, administrator, make):
    row = {**COMPLETE, "summary": "Сводка; “обзор”, été", "outcome_achieved": "First line\n\nThird  line"}

    carry_out(make(row), administrator)

    result = Result.objects.get()
    assert (result.summary, result.outcome_achieved) == (row["summary"], row["outcome_achieved"])


def test_rows_keep_the_numbers_the_spreadsheet_shows(world, administrator):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet["B2"] = "Reports of 2021"
    for column, name in enumerate(NAMES, start=2):
        sheet.cell(4, column, name)
        sheet.cell(9, column, {**COMPLETE, "country": "Atlantis"}[name])

    made = plan(save(workbook), administrator)

    assert [(problem.row, problem.column) for problem in made.problems] == [(9, "Country")]


def test_rows_of_csv_are_counted_as_a_spreadsheet_counts_them(world, administrator):
    content = make_csv({**COMPLETE, "outcome_achieved": "a\nb\nc"}) + b"\n\n" + b"Atlantis,2021,Second,x,y\n"

    made = plan(content, administrator)

    assert [problem.row for problem in made.problems] == [5]


def test_ods_keeps_columns_apart_across_repeated_empty_cells(world, administrator):
    row = {"country": "TJK", "date": "2021", "outcome_achieved": "", "contribution": "", "summary": "A plan"}
    content = ods_writing.write("A", [list(row), list(row.values())], columns=5)
    gap = b'<table:table-cell table:number-columns-repeated="2"/>'
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<table:table-cell/><table:table-cell/>", gap))

    made = plan(stream.getvalue(), administrator)

    assert made.rows[0].summary == "A plan"


def test_headings_are_recognised_in_other_words(world, administrator):
    driver = "Élément transversal : Dialogue social"
    row = {"COUNTRY": "TJK", "Date": "2021", "outcome_summary": "A plan", driver: "Text"}

    made = plan(make_csv(row), administrator)

    assert outcomes(made) == {"created": 1}


def test_empty_unknown_column_does_no_harm(world, administrator):
    assert outcomes(plan(make_csv({**COMPLETE, "Remarks": ""}), administrator)) == {"created": 1}


def two_sheets():
    workbook = openpyxl.Workbook()
    workbook.active.title = "2020"
    for title in ("2020", "2021"):
        sheet = workbook["2020"] if title == "2020" else workbook.create_sheet(title)
        sheet.append(list(NEW))
        sheet.append([*list(NEW.values())[:2], f"Report of {title}"])
    workbook.create_sheet("Notes").append(["nothing", "here"])
    return save(workbook)


def test_one_of_several_sheets_has_to_be_named(world, administrator):
    with pytest.raises(SheetError, match="Several sheets of this file hold reports: “2020”, “2021”"):
        plan(two_sheets(), administrator)

    made = plan(two_sheets(), administrator, sheet="2021")

    assert (made.sheet, made.rows[0].summary) == ("2021", "Report of 2021")


def test_sheet_that_is_not_there_is_named_with_those_that_are(world, administrator):
    with pytest.raises(SheetError, match=r"no sheet “1999”\. Its sheets are: “2020”, “2021”, “Notes”"):
        plan(two_sheets(), administrator, sheet="1999")
