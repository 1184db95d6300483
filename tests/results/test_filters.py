"""The filters of the list: each narrows it, says so in words, can be taken off, and survives any value."""

from datetime import date
from html import unescape

import pytest

from tests.factories import (
    AchievementStepFactory,
    CountryFactory,
    CountryProgrammeOutcomeFactory,
    IndicatorFactory,
    OrganisationFactory,
    OutputFactory,
    PartnershipCategoryFactory,
    ProjectFactory,
    PublishedResultFactory,
    RegionFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
    TopicFactory,
    publish,
)


def words(response):
    return unescape(response.content.decode())


def listed(response):
    return [publication.reference for publication in response.context["page"]]


def filtered_by(response):
    return [(one["label"], one["value"]) for one in response.context["narrowed"].filtered_by]


@pytest.fixture
def two(db):
    """A result that each filter of the table below finds, and one that none of them finds."""
    result = ResultFactory(
        reference="TJK-2021-001", cpo=CountryProgrammeOutcomeFactory(), language="fr", summary="La sécurité sociale"
    )
    ResultSdgLinkFactory(result=result, target=TargetFactory(code="1.3"))
    result.topics.add(TopicFactory(code="financing", name={"en": "financing", "fr": "financement"}))
    result.partnerships.add(PartnershipCategoryFactory())
    result.partners.add(OrganisationFactory())
    result.projects.add(ProjectFactory(code="TJK/19/50/EUR"))
    publish(result)
    moz = CountryFactory(iso3="MOZ", region=RegionFactory(code="africa"))
    PublishedResultFactory(
        country=moz, date=date(2022, 6, 1), step=AchievementStepFactory(number=1), indicator=None, language="en"
    )
    return result


FILTERS = {
    "country=tjk": ("Country", "Tajikistan"),
    "country=TJK": ("Country", "Tajikistan"),
    "region=europe-central-asia": ("Region", "Europe Central Asia"),
    "biennium=2020-21": ("Biennium", "2020-21"),
    "year=2021": ("Year", "2021"),
    "step=3": ("Achievement step", "3 Title of step 3"),
    "outcome=2020-21:8": ("Policy outcome", "8 Social protection for all"),
    "indicator=2020-21:8.3.1": ("Indicator", "8.3.1 Number of countries that have achieved 8.3.1"),
    "topic=financing": ("Topic", "financing"),
    "goal=1": ("SDG goal", "1 Goal 1"),
    "target=1.3": ("SDG target", "1.3 Target 1.3"),
    "partnership=with-un-agencies": ("In partnership", "with UN agencies, excluding IFIs"),
    "language=fr": ("Language of the texts", "French"),
    "cpo=tjk128": ("Country programme outcome", "TJK128"),
    "project=TJK/19/50/EUR": ("Project", "TJK/19/50/EUR"),
    "partner=unicef": ("Partner", "unicef"),
    "q=securite": ("Words", "securite"),
}


@pytest.mark.parametrize(("query", "in_words"), FILTERS.items(), ids=FILTERS)
def test_filter_narrows_the_list_and_says_so(client, two, query, in_words):
    response = client.get(f"/en/results/?{query}", follow=True)

    assert listed(response) == ["TJK-2021-001"]
    assert filtered_by(response) == [in_words]
    assert ">1 result</h2>" in words(response)
    assert 'href="/en/results/">Clear all' in words(response)


def test_filters_are_in_the_readers_language(client, two):
    response = client.get("/fr/results/?country=tjk&topic=financing")

    assert [value for _label, value in filtered_by(response)] == ["Tadjikistan", "financement"]


def test_filters_narrow_together_and_each_can_be_taken_off(client, two):
    response = client.get("/en/results/?country=tjk&step=3&page=1")

    assert listed(response) == ["TJK-2021-001"]
    assert '<a class="filtered-by__one" href="?step=3">' in words(response)
    assert '<a class="filtered-by__one" href="?country=tjk">' in words(response)


def test_form_keeps_what_is_chosen(client, two):
    page = words(client.get("/en/results/?country=tjk&cpo=tjk128&q=securite"))

    assert '<option value="tjk" selected>Tajikistan</option>' in page
    assert '<input type="hidden" name="cpo" value="tjk128"' in page
    assert 'name="q" value="securite"' in page


def test_boxes_left_empty_leave_the_address(client, two):
    response = client.get("/en/results/?q=&country=TJK&region=&step=+")

    assert response["Location"] == "/en/results/?country=tjk"


def test_only_countries_with_results_are_offered(client, two):
    ResultFactory(country=CountryFactory(iso3="AFG"))
    CountryFactory(iso3="ALB")

    page = words(client.get("/en/results/"))

    assert [iso3 in page for iso3 in ('value="tjk"', 'value="moz"', 'value="afg"', 'value="alb"')] == [
        True,
        True,
        False,
        False,
    ]


def test_country_without_results_says_so_with_a_way_out(client, two):
    CountryFactory(iso3="ALB", name={"en": "Albania"})

    response = client.get("/en/results/?country=alb")

    assert filtered_by(response) == [("Country", "Albania")]
    assert ">0 results</h2>" in words(response)
    assert "No published result matches all of this." in words(response)
    assert 'href="/en/results/">Show all results' in words(response)


def test_options_stand_as_the_reader_expects_them(client, two):
    output = OutputFactory(code="8.2")
    for code in ("8.2.1", "8.2.10", "8.2.2"):
        PublishedResultFactory(indicator=IndicatorFactory(code=code, output=output))

    choices = client.get("/en/results/").context["narrowed"].facets.choices

    ((biennium, indicators),) = choices("indicator")
    assert (biennium, [value for value, _label in indicators]) == (
        "2020-21",
        ["2020-21:8.2.1", "2020-21:8.2.2", "2020-21:8.2.10", "2020-21:8.3.1"],
    )
    assert choices("topic") == [("Theme", [("financing", "financing")])]
    assert [value for value, _label in choices("biennium")] == ["2022-23", "2020-21"]


def test_markup_in_a_label_is_not_run(client, db):
    PublishedResultFactory(country=CountryFactory(iso3="XSS", name={"en": "<script>alert(1)</script>"}))

    assert b"<script>alert" not in client.get("/en/results/?country=xss").content


BAD = {
    "country=zzz": "Country: “zzz” is not known here",
    "country=%00": "Country: “” is not known here",
    "region=mars": "Region: “mars” is not known here",
    "biennium=2021-22": "Biennium: “2021-22” is not known here",
    "year=2021x": "Year: “2021x” is not known here",
    "year=99999": "Year: “99999” is not known here",
    "step=abc": "Achievement step: “abc” is not known here",
    "step=9999999999999999999999": "Achievement step: “9999999999999999999999” is not known here",
    "goal=18": "SDG goal: “18” is not known here",
    "target=8.3.1": "SDG target: “8.3.1” is not known here",
    "indicator=8.3.1": "Indicator: “8.3.1” is not known here",
    "indicator=2022-23:8.3.1": "Indicator: “2022-23:8.3.1” is not known here",
    "outcome=8": "Policy outcome: “8” is not known here",
    "topic='+OR+1=1": "Topic: “' OR 1=1” is not known here",
    "partnership=x%00y": "In partnership: “xy” is not known here",
    "language=tlh": "Language of the texts: “tlh” is not known here",
    "cpo=nonsense": "Country programme outcome: “nonsense” is not known here",
    "partner=%00": "Partner: “” is not known here",
    "order=sideways": "Order: “sideways” is not known here",
    "country=" + "x" * 10_000: "Country: “xxx",
    "q=" + "x" * 10_000: "This search is too long.",
}


@pytest.mark.parametrize(("query", "sentence"), BAD.items(), ids=lambda text: text[:40])
def test_value_that_is_not_known_is_said_kindly(client, two, query, sentence):
    response = client.get(f"/en/results/?{query}")

    assert response.status_code == 200
    assert sentence in words(response)
    assert len(listed(response)) == 2
    assert filtered_by(response) == []


@pytest.mark.parametrize("query", ["q=%00", "q=%F0%9F%98%80", "q=%22%27%28%29%2A%3A%5E", "q=" + "a+" * 90, "unknown=1"])
def test_no_words_are_too_strange(client, two, query):
    assert client.get(f"/en/results/?{query}", follow=True).status_code == 200


@pytest.mark.parametrize(
    ("question", "is_found"),
    [
        pytest.param("l'assurance", True, id="straight apostrophe"),
        pytest.param("l’assurance", True, id="curly apostrophe"),
        pytest.param("assurance", True, id="without the article"),
        pytest.param("assurance-chômage", True, id="hyphen"),
        pytest.param("chomage", True, id="part behind a hyphen"),
        pytest.param("8.3.1", True, id="code with points"),
        pytest.param("الحماية", True, id="Arabic without tatweel"),
        pytest.param("الحمـــاية", True, id="Arabic with tatweel"),
        pytest.param("еще", True, id="Russian without the two dots"),
        pytest.param("ещё", True, id="Russian with the two dots"),
        pytest.param("ÉTUDE", True, id="capitals with accents"),
        pytest.param("étudiant", False, id="longer than what is written"),
        pytest.param("surance", False, id="end of a word"),
        pytest.param("assurance maladie", False, id="one word too many"),
    ],
)
def test_search_is_the_same_in_every_spelling(client, db, question, is_found):
    text = "Étude de l’assurance-chômage (indicateur 8.3.1). الحمـاية الاجتماعية. И ещё одно."
    PublishedResultFactory(outcome_achieved=text)

    assert len(listed(client.get("/en/results/", {"q": question}))) == is_found
