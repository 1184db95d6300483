"""Plans as the planner leaves them, made by hand, and carried out as a worker does."""

from copy import deepcopy

from django.db import transaction
from django.utils import timezone

from results import revisions
from results.imports import applying
from results.models import ImportBatch, ImportRow
from results.revisions import LINKS, PARTS
from tests.factories import ImportBatchFactory, ImportRowFactory

State = ImportBatch.State
EMPTY = {"links": {name: [] for name in LINKS}, "parts": {name: [] for name in PARTS}}


class Counted:
    """Progress that only counts, and stops where it is told to."""

    def __init__(self, stop=None):
        self.done = []
        self._stop = stop

    def advance(self, rows):
        self.done.append(rows)
        if self._stop:
            raise self._stop


def content(country, **fields):
    """A whole content: a report of 2021 that can be sent in."""
    said = {
        "country_id": country.pk, "cpo_id": None, "date": "2021-06-30", "date_precision": "day", "language": "en",
        "summary": "A budget review has been adopted", "outcome_achieved": "The Government reviewed its budget.",
        "contribution": "The Office wrote the review.", "indicator_id": None, "step_id": None,
    }  # fmt: skip
    return {"fields": {**said, **fields}, **deepcopy(EMPTY)}


def batch_of(by, *sheets, state=State.APPLYING, **fields):
    """A batch whose sheets hold these kinds of thing; reports where nothing is said."""
    answers = {"sheets": [{"name": kind, "kind": kind} for kind in sheets or ("results",)]}
    return ImportBatchFactory(by=by, name="reports.xlsx", state=state, answers=answers, **fields)


def new_row(batch, said, *, number=2, sheet=0, reference="", author=None):
    """A row that creates a report."""
    payload = {"content": said, "reference": reference, "author": author and author.pk}
    return ImportRowFactory(batch=batch, sheet=sheet, number=number, outcome="created", payload=payload)


def changed_row(batch, result, *, number=2, sheet=0, author=None, **fields):
    """A row that changes fields of a report."""
    said = revisions.content_of(result)
    said["fields"].update(fields)
    payload = {"content": said, "reference": result.reference, "author": author and author.pk}
    return ImportRowFactory(
        batch=batch, sheet=sheet, number=number, outcome="changed", payload=payload, target=result.pk,
        version=result.version,
    )  # fmt: skip


def apply(batch, progress=None):
    """Apply a batch, and say that it is applied, as a worker does."""
    progress = progress or Counted()
    with transaction.atomic():
        applying.apply(batch.pk, progress)
        ImportBatch.objects.filter(pk=batch.pk).update(state=State.APPLIED, applied_at=timezone.now())
    batch.refresh_from_db()
    return progress.done


def take_back(batch, by, progress=None):
    """Take a batch back; gives back the sentences of the rows that stay, by number."""
    ImportBatch.objects.filter(pk=batch.pk).update(
        state=State.TAKING_BACK, taken_back_by=by, taken_back_at=timezone.now()
    )
    with transaction.atomic():
        kept = applying.take_back(batch.pk, progress or Counted())
        ImportBatch.objects.filter(pk=batch.pk).update(state=State.TAKEN_BACK)
    numbers = dict(ImportRow.objects.filter(batch=batch).values_list("pk", "number"))
    return {numbers[each.row]: each.sentence for each in kept}
