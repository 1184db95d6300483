"""Two people at the same moment: nothing is given twice, nothing is overwritten, nobody waits in vain."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import QuerySet

from results import actions, gate, locks, references
from results.actions import Conflict
from results.models import PeriodLock, Publication, ReferenceSeries, Result
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


def test_two_publishing_at_once_make_one_version(officer, publisher, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=officer, state="approved")

    answers = at_once(*[lambda: actions.publish(result, by=publisher)] * 2)

    assert sorted(type(answer).__name__ for answer in answers) == ["PermissionDenied", "Publication"]
    assert Publication.objects.get().number == 1


def test_two_reviewers_at_once_decide_once(officer, national_reviewer, regional_reviewer, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=officer, state="submitted")

    answers = at_once(
        lambda: actions.approve(result, by=national_reviewer),
        lambda: actions.recall(result, by=officer),
    )

    [refused] = [answer for answer in answers if answer is not None]
    assert isinstance(refused, PermissionDenied)
    assert list(result.events.values_list("act", flat=True)) == [
        {"approved": "approved", "draft": "recalled"}[Result.objects.get().state]
    ]


def while_held(change, *, then):
    """Run ``then`` while ``change`` still holds what it has written; gives back what each returned or raised."""
    written = Event()

    @transaction.atomic
    def change_slowly():
        change()
        written.set()
        # Long enough for the other to come to the lock; the outcome is the same if it is late.
        sleep(0.3)

    def act():
        written.wait(10)
        return then()

    return at_once(change_slowly, act)


def test_report_that_is_returned_while_it_is_published_is_not_published(officer, publisher, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=officer, state="approved")

    _returned, refused = while_held(
        lambda: actions.send_back(result, by=publisher, reason="Not yet."),
        then=lambda: actions.publish(result, by=publisher),
    )

    assert isinstance(refused, PermissionDenied)
    assert (Publication.objects.count(), Result.objects.get().state) == (0, "returned")


def test_report_that_changes_while_it_is_sent_in_is_judged_by_what_it_says_then(officer, tajikistan):
    BienniumFactory(start_year=2018)
    result = ResultFactory(country=tajikistan, created_by=officer, contribution="", indicator=None)
    result.indicator = IndicatorFactory(code="8.1.1", output__code="8.1")
    result.contribution = "Written at the last moment."

    answers = while_held(lambda: actions.write(result, by=officer), then=lambda: actions.submit(result, by=officer))

    assert answers == [None, None]
    stored = Result.objects.get()
    assert (stored.state, stored.version, stored.indicator.code) == ("submitted", 2, "8.1.1")


def test_version_that_was_read_is_the_one_that_is_sent_in(officer, colleague, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=officer)
    theirs = Result.objects.get()
    theirs.summary = "Another wording"

    _written, refused = while_held(
        lambda: actions.write(theirs, by=colleague), then=lambda: actions.submit(result, by=officer, version=1)
    )

    assert isinstance(refused, Conflict)
    assert Result.objects.get().state == "draft"


def test_period_that_is_locked_while_a_report_is_written_binds_the_next_one(officer, regional_reviewer, tajikistan):
    result = ResultFactory(country=tajikistan, summary="Before")
    period = PeriodLock(country=tajikistan, year=2021, reason="The report is being printed.")

    def write():
        stored = Result.objects.get()
        stored.summary = "After"
        actions.write(stored, by=officer)

    locked, refused = while_held(lambda: locks.lock(period, by=regional_reviewer), then=write)
    after = at_once(write)

    assert (locked, refused) == (None, None)
    assert isinstance(after[0], locks.PeriodLockedError)
    assert Result.objects.get(pk=result.pk).summary == "After"


def test_thread_of_its_own_finds_the_door_shut(tajikistan):
    """Each thread comes to its own door; only an action opens it."""
    [error] = at_once(lambda: ResultFactory(country=tajikistan))

    assert isinstance(error, gate.WrittenPastTheGateError)
