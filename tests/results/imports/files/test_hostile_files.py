"""Files that are no sheets, or mean harm: each its own sentence, and no harm done."""

import zipfile
from io import BytesIO

import openpyxl
import pytest

from results.imports.rows import SheetError
from tests.results.imports.files.building import (
    ODS,
    make_csv,
    make_ods,
    make_xlsx,
    make_zip,
    ods_content,
    ods_row,
    ods_text,
    raw_xlsx,
    save,
    with_part,
    xlsx_parts,
)
from tests.results.imports.files.old_excel import compound, make_xls, worksheet

SHEET = "xl/worksheets/sheet1.xml"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
BOMB = f"{DOCTYPE}<worksheet>&b;</worksheet>"
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'
OLD = [("A", 0, worksheet([["x"]]))]


def with_cell(row, column):
    workbook = openpyxl.load_workbook(BytesIO(make_xlsx()))
    workbook.active.cell(row, column, "far away")
    return save(workbook)


def lying(name, content, announced):
    """A package whose directory announces another size of one part than it has."""
    written = make_zip({**xlsx_parts(""), name: content})
    with zipfile.ZipFile(BytesIO(written)) as package:
        true = package.getinfo(name).file_size
    return written.replace(true.to_bytes(4, "little"), announced.to_bytes(4, "little"))


def one_cell(size):
    """A sheet whose one cell holds so many characters."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in xlsx_parts("").items():
            if name != SHEET:
                package.writestr(name, content)
        with package.open(SHEET, "w") as part:
            part.write(b'<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>')
            for _ in range(size // 1000):
                # Not so monotonous that the ratio gives it away.
                part.write(b"".join(str(n).encode() for n in range(277, 610)))
            part.write(b"</t></is></c></row></sheetData></worksheet>")
    return stream.getvalue()


def cut(content):
    return content[: len(content) * 2 // 3]


FOREVER = ' table:number-rows-repeated="999999999"'
WIDE = ods_row(ods_text("x", ' table:number-columns-repeated="999999999"'))
OFTEN = ' table:number-rows-repeated="1048576"'
MANY = ods_row(ods_text("x", ' table:number-columns-repeated="500"'), attributes=OFTEN)
FORMULA = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3"><f>A1+2</f></c></row>'

FILES = {
    "empty": (lambda: b"", "This file is empty"),
    "white space": (lambda: b" \n \n", "This file is empty"),
    "nothing but a byte order mark": (lambda: b"\xef\xbb\xbf", "This file is empty"),
    "a workbook without a value": (lambda: make_xlsx([]), "No sheet of this file holds anything"),
    "a csv of commas": (lambda: b",,,\n" * 10, "No sheet of this file holds anything"),
    "an old workbook with a password": (lambda: make_xls(OLD, is_protected=True), "protected by a password"),
    "a workbook with a password": (lambda: compound({"EncryptedPackage": b"x"}), "protected by a password"),
    "a sheet with a password": (
        lambda: make_ods("", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "protected by a password",
    ),
    "macros": (lambda: with_part("xl/vbaProject.bin", "x"), "contains macros"),
    "macros in an old workbook": (lambda: make_xls(OLD, others=["_VBA_PROJECT_CUR"]), "contains macros"),
    "macros in an ods": (lambda: make_ods(ods_row("x"), **{"Basic/Standard/Module1.xml": "<x/>"}), "contains macros"),
    "a binary workbook": (lambda: with_part("xl/workbook.bin", "x"), ".xlsb"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "This is a picture"),
    "a PDF": (lambda: b"%PDF-1.7 text", "This is a PDF"),
    "rich text": (lambda: b"{\\rtf1 text}", "This is a text document"),
    "a web page": (lambda: b"<!DOCTYPE html>\n<html><table></table></html>", "This is a web page"),
    "a table of a web page": (lambda: b"\xef\xbb\xbf<table><tr><td>1</td></tr></table>", "This is a web page"),
    "a web page in UTF-16": (lambda: "<html><table></table></html>".encode("utf-16"), "This is a web page"),
    "other markup": (lambda: b"<?xml version='1.0'?><Workbook/>", "This is XML, but neither"),
    "markup with entities": (lambda: BOMB.encode(), "document type declaration"),
    "a Word document": (lambda: make_zip({"[Content_Types].xml": "", "word/document.xml": "<x/>"}), "text document"),
    "an old Word document": (lambda: compound({"WordDocument": b"x"}), "text document"),
    "an archive": (lambda: make_zip({"a.txt": "x"}), "This is an archive"),
    "a compressed file": (lambda: b"\x1f\x8b\x08" + bytes(50), "This is an archive"),
    "noise": (lambda: bytes(range(256)) * 20, "not a spreadsheet"),
    "cut off": (lambda: cut(make_xlsx()), "damaged or was cut off"),
    "only the first bytes": (lambda: b"PK\x03\x04abc", "damaged or was cut off"),
    "an old workbook cut off": (lambda: cut(make_xls(OLD)), "damaged or was cut off"),
    "an old workbook's first bytes": (lambda: make_xls(OLD)[:20], "damaged or was cut off"),
    "an ods cut off": (lambda: cut(make_ods(ods_row("x") * 50)), "damaged or was cut off"),
    "a part that breaks off": (lambda: with_part(SHEET, "<worksheet><sheetData><row"), "damaged or was cut off"),
    "a part that is no XML": (lambda: with_part(SHEET, "nothing"), "damaged or was cut off"),
    "a part with bytes of no encoding": (
        lambda: with_part(SHEET, b"<worksheet><sheetData>\xff\xfe</sheetData></worksheet>"), "damaged or was cut off",
    ),
    "a text that is not there": (
        lambda: raw_xlsx('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "damaged or was cut off",
    ),
    "rows that go back": (
        lambda: raw_xlsx('<row r="5"><c><v>1</v></c></row><row r="5"><c><v>1</v></c></row>'), "damaged or was cut off",
    ),
    "an unknown entity": (
        lambda: raw_xlsx('<row><c t="str"><v>&x;</v></c></row>'), "damaged or was cut off",
    ),
    "a sheet without its part": (
        lambda: make_zip({k: v for k, v in xlsx_parts("").items() if k != SHEET}), "damaged or was cut off",
    ),
    "a method of packing that is not usual": (
        lambda: make_zip(xlsx_parts(""), zipfile.ZIP_LZMA), "damaged or was cut off",
    ),
    "entities": (lambda: with_part(SHEET, BOMB), "document type declaration"),
    "an entity from elsewhere": (lambda: with_part(SHEET, OUTSIDE), "document type declaration"),
    "entities in UTF-16": (lambda: with_part("xl/styles.xml", BOMB.encode("utf-16")), "document type declaration"),
    "entities in a part nobody reads": (lambda: with_part("docProps/app.xml", BOMB), "document type declaration"),
    "entities in an ods": (
        lambda: make_zip({"mimetype": ODS, "content.xml": DOCTYPE + ods_content("")}), "document type declaration",
    ),
    "a bomb": (lambda: with_part("xl/sharedStrings.xml", " " * 60_000_000), "unpacks to far more"),
    "too many parts": (lambda: make_zip({f"{i}.xml": "" for i in range(2100)}), "unpacks to far more"),
    "a directory that announces too much": (
        lambda: lying("xl/media/a.bin", b"ab" * 39_999, 2 * 1024**3), "unpacks to far more",
    ),
    "a directory that announces too little": (
        lambda: lying(SHEET, b"<worksheet><sheetData>" + b" " * 70_001, 30), "damaged or was cut off",
    ),
    "the last cell of the last row": (lambda: with_cell(1048576, 16384), "values in column XFD"),
    "the last column": (lambda: with_cell(2, 16384), "values in column XFD"),
    "a row beyond the last": (
        lambda: raw_xlsx('<row r="1048577"><c><v>1</v></c></row>'), "down to row 1048577; the limit is 1048576",
    ),
    "an ods row repeated for ever": (lambda: make_ods(ods_row("x", attributes=FOREVER)), "down to row 999999999"),
    "an ods cell repeated for ever": (lambda: make_ods(WIDE), "the limit is 500 columns"),
    "an ods row repeated to the end": (lambda: make_ods(MANY), "more than 50000000 cells"),
    "a csv of 600 columns": (lambda: b"country," * 600, "the limit is 500 columns"),
    "a csv of 5 million commas": (lambda: b"a" + b"," * 5_000_000 + b"b", "the limit is 500 columns"),
    "a csv of one endless line": (lambda: b"x" * 17 * 1024**2, "far longer than a row"),
    "a csv with an open quotation mark": (
        lambda: b'country,date\nTJK,2021\nMDA,"open\n', "In row 3 of this file a quotation mark is missing",
    ),
    "a csv with a mark in the middle": (
        lambda: b'country,date\nTJK,"a" b\n', "In row 2 of this file a quotation mark is missing or stands",
    ),
    "a csv with an endless cell": (
        lambda: b"country,date\nTJK," + b"x" * 200_000, "In row 2 of this file a quotation mark is missing, or a text",
    ),
    "a cell of 200,000 characters": (
        lambda: raw_xlsx(f'<row><c t="str"><v>{"ab" * 100_000}</v></c></row>'), "more than 131072 characters",
    ),
    "an ods cell of 200,000 characters": (
        lambda: make_ods(ods_row("ab" * 100_000)), "more than 131072 characters",
    ),
    "a cell of 30 million characters": (lambda: one_cell(30_000_000), "far longer than a row"),
    "a formula that was never calculated": (lambda: raw_xlsx(FORMULA), "Cell B3 holds a formula without its value"),
    "a formula of openpyxl": (lambda: make_xlsx([["a"], ["=1+2"]]), "Cell A2 holds a formula without its value"),
    "an ods formula that was never calculated": (
        lambda: make_ods(ods_row("x", '<table:table-cell table:formula="of:=1"/>')), "Cell B1 holds a formula without",
    ),
    "no encoding that is known": (lambda: b"\x81\x98 a\n" * 3, "cannot be told in which encoding"),
    "a line in another encoding": (lambda: "été\n".encode() * 3 + b"\xe9t\xe9\n", "but line 4 is not"),
    "a text cut off within a letter": (lambda: ("été\n" * 5).encode()[:-2], "but line 5 is not"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "sentence"), [pytest.param(*case, id=name) for name, case in FILES.items()])
def test_file_is_refused_with_its_own_sentence(examine, make, sentence):
    with pytest.raises(SheetError) as refusal:
        examine(make())

    assert sentence in str(refusal.value)


def test_file_with_too_many_bytes_is_refused_before_it_is_read(tmp_path, examine):
    large = b"PK\x03\x04" + bytes(100 * 1024**2)

    with pytest.raises(SheetError, match="more than 100 MB"):
        examine(large)


def test_empty_cell_far_away_is_no_obstacle(cells):
    workbook = openpyxl.load_workbook(BytesIO(make_xlsx([["a"]])))
    workbook.active.cell(1048576, 16384).number_format = "0.00"

    assert cells(save(workbook)) == [["a"]]


def test_two_cells_at_the_corners_of_a_sheet_take_no_memory(examine):
    content = raw_xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="SF1048576"><v>2</v></c></row>')

    sheet = examine(content)["sheets"][0]

    assert (sheet["rows"], sheet["columns"]) == (2, 500)


def test_formula_with_an_empty_text_has_been_calculated(cells):
    content = raw_xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>T(A1)</f><v></v></c></row>')

    assert cells(content) == [[1]]


def test_csv_is_not_taken_for_a_wide_one_by_its_empty_ends(cells):
    assert cells(make_csv([["a", *[""] * 600], ["b"]])) == [["a"], ["b"]]
