"""Imports and people at the same moment: one after the other, nothing twice, nothing half."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection

from results import actions
from results.actions import Conflict
from results.imports.progress import Progress
from results.models import ImportBatch, ReferenceSeries, Result
from tests.factories import ResultFactory
from tests.results.imports.applying.plans import Counted, apply, batch_of, changed_row, content, new_row

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite lets one writer in at a time, and its test database in memory is shared by the threads",
    ),
]


def at_once(*acts):
    """Run the acts in as many threads; gives back what each returned or raised."""

    def run(act):
        try:
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_two_imports_are_written_one_after_the_other(administrator, tajikistan):
    batches = [batch_of(administrator) for _number in range(2)]
    for place, batch in enumerate(batches):
        for number in (2, 3, 4):
            new_row(batch, content(tajikistan, summary=f"{place} {number}"), number=number)
    start = Barrier(2, timeout=10)

    def carry_out(batch):
        def act():
            start.wait()
            return apply(batch)

        return act

    assert at_once(*map(carry_out, batches)) == [[3], [3]]

    assert sorted(Result.objects.values_list("reference", flat=True)) == [f"TJK-2021-00{n}" for n in range(1, 7)]
    assert ReferenceSeries.objects.get().last_number == 6


def test_two_workers_with_the_same_import_write_it_once(administrator, tajikistan):
    batch = batch_of(administrator)
    new_row(batch, content(tajikistan))
    start = Barrier(2, timeout=10)

    def act():
        start.wait()
        return apply(ImportBatch.objects.get(pk=batch.pk))

    assert sorted(at_once(act, act)) == [[], [1]]

    assert Result.objects.count() == 1


class Held:
    """Progress that stops where the rows are written and the transaction is still open."""

    def __init__(self):
        self.is_written, self.may_go_on, self.done = Event(), Event(), []

    def advance(self, rows):
        self.done.append(rows)
        self.is_written.set()
        assert self.may_go_on.wait(10)


def test_officer_who_saves_during_an_import_is_told_of_it(administrator, officer, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=officer)
    batch, progress = batch_of(administrator), Held()
    changed_row(batch, result, summary="By the import")

    def save():
        mine = Result.objects.get(pk=result.pk)
        assert progress.is_written.wait(10)
        mine.summary = "By hand"
        progress.may_go_on.set()
        actions.write(mine, by=officer)

    done, refused = at_once(lambda: apply(batch, progress), save)

    assert (done, type(refused)) == ([1], Conflict)
    assert Result.objects.get().summary == "By the import"


def test_readers_and_whoever_cancels_do_not_wait_for_an_import(administrator, tajikistan):
    batch, progress = batch_of(administrator), Held()
    new_row(batch, content(tajikistan))

    def look():
        assert progress.is_written.wait(10)
        seen = Result.objects.count()
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        ImportBatch.objects.filter(pk=batch.pk).update(is_to_cancel=True)
        progress.may_go_on.set()
        return seen

    assert at_once(lambda: apply(batch, progress), look) == [[1], 0]


def test_how_far_an_import_has_come_is_seen_while_it_goes_on(administrator, tajikistan, monkeypatch):
    monkeypatch.setattr("results.imports.progress._SECONDS_BETWEEN", 0)
    batch = batch_of(administrator)
    new_row(batch, content(tajikistan))
    seen = []

    class Watched(Progress):
        def advance(self, rows):
            super().advance(rows)
            seen.extend(at_once(lambda: ImportBatch.objects.values_list("rows_done", "state").get(pk=batch.pk)))

    progress = Watched(batch.pk, 1)
    apply(batch, type("Both", (Counted,), {"advance": lambda self, rows: progress.advance(rows)})())

    assert seen == [(1, "applying")]
