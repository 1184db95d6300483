"""Sheets of texts as xlsx, ods and csv: whatever a text looks like, it comes back as it was and runs nowhere."""

import csv
import zipfile
from datetime import date, datetime, time
from io import BytesIO, StringIO

import pytest
from django.utils import translation

from results.imports.parsing.ods import OpenDocumentBook
from results.imports.parsing.package import opened
from results.imports.sheets import delimited, ods, xlsx
from results.imports.sheets.outgoing import CannotWrite, OutgoingSheet, named
from results.imports.sheets.xlsx import Style, Workbook
from tests.results.imports.workbook_parts import assert_hangs_together, names, open_workbook, texts

TRICKY = {
    "a formula": "=1+1",
    "a formula over an array": "{=1+1}",
    "a link": "https://example.org",
    "a code": "4.10",
    "zeros": "00123",
    "a date": "2021-06-01",
    "spaces": "  two  spaces ",
    "lines": "First\n\nThird\twith a tab",
    "markup": "<b>1 < 2 & 3</b>",
    "markup of a library": "<r>plain & simple</r>",
    "an escape of Excel": "_x0041_",
    "Arabic": "اعتُمدت استراتيجية",
    "beyond the first plane": "😀",
    "an apostrophe": "'=x",
}


def made(writer, rows, **more):
    stream = BytesIO()
    sheet = {"name": "Results", "headings": ["Key", "Text"], "widths": [10, 40], "rows": rows, **more}
    writer.write(stream, [OutgoingSheet(**sheet)])
    return stream.getvalue()


def test_excel_workbook_gives_every_text_back():
    rows = [[key, text] for key, text in TRICKY.items()]

    content = made(xlsx, rows)

    assert texts(content) == [["Key", "Text"], *rows]
    assert names(content) == ["Results"]


def test_open_document_gives_every_text_back(tmp_path):
    rows = [[key, text] for key, text in TRICKY.items()]
    path = tmp_path / "results.ods"
    path.write_bytes(made(ods, rows))

    with opened(path) as package:
        found = [(sheet.name, [row.cells for row in cells]) for sheet, cells in OpenDocumentBook(package).sheets()]
    assert found == [("Results", [["Key", "Text"], *rows])]


def test_no_cell_of_a_workbook_is_a_formula():
    sheet = open_workbook(made(xlsx, [[text, text] for text in TRICKY.values()])).active

    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    assert {cell.hyperlink for cell in cells} == {None}


@pytest.mark.parametrize("writer", [xlsx, ods, delimited])
def test_character_that_no_sheet_can_hold_is_left_out(writer):
    content = made(writer, [["a\x00b", "c\ud800\x0bd"]])

    rows = texts(content) if writer is not delimited else list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert rows == [["Key", "Text"], ["ab", "cd"]]


def test_csv_gives_every_text_back_with_its_mark():
    content = made(delimited, [[key, text] for key, text in TRICKY.items()]).decode("utf-8-sig")

    written = dict(list(csv.reader(StringIO(content)))[1:])
    marked = {"a formula": "'=1+1", "an apostrophe": "''=x"}
    assert written == TRICKY | marked


def test_csv_begins_with_the_mark_that_tells_excel_its_letters():
    assert made(delimited, []).startswith(b"\xef\xbb\xbfKey,Text")


def test_workbook_of_several_sheets_hangs_together():
    stream = BytesIO()
    labels = named(["Résultats", "Résultats", "A: very long name of a sheet that nobody can read"])
    sheets = [OutgoingSheet(name=name, headings=["H"], widths=[9], rows=[["x"]]) for name in labels]

    xlsx.write(stream, sheets)

    assert_hangs_together(stream.getvalue())
    assert names(stream.getvalue()) == ["Résultats", "Résultats (2)", "A  very long name of a sheet th"]


def test_workbook_has_headings_frozen_and_columns_hidden():
    sheet = open_workbook(made(xlsx, [["a", "b"]], hidden=frozenset({1}))).active

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B2")
    assert [sheet.column_dimensions[name].hidden for name in "AB"] == [False, True]
    assert [round(sheet.column_dimensions[name].width) for name in "AB"] == [11, 41]
    assert sheet["A1"].font.b


def test_ods_hides_columns_too():
    with zipfile.ZipFile(BytesIO(made(ods, [["a", "b"]], hidden=frozenset({1})))) as package:
        assert package.infolist()[0].filename == "mimetype"
        content = package.read("content.xml").decode()

    columns = content.split("<table:table-column")[1:]
    assert ["collapse" in column for column in columns] == [False, True]


@pytest.mark.parametrize(("language", "is_right_to_left"), [("ar", True), ("fr", False)])
def test_workbook_runs_as_its_language_does(language, is_right_to_left):
    with translation.override(language):
        workbook = open_workbook(made(xlsx, []))
        with zipfile.ZipFile(BytesIO(made(ods, []))) as package:
            direction = "rl-tb" if is_right_to_left else "lr-tb"
            assert f'writing-mode="{direction}"' in package.read("content.xml").decode()

    assert bool(workbook.active.sheet_view.rightToLeft) is is_right_to_left


def test_text_that_excel_cannot_hold_is_not_cut_off_silently():
    with pytest.raises(CannotWrite, match=r"row 3 .*“xxxx.*Choose OpenDocument or csv"):
        made(xlsx, [["short", "y"], ["long", "x" * 32_768]])


def test_text_of_that_length_stands_in_the_other_formats():
    assert texts(made(ods, [["long", "x" * 40_000]]))[1] == ["long", "x" * 40_000]


def test_row_that_excel_has_no_place_for_is_not_lost_silently():
    with pytest.raises(CannotWrite, match="1,048,576"), Workbook(BytesIO()) as book:
        book.add_sheet("Results").place(1_048_577, ["x"])


def test_values_keep_their_types():
    stream = BytesIO()
    with Workbook(stream) as book:
        sheet = book.add_sheet("Values")
        sheet.append([12.5, 3, True, date(2021, 6, 1), "4.10", None], Style.PLAIN, {3: Style.DAY})
        sheet.append([datetime(2021, 6, 1, 12, 30), time(12, 30)], Style.PLAIN, {0: Style.MOMENT})
        sheet.append([None, "x"], Style.TEXT, {0: Style.WRONG, 4: Style.WRONG})

    sheet = open_workbook(stream.getvalue()).active
    assert [cell.value for cell in sheet[1]][:5] == [12.5, 3, True, datetime(2021, 6, 1), "4.10"]
    assert sheet["A2"].value == datetime(2021, 6, 1, 12, 30)
    assert [cell.fill.fgColor.rgb for cell in (sheet["A3"], sheet["E3"])] == ["FFFFC7CE", "FFFFC7CE"]


def test_comment_stands_on_its_cell():
    stream = BytesIO()
    with Workbook(stream) as book:
        sheet = book.add_sheet("Results")
        sheet.append(["x"], styles={0: Style.WRONG})
        sheet.comment(1, 0, "Write a country.\x00")

    assert open_workbook(stream.getvalue()).active["A1"].comment.text == "Write a country."
    assert_hangs_together(stream.getvalue())
