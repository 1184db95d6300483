"""From a working copy to what readers see: versions, withdrawal, who may, and what is counted."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from results import actions
from results.actions import Conflict, NotReady
from results.models import Event, Publication, Result
from tests.factories import (
    ContributionFactory,
    CountryProgrammeOutcomeFactory,
    DriverTextFactory,
    EvidenceFactory,
    GoalFactory,
    OrganisationFactory,
    PartnershipCategoryFactory,
    ProjectFactory,
    PublishedResultFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TopicFactory,
    publish,
)


@pytest.fixture
def report(officer, tajikistan):
    """A report by the officer, approved, with a part of every kind."""

    def make(**fields):
        cpo = CountryProgrammeOutcomeFactory()
        result = ResultFactory(
            **{"country": tajikistan, "created_by": officer, "cpo": cpo, "state": "approved", **fields}
        )
        for part in (ContributionFactory, DriverTextFactory, EvidenceFactory, ResultSdgLinkFactory):
            part(result=result)
        ResultSdgLinkFactory(result=result, target=None, goal=GoalFactory(number=8))
        result.topics.add(TopicFactory(code="children"), TopicFactory())
        result.partnerships.add(PartnershipCategoryFactory())
        result.partners.add(OrganisationFactory())
        result.projects.add(ProjectFactory())
        return result

    return make


def changed(result, summary):
    """The report, changed by the officer who wrote it."""
    result.refresh_from_db()
    result.summary = summary
    actions.write(result, by=result.created_by)
    return result


def test_first_version_carries_what_is_filtered_and_counted_by(report, publisher):
    result = report()

    publication = actions.publish(result, by=publisher)

    stored = Publication.objects.current().get()
    assert (stored, stored.number, stored.reference) == (publication, 1, result.reference)
    copied = ("country", "cpo", "date", "date_precision", "indicator", "step", "language", "summary")
    assert [getattr(stored, name) for name in copied] == [getattr(result, name) for name in copied]
    assert (stored.biennium, stored.policy_outcome) == (result.indicator.biennium, result.indicator.policy_outcome)
    assert (stored.published_by, stored.superseded_at, stored.withdrawn_at) == (publisher, None, None)
    after = Result.objects.get()
    assert (after.state, after.state_by, after.state_since, after.version) == (
        "published", publisher, stored.published_at, 1,
    )  # fmt: skip


def test_links_are_copied_and_targets_imply_their_goals(report, publisher):
    publication = actions.publish(report(), by=publisher)

    linked = {
        "targets": [target.code for target in publication.targets.all()],
        "goals": [goal.number for goal in publication.goals.all()],
        "topics": sorted(topic.code for topic in publication.topics.all()),
        "partnerships": [category.code for category in publication.partnerships.all()],
        "partners": [partner.acronym for partner in publication.partners.all()],
        "projects": publication.projects.count(),
    }
    assert linked == {
        "targets": ["1.3"],
        "goals": [1, 8],
        "topics": ["children", "financing"],
        "partnerships": ["with-un-agencies"],
        "partners": ["UNICEF"],
        "projects": 1,
    }


def test_next_version_supersedes_the_one_before(db):
    result = PublishedResultFactory()

    second = publish(result)

    first = result.publications.get(number=1)
    assert second.number == 2
    assert first.superseded_at == second.published_at
    assert list(result.publications.current()) == [second]


def test_past_is_what_readers_saw_then(db):
    result = PublishedResultFactory()
    first = result.publications.get()
    second = publish(result)

    def seen(moment):
        return list(Publication.objects.as_of(moment))

    assert seen(first.published_at - timedelta(microseconds=1)) == []
    assert seen(first.published_at) == [first]
    assert seen(second.published_at) == [second]


def test_moment_of_publication_can_be_given(report, publisher):
    moment = datetime(2021, 8, 1, 9, tzinfo=UTC)

    assert actions.publish(report(), by=publisher, at=moment).published_at == moment


def test_publishing_is_logged(report, publisher):
    result = report()

    actions.publish(result, by=publisher)

    event = Event.objects.get()
    assert (event.result, event.act, event.by, event.version) == (result, "published", publisher, 1)
    assert event.details == {"publication": 1}


@pytest.mark.parametrize("person", ["officer", "colleague", "stranger", "administrator", "nobody_special"])
def test_who_is_no_publisher_there_publishes_nothing(request, report, person):
    with pytest.raises(PermissionDenied):
        actions.publish(report(), by=request.getfixturevalue(person))

    assert not Publication.objects.exists()


@pytest.mark.parametrize("state", [state for state in Result.State.values if state != "approved"])
def test_only_what_is_approved_is_published(report, publisher, state):
    result = report(state=state, state_by=publisher, state_reason="Because")

    with pytest.raises(PermissionDenied, match=result.reference):
        actions.publish(result, by=publisher)

    assert not Publication.objects.exists()


def test_version_that_was_read_is_the_one_that_is_published(report, publisher):
    result = report(version=3)

    with pytest.raises(Conflict) as conflict:
        actions.publish(result, by=publisher, version=2)

    assert conflict.value.theirs == result
    assert not Publication.objects.exists()


@pytest.mark.parametrize("role", ["created_by", "changed_by"])
def test_publisher_does_not_publish_her_own(publisher, officer, tajikistan, role):
    hands = {"created_by": officer, "changed_by": officer, role: publisher}
    result = ResultFactory(country=tajikistan, state="approved", **hands)

    with pytest.raises(PermissionDenied, match="was written or last changed by you"):
        actions.publish(result, by=publisher)

    assert not Publication.objects.exists()


def test_right_is_that_over_the_stored_report(publisher, elsewhere, tajikistan):
    result = ResultFactory(country=elsewhere, state="approved")

    result.country = tajikistan
    with pytest.raises(PermissionDenied):
        actions.publish(result, by=publisher)


def test_nothing_is_published_if_one_of_two_is_not_ready(report, publisher):
    ready, unready = report(), report(summary="")

    with pytest.raises(NotReady) as refusal:
        actions.publish_many([ready, unready], by=publisher)

    sentence = "Write the outcome summary: one sentence that says what changed."
    assert refusal.value.messages == [f"{unready.reference}: {sentence}"]
    assert [(finding.field, finding.sentence) for finding in refusal.value.findings[unready.reference]] == [
        ("summary", sentence)
    ]
    assert (Publication.objects.count(), Event.objects.count()) == (0, 0)


def test_withdrawal_takes_the_record_from_readers_and_says_why(report, publisher):
    result = report()
    publication = actions.publish(result, by=publisher)

    actions.withdraw(result, by=publisher, reason=" Reported twice ")

    publication.refresh_from_db()
    assert not Publication.objects.current().exists()
    assert (publication.withdrawn_by, publication.withdrawal_reason) == (publisher, "Reported twice")
    assert publication.withdrawn_at <= timezone.now()
    after = Result.objects.get()
    assert (after.state, after.state_by, after.state_reason) == ("withdrawn", publisher, "Reported twice")
    assert Event.objects.first().details == {"reason": "Reported twice"}


def test_withdrawal_leaves_the_next_version_where_it_is(report, officer, publisher):
    result = report()
    actions.publish(result, by=publisher)
    actions.submit(changed(result, "Corrected"), by=officer)

    actions.withdraw(result, by=publisher, reason="Reported twice")

    after = Result.objects.get()
    assert (after.state, after.state_reason, after.summary) == ("submitted", "", "Corrected")
    assert not Publication.objects.current().exists()


def test_record_can_be_published_again_after_withdrawal(report, officer, publisher):
    result = report()
    actions.publish(result, by=publisher)
    actions.withdraw(result, by=publisher, reason="Reported twice")

    actions.submit(result, by=officer)
    actions.approve(result, by=publisher)
    again = actions.publish(result, by=publisher)

    assert again.number == 2
    assert result.publications.get(number=1).superseded_at is None


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        pytest.param("  ", "Say why the record is withdrawn: its address will show the reason.", id="no reason"),
        pytest.param("Reported twice", "TJK-2021-500 is not published.", id="not published"),
    ],
)
def test_withdrawal_is_refused_without(report, publisher, reason, sentence):
    result = report(reference="TJK-2021-500")

    with pytest.raises(ValidationError) as refusal:
        actions.withdraw(result, by=publisher, reason=reason)

    assert refusal.value.messages == [sentence]
    assert not Event.objects.exists()


def test_officer_does_not_withdraw(report, publisher, officer):
    result = report()
    actions.publish(result, by=publisher)

    with pytest.raises(PermissionDenied):
        actions.withdraw(result, by=officer, reason="Mine")

    assert Publication.objects.current().exists()


@pytest.mark.parametrize("count", [1, 3])
def test_publishing_takes_as_many_queries_for_one_as_for_three(report, publisher, django_assert_num_queries, count):
    results = [report() for _number in range(count)]
    assert publisher.held_roles

    # The search index of SQLite is asked once more for its last row.
    with django_assert_num_queries({"sqlite": 40, "postgresql": 39}[connection.vendor]):
        publications = actions.publish_many(results, by=publisher)

    assert len(publications) == count
