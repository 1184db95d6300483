"""How far an import has come, and where its worker hears that it is to stop."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from results.imports import attempts, progress
from results.imports.progress import Cancelled, Progress, Superseded
from results.models import ImportBatch
from tests.factories import ImportBatchFactory

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite shows nothing while a transaction writes"
)


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 100.0

    monkeypatch.setattr(progress, "monotonic", lambda: Clock.now)
    return Clock


def stored():
    return ImportBatch.objects.values_list("rows_done", "rows_total").get()


def test_rows_are_written_down_once_a_second(db, clock):
    far = Progress(ImportBatchFactory(state="planning").pk, 5000)
    seen = []

    for after in (0.4, 0.4, 0.4, 0.4):
        clock.now += after
        far.advance(1000)
        seen.append(stored())

    assert seen == [(0, 0), (0, 0), (3000, 5000), (3000, 5000)]


def test_word_to_cancel_is_heard(db, clock):
    far = Progress(ImportBatchFactory(state="planning", is_to_cancel=True).pk, 5000)
    clock.now += 1

    with pytest.raises(Cancelled):
        far.advance(1000)


def test_worker_that_was_taken_for_dead_hears_that_another_has_begun(db, clock):
    batch = ImportBatchFactory(state="planning")
    far = Progress(batch.pk, 5000)
    attempts.begin(batch.pk, "planning")
    clock.now += 1

    with pytest.raises(Superseded):
        far.advance(1000)
    with pytest.raises(Superseded), far.writing():
        pytest.fail("Rows were written beside those of the other worker.")

    assert stored() == (0, 0)


def test_rows_are_written_while_the_import_is_ones_own(db, clock):
    batch = ImportBatchFactory(state="planning")
    far = Progress(batch.pk, 5000)
    clock.now += 1

    with far.writing():
        batch.rows.create(sheet=0, number=2, outcome="created")
        far.advance(1000)
    far.advance(0)

    assert (batch.rows.count(), stored()) == (1, (1000, 5000))


@pytest.mark.django_db(transaction=True)
@on_postgresql
class TestWhileATransactionIsOpen:
    """Another connection looks on, and another person presses the button."""

    @staticmethod
    def elsewhere(act):
        def run():
            try:
                return act()
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(run).result(10)

    def test_progress_is_seen_by_others(self):
        far = Progress(ImportBatchFactory(state="applying").pk, 5000)

        with transaction.atomic():
            far.done = 2000
            far.store()
            seen = self.elsewhere(stored)
            transaction.set_rollback(True)

        assert (seen, stored()) == ((2000, 5000), (2000, 5000))

    def test_word_to_cancel_is_heard_and_what_was_written_is_undone(self):
        batch = ImportBatchFactory(state="applying")
        far = Progress(batch.pk, 5000)

        def write():
            with transaction.atomic():
                batch.rows.create(sheet=0, number=2, outcome="created")
                self.elsewhere(lambda: ImportBatch.objects.update(is_to_cancel=True))
                far.store()

        with pytest.raises(Cancelled):
            write()

        assert batch.rows.count() == 0

    def test_row_that_somebody_holds_stops_nothing(self):
        batch = ImportBatchFactory(state="applying")
        far = Progress(batch.pk, 5000)

        with transaction.atomic():
            ImportBatch.objects.select_for_update().get(pk=batch.pk)
            far.done = 2000
            far.store()

        assert stored() == (0, 0)
        far.store()
        assert stored() == (2000, 5000)
