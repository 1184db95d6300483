"""What workers do with an import: how each job ends, and what it leaves where it does not."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError
from django.utils import timezone

from countries.models import Organisation
from results.actions import Conflict
from results.imports import attempts, jobs
from results.imports.kinds.kind import Kept
from results.imports.progress import Superseded
from results.imports.rows import SheetError
from results.models import ImportBatch, ImportRow
from tests.factories import ImportBatchFactory, ImportRowFactory, OrganisationFactory, ResultFactory, UserFactory
from tests.results.imports import engine
from tests.results.imports.kinds.carrying import Batch

pytestmark = pytest.mark.usefixtures("queue")


@pytest.fixture
def batch_in(administrator):
    def make(state, **fields):
        return ImportBatchFactory(**engine.fields_of(state, administrator) | fields)

    return make


def state_and_sentence():
    return ImportBatch.objects.values_list("state", "sentence").get()


def be_cancelled(key, progress):
    ImportBatch.objects.filter(pk=key).update(is_to_cancel=True)
    progress.store()


def be_taken_over(key, progress):
    attempts.begin(key, ImportBatch.objects.get(pk=key).state)
    progress.store()


def write_an_organisation(key, progress):
    OrganisationFactory()


def test_file_without_questions_goes_on_to_be_judged(batch_in, monkeypatch):
    engine.install(monkeypatch)
    batch = batch_in("arrived", examined={}, answers={})

    jobs.examine(batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.examined, batch.answers, batch.format) == (
        "planning", engine.EXAMINED, engine.ANSWERS, "csv",
    )  # fmt: skip
    assert engine.queued() == [("plan_import", batch.pk)]


def test_file_with_questions_waits_for_answers(batch_in, monkeypatch):
    engine.install(monkeypatch, questions=lambda examined, answers, lookups: ["Which sheet?"])

    jobs.examine(batch_in("arrived").pk)

    assert (state_and_sentence(), engine.queued()) == (("asking", ""), [])


def test_stages_see_the_file_as_it_came(batch_in, monkeypatch):
    seen = []

    def examine(path, name, *, encoding):
        seen.append((path.read_bytes(), name))
        return engine.EXAMINED

    engine.install(monkeypatch, examine=examine)

    jobs.examine(batch_in("arrived").pk)

    assert seen == [(b"reference", "results.csv")]


def test_plan_that_is_made_waits_for_its_administrator(batch_in, monkeypatch):
    engine.install(monkeypatch, plan=lambda key, progress: progress.advance(3))
    batch = batch_in("planning")

    jobs.plan(batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.rows_done, batch.rows_total) == ("planned", 3, 3)


def test_what_is_written_and_the_word_of_it_are_stored_together(batch_in, monkeypatch):
    engine.install(monkeypatch, apply=write_an_organisation)
    batch = batch_in("applying")

    jobs.apply(batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.applied_at == batch.state_since, Organisation.objects.count()) == ("applied", False, 1)
    assert engine.queued() == [("tell_of_import", batch.pk)]


def test_job_that_is_done_does_nothing_when_it_is_asked_for_again(batch_in, monkeypatch):
    engine.install(monkeypatch, apply=write_an_organisation)
    batch = batch_in("applying")
    jobs.apply(batch.pk)
    once = ImportBatch.objects.values().get()

    jobs.apply(batch.pk)

    assert (ImportBatch.objects.values().get(), Organisation.objects.count()) == (once, 1)


JOBS = {"arrived": jobs.examine, "planning": jobs.plan, "applying": jobs.apply, "taking-back": jobs.take_back}
STAGES = {"arrived": "examine", "planning": "plan", "applying": "apply", "taking-back": "take_back"}


def do_and_raise(error):
    def stage(*args, **named):
        OrganisationFactory()
        raise error

    return stage


@pytest.mark.parametrize("state", ["planning", "applying"])
def test_import_that_is_cancelled_leaves_nothing(batch_in, monkeypatch, state):
    engine.install(monkeypatch, **{STAGES[state]: be_cancelled})
    batch = batch_in(state)
    ImportRowFactory(batch=batch)

    JOBS[state](batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.is_to_cancel, engine.queued()) == ("cancelled", False, [])
    assert batch.rows.count() == (0 if state == "planning" else 1)


@pytest.mark.parametrize("state", ["arrived", "planning", "applying"])
def test_import_that_was_cancelled_while_it_waited_is_not_begun(batch_in, monkeypatch, state):
    engine.install(monkeypatch, **{STAGES[state]: do_and_raise(AssertionError("begun"))})

    JOBS[state](batch_in(state, is_to_cancel=True).pk)

    assert (state_and_sentence(), Organisation.objects.count()) == (("cancelled", ""), 0)


def test_import_cancelled_at_the_last_moment_is_not_written(batch_in, monkeypatch):
    def write_and_be_cancelled(key, progress):
        OrganisationFactory()
        ImportBatch.objects.filter(pk=key).update(is_to_cancel=True)

    engine.install(monkeypatch, apply=write_and_be_cancelled)

    jobs.apply(batch_in("applying").pk)

    # The word to cancel came within the transaction that is undone; what was written is undone with it.
    assert Organisation.objects.count() == 0


@pytest.mark.parametrize("state", ["planning", "applying", "taking-back"])
def test_worker_whose_attempt_is_over_changes_nothing(batch_in, monkeypatch, state):
    def stage(key, progress):
        OrganisationFactory()
        be_taken_over(key, progress)

    engine.install(monkeypatch, **{STAGES[state]: stage})
    batch = batch_in(state)
    ImportRowFactory(batch=batch)

    JOBS[state](batch.pk)

    assert (state_and_sentence(), ImportRow.objects.count(), engine.queued()) == ((state, ""), 1, [])


def test_worker_that_wakes_up_at_the_end_writes_nothing(batch_in, monkeypatch):
    def write_and_be_taken_over(key, progress):
        OrganisationFactory()
        attempts.begin(key, "applying")

    engine.install(monkeypatch, apply=write_and_be_taken_over)

    jobs.apply(batch_in("applying").pk)

    assert (state_and_sentence()[0], Organisation.objects.count()) == ("applying", 0)


@pytest.mark.parametrize("state", JOBS)
def test_sentence_about_the_file_is_why_it_failed(batch_in, monkeypatch, state):
    engine.install(monkeypatch, **{STAGES[state]: do_and_raise(SheetError("The file is locked with a password."))})
    batch = batch_in(state)

    JOBS[state](batch.pk)

    expected = "applied" if state == "taking-back" else "failed"
    assert state_and_sentence() == (expected, "The file is locked with a password.")
    assert engine.queued() == [("tell_of_import", batch.pk)]


@pytest.mark.parametrize("state", JOBS)
def test_mistake_in_the_program_fails_the_import_in_plain_words_and_is_logged(batch_in, monkeypatch, caplog, state):
    engine.install(monkeypatch, **{STAGES[state]: do_and_raise(ZeroDivisionError("division by zero"))})
    batch = batch_in(state)

    JOBS[state](batch.pk)

    assert state_and_sentence() == (
        "applied" if state == "taking-back" else "failed",
        "The work stopped because of a mistake in the program, and nothing was written. Tell whoever runs this server; "
        f"its log says more about import {batch.pk}.",
    )
    [logged] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert (logged.getMessage(), logged.exc_info[0]) == (f"Import {batch.pk} stopped.", ZeroDivisionError)


def test_taking_back_that_fails_leaves_the_import_written_and_free_to_be_taken_back_again(batch_in, monkeypatch):
    engine.install(monkeypatch, take_back=do_and_raise(ZeroDivisionError()))
    batch = batch_in("taking-back")

    jobs.take_back(batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.taken_back_at, batch.taken_back_by) == ("applied", None, None)
    assert Organisation.objects.count() == 0


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ValidationError(["2020-21 is locked.", "Ask for an exception."]), "2020-21 is locked. Ask for an exception."),
        (PermissionDenied("Ask an administrator for the role."), "Ask an administrator for the role."),
    ],
    ids=["by a rule", "by the rights"],
)
def test_taking_back_that_is_refused_says_why(batch_in, monkeypatch, error, sentence):
    engine.install(monkeypatch, take_back=do_and_raise(error))

    jobs.take_back(batch_in("taking-back").pk)

    assert state_and_sentence() == ("applied", sentence)


def test_failed_planning_leaves_no_rows(batch_in, monkeypatch):
    engine.install(monkeypatch, plan=do_and_raise(SheetError("The file ends in the middle.")))
    batch = batch_in("planning")
    ImportRowFactory(batch=batch)

    jobs.plan(batch.pk)

    assert ImportRow.objects.count() == 0


ANEW = (
    "Something changed here after this file was judged, so nothing was written. It has been judged anew: look at "
    "the plan again."
)


def changed_by_the_officer():
    return Conflict(ResultFactory(reference="TJK-2021-001", created_by=UserFactory(name="Aida")))


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        pytest.param(
            changed_by_the_officer, "TJK-2021-001 was changed by Aida in the meantime.", id="somebody changed a report"
        ),
        pytest.param(
            lambda: ValidationError(["It exists already.", "Choose another."]), "It exists already. Choose another.",
            id="a rule is broken by now",
        ),
        pytest.param(lambda: PermissionDenied("2020-21 is locked."), "2020-21 is locked.", id="a period was locked"),
    ],
)  # fmt: skip
def test_import_that_things_have_changed_under_is_judged_anew_and_says_what(batch_in, monkeypatch, error, sentence):
    engine.install(monkeypatch, apply=do_and_raise(error()))
    batch = batch_in("applying")

    jobs.apply(batch.pk)

    assert state_and_sentence() == ("planning", f"{ANEW} {sentence}")
    assert engine.queued() == [("plan_import", batch.pk)]
    assert Organisation.objects.count() == 0


def test_row_left_out_that_others_need_is_named(administrator, tajikistan):
    report = {"reference": "TJK-2021-007", "country": "TJK", "date": "2021-06", "summary": "A law has been adopted"}
    evidence = {"reference": "TJK-2021-007", "title": "The law", "url": "https://example.org/law"}
    planned = Batch({"results": [report], "evidence": [evidence]}, by=administrator, state="applying")
    planned.plan()
    planned.batch.rows.filter(sheet=0).update(is_left_out=True)

    jobs.apply(planned.batch.pk)

    assert state_and_sentence() == (
        "planning",
        f"{ANEW} TJK-2021-007 is named in a row, but the row that brings this report was left out. Import that row "
        "too.",
    )


@pytest.mark.parametrize("state", JOBS)
def test_outage_of_the_database_leaves_the_import_to_the_queue(batch_in, monkeypatch, state):
    engine.install(monkeypatch, **{STAGES[state]: do_and_raise(OperationalError("the connection is closed"))})

    with pytest.raises(OperationalError):
        JOBS[state](batch_in(state).pk)

    assert (state_and_sentence(), engine.queued()) == ((state, ""), [])


def test_rows_that_are_kept_say_why(batch_in, monkeypatch):
    batch = batch_in("taking-back", counts={"all": {"created": 2}})
    row, other = ImportRowFactory(batch=batch, label="TJK-2021-001"), ImportRowFactory(batch=batch)
    engine.install(monkeypatch, take_back=lambda key, progress: [Kept(row.pk, "Officer has changed it since.")])

    jobs.take_back(batch.pk)

    batch.refresh_from_db()
    row.refresh_from_db()
    other.refresh_from_db()
    assert (batch.state, batch.counts) == ("taken-back", {"all": {"created": 2, "kept": 1}})
    assert [(note["rule"], note["value"], note["sentence"]) for note in row.notes] == [
        ("kept", "TJK-2021-001", "Officer has changed it since.")
    ]
    assert other.notes == []


def test_sentences_are_in_the_language_of_the_import(batch_in, monkeypatch):
    from django.utils import translation

    spoken = []
    engine.install(monkeypatch, plan=lambda key, progress: spoken.append(translation.get_language()))

    jobs.plan(batch_in("planning", language="fr").pk)

    assert (spoken, translation.get_language()) == (["fr"], "en")


@pytest.mark.parametrize(
    ("state", "after", "sentence"),
    [
        ("arrived", "failed", "The import ended three times without finishing, so nothing of it was written."),
        ("planning", "failed", "The import ended three times without finishing, so nothing of it was written."),
        ("applying", "failed", "The import ended three times without finishing, so nothing of it was written."),
        ("taking-back", "applied", "Taking this import back ended three times without finishing, so nothing of it"),
    ],
)
def test_import_that_is_given_up_says_so(batch_in, state, after, sentence):
    batch = batch_in(state)

    attempts.give_up(batch.pk)

    stored = state_and_sentence()
    assert (stored[0], stored[1].startswith(sentence)) == (after, True)


@pytest.mark.parametrize("state", ["asking", "planned", "applied", "cancelled"])
def test_import_that_no_worker_has_is_not_given_up(batch_in, state):
    batch = batch_in(state)

    attempts.give_up(batch.pk)

    assert state_and_sentence() == (state, "")


@pytest.mark.parametrize(
    ("state", "task"),
    [
        ("arrived", "examine_import"),
        ("planning", "plan_import"),
        ("applying", "apply_import"),
        ("taking-back", "take_back_import"),
    ],
)
def test_import_that_stands_still_without_a_task_is_queued_again_once(batch_in, state, task):
    batch = batch_in(state, state_since=timezone.now() - timedelta(minutes=2))
    before = timezone.now() - timedelta(minutes=1)

    counts = [attempts.queue_again(before), attempts.queue_again(before)]

    assert (counts, engine.queued()) == ([1, 0], [(task, batch.pk)])


@pytest.mark.parametrize(
    ("state", "age"), [("planning", 30), ("planned", 120)], ids=["just begun", "waiting for a person"]
)
def test_import_that_does_not_stand_still_is_not_queued(batch_in, state, age):
    batch_in(state, state_since=timezone.now() - timedelta(seconds=age))

    assert (attempts.queue_again(timezone.now() - timedelta(minutes=1)), engine.queued()) == (0, [])


def test_attempt_that_is_over_ends_nothing(batch_in):
    batch = batch_in("applying")
    attempts.begin(batch.pk, "applying")

    attempts.fail(batch, "Too late.")
    attempts.cancel(batch)

    assert (state_and_sentence(), engine.queued()) == (("applying", ""), [])


def test_settling_an_attempt_that_is_over_is_refused(batch_in):
    from results.imports.progress import Progress

    batch = batch_in("applying")
    progress = Progress(batch.pk, 0)
    attempts.begin(batch.pk, "applying")

    with pytest.raises(Superseded):
        attempts.settle(progress, "applied", applied_at=timezone.now())

    assert (state_and_sentence()[0], mail.outbox) == ("applying", [])
