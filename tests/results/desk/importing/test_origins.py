"""The history of a report leads to the import that wrote it."""

import pytest
from django.urls import reverse

from results.models import Event, ImportBatch
from tests.factories import EventFactory, ResultFactory

State = ImportBatch.State


@pytest.fixture
def imported(batch_in, tajikistan, administrator):
    """A report that an import wrote in version 2; the row says so."""
    report = ResultFactory(country=tajikistan, version=2)
    batch = batch_in(State.APPLIED, "changed")
    batch.rows.update(target=report.pk, written_version=2)
    details = {"file": "results.csv", "row": 2}
    EventFactory(result=report, act=Event.Act.IMPORTED, version=2, by=administrator, details=details)
    return report, batch


@pytest.mark.parametrize(("who", "leads"), [("administrator", True), ("officer", False), ("manager", False)])
def test_history_leads_administrators_to_the_import(client, request, imported, address, who, leads):
    report, batch = imported
    client.force_login(request.getfixturevalue(who))

    page = client.get(reverse("report-history", args=[report.reference])).content.decode()

    assert "results.csv" in page
    assert (f'href="{address("import", batch)}"' in page) is leads


@pytest.mark.parametrize("other", [{"written_version": 1}, {"sheet": 1}], ids=["another version", "another kind"])
def test_history_does_not_lead_to_an_import_of_something_else(at_the_desk, imported, address, other):
    report, batch = imported
    batch.rows.update(**other)

    page = at_the_desk.get(reverse("report-history", args=[report.reference])).content.decode()

    assert f'href="{address("import", batch)}"' not in page
