"""Excel workbooks of before 2007."""

from datetime import date

import pytest

from results.imports.parsing import recognising
from results.imports.rows import SheetError
from tests.results.imports.files.old_excel import make_xls, worksheet

pytestmark = pytest.mark.usefixtures("in_this_process")

ROWS = [["country", "n"], ["TJK", 2024], ["Обзор", 2.5]]


def test_values_are_read_as_they_are_meant(cells):
    values = ["4.10", "été", 2024, 2.5, True, date(2021, 3, 4), "#N/A"]

    assert cells(make_xls([("Results", 0, worksheet([values]))])) == [values]


def test_rows_keep_the_numbers_the_spreadsheet_shows(read):
    content = make_xls([("Results", 0, worksheet(ROWS, first_row=3, first_column=1, hidden=[4]))])

    assert read(content, includes_hidden=True) == [
        (4, [None, "country", "n"], ""), (5, [None, "TJK", 2024], ""), (6, [None, "Обзор", 2.5], ""),
    ]  # fmt: skip


def test_sheets_are_listed_with_what_is_hidden_and_merged(examine):
    content = make_xls(
        [("Résultats", 0, worksheet(ROWS, hidden=[1, 2], merged=[(0, 0, 0, 1)])), ("B", 1, worksheet([]))]
    )

    examined = examine(content)

    assert examined["format"] == "xls"
    assert examined["sheets"] == [
        {
            "name": "Résultats", "is_hidden": False, "rows": 3, "columns": 2, "merged": [[1, 1, 1, 2]],
            "hidden_rows": 2, "first": [[1, ["country", "n"]], [2, ["TJK", "2024"]], [3, ["Обзор", "2.5"]]],
        },
        {"name": "B", "is_hidden": True, "rows": 0, "columns": 0, "merged": [], "hidden_rows": 0, "first": []},
    ]  # fmt: skip


def test_dates_of_a_workbook_that_counts_from_1904_are_right(cells):
    content = make_xls([("A", 0, worksheet([[date(2016, 12, 31)]]))], is_1904=True)

    assert cells(content) == [[date(2021, 1, 1)]]


def test_many_rows_come_in_their_order(cells):
    rows = [[f"row {number}", number] for number in range(20_000)]

    assert cells(make_xls([("A", 0, worksheet(rows))])) == rows


def test_cells_at_the_corners_are_refused_before_they_are_laid_out(examine):
    corners = worksheet([["a"]]), worksheet([["a"]], first_row=65_535, first_column=499)
    content = make_xls([("A", 0, corners[0][:-4] + corners[1][20 + 18 :])])

    with pytest.raises(SheetError, match="too many cells to be read"):
        examine(content)


def test_old_workbook_that_is_too_large_is_to_be_saved_as_a_new_one(tmp_path):
    path = tmp_path / "sent"
    path.write_bytes(recognising.OLE)
    with path.open("r+b") as stream:
        stream.truncate(60 * 1024**2)

    with pytest.raises(recognising.Refused, match="old-and-too-large"):
        recognising.recognise(path)
