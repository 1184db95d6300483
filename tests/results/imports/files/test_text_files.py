"""Texts with delimiters: encodings, delimiters, decimals, line ends."""

from itertools import chain

import pytest

from results.imports.rows import SheetError
from tests.results.imports.files.building import ROWS, make_csv

pytestmark = pytest.mark.usefixtures("in_this_process")

WESTERN = [["pays", "résumé"], ["Côte d’Ivoire", "Réforme adoptée à l’unanimité"], ["España", "Niñez y protección"]]
RUSSIAN = [["страна", "итог"], ["Таджикистан", "Принят закон «О пенсиях», № 5"], ["TJK", "ILO и МОТ"]]
ENCODINGS = {
    "UTF-8": (RUSSIAN, "utf-8", "utf-8"),
    "UTF-8 with a byte order mark": (RUSSIAN, "utf-8-sig", "utf-8-sig"),
    "UTF-16": (RUSSIAN, "utf-16", "utf-16"),
    "UTF-16 without a mark": (RUSSIAN, "utf-16-le", "utf-16-le"),
    "UTF-16 the other way round": (WESTERN, "utf-16-be", "utf-16-be"),
    "Windows-1252": (WESTERN, "cp1252", "windows-1252"),
    "Windows-1251": (RUSSIAN, "cp1251", "windows-1251"),
    "Windows-1252 by one word": ([["a", "b"], ["été", "1"]], "cp1252", "windows-1252"),
    "Windows-1252 by quotation marks alone": ([["a", "b"], ["“x” – y", "1"]], "cp1252", "windows-1252"),
    "ASCII": ([["a", "b"]], "ascii", "utf-8"),
}


@pytest.mark.parametrize(
    ("rows", "written", "found"), [pytest.param(*case, id=name) for name, case in ENCODINGS.items()]
)
def test_encoding_is_recognised_by_the_content(examine, cells, rows, written, found):
    content = make_csv(rows, encoding=written)

    examined = examine(content)

    assert (examined["encoding"], examined["encodings"]) == (found, [])
    assert cells(content) == rows


def test_encoding_that_cannot_be_known_is_asked_for_with_samples(examine, cells):
    content = make_csv([["a", "b"], ["été", "Ýòî"], ["déjà", "Èòîã"]], encoding="cp1252")

    assert examine(content)["encodings"] == [
        ["windows-1252", "été,Ýòî déjà,Èòîã"], ["windows-1251", "йtй,Это dйjа,Итог"],
    ]  # fmt: skip
    assert cells(content, answers={"encoding": "windows-1251"})[1] == ["йtй", "Это"]
    assert examine(content, encoding="windows-1251")["sheets"][0]["first"][1] == [2, ["йtй", "Это"]]


def test_answer_that_cannot_be_right_is_refused(examine):
    with pytest.raises(SheetError, match="This file is not written in utf-8"):
        examine("été".encode("cp1252"), encoding="utf-8")


DELIMITERS = {"commas": ",", "semicolons": ";", "tabs": "\t", "bars": "|"}


@pytest.mark.parametrize("delimiter", [pytest.param(sign, id=name) for name, sign in DELIMITERS.items()])
def test_delimiter_is_recognised_by_the_content(examine, cells, delimiter):
    rows = [
        ["Reports; of 2021"],
        ["country", "summary", "n"],
        *([f"T{n}", "one, two; three | four\tfive", "1,5"] for n in range(9)),
    ]
    content = make_csv(rows, delimiter=delimiter)

    assert examine(content)["delimiter"] == delimiter
    assert cells(content) == rows


def test_delimiter_may_be_declared_in_the_first_line(examine, read):
    content = b"sep=|\r\n" + b"a,b|c,d\r\n" * 5

    assert examine(content)["delimiter"] == "|"
    assert read(content)[:2] == [(1, ["a,b", "c,d"], ""), (2, ["a,b", "c,d"], "")]


def test_delimiter_may_be_answered(cells):
    assert cells(b"a;b,c\nd;e,f\n", answers={"delimiter": ";"}) == [["a", "b,c"], ["d", "e,f"]]


def test_one_column_needs_no_delimiter(examine, cells):
    assert cells(b"country\nTJK\nMDA\n") == [["country"], ["TJK"], ["MDA"]]
    assert examine(b"country\nTJK\nMDA\n")["sheets"][0]["columns"] == 1


DECIMALS = {
    "commas between semicolons": ("code;n\n8.3;12,5\n8.10;3\n", ","),
    "commas with spaces": ("a;n\nx;1 234,5\ny;12\n", ","),
    "points": ("a,n\nx,12.5\ny,3.25\n", "."),
    "quoted commas": ('a,n\nx,"12,5"\ny,"3,25"\n', ","),
    "thousands alone": ('a,n\nx,"12,500"\ny,"3,250"\n', ""),
    "both, between commas": ('a,b,n\nx,8.3,"12,5"\ny,8.10,"3,25"\n', ""),
    "no numbers": ("a,b\nx,y\n", ""),
}


@pytest.mark.parametrize(("text", "sign"), [pytest.param(*case, id=name) for name, case in DECIMALS.items()])
def test_decimal_sign_is_what_the_columns_show(examine, text, sign):
    assert examine(text.encode())["decimal"] == sign


LINES = {
    "of one kind": b"a,b\nc,d\n",
    "of Windows": b"a,b\r\nc,d\r\n",
    "of old Macintoshes": b"a,b\rc,d\r",
    "of several kinds": b"a,b\r\nc,d",
    "with stray zeros": b"a\x00,b\nc,d" + b" " * 200 + b"\n",
}


@pytest.mark.parametrize("content", [pytest.param(content, id=name) for name, content in LINES.items()])
def test_lines_may_end_in_any_way(cells, content):
    assert [[cell.strip() for cell in row] for row in cells(content)] == [["a", "b"], ["c", "d"]]


def test_rows_are_counted_as_a_spreadsheet_counts_them(read):
    content = b'country,text\n"TJK","a\nb\nc"\n\n  ,\nMDA,x\n'

    assert read(content) == [
        (1, ["country", "text"], ""), (2, ["TJK", "a\nb\nc"], ""), (5, ["MDA", "x"], ""),
    ]  # fmt: skip


def test_mark_against_formulas_is_taken_off(cells):
    marked = ["'=1+2", "'+5", "'-", "'@x", "''tis", "'tis", "'", "=1"]

    assert cells(make_csv([marked])) == [["=1+2", "+5", "-", "@x", "'tis", "'tis", "'", "=1"]]


def test_text_stays_text(cells):
    assert cells(b"00123,4.10,1e5,TRUE,\xc2\xa0x\n") == [["00123", "4.10", "1e5", "TRUE", "\u00a0x"]]


def test_many_rows_come_in_chunks_of_a_thousand(tmp_path):
    from results.imports import files

    path = tmp_path / "sent"
    path.write_bytes(make_csv([["n"], *([n] for n in range(2500))]))

    with files.rows(path, files.examine(path, ""), {}, {"name": "", "heading_rows": [1]}) as chunks:
        found = list(chunks)

    assert [len(chunk) for chunk in found] == [1000, 1000, 500]
    assert [row.cells for row in chain(*found)] == [[str(n)] for n in range(2500)]


MOJIBAKE = {
    "French": ("Côte d’Ivoire a adopté", True),
    "Russian": ("Принят закон", True),
    "Arabic": ("الحماية", True),
    "nothing": ("Policy", False),
}


@pytest.mark.parametrize(("text", "is_found"), [pytest.param(*case, id=name) for name, case in MOJIBAKE.items()])
def test_mojibake_is_recognised_and_left_as_it_is(examine, cells, text, is_found):
    garbled = text.encode().decode("cp1252", "replace").replace("\ufffd", "\x81")
    content = make_csv([["a", "b"], [garbled, "x"]])

    assert examine(content)["is_mojibake"] is is_found
    assert cells(content)[1] == [garbled, "x"]


@pytest.mark.parametrize("text", ["Côte d’Ivoire «Âge» Ñandú", "Принят", "À É Ü Ã Ð Ø", "São Tomé", "Ünlü", "Â"])
def test_right_letters_are_not_taken_for_mojibake(examine, text):
    assert examine(make_csv([["a", "b"], [text, "x"]]))["is_mojibake"] is False


def test_rows_of_a_good_file_are_all_there(cells):
    assert cells(make_csv(ROWS)) == [[str(cell) for cell in row] for row in ROWS]


def test_encoding_nobody_knows_is_refused(examine):
    with pytest.raises(SheetError, match="This file is not written in rot13"):
        examine(b"a,b\n", encoding="rot13")


def test_long_texts_are_cut_where_the_first_rows_are_shown(examine, cells):
    content = make_csv([["a"], ["x" * 1000]])

    assert examine(content)["sheets"][0]["first"] == [[1, ["a"]], [2, ["x" * 300]]]
    assert cells(content) == [["a"], ["x" * 1000]]


def test_first_rows_are_thirty(examine):
    sheet = examine(make_csv([["n"], *([n] for n in range(99))]))["sheets"][0]

    assert (sheet["rows"], len(sheet["first"]), sheet["first"][-1]) == (100, 30, [30, ["28"]])
