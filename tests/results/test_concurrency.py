"""Two people at the same moment: nothing is given twice, nothing is overwritten, nobody waits in vain."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet

from results import actions, references
from results.actions import Conflict
from results.models import Publication, ReferenceSeries, Result
from tests.factories import BienniumFactory, IndicatorFactory, ResultFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite lets one writer in at a time, and its test database in memory is shared by the threads",
    ),
]


def at_once(*acts):
    """Run the acts in as many threads, starting together; gives back what each returned or raised."""
    start = Barrier(len(acts), timeout=10)

    def run(act):
        try:
            connection.ensure_connection()
            start.wait()
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def write_new(person, country):
    def act():
        result = ResultFactory.build(reference="", country=country, indicator=None, step=None)
        actions.write(result, by=person)
        return result.reference

    return act


def test_reports_written_at_once_get_references_of_their_own(officer, colleague, tajikistan):
    given = at_once(*(write_new(person, tajikistan) for person in (officer, colleague) * 3))

    assert sorted(given) == [f"TJK-2021-00{number}" for number in range(1, 7)]
    assert ReferenceSeries.objects.get().last_number == 6


def test_the_race_for_references_is_a_real_one(officer, colleague, tajikistan, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **options: self.all())
    number = references._number
    both_have_read = Barrier(2, timeout=10)

    def number_slowly(series, members):
        both_have_read.wait()
        number(series, members)

    monkeypatch.setattr(references, "_number", number_slowly)
    ReferenceSeries.objects.create(country=tajikistan, year=2021)

    answers = at_once(write_new(officer, tajikistan), write_new(colleague, tajikistan))

    assert sorted(type(answer).__name__ for answer in answers) == ["IntegrityError", "str"]


def test_second_of_two_saving_the_same_version_is_told(officer, colleague, tajikistan):
    ResultFactory(country=tajikistan, summary="As it was")

    def save(person):
        result = Result.objects.get()
        result.summary = f"By {person.name}"

        def act():
            actions.write(result, by=person)
            return result.summary

        return act

    answers = at_once(save(officer), save(colleague))

    (saved,) = [answer for answer in answers if isinstance(answer, str)]
    (conflict,) = [answer for answer in answers if isinstance(answer, Conflict)]
    assert Result.objects.get().summary == saved == conflict.theirs.summary


def test_two_publishing_at_once_make_two_versions(officer, publisher, tajikistan):
    BienniumFactory()
    result = ResultFactory(country=tajikistan, created_by=officer)

    at_once(*[lambda: actions.publish(result, by=publisher)] * 2)

    assert list(Publication.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert Publication.objects.current().get().number == 2


def test_report_that_changes_while_it_is_published_is_published_whole(officer, publisher, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=officer)
    result.indicator = IndicatorFactory(code="8.1.1", output__code="8.1")
    written = Event()

    @transaction.atomic
    def change():
        actions.write(result, by=officer)
        written.set()
        # Long enough for the other to come to the lock; the outcome is the same if she is late.
        sleep(0.3)

    def publish():
        written.wait(10)
        return actions.publish(result, by=publisher)

    _changed, publication = at_once(change, publish)

    assert publication.indicator == result.indicator
    assert publication.document["indicator"]["code"] == "8.1.1"
