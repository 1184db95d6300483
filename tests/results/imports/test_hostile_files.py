"""Files that are no sheets, or mean harm: each its own sentence, before anything is parsed."""

import zipfile
from io import BytesIO

import openpyxl
import pytest

from results.imports.problems import SheetError
from results.imports.writing import Import
from tests.results.imports.sheets import COMPLETE, NEW, make_csv, make_xlsx, make_zip, save

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
XLSX_PARTS = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'


def with_part(name, change):
    """A good workbook with one of its parts changed."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(make_xlsx(COMPLETE))) as good, zipfile.ZipFile(stream, "w") as package:
        for entry in good.namelist():
            content = good.read(entry)
            package.writestr(entry, change(content) if entry == name else content)
    return stream.getvalue()


def with_cell(row, column):
    workbook = openpyxl.load_workbook(BytesIO(make_xlsx(COMPLETE)))
    workbook.active.cell(row, column, "far away")
    return save(workbook)


def ods(body, **parts):
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="A">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    return make_zip({"mimetype": ODS, "content.xml": content, **parts})


CELL = 'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
REPEATED = f'<table:table-row table:number-rows-repeated="999999999"><table:table-cell {CELL}'
WIDE = f'<table:table-row><table:table-cell table:number-columns-repeated="999999999" {CELL}'

FILES = {
    "empty": (lambda: b"", "This file is empty"),
    "white space": (lambda: b" \n \n", "This file is empty"),
    "too large": (lambda: b"a" * (10 * 1024**2 + 1), "more than 10 MB"),
    "an old Excel file": (lambda: OLE + bytes(500), "old Excel file"),
    "a workbook with a password": (lambda: OLE + bytes(50) + "EncryptedPackage".encode("utf-16-le"), "password"),
    "a sheet with a password": (
        lambda: ods("", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "protected by a password",
    ),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "not a spreadsheet"),
    "a PDF": (lambda: b"%PDF-1.7 text", "not a spreadsheet"),
    "a web page": (lambda: b"<html><table></table></html>", "not a spreadsheet"),
    "a zip of something else": (lambda: make_zip({"word/document.xml": "<x/>"}), "not a spreadsheet"),
    "a binary workbook": (lambda: make_zip({**XLSX_PARTS, "xl/workbook.bin": "x"}), ".xlsb"),
    "macros": (lambda: make_zip({**XLSX_PARTS, "xl/vbaProject.bin": "x"}), "macros"),
    "cut off": (lambda: make_xlsx(COMPLETE)[:-400], "damaged or was cut off"),
    "only the first bytes": (lambda: b"PK\x03\x04abc", "damaged or was cut off"),
    "a broken part": (lambda: with_part("xl/worksheets/sheet1.xml", lambda c: c[:200]), "damaged or was cut off"),
    "entities": (lambda: with_part("xl/worksheets/sheet1.xml", lambda c: BOMB), "document type declaration"),
    "entities in UTF-16": (
        lambda: with_part("xl/styles.xml", lambda c: BOMB.encode("utf-16")), "document type declaration",
    ),
    "entities in an ods": (
        lambda: make_zip({"mimetype": ODS, "content.xml": BOMB}), "document type declaration",
    ),
    "a bomb": (lambda: make_zip({**XLSX_PARTS, "xl/sharedStrings.xml": " " * 60_000_000}), "unpacks to far more"),
    "too many parts": (lambda: make_zip({f"{i}.xml": "" for i in range(1100)}), "unpacks to far more"),
    "the last cell of the last row": (lambda: with_cell(1048576, 16384), "down to row 1048576"),
    "the last column": (lambda: with_cell(2, 16384), "values in column XFD"),
    "an ods row repeated for ever": (lambda: ods(REPEATED), "down to row 999999999"),
    "an ods cell repeated for ever": (lambda: ods(WIDE), "the limit is 200 columns"),
    "a csv of 300 columns": (lambda: b"country," * 300, "the limit is 200 columns"),
    "a csv in Windows-1252": (lambda: make_csv({**NEW, "summary": "été"}, encoding="cp1252"), "not written in UTF-8"),
    "a csv in UTF-16": (lambda: make_csv(COMPLETE, encoding="utf-16"), "not written in UTF-8"),
    "a csv with an open quotation mark": (lambda: b'country,date,summary\nTJK,2021,"open', "after row 1"),
    "a csv with an endless cell": (lambda: b'country,date,summary\nTJK,2021,' + b"x" * 200_000, "131,072 characters"),
    "no headings": (lambda: make_csv({"a": "1", "b": "2"}), "No row of this sheet holds the headings"),
    "headings alone": (lambda: b"country,date,summary\n", "nothing beneath the headings"),
    "an unknown column": (lambda: make_csv({**COMPLETE, "Budget": "5"}), "not known: F (“Budget”)"),
    "a value without a heading": (lambda: make_csv({**COMPLETE, "": "5"}), "not known: F (no heading)"),
    "a column twice": (lambda: make_csv({**COMPLETE, "Outcome summary": "x"}), "stand there twice: “Outcome summary”"),
    "no way to recognise a report": (lambda: make_csv({"country": "TJK", "step": "1"}), "Missing here: “reference”"),
    "a formula that was never calculated": (
        lambda: make_xlsx({**COMPLETE, "step": "=1+2"}), "holds a formula without its value",
    ),
    "20,001 rows": (
        lambda: b"country,date,summary\n" + b"TJK,2021,x\n" * 20_001, "the limit is 20000",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "sentence"), [pytest.param(*case, id=name) for name, case in FILES.items()])
def test_file_is_refused_with_its_own_sentence(world, administrator, make, sentence):
    with pytest.raises(SheetError) as refusal:
        Import(make(), by=administrator)

    assert sentence in str(refusal.value)


def test_empty_cell_far_away_is_no_obstacle(world, administrator):
    workbook = openpyxl.load_workbook(BytesIO(make_xlsx(COMPLETE)))
    workbook.active.cell(1048576, 16384).number_format = "0.00"

    made = Import(save(workbook), by=administrator).plan()

    assert [row.outcome for row in made.rows] == ["created"]
