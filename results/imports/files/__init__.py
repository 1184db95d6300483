"""Files that somebody sends: what is in them, and their rows, without ever parsing them in this process.

``examine(path, name)`` gives what is stored as ImportBatch.examined, ``rows(path, examined, answers, sheet_answers)``
the rows beneath the headings in chunks. Both start a process (results/imports/parsing) that may be killed at any time
and takes only its own job down; what it says is wrong becomes a SheetError, a sentence with its cure.

    examined = {
        "format": "xlsx" | "xls" | "ods" | "csv" | "iati",  # "iati" has no sheets
        "encoding": "utf-8", "delimiter": ";", "decimal": "," | "." | "",  # csv only, "" elsewhere
        "encodings": [["windows-1251", "a sample"], ...],  # only where it cannot be known
        "sheets": [{
            "name": "Results", "is_hidden": False, "hidden_rows": 3,
            "rows": 1234, "columns": 20,  # rows that hold anything, the heading among them
            "first": [[number, [texts]], ...],  # up to 30 of them; long texts are cut
            "merged": [[row, column, last row, last column], ...],  # from 1, only those within "first"
        }],
        "is_mojibake": False,
    }
"""

from results.imports.files.reading import examine, rows
from results.imports.parsing import limits

__all__ = ["examine", "limits", "rows"]
