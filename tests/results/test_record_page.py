"""The record page says all of a published record, in its order, in the reader's language, and nothing else."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sdg_links.models import Goal, Target
from tests.factories import (
    ContributionFactory,
    CountryProgrammeOutcomeFactory,
    DriverFactory,
    DriverTextFactory,
    EvidenceFactory,
    EvidenceFileFactory,
    IndicatorFactory,
    OrganisationFactory,
    PartnershipCategoryFactory,
    PeopleReachedFactory,
    ProjectFactory,
    PublishedResultFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
    TopicFactory,
    publish,
)

QUERIES = 4
ADDRESS = "/{language}/results/{reference}/"


def html(client, result, language="en", status=200):
    response = client.get(ADDRESS.format(language=language, reference=result.reference))
    assert response.status_code == status
    return unescape(response.content.decode())


def text(page):
    """The words of the main part, without markup, in one line."""
    main = re.search(r"<main.*</main>", page, re.DOTALL).group()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace(" ,", ",")


def full_result(count=1, **fields):
    """A report with ``count`` of everything that a record can have several of."""
    result = ResultFactory(cpo=CountryProgrammeOutcomeFactory(), **fields)
    for n in range(count):
        ContributionFactory(result=result, description=f"Webinar number {n}", women=10, men=5)
        EvidenceFactory(result=result, title=f"Evidence {n}")
        DriverTextFactory(result=result, driver=DriverFactory(code=f"driver-{n}", title={"en": f"Driver {n}"}))
        ResultSdgLinkFactory(result=result, target=TargetFactory(code=f"{n + 1}.3"), reason=f"Reason {n}.")
        result.projects.add(ProjectFactory(code=f"TJK/19/{n}/EUR", title={"en": f"Project {n}"}))
        result.topics.add(
            TopicFactory(code=f"topic-{n}", name={"en": f"Topic {n}", "fr": f"Sujet {n}"}, position=9 - n)
        )
        result.partnerships.add(PartnershipCategoryFactory(code=f"with-{n}", name={"en": f"with partner {n}"}))
        result.partners.add(OrganisationFactory(acronym=f"ORG{n}"))
        result.further_indicators.add(IndicatorFactory(code=f"8.1.{n + 1}", output=None))
    return result


def test_record_says_everything_in_the_order_of_the_printed_record(client, db):
    result = full_result()
    publish(result)

    words = text(html(client, result))

    expected = [
        "Tajikistan", "Outcome summary", result.summary, "Result achieved", "Achievement of step 3", "(Step 3)",
        "Number of countries at step 3", "(Step 3)", "8.3.1", "Number of countries that have achieved 8.3.1", "8.1.1",
        "Linked projects", "TJK/19/0/EUR", "Project 0", "Outcome achieved", result.outcome_achieved,
        "ILO’s contribution to the outcome", result.contribution, "Webinar number 0", "15", "Driver 0",
        "One of the four priorities", "SDG goals", "1", "Goal 1", "SDG targets", "1.3", "Target 1.3", "Reason 0.",
        "In partnership", "with partner 0", "Organisation ORG0", "Evidence", "Evidence 0",
        "Year", "2021", "CPO", "TJK128", "P&B", "8.3.1", "Topics", "Topic 0", "Version", "Cite this record",
        f"http://testserver/results/{result.reference}/",
    ]  # fmt: skip
    position = 0
    for part in expected:
        position = words.find(part, position)
        assert position >= 0, part
        position += len(part)


def test_record_without_its_optional_parts_has_no_empty_heading(client, db):
    result = PublishedResultFactory(indicator=None, step=None)

    page = html(client, result)

    headings = [re.sub(r"<[^>]+>", "", heading) for heading in re.findall(r"<h2[^>]*>(.*?)</h2>", page)]
    assert headings == ["Outcome achieved", "ILO’s contribution to the outcome", "Cite this record"]
    terms = [re.sub(r"<[^>]+>", "", term) for term in re.findall(r"<dt>(.*?)</dt>", page)]
    assert terms == ["Year", "Country", "Reference", "Language of the texts", "Version"]


def test_indicator_alone_says_what_was_achieved(client, db):
    result = PublishedResultFactory(step=None)

    assert "Result achieved Achievement of 8.3.1 Counts towards 8.3.1 Number of" in text(html(client, result))


def test_labels_are_in_the_readers_language_and_texts_in_their_own(client, db):
    result = full_result(count=2, language="ar", summary="اعتماد استراتيجية")
    publish(result)

    page = html(client, result, "fr")

    assert "Tadjikistan" in text(page)
    assert "Sujet 1, Sujet 0" in text(page)
    assert re.search(r'<h1 lang="ar" dir="rtl"[^>]*>اعتماد استراتيجية</h1>', page)
    assert page.count('class="narrative" lang="ar" dir="rtl"') == 4


def test_text_in_the_language_of_the_page_needs_no_mark(client, db):
    result = PublishedResultFactory(language="fr")

    page = html(client, result, "fr")

    assert re.search(r"<h1\s+aria-describedby", page)
    assert '<div class="narrative" >' in page


def test_text_from_left_to_right_is_marked_on_an_arabic_page(client, db):
    result = PublishedResultFactory(language="en")

    assert '<div class="narrative" lang="en" dir="ltr">' in html(client, result, "ar")


def test_sdg_texts_are_the_official_ones_as_soon_as_they_are_loaded(client, db):
    result = full_result()
    publish(result)

    before = text(html(client, result))
    Target.objects.update(official_text={"en": "Official text of the target"})
    Goal.objects.update(official_text={"en": "Official text of the goal"})
    after = text(html(client, result))

    assert "Target 1.3" in before
    assert "Official text of the target" in after
    assert "Official text of the goal" in after


def test_missing_number_is_a_dash_and_an_unknown_column_is_left_out(client, db):
    result = ResultFactory()
    ContributionFactory(result=result, quantity=3, women=12, men=None, description="Training")
    ContributionFactory(result=result, quantity=None, women=None, men=None, description="Survey")
    publish(result)

    words = text(html(client, result))

    assert "What How many Women Webinar Training 3 12 Webinar Survey – –" in words


def test_people_reached_are_shown_with_their_sense_and_source(client, db):
    result = ResultFactory()
    counted = ResultFactory(reference="TJK-2020-009")
    PeopleReachedFactory(result=result, women=1200, men=800, is_estimated=True, source="Agency", overlaps_with=counted)
    PeopleReachedFactory(result=result, kind="effective", women=None, men=None, total=90)
    publish(result)

    words = text(html(client, result))

    assert (
        "Legal coverage: entitled by law Estimated: Agency · already counted in TJK-2020-009 1,200 800 2,000" in words
    )
    assert "Effective coverage: actually covered Measured – – 90" in words


def test_evidence_says_what_it_proves_and_leads_to_its_file(client, db):
    result = ResultFactory()
    file = EvidenceFileFactory(result=result)
    EvidenceFactory(result=result, title="The law", url="", file=file, proves="That it is in force")
    publish(result)

    page = html(client, result)

    assert f'<a href="/files/{file.token}/" rel="noopener" >The law</a>' in page
    assert "That it is in force" in text(page)


def publish_as(document):
    """Another record, whose publication holds this document."""
    publication = PublishedResultFactory().publications.get()
    other = ResultFactory(reference="TJK-2021-900")
    publication.pk, publication.result, publication.reference = None, other, other.reference
    publication.document = {**document, "reference": other.reference}
    publication.summary = publication.document["summary"]
    publication.save(force_insert=True)
    return other


def test_record_of_before_people_and_files_were_asked_for_is_shown_as_ever(client, db):
    result = full_result()
    document = {**publish(result).document, "schema": 1}
    del document["people_reached"]
    document["evidence"] = [{"title": "The law", "url": "https://example.org/law"}]

    words = text(html(client, publish_as(document)))

    assert "Evidence The law" in words
    assert "People reached" not in words


def test_private_evidence_is_not_shown(client, db):
    result = ResultFactory()
    EvidenceFactory(result=result, title="For colleagues only", is_public=False)
    publish(result)

    assert "For colleagues only" not in html(client, result)


def test_markup_in_a_text_is_shown_and_not_run(client, db):
    document = publish(ResultFactory()).document
    other = publish_as({**document, "summary": "<script>alert(1)</script>"})

    response = client.get(ADDRESS.format(language="en", reference=other.reference))

    assert b"<script>alert" not in response.content
    assert b"&lt;script&gt;alert(1)" in response.content


def test_machines_read_what_the_record_is(client, db):
    result = PublishedResultFactory()

    page = html(client, result, "fr")

    address = f"http://testserver/results/{result.reference}/"
    assert f'<link rel="canonical" href="{address}">' in page
    assert f'<meta name="DC.identifier" content="{address}">' in page
    assert '<meta name="citation_language" content="en">' in page


@pytest.mark.parametrize("count", [1, 3])
def test_record_is_four_queries(client, db, count):
    result = full_result(count)
    publish(result)
    client.get(ADDRESS.format(language="en", reference=result.reference))

    with CaptureQueriesContext(connection) as queries:
        html(client, result)

    assert len(queries) == QUERIES


def test_unchanged_record_is_not_sent_twice(client, db):
    result = PublishedResultFactory()
    address = ADDRESS.format(language="en", reference=result.reference)
    etag = client.get(address)["ETag"]

    again = client.get(address, headers={"if-none-match": etag})
    publish(result)
    changed = client.get(address, headers={"if-none-match": etag})

    assert (again.status_code, changed.status_code) == (304, 200)


@pytest.mark.parametrize(
    ("person", "is_offered"),
    [
        pytest.param("officer", True, id="officer"),
        pytest.param("publisher", True, id="publisher"),
        pytest.param("administrator", True, id="administrator"),
        pytest.param("stranger", False, id="stranger"),
        pytest.param("nobody_special", False, id="nobody special"),
        pytest.param(None, False, id="anonymous reader"),
    ],
)
def test_desk_is_offered_to_whoever_may_open_the_report(client, request, tajikistan, person, is_offered):
    result = PublishedResultFactory(country=tajikistan)
    if person:
        client.force_login(request.getfixturevalue(person))

    page = html(client, result)

    assert (f'href="/en/desk/{result.reference}/">Open at the desk' in page) is is_offered
