"""Workbooks of other programs: changed however they are written, or left alone where that is not safe."""

import re

import pytest

from results.imports.sheets.package import NotOurs
from results.imports.sheets.verdicts import Verdict
from tests.results.imports.annotated import BAD, GOOD, HEADING, WRONG, annotated, saved, with_parts
from tests.results.imports.workbook_parts import assert_hangs_together, open_workbook, texts


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: re.sub(r'<row r="\d"', "<row", text), id="rows without numbers"),
        pytest.param(lambda text: text.replace("<c ", '<c  cm="0" '), id="attributes we know nothing of"),
        pytest.param(
            lambda text: re.sub(r'<row r="(\d)">', r'<row r="\1" spans="1:4">', text), id="rows that name spans"
        ),
        pytest.param(lambda text: re.sub("<cols>.*</cols>", "", text), id="no widths"),
        pytest.param(lambda text: re.sub(r'min="1" max="1"', 'min="1" max="16384"', text), id="one width for all"),
        pytest.param(lambda text: re.sub(r'min="1" max="1"', 'min="9" max="9"', text), id="a width further right"),
        pytest.param(lambda text: re.sub("<dimension[^>]*>", "", text), id="no extent"),
        pytest.param(
            lambda text: text.replace("xmlns=", "xmlns:x=").replace("<", "<x:").replace("<x:/", "</x:"), id="a prefix"
        ),
        pytest.param(lambda text: '<?xml version="1.0" encoding="utf-8"?>\n<!-- by hand -->' + text, id="a comment"),
    ],
)
def test_sheet_is_changed_however_it_is_written(hers, tmp_path, change):
    content = with_parts(saved(hers), {"xl/worksheets/sheet1.xml": change})

    after = annotated(content, tmp_path, BAD, GOOD)

    assert_hangs_together(after)
    assert texts(after) == [
        ["My reports", "", "", "", ""],
        ["Country", "Date", "Number", "Twice", HEADING],
        ["TJK", "", "1.0", "", BAD.status],
        ["KGZ", "2021", "2.0", "", "Unchanged"],
        ["UZB", "4.10", "3.0", "", ""],
    ]


def test_cells_without_addresses_are_counted(hers, tmp_path):
    content = with_parts(saved(hers), {"xl/worksheets/sheet1.xml": lambda text: re.sub(r'<c r="[A-Z]\d"', "<c", text)})

    sheet = open_workbook(annotated(content, tmp_path, Verdict(5, "Refused", {1: "No.", 3: "Empty."})))["Results"]

    assert [cell.value for cell in sheet[5]] == ["UZB", "4.10", 3, None, "Refused"]
    assert [cell.comment.text for cell in sheet[5] if cell.comment] == ["No.", "Empty."]
    assert [cell.fill.fgColor.rgb == WRONG for cell in sheet[5]] == [False, True, False, True, False]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        pytest.param(
            "xl/worksheets/sheet1.xml",
            lambda text: '<!DOCTYPE worksheet [<!ENTITY a "b">]>' + text,
            id="a document type",
        ),
        pytest.param("xl/worksheets/sheet1.xml", lambda text: text[:-60], id="cut off"),
        pytest.param("xl/worksheets/sheet1.xml", lambda text: text.replace('r="3"', 'r="three"'), id="rows in words"),
        pytest.param(
            "xl/worksheets/sheet1.xml",
            lambda text: '<?xml version="1.0" encoding="windows-1251"?>' + text,
            id="another encoding",
        ),
        pytest.param(
            "xl/worksheets/sheet1.xml",
            lambda text: text.replace("schemas.openxmlformats.org", "purl.oclc.org/ooxml"),
            id="the strict dialect",
        ),
        pytest.param("xl/styles.xml", lambda text: '<!DOCTYPE x [<!ENTITY a "b">]>' + text, id="styles with entities"),
        pytest.param("xl/styles.xml", lambda text: re.sub("<cellXfs.*</cellXfs>", "", text), id="no styles"),
        pytest.param("xl/workbook.xml", lambda text: text.replace("Results", "Resultats"), id="another name"),
    ],
)
def test_workbook_that_is_built_otherwise_is_left_alone(hers, tmp_path, name, change):
    with pytest.raises(NotOurs):
        annotated(with_parts(saved(hers), {name: change}), tmp_path, BAD)
