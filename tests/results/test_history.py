"""What the log says, in words: old lines and new, with names looked up once a kind."""

from datetime import date

import pytest

from results import history, revisions
from results.models import Contribution, DriverText, Event, Evidence, PeopleReached, ResultSdgLink
from tests.factories import (
    ContributionKindFactory,
    CountryProgrammeOutcomeFactory,
    DriverFactory,
    EventFactory,
    EvidenceFileFactory,
    IndicatorFactory,
    OrganisationFactory,
    ResultFactory,
    TargetFactory,
    TopicFactory,
)


def told(**details):
    """One event with these details, in words: (label, what was there, what is there)."""
    [(_event, changes)] = history.tell([EventFactory(act=Event.Act.CHANGED, details=details)])
    return [(change.label, change.before, change.after) for change in changes]


def kept(part):
    """A part as the log keeps it."""
    return revisions.values_of(part)


def test_columns_are_told_by_name(db):
    cpo, indicator = CountryProgrammeOutcomeFactory(), IndicatorFactory()

    changes = told(cpo_id=[None, cpo.pk], indicator_id=[indicator.pk, None], language=["en", "fr"], summary=["A", "B"])

    assert changes == [
        ("Country programme outcome", [], ["TJK128 Integrated policy response on employment and social protection"]),
        ("Language of the texts", ["English"], ["French"]),
        ("Indicator it counts towards", ["8.3.1 Number of countries that have achieved 8.3.1 (2020-21)"], []),
        ("Outcome summary", ["A"], ["B"]),
    ]


def test_links_are_told_by_name(db):
    old, new = TopicFactory(code="old"), TopicFactory(code="new")
    partner = OrganisationFactory()

    changes = told(topics=[[old.pk], [old.pk, new.pk]], partners=[[partner.pk], []])

    assert changes == [("Partners by name", ["Organisation UNICEF (UNICEF)"], []), ("Topics", ["old"], ["old", "new"])]


PARTS = [
    pytest.param(
        "contributions",
        lambda: Contribution(kind=ContributionKindFactory(), description="Two courses", quantity=2, women=1200, men=0,
                             date=date(2021, 3, 1), date_precision="month"),
        "webinar: Two courses (how many: 2; women taking part: 1,200; men taking part: 0; date: March 2021)",
        id="contribution",
    ),
    pytest.param("contributions", lambda: Contribution(kind=ContributionKindFactory()), "webinar", id="bare"),
    pytest.param(
        "people_reached",
        lambda: PeopleReached(kind="legal", total=1000000, is_estimated=True, source="Agency",
                              overlaps_with=ResultFactory(reference="TJK-2020-009")),
        "Legal coverage: entitled by law (in all: 1,000,000; estimated: yes; source: Agency; "
        "already counted in: TJK-2020-009)",
        id="people reached",
    ),
    pytest.param(
        "evidence",
        lambda: Evidence(title="The law", proves="That it is in force", url="https://example.org/law", is_public=False),
        "The law (what it proves: That it is in force; address: https://example.org/law; public: no)",
        id="evidence at an address",
    ),
    pytest.param(
        "evidence", lambda: Evidence(title="The law", file=EvidenceFileFactory()), "The law (file: review.pdf)",
        id="evidence in a file",
    ),
    pytest.param(
        "sdg_links", lambda: ResultSdgLink(target=TargetFactory(), reason="It widens coverage."),
        "1.3 Target 1.3: It widens coverage.", id="SDG link",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "part", "line"), PARTS)
def test_part_is_told_in_one_line(db, name, part, line):
    [(_label, before, after)] = told(**{name: [[], [kept(part())]]})

    assert (before, after) == ([], [line])


def test_lines_that_stay_are_neither_gone_nor_new(db):
    stays = kept(Evidence(title="The law", url="https://example.org/law"))
    goes, comes = ({**stays, "title": title} for title in ("The draft", "The decree"))
    event = EventFactory(details={"evidence": [[stays, goes], [stays, comes]]})

    [(_event, [change])] = history.tell([event])

    address = "(address: https://example.org/law)"
    assert (change.gone, change.new) == ([f"The draft {address}"], [f"The decree {address}"])


def test_texts_on_drivers_are_told_driver_by_driver(db):
    gender, standards = DriverFactory(), DriverFactory(code="standards", title={"en": "Standards"})
    was = [kept(DriverText(driver=gender, text="Half are women.")), kept(DriverText(driver=standards, text="C102."))]
    now = [kept(DriverText(driver=gender, text="All are women.")), kept(DriverText(driver=standards, text="C102."))]
    event = EventFactory(details={"driver_texts": [was, now]})

    [(_event, [change])] = history.tell([event])

    assert (change.label, change.kind) == ("Gender equality & non-discrimination", "text")
    assert change.marked == "<del>Half</del> <ins>All</ins> are women."


def test_oldest_lines_of_the_log_are_told_as_they_were_written(db):
    changes = told(contributions=[["webinar: One"], ["webinar: Two"]], topics=[["old"], ["new"]], evidence=2)

    assert changes == [
        ("Topics", ["old"], ["new"]),
        ("Contributions", ["webinar: One"], ["webinar: Two"]),
        ("Evidence", [], ["2"]),
    ]


def test_notes_have_no_before(db):
    changes = told(reason="Name the law.", about="sdg_links", comment="Why?", publication=2, restored_version=1)

    assert changes == [
        ("About", [], ["SDG links"]),
        ("Comment", [], ["Why?"]),
        ("Version published", [], ["2"]),
        ("Reason", [], ["Name the law."]),
        ("Version restored", [], ["1"]),
    ]


@pytest.mark.parametrize(
    ("about", "words"),
    [("", ["the whole report"]), ("summary", ["outcome summary"]), ("cross-cutting", ["Cross-cutting themes"])],
)
def test_what_a_comment_is_about_is_told(db, about, words):
    assert told(about=about) == [("About", [], words)]


def test_what_no_longer_exists_and_columns_that_are_gone_are_told_all_the_same(db):
    part = {"title": "The law", "url": "https://example.org/law", "colour": "red"}

    changes = told(topics=[[], [4711]], evidence=[[], [part]], mood=["good", "bad"], kind_id=[1, 2])

    assert changes == [
        ("Topics", [], ["something that is no longer kept (number 4711)"]),
        ("Evidence", [], ["The law (address: https://example.org/law)"]),
        ("Kind", ["1"], ["2"]),
        ("Mood", ["good"], ["bad"]),
    ]


@pytest.mark.parametrize("count", [1, 20])
def test_names_are_read_once_a_kind(db, django_assert_num_queries, count):
    result = ResultFactory()
    events = [
        EventFactory(
            result=result,
            details={
                "cpo_id": [None, CountryProgrammeOutcomeFactory(code=f"TJK{100 + number}").pk],
                "indicator_id": [None, IndicatorFactory(code=f"8.3.{number + 1}").pk],
                "topics": [[], [TopicFactory(code=f"topic-{number}").pk]],
                "contributions": [[], [kept(Contribution(kind=ContributionKindFactory(code=f"kind-{number}")))]],
                "sdg_links": [[], [kept(ResultSdgLink(target=TargetFactory(code=f"{number % 16 + 1}.3")))]],
            },
        )
        for number in range(count)
    ]

    with django_assert_num_queries(5):
        told = history.tell(events)

    assert [len(changes) for _event, changes in told] == [5] * count
