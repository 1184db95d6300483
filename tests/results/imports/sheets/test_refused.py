"""What goes back to her: her own sheets with what became of each row, whatever kind of file she sent."""

import csv
import datetime
import zipfile
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.files.base import ContentFile

from results.imports import files
from results.imports.on_disk import on_disk
from results.imports.rows import Problem
from results.imports.sheets import ods, refused
from results.imports.sheets.marks import is_status_heading
from results.imports.sheets.outgoing import OutgoingSheet
from tests.factories import ImportBatchFactory, ImportRowFactory
from tests.results.imports.files.old_excel import make_xls, worksheet
from tests.results.imports.workbook_parts import assert_hangs_together, names, open_workbook, texts

pytestmark = pytest.mark.django_db

ROWS = [
    ["My reports", "", ""],
    ["Country", "Code", "Text"],
    ["Atlantis", "4.10", "=1+1"],
    ["TJK", "00123", "First\nsecond"],
    ["TOTAL", "", "12,5"],
]
COUNTRY = Problem("country", "Country", 0, "Atlantis", "unknown", "There is no country “Atlantis”.").as_json()
TOTAL = Problem("", "", None, "", "total", "This is a total.").as_json()


def as_xlsx():
    workbook = openpyxl.Workbook()
    workbook.active.title = "Sheet one"
    for number, row in enumerate(ROWS, start=1):
        for column, text in enumerate(row, start=1):
            cell = workbook.active.cell(number, column)
            cell.value, cell.data_type = text or None, "s" if text else "n"
    workbook.create_sheet("Other")["B2"] = 7
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def as_ods():
    stream = BytesIO()
    sheets = [
        OutgoingSheet(name="Sheet one", headings=ROWS[0], widths=[9] * 3, rows=ROWS[1:]),
        OutgoingSheet(name="Other", headings=["", ""], widths=[9] * 2, rows=[["", "7"]]),
    ]
    ods.write(stream, sheets)
    return stream.getvalue()


def as_csv(delimiter=",", encoding="utf-8"):
    stream = StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(ROWS)
    return stream.getvalue().encode(encoding)


def judged(content, language="en", **answers):
    """An import of this file whose three rows are refused, unchanged, passed over."""
    batch = ImportBatchFactory(
        name="hers", file=ContentFile(content, "hers"), state="planned", language=language, size=len(content)
    )
    with on_disk(batch.file) as path:
        batch.examined = files.examine(path, batch.name)
    batch.format = batch.examined["format"]
    sheet = {"name": batch.examined["sheets"][0]["name"], "kind": "results", "heading_rows": [2], "hxl_row": None}
    batch.answers = {"sheets": [{**sheet, "columns": {}, "values": {}, "includes_hidden": False}], **answers}
    batch.save()
    ImportRowFactory(batch=batch, number=3, outcome="refused", problems=[COUNTRY])
    ImportRowFactory(batch=batch, number=4, outcome="unchanged")
    ImportRowFactory(batch=batch, number=5, outcome="passed-over", notes=[TOTAL])
    return batch


def written(batch):
    stream = BytesIO()
    refused(batch, stream)
    return stream.getvalue()


def as_xls():
    return make_xls([("Sheet one", 0, worksheet([[text or None for text in row] for row in ROWS]))])


FILES = {
    "an Excel workbook": as_xlsx,
    "an OpenDocument sheet": as_ods,
    "an old Excel workbook": as_xls,
    "csv": as_csv,
    "csv with semicolons": lambda: as_csv(";"),
    "csv in UTF-16": lambda: as_csv(encoding="utf-16"),
}


@pytest.mark.parametrize("content", [pytest.param(make(), id=name) for name, make in FILES.items()])
def test_workbook_has_every_text_in_its_place_and_the_verdicts_behind(content):
    workbook = written(judged(content))

    assert_hangs_together(workbook)
    rows = texts(workbook)
    assert [row[:3] for row in rows] == ROWS
    assert [row[3] for row in rows[2:]] == [
        "Refused. Country: There is no country “Atlantis”.",
        "Unchanged: everything in it is stored already.",
        "Passed over. This is a total.",
    ]
    assert (rows[0][3], is_status_heading(rows[1][3])) == ("", True)


@pytest.mark.parametrize("content", [pytest.param(make(), id=name) for name, make in FILES.items()])
def test_wrong_cell_is_coloured_and_has_a_comment(content):
    sheet = open_workbook(written(judged(content))).worksheets[0]

    commented = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    coloured = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == "FFFFC7CE"}
    assert commented == {"A3": "There is no country “Atlantis”."}
    assert coloured == {"A3"}
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


@pytest.mark.parametrize(
    ("content", "value"), [pytest.param(as_xlsx(), 7, id="xlsx"), pytest.param(as_ods(), "7", id="ods")]
)
def test_sheets_that_were_not_imported_go_back_as_they_were(content, value):
    workbook = written(judged(content))

    assert names(workbook) == ["Sheet one", "Other"]
    assert [cell.value for cell in open_workbook(workbook)["Other"][2]] == [None, value]


@pytest.mark.parametrize("content", [pytest.param(as_xlsx(), id="xlsx"), pytest.param(as_csv(), id="csv")])
def test_uploaded_again_the_status_column_is_written_anew(content):
    first = written(judged(content))

    second = written(judged(first))

    rows = texts(second)
    assert [len(row) for row in rows] == [4] * 5
    assert [row[:3] for row in rows] == ROWS
    assert [is_status_heading(text) for text in rows[1]] == [False, False, False, True]


def test_workbook_speaks_her_language():
    rows = texts(written(judged(as_csv(), language="fr")))

    assert is_status_heading(rows[1][3])


def test_workbook_we_cannot_change_in_place_is_built_anew(caplog):
    caplog.set_level("INFO")
    batch = judged(as_xlsx())
    plain = texts(written(batch))
    content = rewritten(as_xlsx(), "xl/styles.xml", lambda text: text.replace(b"cellXfs", b"cellXfz"))

    workbook = written(judged(content))

    assert texts(workbook) == plain
    assert_hangs_together(workbook)
    assert "is built anew: no cellXfs" in caplog.text


def rewritten(content, name, change):
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return stream.getvalue()


def test_values_of_a_workbook_keep_their_types_when_it_is_built_anew():
    workbook = openpyxl.Workbook()
    workbook.active.append(["Country", "Number", "Day", "Yes", "Long"])
    workbook.active.append(["Atlantis", 12.5, datetime.date(2021, 6, 1), True, 2**53])
    stream = BytesIO()
    workbook.save(stream)
    batch = judged(stream.getvalue())
    batch.answers["sheets"][0]["heading_rows"] = [1]
    batch.format = "ods"

    sheet = open_workbook(written(batch)).worksheets[0]

    values = [cell.value for cell in sheet[2]][:5]
    assert values == ["Atlantis", 12.5, datetime.datetime(2021, 6, 1), True, str(2**53)]
    assert sheet["C2"].number_format == "yyyy-mm-dd"


def test_activity_file_has_its_rows_listed():
    batch = ImportBatchFactory(name="a.xml", format="iati", state="planned")
    batch.answers = {"sheets": [{"name": "projects", "kind": "projects", "heading_rows": []}]}
    ImportRowFactory(batch=batch, number=120, label="XM-1", outcome="refused", problems=[COUNTRY])

    rows = texts(written(batch))

    assert [row[:2] for row in rows] == [["Line", "What it is about"], ["120", "XM-1"]]
    assert rows[1][2] == "Refused. Country: There is no country “Atlantis”."
