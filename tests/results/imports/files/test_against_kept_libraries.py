"""What our readers make of a workbook, cell by cell beside what kept libraries make of it."""

import random
from datetime import date, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from results.imports import files

TEXTS = [
    "plain", " spaces around ", "two\nlines", "a\ttab", "<tag> & “quotes” 'here'", "4.10", "00123", "=1+1", "ünïcödé",
    "Кыргызстан", "الأردن", "日本", "😀 emoji", "x" * 5000, "'", "#N/A as text", "TRUE", "]]>", "&amp;",
]  # fmt: skip
NUMBERS = [0, 1, -1, 2024, 3.14, -0.5, 1e15, 1.5e-7, 123456789.125, 2**31, 0.1 + 0.2]
DAYS = [date(1904, 3, 1), date(1999, 12, 31), date(2024, 2, 29), datetime(2021, 6, 30, 13, 45, 30)]


def _cell(dice):
    return dice.choice([*TEXTS, *NUMBERS, *DAYS, True, False, None, None, None])


def _table(seed):
    dice = random.Random(seed)
    return [[_cell(dice) for _column in range(dice.randint(1, 12))] for _row in range(40)]


def _by_openpyxl(table):
    workbook = openpyxl.Workbook()
    for row in table:
        workbook.active.append([f"'{cell}" if isinstance(cell, str) and cell[:1] == "=" else cell for cell in row])
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _by_xlsxwriter(table, **options):
    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, options)
    sheet = workbook.add_worksheet()
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for number, row in enumerate(table):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, place, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(number, place, cell, moment if isinstance(cell, datetime) else day)
            elif cell is not None:
                sheet.write(number, place, cell)
    workbook.close()
    return stream.getvalue()


WRITERS = {
    "openpyxl": _by_openpyxl,
    "xlsxwriter": _by_xlsxwriter,
    "xlsxwriter with inline texts": lambda table: _by_xlsxwriter(table, constant_memory=True),
    "xlsxwriter counting days from 1904": lambda table: _by_xlsxwriter(table, date_1904=True),
}


def _plain(cell):
    """A cell in a form in which the readers' ways to say the same are the same."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool | str):
        return cell
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds")
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day).isoformat()
    if isinstance(cell, timedelta):
        return cell.total_seconds()
    return round(float(cell), 9)


def _rows_of(table):
    """Rows without the empty cells at their end, and without the rows that hold nothing."""
    found = {}
    for number, row in table:
        cells = [_plain(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if any(cell is not None and str(cell).strip() for cell in cells):
            found[number] = cells
    return found


def _ours(path):
    examined = files.examine(path, path.name)
    answers = {"name": examined["sheets"][0]["name"], "heading_rows": [], "hxl_row": None, "includes_hidden": True}
    with files.rows(path, examined, {}, answers) as chunks:
        return _rows_of((row.number, row.cells) for chunk in chunks for row in chunk)


def _calamine(content):
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    return _rows_of(enumerate(sheet.to_python(skip_empty_area=False), start=1))


def _openpyxl(content):
    workbook = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    return _rows_of(enumerate(workbook.worksheets[0].iter_rows(values_only=True), start=1))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("writer", WRITERS)
def test_workbook_is_read_as_the_kept_libraries_read_it(tmp_path, writer, seed):
    content = WRITERS[writer](_table(seed))
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(content)

    ours = _ours(path)

    assert ours == _openpyxl(content)
    assert ours == _calamine(content)
