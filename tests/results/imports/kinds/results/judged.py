"""Rows of reports, judged and carried out, and what is said of them."""

from django.db import transaction

from results.imports.kinds.kind import Writing
from results.imports.kinds.lookups import Lookups
from tests.results.imports.kinds.carrying import Sheet
from tests.results.imports.kinds.carrying import plan as plan_of

NEW = {"country": "TJK", "date": "2021-06", "summary": "A budget review has been adopted"}
COMPLETE = {**NEW, "outcome_achieved": "The Government reviewed its budget.", "contribution": "The Office wrote it."}


def plan(*rows, by, **batch):
    """What will become of these rows."""
    return plan_of("results", *rows, by=by, **batch)


def carry_out(*rows, by, **batch):
    """The planned rows, once they have been written; nothing is where one of them is refused."""
    sheet = Sheet("results", *rows, by=by, **batch)
    planned = sheet.plan()
    if not any(row.problems for row in planned):
        sheet.batch.answers = {"sheets": [{"name": "results", "kind": "results"}]}
        with transaction.atomic():
            sheet.apply(planned)
            for _step in sheet.kind.finish(0, Writing(sheet.batch, by, Lookups())):
                pass
    return planned


def outcomes(planned):
    """What becomes of each row."""
    return [row.outcome for row in planned]


def sentences(planned):
    """All that is wrong."""
    return [problem.sentence for row in planned for problem in row.problems]
