import pytest
from django.core.exceptions import ValidationError

from countries.models import Country
from results.imports.kinds.country_names import _FURTHER
from results.imports.kinds.lookups import Lookups, Promised
from tests.factories import CountryFactory, OrganisationFactory, ProjectFactory, ResultFactory

SPELLINGS = {
    "TUR": ["Türkiye", "Turkey", "TURQUIE", "Turquía", "Турция", "tr", "792"],
    "LAO": ["Lao PDR", "Laos", "Lao People’s Democratic Republic", "RDP lao", "Лаос"],
    "CIV": ["Ivory Coast", "Côte d’Ivoire", "cote d ivoire", "Costa de Marfil", "Кот-д’Ивуар"],
    "MDA": ["Republic of Moldova", "République de Moldova", "Moldova", "Молдова", "Moldavie"],
    "BOL": ["Bolivia", "Bolivia (Plurinational State of)", "Bolivie", "Боливия"],
    "TZA": ["Tanzania", "United Republic of Tanzania", "Tanzanie", "Танзания"],
    "VNM": ["Viet Nam", "Vietnam", "Вьетнам"],
    "SWZ": ["Eswatini", "Swaziland", "Свазиленд"],
    "TJK": ["Tajikistan", "Tadjikistan", "Таджикистан", "Тоҷикистон", "طاجيكستان", "tjk", "TJ", "762"],
    "COD": ["DRC", "RDC", "Congo, Dem. Rep.", "République démocratique du Congo"],
    "COG": ["Congo", "Republic of the Congo"],
    "KOR": ["Republic of Korea", "South Korea"],
    "AFG": ["004", "Afganistán"],
    "GBR": ["UK", "United Kingdom", "Великобритания"],
    "USA": ["US", "U.S.A.", "США", "États-Unis"],
}  # fmt: skip


@pytest.mark.parametrize("iso3", SPELLINGS)
def test_country_is_found_however_it_is_spelt(reference_data, iso3):
    countries = Lookups().countries

    assert {countries.find(text).iso3 for text in SPELLINGS[iso3]} == {iso3}


def test_every_further_name_is_that_of_one_country(reference_data):
    countries = Lookups().countries

    found = {iso3: {countries.find(name).iso3 for name in names} for iso3, names in _FURTHER.items()}

    assert found == {iso3: {iso3} for iso3 in _FURTHER}


def test_every_country_is_found_by_its_codes_and_official_names(reference_data):
    countries = Lookups().countries

    for country in Country.objects.all():
        names = [country.iso3, country.iso2, *filter(None, [country.m49]), *country.name.values()]
        assert {countries.find(name).pk for name in names} == {country.pk}, country


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("Molduvia", " Did you mean “Republic of Moldova”?"),
        ("Tadjikstan", " Did you mean “Tadjikistan”?"),
        ("Atlantis", ""),
    ],
)
def test_unknown_country_is_refused_with_what_is_close(reference_data, text, suggested):
    with pytest.raises(ValidationError) as raised:
        Lookups().countries.find(text)

    [sentence] = raised.value.messages
    assert sentence == (
        f"There is no country “{text}”. Write its ISO code, such as TJK, or its official name.{suggested}"
    )


def test_vocabularies_are_read_when_they_are_asked_for(world, django_assert_num_queries):
    lookups = Lookups()

    with django_assert_num_queries(1):
        lookups.partners.find("UNICEF")
        lookups.partners.find("unicef")


def test_name_of_several_needs_its_code(db):
    for acronym in ("ABC", "XYZ"):
        OrganisationFactory(acronym=acronym, name={"en": "The Fund"})

    with pytest.raises(ValidationError, match="names more than one entry"):
        Lookups().partners.find("the fund")


def test_codes_that_differ_in_signs_only_are_told_apart(db):
    for code in ("TJK/19/50", "TJK-19-50"):
        ProjectFactory(code=code)
    projects = Lookups().projects

    assert [projects.find(code).code for code in ("TJK/19/50", "TJK-19-50")] == ["TJK/19/50", "TJK-19-50"]


def test_what_an_earlier_row_brings_is_found(world):
    lookups = Lookups()
    with pytest.raises(ValidationError):
        lookups.partners.find("GIZ")

    promised = lookups.promise("partners", "GIZ", names=["Coopération allemande"], acronym="GIZ")

    assert lookups.partners.find("giz") is promised
    assert lookups.partners.find("cooperation ALLEMANDE") is promised
    assert (promised.pk, promised.key, promised.acronym, str(promised)) == ("@partners:GIZ", "GIZ", "GIZ", "GIZ")


def test_what_was_not_promised_is_not_known(world):
    promised = Promised("projects", "A/1", code="A/1")

    with pytest.raises(AttributeError, match="Nothing was promised about the donors"):
        _ = promised.donors


def test_promise_is_kept_by_the_key_that_came_of_it(world):
    project, report = ProjectFactory(code="A/1"), ResultFactory(reference="TJK-2021-001")
    lookups = Lookups()

    assert [lookups.resolve(value) for value in ("@projects:A/1", "@results:TJK-2021-001", 7, None)] == [
        project.pk, report.pk, 7, None,
    ]  # fmt: skip


@pytest.mark.parametrize("value", ["@projects:A/1", "@results:TJK-2021-001"])
def test_promise_that_was_not_kept_is_refused(world, value):
    with pytest.raises(ValidationError, match="the row that brings it was left out"):
        Lookups().resolve(value)


def test_promise_of_this_very_import_is_not_yet_kept(world):
    lookups = Lookups()
    lookups.promise("projects", "A/1", code="A/1")

    with pytest.raises(ValidationError, match="the row that brings it was left out"):
        lookups.resolve("@projects:A/1")


def test_country_without_a_usual_name_has_none(db):
    CountryFactory(iso3="XQX")

    assert Lookups().countries.find("XQX").iso3 == "XQX"
