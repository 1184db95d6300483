"""The parts of a report: which keep their row, which are written anew, and whose they are."""

import pytest
from django.core.exceptions import ValidationError

from results import actions
from results.actions import Entry
from results.models import DriverText, Evidence, Judgement, ResultSdgLink
from results.permissions import Act
from tests.factories import (
    ContributionFactory,
    DriverFactory,
    DriverTextFactory,
    EvidenceFactory,
    EvidenceFileFactory,
    JudgementFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
    TopicFactory,
)


@pytest.fixture
def report(tajikistan):
    return ResultFactory(country=tajikistan)


@pytest.fixture
def write(officer, report):
    """Writes the report with these parts; gives back how much there was to write."""

    def act(**parts):
        report.refresh_from_db()
        return actions.write_many([Entry(report, **parts)], by=officer, act=Act.WRITE)

    return act


def test_part_that_stays_keeps_its_row_and_what_points_to_it(report, write):
    minutes, law = EvidenceFactory(result=report, title="Minutes"), EvidenceFactory(result=report, title="Law")
    judgement = JudgementFactory(result=report, evidence=law)

    law.title = "The law of 2021"
    write(evidence=[law])

    assert list(report.evidence.values_list("pk", "title")) == [(law.pk, "The law of 2021")]
    assert not Evidence.objects.filter(pk=minutes.pk).exists()
    assert Judgement.objects.get(pk=judgement.pk).evidence == law


def test_evidence_that_is_taken_away_leaves_the_judgement_without_it(report, write):
    judgement = JudgementFactory(result=report, evidence=EvidenceFactory(result=report), note="")

    write(evidence=[])

    assert Judgement.objects.get(pk=judgement.pk).evidence is None


def test_part_of_another_report_is_not_pulled_into_this_one(report, write):
    theirs = ContributionFactory(description="Theirs")
    other = theirs.result

    write(contributions=[theirs])

    assert list(other.contributions.values_list("description", flat=True)) == ["Theirs"]
    assert list(report.contributions.values_list("description", flat=True)) == ["Theirs"]


def test_part_that_is_gone_meanwhile_is_written_anew(report, write):
    contribution = ContributionFactory(result=report, description="Mine")
    type(contribution).objects.all().delete()
    contribution.pk = 4711

    write(contributions=[contribution])

    assert list(report.contributions.values_list("description", flat=True)) == ["Mine"]


def test_two_links_change_places(report, write):
    first = ResultSdgLinkFactory(result=report, target=TargetFactory(code="1.3"), reason="First")
    second = ResultSdgLinkFactory(result=report, target=TargetFactory(code="8.5"), reason="Second")

    first.target, second.target = second.target, first.target
    write(sdg_links=[first, second])

    assert dict(report.sdg_links.values_list("target__code", "reason")) == {"8.5": "First", "1.3": "Second"}


def test_link_whose_reason_changes_keeps_its_row(report, write):
    link = ResultSdgLinkFactory(result=report, reason="Before")

    link.reason = "After"
    write(sdg_links=[link])

    assert list(ResultSdgLink.objects.values_list("pk", "reason")) == [(link.pk, "After")]


def test_parts_in_another_order_are_no_change(report, write):
    late = DriverFactory(code="peace", position=2)
    texts = [DriverText(driver=late, text="On peace"), DriverText(driver=DriverFactory(position=1), text="On equality")]

    assert write(driver_texts=texts) == 1
    assert write(driver_texts=list(report.driver_texts.all())) == 0


def test_one_of_two_that_say_the_same_is_a_change(report, write):
    one, _other = ContributionFactory(result=report), ContributionFactory(result=report)

    assert write(contributions=[one]) == 1
    assert report.contributions.get() == one


@pytest.mark.parametrize("name", ["contributions", "driver_texts", "evidence", "sdg_links", "people_reached"])
def test_empty_list_takes_all_away_and_none_leaves_all(report, write, name):
    ContributionFactory(result=report)
    DriverTextFactory(result=report)
    EvidenceFactory(result=report)
    ResultSdgLinkFactory(result=report)
    report.people_reached.create(women=3)

    write(**{name: []})

    kept = {"contributions", "driver_texts", "evidence", "sdg_links", "people_reached"} - {name}
    assert {part for part in kept | {name} if getattr(report, part).exists()} == kept


def test_evidence_never_shows_a_file_of_another_report(officer):
    other = EvidenceFileFactory(result=ResultFactory())
    result = ResultFactory()
    entry = Entry(result, evidence=[Evidence(title="Theirs", file=other)])

    with pytest.raises(ValidationError, match="belongs to another report"):
        actions.write_many([entry], by=officer, act=Act.WRITE)

    assert not result.evidence.exists()


def test_links_of_thousands_of_reports_are_taken_away_at_once(officer, tajikistan):
    """A sheet changes as many at once; a database refuses a condition with as many alternatives."""
    topics = [TopicFactory(code="children"), TopicFactory(code="women")]
    results = [ResultFactory.build(country=tajikistan, reference="", indicator=None, step=None) for _n in range(1_100)]
    actions.write_many([Entry(r, links={"topics": topics}) for r in results], by=officer, act=Act.WRITE)

    actions.write_many([Entry(r, links={"topics": topics[:1]}) for r in results], by=officer, act=Act.WRITE)

    assert set(results[0].topics.through.objects.values_list("topic")) == {(topics[0].pk,)}
    assert results[0].topics.through.objects.count() == 1_100
