"""Her own Excel workbook with the verdicts in it: everything else as it was, byte by byte where nothing is said."""

import re
import zipfile
from io import BytesIO

import openpyxl
from openpyxl.comments import Comment

from results.imports.sheets.annotating import Judged, annotate_workbook
from results.imports.sheets.splicing import MOST_NOTES
from results.imports.sheets.verdicts import Verdict
from tests.results.imports.annotated import BAD, GOOD, HEADING, WRONG, annotated, part, saved, with_parts
from tests.results.imports.workbook_parts import assert_hangs_together, open_workbook, texts


def test_status_stands_behind_each_row_and_cells_that_are_wrong_say_so(hers, tmp_path):
    content = annotated(saved(hers), tmp_path, BAD, GOOD)

    assert_hangs_together(content)
    sheet = open_workbook(content)["Results"]
    assert [sheet.cell(row, 5).value for row in range(1, 6)] == [None, HEADING, BAD.status, "Unchanged", None]
    commented = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert commented == {"A3": BAD.wrong[0], "B3": "Fill in a date."}
    coloured = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == WRONG}
    assert coloured == {"A3", "B3"}


def test_everything_else_is_as_it_was(hers, tmp_path):
    before = saved(hers)
    after = annotated(before, tmp_path, BAD, GOOD)

    sheet = open_workbook(after)["Results"]
    assert [[cell.value for cell in row[:4]] for row in sheet.iter_rows()] == [
        [cell.value for cell in row] for row in open_workbook(before)["Results"].iter_rows()
    ]
    assert (sheet.column_dimensions["A"].width, str(sheet.merged_cells)) == (31, "A1:D1")
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["A3:A99"]
    assert sheet["A3"].font.name == "Courier New"
    assert open_workbook(after)["Other"]["A1"].value == "=1+1"
    with zipfile.ZipFile(BytesIO(before)) as old, zipfile.ZipFile(BytesIO(after)) as new:
        same = {name for name in old.namelist() if old.read(name) == new.read(name)}
    assert set(old.namelist()) - same == {"xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"}


def test_white_letters_become_black_on_the_light_ground(hers, tmp_path):
    sheet = open_workbook(annotated(saved(hers), tmp_path, BAD))["Results"]

    assert sheet["A3"].font.color.rgb == "FF000000"


def test_formula_keeps_the_value_that_it_showed(hers, tmp_path):
    content = with_parts(
        saved(hers),
        {"xl/worksheets/sheet1.xml": lambda text: text.replace("<f>C3*2</f><v></v>", "<f>C3*2</f><v>2</v>")},
    )

    after = annotated(content, tmp_path, Verdict(3, "Refused", {3: "Too small."}))

    assert "<f>C3*2</f><v>2</v>" in part(after, "xl/worksheets/sheet1.xml")
    assert texts(after)[2][3] == "2.0"
    assert open_workbook(after)["Results"]["D3"].value == "=C3*2"


def test_text_of_a_verdict_is_never_a_formula_or_markup(hers, tmp_path):
    status = '=1+1 </t></is></c><c r="Z9"/> & "x"\x00'

    sheet = open_workbook(annotated(saved(hers), tmp_path, Verdict(3, status, {0: "<b> & \x01"})))["Results"]

    assert (sheet["E3"].value, sheet["E3"].data_type) == (status.rstrip("\x00"), "s")
    assert sheet["A3"].comment.text == "<b> & "


def test_next_time_the_same_column_is_written_anew(hers, tmp_path):
    first = annotated(saved(hers), tmp_path, BAD, GOOD)

    second = annotated(first, tmp_path, Verdict(3, "Written", {}), Verdict(5, "Refused", {2: "Too large."}))

    assert_hangs_together(second)
    sheet = open_workbook(second)["Results"]
    assert [sheet.cell(row, 5).value for row in range(1, 6)] == [None, HEADING, "Written", None, "Refused"]
    assert sheet.max_column == 5
    commented = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert commented == {"C5": "Too large."}
    coloured = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == WRONG}
    assert coloured == {"C5"}
    boxes = next(name for name in zipfile.ZipFile(BytesIO(second)).namelist() if name.endswith(".vml"))
    assert re.findall(r"<x:Row>(\d+)</x:Row><x:Column>(\d+)", part(second, boxes)) == [("4", "2")]


def test_workbook_that_another_program_saved_in_between_is_cleared_up_too(hers, tmp_path):
    between = saved(open_workbook(annotated(saved(hers), tmp_path, BAD)))

    after = annotated(between, tmp_path, Verdict(3, "Written", {}), Verdict(4, "Refused", {0: "No."}))

    sheet = open_workbook(after)["Results"]
    commented = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert commented == {"A4": "No."}
    boxes = next(name for name in zipfile.ZipFile(BytesIO(after)).namelist() if name.endswith(".vml"))
    assert len(re.findall(r":ClientData ", part(after, boxes))) == 1


def test_comments_of_her_own_stay(hers, tmp_path):
    hers["Results"]["A3"].comment = Comment("mine", "Ann")
    hers["Results"]["C4"].comment = Comment("mine too", "Ann")

    content = annotated(saved(hers), tmp_path, BAD)

    assert_hangs_together(content)
    sheet = open_workbook(content)["Results"]
    said = {cell.coordinate: (cell.comment.text, cell.comment.author) for row in sheet for cell in row if cell.comment}
    assert said == {"A3": ("mine", "Ann"), "B3": ("Fill in a date.", "Waymark"), "C4": ("mine too", "Ann")}
    assert sheet["A3"].fill.fgColor.rgb == WRONG


def test_several_sheets_have_their_comments_apart(hers, tmp_path):
    hers["Other"]["B2"] = "x"
    path = tmp_path / "hers.xlsx"
    path.write_bytes(saved(hers))
    stream = BytesIO()

    judged = [
        Judged(name, Verdict(1, HEADING), 6, iter([Verdict(2, "Refused", {1: f"In {name}"})]))
        for name in ("Results", "Other")
    ]
    annotate_workbook(path, stream, judged)

    assert_hangs_together(stream.getvalue())
    workbook = open_workbook(stream.getvalue())
    assert [workbook[name]["B2"].comment.text for name in ("Results", "Other")] == ["In Results", "In Other"]


def test_excel_is_not_slowed_down_by_more_comments_than_it_bears(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.title = "Results"
    for _number in range(MOST_NOTES + 3):
        workbook.active.append(["x"])

    verdicts = [Verdict(number, "Refused", {0: "No."}) for number in range(2, MOST_NOTES + 4)]
    content = annotated(saved(workbook), tmp_path, *verdicts, place=1, heading=1)

    sheet = open_workbook(content)["Results"]
    commented = sum(1 for (cell, _status) in sheet.iter_rows() if cell.comment)
    assert (commented, sheet.cell(MOST_NOTES + 3, 2).value) == (MOST_NOTES, "Refused")
    assert sheet.cell(MOST_NOTES + 3, 1).fill.fgColor.rgb == WRONG
