"""The one door: every table of a report refuses every write that does not come through an action."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import F
from django.http import HttpResponse
from django.urls import path

from results import actions, gate
from results.gate import WrittenPastTheGateError
from results.models import Event, Result, Topic
from results.permissions import Act
from tests.factories import ContributionFactory, ResultFactory, TopicFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.shut_gate]

GUARDED = {
    "results_comment", "results_contribution", "results_drivertext", "results_event", "results_evidence",
    "results_evidencefile", "results_judgement", "results_lockexception", "results_peoplereached",
    "results_periodlock", "results_publication", "results_publicationfile", "results_publicationfurtherindicator",
    "results_publicationgoal", "results_publicationpartner", "results_publicationpartnership",
    "results_publicationproject", "results_publicationtarget", "results_publicationtopic", "results_referenceseries",
    "results_result", "results_result_further_indicators", "results_result_partners", "results_result_partnerships",
    "results_result_projects", "results_result_topics", "results_resultsdglink", "results_revision",
}  # fmt: skip
FREE = {
    "results_topic": "a vocabulary, kept by administrators",
    "results_partnershipcategory": "a vocabulary, kept by administrators",
    "results_contributionkind": "a vocabulary, kept by administrators",
    "results_project": "exists before and after the reports that link to it",
    "results_project_countries": "belongs to the project",
    "results_project_donors": "belongs to the project",
    "results_unsavedwork": "typed and not saved: no part of the report yet",
    "results_openreport": "who has a report open, and no word of it",
    "results_notice": "mail to be sent about an event",
    "results_digest": "mail that has been sent about a day",
    "results_standingfinding": "what the nightly checks found; made anew every night",
    "results_importbatch": "a file that somebody sent, and no report yet",
    "results_importrow": "what is to become of a row; what it writes goes through the door",
    "results_savedmapping": "how a sheet is read",
    "results_worker": "who does the work",
    "results_nightlyrun": "when the work of a night was done",
    "results_preparedfile": "a sheet that goes out",
}
MODELS = {model._meta.db_table: model for model in apps.get_app_config("results").get_models(include_auto_created=True)}


def test_every_table_is_guarded_or_free_for_a_reason():
    assert set(gate.guarded_tables) == GUARDED
    assert set(MODELS) == GUARDED | set(FREE)
    assert all(FREE.values())


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


# Statements that change no row, so that nothing but the door can refuse them.
STATEMENTS = {
    "insert": 'INSERT INTO "{table}" SELECT * FROM "{table}" WHERE 1 = 0',
    "update": 'UPDATE "{table}" SET id = id WHERE 1 = 0',
    "delete": 'DELETE FROM "{table}" WHERE 1 = 0',
    "without quotation marks": "UPDATE {table} SET id = id WHERE 1 = 0",
    "small letters after a line break": "\n  delete from {table} where 1 = 0",
}


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
@pytest.mark.parametrize("table", sorted(GUARDED))
def test_guarded_table_refuses_every_statement_and_lets_it_pass_inside(table, statement):
    with pytest.raises(WrittenPastTheGateError, match=f"{table} is written only through results.actions"):
        sql(statement.format(table=table))

    with gate.open_for_upkeep():
        sql(statement.format(table=table))


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
@pytest.mark.parametrize("table", sorted(FREE))
def test_free_table_lets_every_statement_pass(table, statement):
    sql(statement.format(table=table))


@pytest.mark.parametrize("table", sorted(GUARDED))
def test_guarded_table_can_be_read(table):
    assert list(MODELS[table]._base_manager.select_for_update().values_list("pk")) == []


OF_DATABASES = {
    "postgresql": ("UPDATE ONLY results_result SET version = 2", 'UPDATE "public"."results_result" SET version = 2',
                   "DELETE FROM ONLY results_result"),
    "sqlite": ("INSERT OR REPLACE INTO results_result SELECT * FROM results_result",
               "UPDATE OR IGNORE results_result SET version = 2", "REPLACE INTO results_result DEFAULT VALUES",
               'UPDATE "main"."results_result" SET version = 2'),
}  # fmt: skip


@pytest.mark.parametrize("number", range(4))
def test_what_only_one_database_understands_is_refused_too(number):
    statements = OF_DATABASES[connection.vendor]

    with pytest.raises(WrittenPastTheGateError):
        sql(statements[number % len(statements)])


def one_column(model):
    return next(field.name for field in model._meta.concrete_fields if not field.primary_key)


WAYS_OF_A_MODEL = {
    "save": lambda model: model(pk=1).save(force_insert=True),
    "bulk_create": lambda model: model._base_manager.bulk_create([model()]),
    "update": lambda model: model._base_manager.filter(pk=1).update(**{one_column(model): F(one_column(model))}),
    "delete": lambda model: model._base_manager.filter(pk=1)._raw_delete("default"),
}


@pytest.mark.parametrize("way", WAYS_OF_A_MODEL.values(), ids=WAYS_OF_A_MODEL)
@pytest.mark.parametrize("table", sorted(GUARDED))
def test_no_model_is_written_by_itself(table, way):
    with pytest.raises(WrittenPastTheGateError, match=f"{table} is written only"), transaction.atomic():
        way(MODELS[table])


@pytest.fixture
def report(tajikistan):
    """A report with a topic and a contribution."""
    with gate.open_for_upkeep():
        result = ResultFactory(country=tajikistan, summary="Before")
        result.topics.add(TopicFactory())
        ContributionFactory(result=result)
    return result


def change(result, **fields):
    for name, value in fields.items():
        setattr(result, name, value)
    return result


WAYS_OF_A_REPORT = {
    "saving": lambda r: change(r, summary="After").save(),
    "saving one column": lambda r: change(r, summary="After").save(update_fields=["summary"]),
    "bulk update": lambda r: Result.objects.bulk_update([change(r, summary="After")], ["summary"]),
    "update_or_create": lambda r: Result.objects.update_or_create(pk=r.pk, defaults={"summary": "After"}),
    "upsert": lambda r: Result.objects.bulk_create(
        [change(r, summary="After")], update_conflicts=True, unique_fields=["reference"], update_fields=["summary"]
    ),
    "update of all that match": lambda r: Result.objects.filter(country=r.country).update(summary="After"),
    "deleting": lambda r: r.delete(),
    "deleting all that match": lambda r: Result.objects.all().delete(),
    "deleting a part": lambda r: r.contributions.all().delete(),
    "adding a part": lambda r: r.contributions.create(kind=r.contributions.get().kind),
    "adding a link": lambda r: r.topics.add(TopicFactory(code="children")),
    "setting links": lambda r: r.topics.set([TopicFactory(code="children")]),
    "removing a link": lambda r: r.topics.remove(r.topics.get()),
    "clearing links": lambda r: r.topics.clear(),
    "linking from the other side": lambda r: TopicFactory(code="children").results.add(r),
    "a line in the log": lambda r: Event.objects.create(result=r, act="published", by=r.created_by, version=1),
    "SQL with values": lambda r: many("UPDATE results_result SET summary = %s WHERE id = %s", [("After", r.pk)]),
}


def many(statement, rows):
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


@pytest.mark.parametrize("way", WAYS_OF_A_REPORT.values(), ids=WAYS_OF_A_REPORT)
def test_report_changes_in_no_way_but_by_an_action(report, way):
    with pytest.raises(WrittenPastTheGateError), transaction.atomic():
        way(report)

    stored = Result.objects.get()
    assert (stored.summary, stored.version, stored.state) == ("Before", 1, "draft")
    assert (stored.topics.get().code, stored.contributions.count(), stored.events.count()) == ("financing", 1, 0)


def test_vocabulary_is_changed_as_ever(report):
    Topic.objects.update(position=7)

    assert report.topics.get().position == 7


def is_shut():
    try:
        sql("UPDATE results_result SET id = id WHERE 1 = 0")
    except WrittenPastTheGateError:
        return True
    return False


def test_action_opens_the_door_for_itself_only(report, officer):
    actions.write(change(report, summary="After"), by=officer)

    assert Result.objects.get().summary == "After"
    assert is_shut()


def test_door_is_open_within_and_shut_after(report, officer):
    with gate.admitted([report], by=officer, act=Act.WRITE):
        assert not is_shut()
        with gate.admitted([report], by=officer, act=Act.SUBMIT):
            assert not is_shut()
        assert not is_shut()

    assert is_shut()


def test_door_is_shut_again_after_an_exception(report, officer):
    with pytest.raises(ZeroDivisionError), gate.admitted([report], by=officer, act=Act.WRITE):
        1 / 0  # noqa: B018 - something goes wrong

    assert is_shut()


def test_door_stays_shut_for_whoever_is_refused(report, stranger):
    with pytest.raises(PermissionDenied), gate.admitted([report], by=stranger, act=Act.WRITE):
        pytest.fail("She was let in.")

    assert is_shut()


def test_door_asks_about_every_report(report, officer, elsewhere):
    theirs = ResultFactory.build(country=elsewhere, indicator=None, step=None)

    with (
        pytest.raises(PermissionDenied, match="for Country MOZ"),
        gate.admitted([report, theirs], by=officer, act="write"),
    ):
        pytest.fail("She was let in.")


def test_door_to_periods_is_opened_by_whoever_locks_them(regional_reviewer, officer, tajikistan):
    with gate.admitted_to_periods(by=regional_reviewer, country=tajikistan):
        assert not is_shut()

    with pytest.raises(PermissionDenied), gate.admitted_to_periods(by=officer, country=tajikistan):
        pytest.fail("She was let in.")
    assert is_shut()


def test_thread_does_not_inherit_an_open_door():
    """On PostgreSQL a thread with a connection of its own tries it too (tests/results/test_concurrency.py)."""

    def in_a_thread():
        with pytest.raises(WrittenPastTheGateError):
            gate._refuse(pytest.fail, "DELETE FROM results_result", None, False, {})

    with gate.open_for_upkeep(), ThreadPoolExecutor(1) as threads:
        threads.submit(in_a_thread).result()
        assert not is_shut()


def test_connection_is_guarded_once_however_often_it_is_opened():
    gate.watch(connection)
    gate.watch(connection)

    assert connection.execute_wrappers.count(gate._refuse) == 1


def forgetful(request):
    """A view that writes and forgets to ask."""
    Result.objects.update(state="published")
    return HttpResponse("Done")


urlpatterns = [path("forgetful/", forgetful)]


def test_view_that_forgets_to_ask_is_stopped(report, client, settings):
    settings.ROOT_URLCONF = __name__
    client.force_login(UserFactory(is_superuser=True))

    with gate.open_for_upkeep(), pytest.raises(WrittenPastTheGateError), transaction.atomic():
        client.get("/forgetful/")

    assert Result.objects.get().state == "draft"
