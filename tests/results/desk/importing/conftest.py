"""Imports as their pages find them, whatever brought them there."""

import pytest
from django.urls import reverse
from django.utils import timezone

from results.models import ImportBatch
from tests.factories import ImportBatchFactory, ImportRowFactory

State = ImportBatch.State
ANSWERS = {"sheets": [{"name": "Results", "kind": "results", "heading_rows": [1], "columns": {"0": "country"}}]}


@pytest.fixture
def batch_in(administrator):
    """Makes an import that stands somewhere, with rows of these outcomes."""

    def make(state, *outcomes, **fields):
        if state in (State.APPLIED, State.TAKING_BACK, State.TAKEN_BACK):
            fields.setdefault("applied_at", timezone.now())
        if state == State.TAKEN_BACK:
            fields |= {"taken_back_at": timezone.now(), "taken_back_by": administrator}
        counted = {outcome: outcomes.count(outcome) for outcome in outcomes}
        fields = {"answers": ANSWERS, "counts": {"all": counted, "0": counted}, **fields}
        batch = ImportBatchFactory(state=state, by=administrator, **fields)
        for number, outcome in enumerate(outcomes, start=2):
            ImportRowFactory(batch=batch, number=number, outcome=outcome, label=f"Label {number}")
        return batch

    return make


@pytest.fixture
def at_the_desk(client, administrator):
    """The administrator's browser."""
    client.force_login(administrator)
    return client


@pytest.fixture
def address():
    """Makes the address of a page about an import."""
    return lambda name, batch: reverse(name, args=[batch.token])


@pytest.fixture
def queued(monkeypatch):
    """The tasks that were asked for, by name and import, instead of their being done."""
    asked = []
    monkeypatch.setattr(
        "results.imports.batches.put_in_queue", lambda task, *arguments: asked.append((task.name, *arguments))
    )
    return asked
