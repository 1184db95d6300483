"""Sheets whose rows are planned as the worker does it."""

from results.imports import planning
from results.imports.progress import Progress
from results.models import ImportBatch, ImportRow
from tests.factories import ImportBatchFactory


def batch_of(sheets, *, by, hidden=None, **options):
    """A batch of these sheets: kind, and rows by name of the column beneath their headings.

    ``hidden`` says why rows are passed over, by their number.
    """
    examined, answers = [], []
    for kind, rows in sheets:
        names = list(dict.fromkeys(column for row in rows for column in row))
        cells = [[number, [row.get(column) for column in names]] for number, row in enumerate(rows, start=2)]
        concealed = {str(number): why for number, why in (hidden or {}).items()}
        examined.append({"name": kind.title(), "first": [[1, names]], "cells": cells, "hidden": concealed})
        answers.append(answers_for(kind, names))
    return ImportBatchFactory(
        by=by, state=ImportBatch.State.PLANNING, examined={"sheets": examined}, answers={"sheets": answers}, **options
    )


def answers_for(kind, names):
    """How a sheet is to be read whose headings are the names of the columns."""
    columns = {str(position): name for position, name in enumerate(names)}
    return {"name": kind.title(), "kind": kind, "heading_rows": [1], "hxl_row": None, "columns": columns}


def plan(batch):
    """The rows of a batch once it has been planned, in the order of the file."""
    planning.plan(batch.pk, Progress(batch.pk, 0))
    batch.refresh_from_db()
    return list(ImportRow.objects.filter(batch=batch).order_by("sheet", "number"))


def plan_results(*rows, by, **options):
    """The planned rows of one sheet of reports."""
    return plan(batch_of([("results", rows)], by=by, **options))


def problems(rows):
    """Row, column, value and rule of everything that is wrong."""
    return [(row.number, p["column"], p["value"], p["rule"]) for row in rows for p in row.problems]
