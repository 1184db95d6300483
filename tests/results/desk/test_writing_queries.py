"""What opening and saving a report costs, and what is remembered between two requests."""

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from results.desk.writing.choices import Vocabularies
from results.models import Contribution, ContributionKind, Result, Revision
from results.revisions import content_of
from tests.factories import (
    ContributionFactory,
    ContributionKindFactory,
    DriverTextFactory,
    EvidenceFactory,
    PeopleReachedFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TopicFactory,
    UnsavedWorkFactory,
)
from tests.results.desk.browser import form_in, send

IN_MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "vocabularies"}


@pytest.fixture(autouse=True)
def remembering(settings):
    """Vocabularies are remembered, as they are in production."""
    settings.CACHES = {**settings.CACHES, "pages": IN_MEMORY}
    yield
    caches["pages"].clear()


@pytest.fixture
def report(officer, tajikistan):
    """Makes a report with many parts, written as the desk writes it: its version is kept whole."""

    def made(parts):
        result = ResultFactory(country=tajikistan, created_by=officer)
        kind = ContributionKindFactory()
        ContributionFactory.create_batch(parts, result=result, kind=kind)
        EvidenceFactory.create_batch(parts, result=result)
        PeopleReachedFactory.create_batch(min(parts, 20), result=result)
        DriverTextFactory(result=result)
        ResultSdgLinkFactory(result=result)
        result.topics.add(TopicFactory())
        Revision.objects.create(result=result, version=1, content=content_of(Result.objects.get()))
        return result

    return made


@pytest.mark.parametrize("parts", [1, 30])
def test_opening_the_whole_report_costs_the_same_at_1_and_at_30_parts(
    client, officer, report, parts, django_assert_num_queries
):
    address = reverse("report-write", args=[report(parts).reference])
    client.force_login(officer)
    client.get(address)

    with django_assert_num_queries(25):
        client.get(address)


@pytest.mark.parametrize("parts", [1, 30])
def test_saving_the_whole_report_costs_at_most_15_queries(client, officer, report, parts):
    result = report(parts)
    address = reverse("report-write", args=[result.reference])
    UnsavedWorkFactory(user=officer, result=result, place="all", tab="PageWithAScript", data={})
    client.force_login(officer)
    form = form_in(client.get(address))
    typed = {"summary": "A law is adopted.", "language": "fr", "step": "", "contributions-0-description": "A training"}

    with CaptureQueriesContext(connection) as captured:
        send(client, address, form, tab="PageWithAScript", **typed)

    # The test's own transaction makes savepoints where there is none otherwise.
    asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(asked) == 14, "\n".join(asked)
    assert Result.objects.values_list("summary", "language", "version").get() == ("A law is adopted.", "fr", 2)
    assert Contribution.objects.filter(description="A training").count() == 1


def test_saving_a_section_costs_no_more(client, officer, report, django_assert_num_queries):
    address = reverse("report-section", args=[report(30).reference, "change"])
    client.force_login(officer)
    form = form_in(client.get(address))

    with django_assert_num_queries(12):
        send(client, address, form, summary="A law is adopted.")


def test_vocabularies_are_read_once(db, django_assert_num_queries):
    ContributionKindFactory()
    Vocabularies().all(ContributionKind)

    with django_assert_num_queries(1):
        Vocabularies().all(ContributionKind)


def test_change_made_in_the_workspace_is_seen_at_once(db, administrator):
    ContributionKindFactory(code="webinar")
    Vocabularies().all(ContributionKind)
    added = ContributionKindFactory(code="survey")
    LogEntry.objects.create(user=administrator, action_flag=ADDITION, object_repr="survey")

    assert added.pk in Vocabularies().all(ContributionKind)


def test_what_a_command_loads_is_seen_once_the_memory_has_expired(db, settings):
    ContributionKindFactory(code="webinar")
    Vocabularies().all(ContributionKind)
    added = ContributionKindFactory(code="survey")
    unseen = added.pk not in Vocabularies().all(ContributionKind)
    settings.CACHES = {**settings.CACHES, "pages": {**IN_MEMORY, "LOCATION": "a minute later"}}

    assert (unseen, added.pk in Vocabularies().all(ContributionKind)) == (True, True)


def test_what_is_asked_for_and_not_remembered_is_looked_for_once(db, django_assert_num_queries):
    ContributionKindFactory(code="webinar")
    Vocabularies().all(ContributionKind)
    added = ContributionKindFactory(code="survey")
    vocabularies = Vocabularies()

    with django_assert_num_queries(2):
        found = [vocabularies.one(ContributionKind, key) for key in (added.pk, -1, -2)]

    assert found == [added, None, None]
