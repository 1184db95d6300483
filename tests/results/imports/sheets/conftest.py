"""A workbook of hers."""

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation


@pytest.fixture
def hers():
    """A workbook with a title, headings in row 2, three rows, a formula, another sheet, looks of her own."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Results"
    for row in (["My reports"], ["Country", "Date", "Number", "Twice"], ["TJK", None, 1, "=C3*2"], ["KGZ", "2021", 2]):
        sheet.append(row)
    sheet.append(["UZB", "4.10", 3])
    sheet["A3"].font = Font(color="FFFFFFFF", name="Courier New")
    sheet["A3"].fill = PatternFill("solid", fgColor="FF000080")
    sheet.column_dimensions["A"].width = 31
    sheet.merge_cells("A1:D1")
    validation = DataValidation(type="list", formula1='"TJK,KGZ"')
    validation.add("A3:A99")
    sheet.add_data_validation(validation)
    workbook.create_sheet("Other")["A1"] = "=1+1"
    return workbook
