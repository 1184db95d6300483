"""Writing reports: who may, what is logged, and that nothing is stored by halves."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from countries.models import User
from results import actions
from results.actions import Conflict, Entry
from results.models import Contribution, DriverText, Event, Evidence, PeopleReached, Result, ResultSdgLink
from results.permissions import Act
from tests.factories import (
    ContributionKindFactory,
    CountryRoleFactory,
    DriverFactory,
    OrganisationFactory,
    PublishedResultFactory,
    ResultFactory,
    TargetFactory,
    TopicFactory,
)

REVIEW = "https://example.org/review"


@pytest.fixture
def draft(tajikistan):
    """A report that has not been stored yet."""

    def make(**fields):
        return ResultFactory.build(
            **{"country": tajikistan, "reference": "", "indicator": None, "step": None, **fields}
        )

    return make


def log(result):
    """What the log says of a report, from the first act to the last."""
    return [(event.act, event.by, event.details) for event in result.events.order_by("pk")]


def test_new_report_gets_a_reference_and_a_line_in_the_log(officer, draft):
    result = draft()

    actions.write(result, by=officer)

    stored = Result.objects.get()
    assert (stored.reference, stored.version, stored.state) == ("TJK-2021-001", 1, "draft")
    assert (stored.created_by, stored.changed_by) == (officer, officer)
    assert log(stored) == [("created", officer, {})]


def test_change_is_logged_with_what_was_there_before(officer, colleague, draft):
    result = draft(summary="A review is under way")
    actions.write(result, by=officer)

    topic, review = TopicFactory(), Evidence(title="The review", url=REVIEW)
    result.summary, result.date = "A review has been adopted", date(2021, 7, 1)
    entry = Entry(result, links={"topics": [topic]}, evidence=[review], log={"row": 7})
    actions.write_many([entry], by=colleague, act=Act.WRITE)

    evidence = {"title": "The review", "proves": "", "url": REVIEW, "file_id": None, "is_public": True}
    assert log(result)[1:] == [
        (
            "changed",
            colleague,
            {
                "summary": ["A review is under way", "A review has been adopted"],
                "date": ["2021-06-30", "2021-07-01"],
                "topics": [[], [topic.pk]],
                "evidence": [[], [evidence]],
                "row": 7,
            },
        )
    ]
    stored = Result.objects.get()
    assert (stored.version, stored.created_by, stored.changed_by) == (2, officer, colleague)


def test_what_says_nothing_new_is_not_written(officer, colleague, draft):
    result = draft()
    actions.write_many([Entry(result, **everything())], by=officer, act=Act.WRITE)
    before = Result.objects.values().get()

    count = actions.write_many([Entry(Result.objects.get(), **everything())], by=colleague, act=Act.WRITE)

    assert count == 0
    assert Result.objects.values().get() == before
    assert [act for act, _by, _details in log(result)] == ["created"]


def test_new_report_is_a_draft_whatever_it_comes_with(officer, stranger, draft):
    forged = {"state": "published", "state_by": stranger, "state_reason": "Mine", "version": 9, "created_by": stranger}

    actions.write(draft(**forged), by=officer)

    stored = Result.objects.get()
    assert (stored.state, stored.state_by, stored.state_reason, stored.version) == ("draft", officer, "", 1)
    assert stored.created_by == officer


@pytest.mark.parametrize(
    ("state", "after"),
    [("draft", "draft"), ("returned", "returned"), ("published", "draft"), ("withdrawn", "draft")],
)
def test_state_after_a_change(officer, publisher, tajikistan, state, after):
    result = ResultFactory(country=tajikistan, state=state, state_by=publisher, state_reason="Because")

    result.summary, result.state, result.state_reason = "Corrected", "approved", "Forged"
    actions.write(result, by=officer)

    stored = Result.objects.get()
    by, reason = (officer, "") if state in ("published", "withdrawn") else (publisher, "Because")
    assert (stored.summary, stored.state, stored.state_by, stored.state_reason) == ("Corrected", after, by, reason)


@pytest.mark.parametrize("act", [Act.WRITE, Act.IMPORT])
@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_what_is_being_judged_is_not_changed(officer, administrator, tajikistan, state, act):
    result = ResultFactory(country=tajikistan, state=state, summary="As it was sent in")

    result.summary, result.state = "Corrected", "draft"
    with pytest.raises(PermissionDenied, match=result.reference):
        actions.write_many([Entry(result)], by={Act.WRITE: officer, Act.IMPORT: administrator}[act], act=act)

    assert Result.objects.values_list("summary", "state").get() == ("As it was sent in", state)


def test_change_of_what_is_published_leaves_the_publication_as_it_is(officer, tajikistan):
    result = PublishedResultFactory(country=tajikistan)

    result.summary = "Corrected"
    actions.write(result, by=officer)

    assert result.publications.current().get().summary == "The social protection budget has been reviewed"


def test_stranger_writes_nothing(stranger, draft):
    with pytest.raises(PermissionDenied):
        actions.write(draft(), by=stranger)

    assert not Result.objects.exists()


def test_report_of_another_country_cannot_be_pulled_into_ones_own(stranger, elsewhere, tajikistan):
    result = ResultFactory(country=tajikistan)

    result.country = elsewhere
    with pytest.raises(PermissionDenied, match="for Tajikistan"):
        actions.write(result, by=stranger)

    assert Result.objects.get().country == tajikistan


def test_report_moves_to_another_country_by_whoever_writes_in_both(officer, elsewhere, tajikistan):
    result = ResultFactory(country=tajikistan)

    result.country = elsewhere
    with pytest.raises(PermissionDenied, match="reports of Country MOZ"):
        actions.write(result, by=officer)
    CountryRoleFactory(user=officer, country=elsewhere)
    actions.write(result, by=User.objects.get(pk=officer.pk))

    assert Result.objects.get().country == elsewhere


def test_second_of_two_people_is_shown_what_the_first_wrote(officer, colleague, draft):
    actions.write(draft(), by=officer)
    hers, his = Result.objects.get(), Result.objects.get()

    hers.summary = "Hers"
    actions.write(hers, by=officer)
    his.summary = "His"
    with pytest.raises(Conflict, match="TJK-2021-001 was changed by Officer in the meantime") as conflict:
        actions.write(his, by=colleague)

    assert conflict.value.theirs.summary == "Hers"
    assert Result.objects.get().summary == "Hers"
    assert [act for act, _by, _details in log(hers)] == ["created", "changed"]


def test_nothing_is_written_if_one_of_two_is_refused(officer, elsewhere, draft):
    entries = [Entry(draft()), Entry(draft(country=elsewhere))]

    with pytest.raises(PermissionDenied):
        actions.write_many(entries, by=officer, act=Act.WRITE)

    assert (Result.objects.count(), Event.objects.count()) == (0, 0)


def test_nothing_is_written_if_the_second_of_two_has_changed_meanwhile(officer, draft):
    first, second = draft(), draft()
    actions.write_many([Entry(first), Entry(second)], by=officer, act=Act.WRITE)
    Result.objects.filter(pk=second.pk).update(version=7)

    first.summary = second.summary = "Both corrected"
    with pytest.raises(Conflict):
        actions.write_many([Entry(first), Entry(draft()), Entry(second)], by=officer, act=Act.WRITE)

    assert set(Result.objects.values_list("summary", flat=True)) == {"The social protection budget has been reviewed"}
    assert Event.objects.count() == 2


def test_import_names_its_author_and_says_imported(administrator, officer, draft):
    entry = Entry(draft(), author=officer)

    actions.write_many([entry], by=administrator, act=Act.IMPORT)

    stored = Result.objects.get()
    assert (stored.created_by, stored.changed_by) == (officer, officer)
    assert log(stored) == [("imported", administrator, {})]


@pytest.mark.parametrize("act", [Act.WRITE, Act.IMPORT])
def test_each_way_in_needs_its_own_right(administrator, officer, draft, act):
    person = administrator if act == Act.WRITE else officer

    with pytest.raises(PermissionDenied):
        actions.write_many([Entry(draft())], by=person, act=act)

    assert not Result.objects.exists()


def everything():
    """A part of every kind, and some links."""
    return {
        "links": {"topics": [TopicFactory(code="children"), TopicFactory()], "partners": [OrganisationFactory()]},
        "contributions": [Contribution(kind=ContributionKindFactory(), description="Two courses")],
        "driver_texts": [DriverText(driver=DriverFactory(), text="Women are half of the council.")],
        "people_reached": [PeopleReached(kind="legal", women=4000, men=3000)],
        "evidence": [Evidence(title="The decree", url="https://example.org/decree")],
        "sdg_links": [ResultSdgLink(target=TargetFactory(), reason="It widens coverage.")],
    }


def parts_of(result):
    return {
        "topics": sorted(topic.code for topic in result.topics.all()),
        "partners": [partner.acronym for partner in result.partners.all()],
        "contributions": [each.description for each in result.contributions.all()],
        "driver_texts": [each.text for each in result.driver_texts.all()],
        "people_reached": [each.people for each in result.people_reached.all()],
        "evidence": [each.title for each in result.evidence.all()],
        "sdg_links": [str(each.target.code) for each in result.sdg_links.all()],
    }


WHOLE = {
    "topics": ["children", "financing"],
    "partners": ["UNICEF"],
    "contributions": ["Two courses"],
    "driver_texts": ["Women are half of the council."],
    "people_reached": [7000],
    "evidence": ["The decree"],
    "sdg_links": ["1.3"],
}


def test_parts_are_written_with_their_report(officer, draft):
    result = draft()

    actions.write_many([Entry(result, **everything())], by=officer, act=Act.WRITE)

    assert parts_of(result) == WHOLE


def test_parts_that_are_not_given_stay(officer, draft):
    result = draft()
    actions.write_many([Entry(result, **everything())], by=officer, act=Act.WRITE)

    only_topics = Entry(result, links={"topics": [TopicFactory(code="women")]}, evidence=[])
    actions.write_many([only_topics], by=officer, act=Act.WRITE)

    assert parts_of(result) == {**WHOLE, "topics": ["women"], "evidence": []}


@pytest.mark.parametrize("count", [1, 3])
def test_writing_takes_as_many_queries_for_one_as_for_three(officer, draft, django_assert_num_queries, count):
    entries = [Entry(draft(), **everything()) for _number in range(count)]
    assert officer.held_roles

    with django_assert_num_queries(17):
        actions.write_many(entries, by=officer, act=Act.WRITE)


@pytest.mark.parametrize("count", [1, 3])
def test_changing_takes_as_many_queries_for_one_as_for_three(officer, draft, django_assert_num_queries, count):
    entries = [Entry(draft()) for _number in range(count)]
    actions.write_many(entries, by=officer, act=Act.WRITE)
    changed = [Entry(entry.result, **everything()) for entry in entries]
    for entry in changed:
        entry.result.summary = "Corrected"

    with django_assert_num_queries(20):
        actions.write_many(changed, by=officer, act=Act.WRITE)


@pytest.mark.parametrize("count", [1, 3])
def test_nothing_new_takes_as_many_queries_for_one_as_for_three(officer, draft, django_assert_num_queries, count):
    entries = [Entry(draft(), **everything()) for _number in range(count)]
    actions.write_many(entries, by=officer, act=Act.WRITE)

    with django_assert_num_queries(5):
        actions.write_many(entries, by=officer, act=Act.WRITE)
