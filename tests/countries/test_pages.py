"""Pages about countries: the list, a country, an outcome of its programme."""

import re
from datetime import date
from html import unescape

import pytest

from results import actions
from tests.factories import (
    AchievementStepFactory,
    CooperationFrameworkFactory,
    CountryFactory,
    CountryIndicatorFactory,
    CountryProgrammeOutcomeFactory,
    IndicatorFactory,
    MeasurementFactory,
    OrganisationFactory,
    PeriodTargetFactory,
    PriorityAreaFactory,
    ProjectFactory,
    PublishedResultFactory,
    RegionFactory,
    ResultFactory,
    publish,
)

QUERIES = {"countries": 6, "country": 9, "cpo": 8}


def content(response):
    return unescape(response.content.decode())


def main(response):
    return re.search(r"<main.*</main>", content(response), re.DOTALL).group()


def count_behind(client, address):
    return client.get(address).context["page"].paginator.count


class TestList:
    @pytest.fixture(autouse=True)
    def _countries(self, tajikistan, elsewhere):
        PublishedResultFactory(country=tajikistan, step=AchievementStepFactory(number=2), date=date(2021, 5, 1))
        PublishedResultFactory(country=tajikistan, step=None, date=date(2023, 5, 1))
        ResultFactory(country=elsewhere, step=AchievementStepFactory(number=3))

    def names(self, client, query=""):
        return [line.country.iso3 for line in client.get(f"/en/countries/{query}").context["list"].lines]

    def test_lists_countries_with_published_results(self, client):
        response = client.get("/en/countries/")

        (line,) = response.context["list"].lines
        assert (line.country.iso3, line.figures.results, line.highest_step.number) == ("TJK", 2, 2)
        assert line.figures.latest_year == 2023
        assert count_behind(client, "/en/results/?country=tjk") == 2
        assert '<a href="/en/results/?country=tjk">2</a>' in content(response)

    def test_can_list_all_countries(self, client):
        page = content(client.get("/en/countries/?show=all"))

        assert self.names(client, "?show=all") == ["MOZ", "TJK"]
        assert '<td class="number">0</td><td>–</td><td class="number">–</td>' in page

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            pytest.param("?q=t", ["TJK"], id="one letter"),
            pytest.param("?q=TADJ", ["TJK"], id="in another language, in capitals"),
            pytest.param("?q=stan", [], id="not the middle of a word"),
            pytest.param("?q=tjk", ["TJK"], id="by code"),
            pytest.param("?q=moz", [], id="one without published results"),
            pytest.param("?q=moz&show=all", ["MOZ"], id="among all"),
            pytest.param("?region=africa", [], id="a region without results"),
            pytest.param("?region=europe-central-asia", ["TJK"], id="a region"),
            pytest.param("?step=2", ["TJK"], id="the highest step"),
            pytest.param("?step=3", [], id="a step only a draft has reached"),
            pytest.param("?step=none", [], id="no step"),
        ],
    )
    def test_can_be_narrowed(self, client, query, found):
        assert self.names(client, query) == found

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            pytest.param("?region=mars", "There is no such region. Choose one from the list.", id="region"),
            pytest.param("?step=9", "There is no such step. Choose one from the list.", id="step"),
            pytest.param("?show=some", "Choose the countries with results, or all countries.", id="show"),
            pytest.param(f"?q={'x' * 61}", "No name is this long. Type one letter or a word.", id="name"),
            pytest.param("?q=%00", "Null characters are not allowed.", id="null character"),
        ],
    )
    def test_explains_what_it_cannot_read(self, client, query, sentence):
        response = client.get(f"/en/countries/{query}")

        assert response.status_code == 200
        assert sentence in content(response)

    def test_goes_by_names_in_the_readers_language(self, client, tajikistan):
        for iso3, name in (("EGY", "Égypte"), ("ESP", "Espagne"), ("ZMB", "Zambie"), ("DZA", "Algérie")):
            CountryFactory(iso3=iso3, name={"fr": name, "en": iso3}, region=tajikistan.region)

        listed = client.get("/fr/countries/?show=all&region=europe-central-asia").context["list"].lines

        assert [str(line.country) for line in listed] == ["Algérie", "Égypte", "Espagne", "Tadjikistan", "Zambie"]

    def test_shows_the_note_of_a_country(self, client):
        CountryFactory(iso3="XKX", note={"en": "In the context of resolution 1244."})

        assert "In the context of resolution 1244." in content(client.get("/en/countries/?show=all"))

    def test_says_when_nothing_matches(self, client):
        assert "No country matches." in content(client.get("/en/countries/?q=zzz"))


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_questions(client, db, django_assert_num_queries, rows):
    for iso3 in ("TJK", "KGZ", "UZB")[:rows]:
        PublishedResultFactory(country=CountryFactory(iso3=iso3))

    with django_assert_num_queries(QUERIES["countries"]):
        client.get("/en/countries/")


def test_country_shows_its_figures(client, tajikistan):
    indicator = IndicatorFactory(code="8.3.1")
    for reference, number in (("TJK-2021-001", 3), ("TJK-2021-002", 3), ("TJK-2021-003", 1)):
        step = AchievementStepFactory(number=number)
        PublishedResultFactory(reference=reference, country=tajikistan, indicator=indicator, step=step)
    ResultFactory(country=tajikistan, step=AchievementStepFactory(number=2))

    response = client.get("/en/countries/tjk/")

    figures = re.findall(r'<li><a href="([^"]+)"><strong>(\d+)</strong>', content(response))
    assert figures == [
        ("/en/results/?country=tjk", "3"),
        ("/en/results/?country=tjk&step=3", "3"),
        ("#counts", "1"),
    ]
    assert count_behind(client, "/en/results/?country=tjk") == 3
    assert count_behind(client, "/en/results/?country=tjk&step=3") == 2


def test_climb_leads_to_records_and_lists(client, tajikistan):
    first, third = AchievementStepFactory(number=1), AchievementStepFactory(number=3)
    PublishedResultFactory(reference="TJK-2019-001", step=first, date=date(2019, 1, 1))
    for reference in ("TJK-2021-001", "TJK-2021-002"):
        PublishedResultFactory(reference=reference, step=third, date=date(2021, 1, 1))
    PublishedResultFactory(reference="TJK-2021-003", step=None, date=date(2021, 1, 1))

    response = client.get("/en/countries/tjk/")

    marks = re.findall(r'class="climb__mark" href="([^"]+)" aria-label="([^"]+)">(\d+)<', content(response))
    several = "/en/results/?country=tjk&year=2021&step=3"
    assert marks == [
        (several, "2021, step 3: 2 results", "2"),
        ("/en/results/TJK-2019-001/", "2019, step 1: TJK-2019-001", "1"),
    ]
    assert count_behind(client, several) == 2
    assert response.context["climb"].years == [2019, 2020, 2021]
    assert "Results that are not part of a step" in content(response)


def test_country_counts_once_and_lists_the_rest(client, tajikistan):
    indicator = IndicatorFactory(code="8.3.1")
    for number in range(1, 6):
        PublishedResultFactory(reference=f"TJK-2021-00{number}", indicator=indicator, date=date(2021, number, 1))

    response = client.get("/en/countries/tjk/")

    (one,) = response.context["counts"]
    assert (one.first.reference, [p.reference for p in one.others]) == (
        "TJK-2021-001",
        ["TJK-2021-002", "TJK-2021-003"],
    )
    everything = "/en/results/?country=tjk&indicator=2020-21%3A8.3.1"
    assert f'<a href="{everything}">All results behind this count: 5</a>' in content(response)
    assert count_behind(client, everything) == 5


def test_results_of_a_biennium_lead_to_all_of_them(client, tajikistan):
    for number in range(1, 6):
        PublishedResultFactory(reference=f"TJK-2021-00{number}", date=date(2021, number, 1))

    page = content(client.get("/en/countries/tjk/"))

    shown = re.findall(r"TJK-2021-00\d(?=</bdi></li>)", page)
    assert shown == ["TJK-2021-005", "TJK-2021-004", "TJK-2021-003"]
    assert '<a href="/en/results/?country=tjk&biennium=2020-21">All results of 2020-21: 5</a>' in page
    assert count_behind(client, "/en/results/?country=tjk&biennium=2020-21") == 5


def test_country_shows_what_is_measured(client, tajikistan):
    measured = CountryIndicatorFactory(country=tajikistan, unit="percentage", baseline="26.6", baseline_year=2019)
    MeasurementFactory(country_indicator=measured, year=2021, value="28.1")
    MeasurementFactory(country_indicator=measured, year=2023, value="31", is_estimate=True)
    PeriodTargetFactory(country_indicator=measured, year=2030, value="50")
    CountryIndicatorFactory(country=tajikistan, title={"en": "Not measured yet"})

    page = content(client.get("/en/countries/tjk/"))

    cells = [re.sub(r"<[^>]+>|\s+", " ", cell).split() for cell in re.findall(r'<td class="number">(.*?)</td>', page)]
    assert cells == [["26.6%", "2019"], ["31%", "2023,", "estimated"], ["50%", "2030"], ["–"], ["–"], ["–"]]


def test_country_shows_what_was_agreed(client, tajikistan):
    framework = CooperationFrameworkFactory(country=tajikistan)
    for title in ("Social Protection", "Health"):
        PriorityAreaFactory(framework=framework, title={"en": title}, slug=title.lower().replace(" ", "-"))
    CooperationFrameworkFactory(country=tajikistan, slug="dwcp-2020-2024", start_year=2020, end_year=2024)

    agreements = client.get("/en/countries/tjk/").context["agreements"]

    assert [(one.slug, areas) for one, areas in agreements] == [
        ("dwcp-2020-2024", []),
        ("undaf-2010-2015", ["Health", "Social Protection"]),
    ]


def test_outcomes_say_how_many_results_they_have(client, tajikistan):
    cpo = CountryProgrammeOutcomeFactory(code="TJK128")
    CountryProgrammeOutcomeFactory(code="TJK129")
    PublishedResultFactory(cpo=cpo)
    ResultFactory(cpo=cpo)

    response = client.get("/en/countries/tjk/")

    assert [(one.code, results) for one, results in response.context["cpos"]] == [("TJK128", 1), ("TJK129", 0)]
    assert '<a href="/en/results/?country=tjk&cpo=tjk128">1 result</a>' in content(response)
    assert count_behind(client, "/en/results/?country=tjk&cpo=tjk128") == 1


def test_drafts_and_withdrawn_results_do_not_leak(client, tajikistan, publisher):
    ResultFactory(country=tajikistan, summary="A draft that must not leak")
    withdrawn = PublishedResultFactory(country=tajikistan, summary="Withdrawn since")
    actions.withdraw(withdrawn, by=publisher, reason="It had not been adopted.")
    changed = PublishedResultFactory(country=tajikistan, summary="As it was published")
    changed.summary = "A change nobody has published"
    changed.save()

    page = content(client.get("/en/countries/tjk/"))

    assert "As it was published" in page
    assert [text for text in ("must not leak", "Withdrawn since", "nobody has published") if text in page] == []


def test_country_without_results_says_so(client, tajikistan):
    page = content(client.get("/en/countries/tjk/"))

    assert "No result of this country has been published yet." in page
    assert "<h2" not in page


def test_everybody_sees_the_same_country(client, tajikistan, stranger, officer):
    PublishedResultFactory(country=tajikistan)
    ResultFactory(country=tajikistan)

    shown = [main(client.get("/en/countries/tjk/"))]
    for user in (stranger, officer):
        client.force_login(user)
        shown.append(main(client.get("/en/countries/tjk/")))

    assert shown[0] == shown[1] == shown[2]


@pytest.mark.parametrize(
    "address",
    [
        "/en/countries/tj/",
        "/en/countries/zzz/",
        "/en/countries/tajikistan/",
        "/en/countries/%00tj/",
        "/en/countries/tjk/outcomes/tjk999/",
        "/en/countries/moz/outcomes/tjk128/",
        "/en/countries/tjk/outcomes/%00/",
    ],
)
def test_unknown_address_is_kindly_refused(client, tajikistan, elsewhere, address):
    CountryProgrammeOutcomeFactory(code="TJK128")

    response = client.get(address)

    assert response.status_code == 404
    assert "Check the address" in content(response)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("/en/countries/TJK/", "/en/countries/tjk/"),
        ("/en/countries/Tjk/?as_of=2021-12-31", "/en/countries/tjk/?as_of=2021-12-31"),
        ("/en/countries/TJK/outcomes/TJK128/", "/en/countries/tjk/outcomes/tjk128/"),
    ],
)
def test_capitals_lead_to_the_right_address(client, tajikistan, typed, right):
    response = client.get(typed)

    assert (response.status_code, response.url) == (301, right)


@pytest.mark.parametrize("rows", [1, 3])
def test_country_asks_the_same_number_of_questions(client, tajikistan, django_assert_num_queries, rows):
    for number in range(rows):
        everything(f"TJK12{number}", date(2021 - 2 * number, 1, 1), number + 1)

    with django_assert_num_queries(QUERIES["country"]):
        client.get("/en/countries/tjk/")


def everything(code, day, step):
    """A published result of an outcome, with a project; and a framework and an indicator of the country."""
    cpo = CountryProgrammeOutcomeFactory(code=code)
    result = ResultFactory(cpo=cpo, date=day, step=AchievementStepFactory(number=step))
    project = ProjectFactory()
    project.donors.add(OrganisationFactory(acronym=f"DONOR-{code}"))
    result.projects.add(project)
    publish(result)
    framework = CooperationFrameworkFactory(country=cpo.country, slug=f"dwcp-{code.lower()}")
    PriorityAreaFactory(framework=framework)
    measured = CountryIndicatorFactory(country=cpo.country)
    MeasurementFactory(country_indicator=measured)
    PeriodTargetFactory(country_indicator=measured)


class TestOutcome:
    def test_shows_its_results_steps_and_projects(self, client, tajikistan):
        cpo = CountryProgrammeOutcomeFactory(code="TJK128", status="pipeline")
        project = ProjectFactory(code="TJK/19/50/EUR")
        for reference, day in (("TJK-2021-001", date(2021, 1, 1)), ("TJK-2023-001", date(2023, 1, 1))):
            result = ResultFactory(reference=reference, cpo=cpo, date=day)
            result.projects.add(project)
            publish(result)
        PublishedResultFactory(reference="TJK-2021-009", cpo=None)

        response = client.get("/en/countries/tjk/outcomes/tjk128/")

        assert [[p.reference for p in one.shown] for one in response.context["biennia"]] == [
            ["TJK-2023-001"],
            ["TJK-2021-001"],
        ]
        assert "Pipeline: work is being prepared" in content(response)
        assert '<a href="/en/results/?project=TJK%2F19%2F50%2FEUR"><bdi>TJK/19/50/EUR</bdi></a>' in content(response)
        assert count_behind(client, "/en/results/?project=TJK%2F19%2F50%2FEUR") == 2

    def test_hides_the_projects_of_drafts(self, client, tajikistan):
        result = ResultFactory(cpo=CountryProgrammeOutcomeFactory(code="TJK128"))
        result.projects.add(ProjectFactory(code="SECRET/1"))

        page = content(client.get("/en/countries/tjk/outcomes/tjk128/"))

        assert "SECRET/1" not in page
        assert "No result has been published for this outcome yet." in page

    @pytest.mark.parametrize("rows", [1, 3])
    def test_asks_the_same_number_of_questions(self, client, tajikistan, django_assert_num_queries, rows):
        everything("TJK128", date(2021, 1, 1), 1)
        for _number in range(1, rows):
            PublishedResultFactory(cpo=CountryProgrammeOutcomeFactory(code="TJK128"), date=date(2019, 1, 1))

        with django_assert_num_queries(QUERIES["cpo"]):
            client.get("/en/countries/tjk/outcomes/tjk128/")


def test_region_names_the_list_it_leads_to(client, tajikistan):
    tajikistan.region = RegionFactory(code="arab-states")
    tajikistan.save()

    assert 'href="/en/countries/?region=arab-states"' in content(client.get("/en/countries/tjk/"))
