"""Every version of a working copy is kept whole: what it says, how two differ, and that it can be brought back."""

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder

from results import actions, revisions
from results.actions import Conflict, Entry
from results.models import Contribution, Evidence, Result, Revision
from results.permissions import Act
from results.revisions import FIELDS, LINKS, PARTS
from tests.factories import (
    AchievementStepFactory,
    ContributionFactory,
    ContributionKindFactory,
    CountryFactory,
    CountryProgrammeOutcomeFactory,
    CountryRoleFactory,
    DriverFactory,
    DriverTextFactory,
    EvidenceFactory,
    EvidenceFileFactory,
    GoalFactory,
    IndicatorFactory,
    JudgementFactory,
    OrganisationFactory,
    PartnershipCategoryFactory,
    PeopleReachedFactory,
    ProjectFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
    TopicFactory,
)


@pytest.fixture
def report(tajikistan, officer):
    """A report in which nothing is empty, stored before versions were kept."""
    result = ResultFactory(
        country=tajikistan,
        created_by=officer,
        cpo=CountryProgrammeOutcomeFactory(),
        date=date(2021, 12, 1),
        date_precision="month",
        language="fr",
    )
    result.further_indicators.add(IndicatorFactory(code="8.1.1"), IndicatorFactory(code="8.2.1"))
    result.partnerships.add(PartnershipCategoryFactory())
    result.partners.add(OrganisationFactory())
    result.projects.add(ProjectFactory())
    result.topics.add(TopicFactory())
    ContributionFactory(result=result, women=12, men=8, date=date(2021, 3, 1), date_precision="month")
    DriverTextFactory(result=result)
    PeopleReachedFactory(
        result=result, is_estimated=True, source="Survey", overlaps_with=ResultFactory(country=tajikistan)
    )
    EvidenceFactory(result=result, proves="That it was reviewed", is_public=False)
    EvidenceFactory(result=result, title="The minutes", url="", file=EvidenceFileFactory(result=result))
    ResultSdgLinkFactory(result=result)
    ResultSdgLinkFactory(result=result, target=None, goal=GoalFactory(number=8), reason="Jobs")
    return result


# For every column, link and part of a report: another value of it. The report is given, and what was kept of it.
OTHERS = {
    "country": lambda r: CountryFactory(iso3="KGZ"),
    "cpo": lambda r: None,
    "date": lambda r: date(2020, 1, 1),
    "date_precision": lambda r: "year",
    "language": lambda r: "ru",
    "summary": lambda r: "Another summary",
    "outcome_achieved": lambda r: "Another outcome",
    "contribution": lambda r: "Another contribution",
    "indicator": lambda r: IndicatorFactory(code="8.1.1"),
    "step": lambda r: AchievementStepFactory(number=1),
    "further_indicators": lambda r: [IndicatorFactory(code="8.1.1")],
    "partnerships": lambda r: [],
    "partners": lambda r: [OrganisationFactory(acronym="WHO")],
    "projects": lambda r: [*r.projects.all(), ProjectFactory()],
    "topics": lambda r: [TopicFactory(code="children")],
    "contributions": lambda r: [Contribution(kind=ContributionKindFactory(code="survey"), participants=7)],
    "driver_texts": lambda r: [DriverTextFactory.build(result=r, driver=DriverFactory(code="peace"))],
    "people_reached": lambda r: [],
    "evidence": lambda r: [*r.evidence.all(), Evidence(title="More", url="https://example.org/more")],
    "sdg_links": lambda r: [ResultSdgLinkFactory.build(result=r, target=TargetFactory(code="8.5"))],
}


def test_every_column_link_and_part_is_tried():
    assert set(OTHERS) == {*FIELDS, *LINKS, *PARTS}


def test_content_holds_all_that_an_author_writes(report):
    """What a later version of the models adds is kept too, or named here as no words of the author."""
    standing = {"id", "reference", "state", "state_since", "state_by", "state_reason", "reviewer", "version",
                "created_by", "created_at", "changed_by", "changed_at"}  # fmt: skip
    about_it = {"events", "revisions", "publications", "comments", "judgements", "files", "unsaved_work", "open_at",
                "standing_findings"}  # fmt: skip

    names = {field.name for field in Result._meta.get_fields() if not field.hidden}

    assert names - standing - about_it == {*FIELDS, *LINKS, *PARTS}
    for name, model in PARTS.items():
        columns = {field.attname for field in model._meta.concrete_fields} - {"id", "result_id"}
        assert set(revisions.content_of(report)["parts"][name][0]) == columns


def stored(result):
    return revisions.content_of(Result.objects.get(pk=result.pk))


def write(result, by, **changes):
    """Write these columns, links and parts, as a form would."""
    result = Result.objects.get(pk=result.pk)
    for name in changes.keys() & set(FIELDS):
        setattr(result, name, changes[name])
    links = {name: changes[name] for name in changes.keys() & LINKS.keys()}
    parts = {name: changes[name] for name in changes.keys() & PARTS.keys()}
    return actions.write_many([Entry(result, links=links, **parts)], by=by, act=Act.WRITE)


@pytest.fixture
def everywhere(officer):
    """The officer, who writes in all countries now."""
    CountryRoleFactory(user=officer, country=None)
    return officer


@pytest.mark.parametrize("name", OTHERS)
def test_version_is_kept_whole_differs_where_it_was_changed_and_comes_back(report, everywhere, name):
    before = stored(report)

    write(report, everywhere, **{name: OTHERS[name](report)})
    after = stored(report)
    actions.restore(report, 1, by=everywhere)

    column = f"{name}_id" if name in ("country", "cpo", "indicator", "step") else name
    assert list(revisions.differences(before, after)) == [column]
    assert revisions.differences(revisions.kept(report, 2), after) == {}
    assert revisions.differences(before, stored(report)) == {}
    assert Result.objects.get(pk=report.pk).version == 3


def test_all_at_once_comes_back(report, everywhere):
    before = stored(report)

    write(report, everywhere, **{name: other(report) for name, other in OTHERS.items()})
    actions.restore(report, 1, by=everywhere)

    assert set(revisions.differences(before, revisions.kept(report, 2))) == {
        f"{name}_id" if name in ("country", "cpo", "indicator", "step") else name for name in OTHERS
    }
    assert revisions.differences(before, stored(report)) == {}


def test_content_survives_the_database_unchanged(report):
    content = stored(report)

    assert json.loads(json.dumps(content, cls=DjangoJSONEncoder)) == content


@pytest.mark.parametrize("name", PARTS)
def test_part_is_made_from_what_was_kept(report, name):
    for values in stored(report)["parts"][name]:
        assert revisions.values_of(revisions.part_from(name, values)) == values


def test_part_that_was_kept_before_a_column_existed_has_its_default():
    evidence = revisions.part_from("evidence", {"title": "The law", "url": "https://example.org", "colour": "red"})

    assert (evidence.title, evidence.proves, evidence.is_public) == ("The law", "", True)


def test_restoring_is_a_new_version_with_its_own_line_in_the_log(report, officer, colleague):
    write(report, officer, summary="Second")
    write(report, colleague, summary="Third")

    actions.restore(report, 2, by=officer)

    event = report.events.first()
    assert (event.act, event.by, event.version) == ("restored", officer, 4)
    assert event.details == {"summary": ["Third", "Second"], "restored_version": 2}
    assert [r.content["fields"]["summary"] for r in report.revisions.all()] == [
        "The social protection budget has been reviewed",
        "Second",
        "Third",
        "Second",
    ]


def test_restoring_keeps_the_row_of_what_is_there_and_the_ticks_it_bears_out(report, officer):
    review, minutes = report.evidence.all()
    tick = JudgementFactory(result=report, evidence=review, note="")
    write(report, officer, evidence=[review])

    actions.restore(report, 1, by=officer)

    assert [each.title for each in report.evidence.all()] == ["The review", "The minutes"]
    assert report.evidence.first() == review
    assert not report.evidence.filter(pk=minutes.pk).exists()
    tick.refresh_from_db()
    assert tick.evidence == review


def test_restoring_makes_a_draft_of_what_is_published(report, officer, publisher):
    write(report, officer, summary="Second")
    Result.objects.filter(pk=report.pk).update(state="published")

    actions.restore(report, 1, by=officer)

    after = Result.objects.get(pk=report.pk)
    assert (after.state, after.summary) == ("draft", "The social protection budget has been reviewed")


def test_version_that_is_there_already_is_not_restored(report, officer):
    write(report, officer, summary="Second")

    with pytest.raises(ValidationError, match="says already what it said in version 2"):
        actions.restore(report, 2, by=officer)

    assert Result.objects.get(pk=report.pk).version == 2


@pytest.mark.parametrize("version", [0, 7])
def test_version_that_was_not_kept_is_not_restored(report, officer, version):
    with pytest.raises(ValidationError, match=f"Version {version} was not kept and cannot be restored"):
        actions.restore(report, version, by=officer)


def test_stranger_restores_nothing(report, officer, stranger):
    write(report, officer, summary="Second")

    with pytest.raises(PermissionDenied, match="for Tajikistan"):
        actions.restore(report, 1, by=stranger)

    assert Result.objects.get(pk=report.pk).summary == "Second"


def test_restoring_overwrites_nothing_that_was_not_read(report, officer, colleague):
    write(report, officer, summary="Second")
    write(report, colleague, summary="Theirs")

    with pytest.raises(Conflict) as conflict:
        actions.restore(report, 1, by=officer, as_read=2)

    assert conflict.value.theirs.summary == "Theirs"
    assert Result.objects.get(pk=report.pk).summary == "Theirs"


def test_version_of_a_country_of_others_is_not_brought_back(report, officer, elsewhere):
    """The officer writes in Tajikistan only; the report came from elsewhere."""
    content = stored(report)
    content["fields"] |= {"country_id": elsewhere.pk, "cpo_id": None}
    Revision.objects.create(result=report, version=1, content=content)
    Result.objects.filter(pk=report.pk).update(version=2)

    with pytest.raises(PermissionDenied, match="Country MOZ"):
        actions.restore(report, 1, by=officer)

    assert Result.objects.get(pk=report.pk).country.iso3 == "TJK"


def test_version_that_no_longer_fits_is_refused_with_a_sentence(report, officer):
    content = stored(report)
    content["fields"]["date"] = "2017-05-01"
    Revision.objects.create(result=report, version=1, content=content)
    Result.objects.filter(pk=report.pk).update(version=2)

    with pytest.raises(ValidationError) as refusal:
        actions.restore(report, 1, by=officer)

    assert "Indicator 8.3.1 belongs to 2020-21, but the change happened in 2017" in str(refusal.value)


def test_version_comes_back_without_what_no_longer_exists(report, officer):
    topic = TopicFactory(code="children")
    write(report, officer, topics=[topic, TopicFactory()])
    write(report, officer, topics=[], summary="Third")
    topic.delete()

    actions.restore(report, 2, by=officer)

    assert [each.code for each in report.topics.all()] == ["financing"]


class TestBeforeTheUpgrade:
    """A report that was written before versions were kept: it has no revision at all."""

    def test_first_change_keeps_what_was_there(self, report, officer):
        before = stored(report)
        assert not Revision.objects.exists()

        write(report, officer, summary="Second")

        assert revisions.differences(revisions.kept(report, 1), before) == {}
        assert list(report.revisions.values_list("version", flat=True)) == [1, 2]

    def test_its_first_change_is_logged_with_what_was_there(self, report, officer):
        write(report, officer, summary="Second", evidence=[])

        details = report.events.get().details
        assert sorted(details) == ["evidence", "summary"]
        assert [line["title"] for line in details["evidence"][0]] == ["The review", "The minutes"]

    def test_writing_what_it_says_already_changes_nothing(self, report, officer):
        assert write(report, officer, evidence=list(report.evidence.all())) == 0

        assert Result.objects.get(pk=report.pk).version == 1

    def test_version_long_before_is_not_kept(self, report):
        Result.objects.filter(pk=report.pk).update(version=5)

        assert revisions.kept(report, 4) is None


def test_new_report_is_kept_as_its_first_version(officer, tajikistan):
    result = ResultFactory.build(country=tajikistan, reference="", indicator=None, step=None)
    entry = Entry(result, links={"topics": [TopicFactory()]}, evidence=[Evidence(title="A", url="https://example.org")])

    actions.write_many([entry], by=officer, act=Act.WRITE)

    assert revisions.kept(result, 1) == stored(result)


def test_differences_know_links_by_key_and_parts_in_any_order():
    one, two = {"title": "One"}, {"title": "Two"}
    before = {"fields": {"summary": "A"}, "links": {"topics": [1]}, "parts": {"evidence": [one, two]}}
    after = {"fields": {"summary": "A"}, "links": {"topics": [1, 2]}, "parts": {"evidence": [two, one]}}

    assert revisions.differences(before, after) == {"topics": [[1], [1, 2]]}
    assert revisions.differences({"fields": {}, "links": {}, "parts": {}}, after) == {
        "summary": [None, "A"], "topics": [[], [1, 2]], "evidence": [[], [two, one]],
    }  # fmt: skip
