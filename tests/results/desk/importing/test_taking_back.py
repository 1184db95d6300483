"""Taking an import back: the page that asks, and the act."""

import pytest

from results.models import ImportBatch, Result
from tests.factories import ResultFactory

State = ImportBatch.State


@pytest.fixture
def written(batch_in, tajikistan):
    """An import that wrote reports, each in version 1."""

    def make(number):
        batch = batch_in(State.APPLIED, *["created"] * number)
        for row in batch.rows.all():
            report = ResultFactory(country=tajikistan, version=1, reference=f"TJK-2021-{row.number:03}")
            batch.rows.filter(pk=row.pk).update(target=report.pk, written_version=1)
        return batch

    return make


def test_page_asks_first_and_lists_what_others_changed_since(at_the_desk, written, address, colleague):
    batch = written(2)
    Result.objects.filter(reference="TJK-2021-003").update(version=2, changed_by=colleague)

    response = at_the_desk.get(address("import-take-back", batch))

    kept = [(each.reference, each.person) for each in response.context["kept"]]
    assert kept == [("TJK-2021-003", "Colleague")]
    assert "2 rows were written on" in response.content.decode()
    assert ImportBatch.objects.get().state == State.APPLIED


def test_page_says_nothing_of_changes_where_there_are_none(at_the_desk, written, address):
    page = at_the_desk.get(address("import-take-back", written(1))).content.decode()

    assert "Changed by others since" not in page


def test_button_has_it_taken_back(at_the_desk, administrator, written, address, queued):
    batch = written(1)

    response = at_the_desk.post(address("import-take-back", batch))

    batch.refresh_from_db()
    assert response.url == address("import", batch)
    assert (batch.state, batch.taken_back_by) == (State.TAKING_BACK, administrator)
    assert queued == [("take_back_import", batch.pk)]


@pytest.mark.parametrize("state", [State.PLANNED, State.APPLYING, State.TAKEN_BACK, State.FAILED], ids=str)
def test_what_is_not_written_cannot_be_taken_back(at_the_desk, batch_in, address, queued, state):
    batch = batch_in(state)

    responses = [
        at_the_desk.get(address("import-take-back", batch)),
        at_the_desk.post(address("import-take-back", batch)),
    ]

    assert [response.url for response in responses] == [address("import", batch)] * 2
    assert (ImportBatch.objects.get().state, queued) == (state, [])


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_at_1_and_at_3_changes(at_the_desk, written, address, number, django_assert_num_queries):
    batch = written(number)
    Result.objects.update(version=2)

    with django_assert_num_queries(5):
        at_the_desk.get(address("import-take-back", batch))
