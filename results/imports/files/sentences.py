"""What is said about a file that is not read: for each code of results.imports.parsing, a sentence with its cure."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from results.imports.iati import sentences as iati
from results.imports.rows import SheetError

SENTENCES: dict[str, Promise] = {
    "empty": _("This file is empty. Save the sheet again and choose the saved file."),
    "no-rows": _("No sheet of this file holds anything. Save the sheet again and choose the saved file."),
    "damaged": _(
        "This file is damaged or was cut off on its way. Open it in a spreadsheet program, save it again, "
        "or copy it once more."
    ),
    "password": _("This file is protected by a password. Remove the password and save it again."),
    "macros": _(
        "This file contains macros, which are not accepted. Save it as “Excel Workbook (.xlsx)” without macros."
    ),
    "xlsb": _("This is a binary Excel file (.xlsb). Save it as “Excel Workbook (.xlsx)”."),
    "document-type": _(
        "This file contains a document type declaration, which no spreadsheet program writes. "
        "Open it in a spreadsheet program and save it again."
    ),
    "is-pdf": _("This is a PDF, not a spreadsheet. Choose the workbook or csv file from which it was made."),
    "is-web-page": _(
        "This is a web page, even if its name is that of a sheet. Open it in a spreadsheet program and save it as "
        "“Excel Workbook (.xlsx)”."
    ),
    "is-text-document": _(
        "This is a text document, not a spreadsheet. Copy its table into the template and import that."
    ),
    "is-picture": _("This is a picture, not a spreadsheet. Choose the workbook or csv file itself."),
    "is-archive": _("This is an archive of other files. Unpack it and choose the workbook or csv file in it."),
    "is-other-markup": _(
        "This is XML, but neither a workbook nor an IATI activity file. If it is a sheet, open it in a spreadsheet "
        "program and save it as “Excel Workbook (.xlsx)”."
    ),
    "not-a-spreadsheet": _(
        "This is not a spreadsheet. Choose an Excel workbook (.xlsx or .xls), an OpenDocument sheet (.ods) "
        "or a csv file."
    ),
    "too-many-bytes": _("This file has more than %(limit)s MB. Divide it into smaller files."),
    "unpacks-to-too-much": _(
        "This file unpacks to far more than a sheet needs (the limit is %(limit)s MB). "
        "Copy the rows into the template and import that."
    ),
    "too-many-sheets": _("This file has more than %(limit)s sheets. Divide it into smaller files."),
    "too-many-rows": _(
        "A sheet of this file has values down to row %(row)s; the limit is %(limit)s rows. Divide the file."
    ),
    "too-many-columns": _(
        "A sheet of this file has values in column %(column)s; the limit is %(limit)s columns. "
        "Delete the columns beyond it."
    ),
    "too-many-cells": _(
        "This file has more than %(limit)s cells. Delete what is only filled down to the end of the sheet, "
        "or divide the file."
    ),
    "cell-too-long": _("A cell of this file holds more than %(limit)s characters. Shorten its text."),
    "row-too-long": _(
        "A row of this file is far longer than a row of a sheet can be. Open it in a spreadsheet program, "
        "correct that row, and save it again."
    ),
    "formula-without-value": _(
        "Cell %(cell)s holds a formula without its value. Open the file in a spreadsheet program "
        "and save it again, or replace the formula by its value."
    ),
    "old-and-too-large": _(
        "This is an old Excel file (.xls) with too many cells to be read. Open it and save it as "
        "“Excel Workbook (.xlsx)”."
    ),
    "quotation-mark": _(
        "In row %(row)s of this file a quotation mark is missing or stands where none belongs. Correct the row, "
        "or save the sheet as “Excel Workbook (.xlsx)”."
    ),
    "quotation-mark-or-cell-too-long": _(
        "In row %(row)s of this file a quotation mark is missing, or a text is longer than %(limit)s characters. "
        "Correct the row, or save the sheet as “Excel Workbook (.xlsx)”."
    ),
    "encoding-unknown": _(
        "It cannot be told in which encoding this file is written, so its letters would come out wrong. "
        "Save it as “CSV UTF-8”, or as “Excel Workbook (.xlsx)”."
    ),
    "mixed-encodings": _(
        "Most of this file is written in UTF-8, but line %(row)s is not. Correct its letters, or save the sheet as "
        "“CSV UTF-8”."
    ),
    "wrong-encoding": _(
        "This file is not written in %(encoding)s. Choose another encoding, or save the sheet as “CSV UTF-8”."
    ),
    "no-such-sheet": _("This file has no sheet “%(name)s”. Choose one of its sheets."),
    "too-costly": _(
        "Reading this file took more time or memory than a sheet of its size needs, so it was stopped. "
        "Copy the rows into the template and import that, or divide the file."
    ),
    "stopped": _(
        "Reading this file was interrupted. Try once more; if it happens again, copy the rows into the template "
        "and import that."
    ),
}


def refusal(code: str, params: dict[str, Any]) -> SheetError:
    """The sentence for a code, in the language of whoever asks, as an exception to raise."""
    if code == "iati":
        return SheetError(iati.sentence(params["reason"], params["line"], params["values"]))
    return SheetError(str(SENTENCES[code]) % params)
