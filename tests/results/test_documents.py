"""The document of a publication: complete, in every language, and as it stood when it was published."""

from datetime import date
from uuid import UUID

import pytest

from results.models import Topic
from tests.factories import (
    AchievementStepFactory,
    ContributionFactory,
    CountryFactory,
    CountryProgrammeOutcomeFactory,
    DriverTextFactory,
    EvidenceFactory,
    EvidenceFileFactory,
    GoalFactory,
    IndicatorFactory,
    OrganisationFactory,
    OutputFactory,
    PartnershipCategoryFactory,
    PeopleReachedFactory,
    ProjectFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
    TopicFactory,
    publish,
)

REGION = {"code": "europe-central-asia", "name": {"en": "Europe Central Asia"}}
NOTE = {"en": "A note.", "fr": "Une note."}
STEP = {
    "number": 3,
    "title": {"en": "Operations improved", "fr": "Fonctionnement amélioré"},
    "achievement": {"en": "Achievement of step 3"},
    "counting_text": {"en": "Number of countries at step 3"},
}
TOKEN = UUID(int=7)
INDICATOR = {
    "biennium": "2020-21",
    "code": "8.3.1",
    "achievement": {"en": "A policy measure has been adopted", "fr": "Une mesure a été adoptée"},
    "counting_text": {"en": "Number of countries that have achieved 8.3.1"},
    "output": {"code": "8.3", "title": {"en": "Social protection in work and life transitions"}},
    "policy_outcome": {"code": "8", "title": {"en": "Social protection for all"}},
}


@pytest.fixture
def report(db):
    """A report in which nothing is empty."""
    cpo = CountryProgrammeOutcomeFactory(country=CountryFactory(note=NOTE))
    result = ResultFactory(
        reference="TJK-2021-001",
        country=cpo.country,
        cpo=cpo,
        date=date(2021, 12, 1),
        date_precision="month",
        indicator=IndicatorFactory(achievement=INDICATOR["achievement"]),
        step=AchievementStepFactory(title=STEP["title"]),
    )
    result.further_indicators.add(IndicatorFactory(code="8.1.1", output=OutputFactory(code="8.1")))
    result.partnerships.add(PartnershipCategoryFactory())
    result.partners.add(OrganisationFactory())
    project = ProjectFactory(code="TJK/19/50/EUR")
    project.donors.add(OrganisationFactory(acronym="SDC"))
    result.projects.add(project)
    result.topics.add(TopicFactory(code="children", facet="group", name={"en": "children", "fr": "enfants"}))
    ContributionFactory(result=result, women=12, men=8, date=date(2021, 3, 1), date_precision="month")
    DriverTextFactory(result=result)
    PeopleReachedFactory(result=result, source="Survey of 2021", overlaps_with=ResultFactory(reference="TJK-2021-002"))
    EvidenceFactory(result=result, proves="That priorities were set")
    EvidenceFactory(result=result, title="The minutes", url="", file=EvidenceFileFactory(result=result, token=TOKEN))
    ResultSdgLinkFactory(result=result)
    return result


def test_document_holds_every_text_and_label_in_every_language(report):
    document = publish(report).document

    assert document == {
        "schema": 2,
        "reference": "TJK-2021-001",
        "language": "en",
        "date": "2021-12-01",
        "date_precision": "month",
        "biennium": "2020-21",
        "country": {
            "iso3": "TJK",
            "name": {"en": "Tajikistan", "fr": "Tadjikistan"},
            "note": NOTE,
            "region": REGION,
        },
        "cpo": {
            "code": "TJK128",
            "title": {"en": "Integrated policy response on employment and social protection"},
        },
        "summary": "The social protection budget has been reviewed",
        "outcome_achieved": "The Government reviewed the budget and set priorities.",
        "contribution": "The Office prepared the review and trained staff.",
        "indicator": INDICATOR,
        "further_indicators": [
            {
                **INDICATOR,
                "code": "8.1.1",
                "achievement": {"en": "Achievement of 8.1.1"},
                "counting_text": {"en": "Number of countries that have achieved 8.1.1"},
                "output": {"code": "8.1", "title": INDICATOR["output"]["title"]},
            }
        ],
        "step": STEP,
        "drivers": [
            {
                "code": "gender-equality",
                "title": {"en": "Gender equality & non-discrimination"},
                "text": "One of the four priorities is equality between women and men.",
            }
        ],
        "contributions": [
            {
                "kind": {"code": "webinar", "name": {"en": "webinar"}},
                "description": "Webinars on social security standards",
                "quantity": 3,
                "women": 12,
                "men": 8,
                "participants": None,
                "date": "2021-03-01",
                "date_precision": "month",
            }
        ],
        "goals": [
            {
                "number": 1,
                "short_title": {"en": "Goal 1", "fr": "Objectif 1"},
                "text": {"en": "Goal 1", "fr": "Objectif 1"},
                "reason": "",
            }
        ],
        "targets": [
            {
                "code": "1.3",
                "goal": 1,
                "short_title": {"en": "Target 1.3", "fr": "Cible 1.3"},
                "text": {"en": "Target 1.3", "fr": "Cible 1.3"},
                "reason": "It prepares wider coverage.",
            }
        ],
        "partnerships": [{"code": "with-un-agencies", "name": {"en": "with UN agencies, excluding IFIs"}}],
        "partners": [{"acronym": "UNICEF", "name": {"en": "Organisation UNICEF"}}],
        "projects": [
            {
                "code": "TJK/19/50/EUR",
                "title": {"en": "Social protection in Central Asia"},
                "donors": [{"acronym": "SDC", "name": {"en": "Organisation SDC"}}],
            }
        ],
        "topics": [{"facet": "group", "code": "children", "name": {"en": "children", "fr": "enfants"}}],
        "people_reached": [
            {
                "kind": "legal",
                "women": 400,
                "men": 300,
                "total": None,
                "is_estimated": False,
                "source": "Survey of 2021",
                "overlaps_with": "TJK-2021-002",
            }
        ],
        "evidence": [
            {
                "title": "The review",
                "proves": "That priorities were set",
                "url": "https://example.org/review",
                "file": None,
            },
            {
                "title": "The minutes",
                "proves": "",
                "url": "",
                "file": {"token": TOKEN.hex, "name": "review.pdf", "media_type": "application/pdf", "size": 17},
            },
        ],
    }


def test_what_is_not_there_is_empty_in_the_document(db):
    document = publish(ResultFactory(indicator=None, step=None, cpo=None)).document

    assert [document[key] for key in ("indicator", "step", "cpo")] == [None, None, None]
    empty = (
        "drivers",
        "contributions",
        "goals",
        "targets",
        "partnerships",
        "partners",
        "projects",
        "topics",
        "people_reached",
        "evidence",
    )
    assert [document[key] for key in empty] == [[]] * len(empty)


def test_renaming_a_topic_leaves_the_published_document_as_it_was(report):
    publication = publish(report)

    Topic.objects.update(name={"en": "girls and boys", "fr": "filles et garçons"})

    publication.refresh_from_db()
    assert publication.document["topics"][0]["name"] == {"en": "children", "fr": "enfants"}
    assert publish(report).document["topics"][0]["name"] == {"en": "girls and boys", "fr": "filles et garçons"}


def test_evidence_that_is_not_public_stays_inside(db):
    result = ResultFactory()
    EvidenceFactory(result=result, title="Minutes of the ministry", url="https://example.org/secret", is_public=False)

    document = publish(result).document

    assert document["evidence"] == []
    assert "ministry" not in str(document)


def test_targets_come_in_the_order_of_the_framework_and_imply_their_goals(db):
    result = ResultFactory()
    for code in ("8.5", "8.3", "1.3"):
        ResultSdgLinkFactory(result=result, target=TargetFactory(code=code))
    for number, reason in ((16, "Institutions"), (8, "Jobs")):
        ResultSdgLinkFactory(result=result, target=None, goal=GoalFactory(number=number), reason=reason)

    document = publish(result).document

    assert [target["code"] for target in document["targets"]] == ["1.3", "8.3", "8.5"]
    assert [(goal["number"], goal["reason"]) for goal in document["goals"]] == [
        (1, ""),
        (8, "Jobs"),
        (16, "Institutions"),
    ]


def test_official_text_stands_where_it_was_loaded(db):
    result = ResultFactory()
    target = TargetFactory(official_text={"en": "Implement social protection for all"})
    ResultSdgLinkFactory(result=result, target=target)

    (linked,) = publish(result).document["targets"]

    assert linked["text"] == {"en": "Implement social protection for all", "fr": "Cible 1.3"}
    assert linked["short_title"] == {"en": "Target 1.3", "fr": "Cible 1.3"}


def test_topics_come_in_their_order(db):
    result = ResultFactory()
    for code, position in (("old-age", 340), ("medical-care", 20), ("children", 150)):
        result.topics.add(TopicFactory(code=code, position=position))

    document = publish(result).document

    assert [topic["code"] for topic in document["topics"]] == ["medical-care", "children", "old-age"]
