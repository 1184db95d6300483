"""Sheets made at test time."""

import csv
from io import BytesIO, StringIO

import openpyxl

NEW = {"country": "TJK", "date": "2021-06", "summary": "A budget review has been adopted"}
COMPLETE = {**NEW, "outcome_achieved": "The Government reviewed its budget.", "contribution": "The Office wrote it."}


def make_csv(*rows, delimiter=",", encoding="utf-8"):
    """A csv file with a column for every key of the rows."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    stream = StringIO()
    writer = csv.DictWriter(stream, names, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode(encoding)


def make_xlsx(*rows, title="Results"):
    """A workbook with one sheet, a column for every key of the rows."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    workbook = openpyxl.Workbook()
    workbook.active.title = title
    for values in [names, *([row.get(name) for name in names] for row in rows)]:
        workbook.active.append(values)
    return save(workbook)


def save(workbook):
    """The bytes of a workbook."""
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()
