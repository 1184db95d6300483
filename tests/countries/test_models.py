"""Countries and what they have agreed to work towards."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from countries.models import CooperationFramework, Country, CountryProgrammeOutcome, Organisation, PriorityArea, Region
from tests.factories import (
    CooperationFrameworkFactory,
    CountryFactory,
    CountryProgrammeOutcomeFactory,
    OrganisationFactory,
    PriorityAreaFactory,
)


@pytest.mark.parametrize("code", ["tjk", "TJ", "TJKX", "T1K", "ТJK"])
def test_iso_code_is_three_capital_letters(db, code):
    country = CountryFactory()

    country.iso3 = code
    with pytest.raises(ValidationError) as refusal:
        country.full_clean()

    assert "An ISO code is three capital letters, for example TJK." in refusal.value.message_dict["iso3"]


def test_country_has_one_address_in_every_language(tajikistan):
    with translation.override("ru"):
        assert tajikistan.get_absolute_url() == "/ru/countries/tjk/"


def test_country_is_named_in_the_readers_language(tajikistan):
    tajikistan.refresh_from_db()

    with translation.override("fr"):
        assert str(tajikistan) == "Tadjikistan"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        pytest.param("128", "A CPO code is the country's ISO code and a number: TJK128.", id="number alone"),
        pytest.param("TJK12", "A CPO code is the country's ISO code and a number: TJK128.", id="two digits"),
        pytest.param("tjk128", "A CPO code is the country's ISO code and a number: TJK128.", id="small letters"),
        pytest.param("MOZ106", "The code of an outcome in Tajikistan begins with TJK.", id="another country"),
    ],
)
def test_code_of_an_outcome_names_its_country(tajikistan, code, sentence):
    outcome = CountryProgrammeOutcomeFactory(country=tajikistan)

    outcome.code = code
    with pytest.raises(ValidationError) as refusal:
        outcome.full_clean()

    assert sentence in refusal.value.message_dict["code"]


def test_outcome_has_its_address_beneath_its_country(db):
    with translation.override("en"):
        assert CountryProgrammeOutcomeFactory().get_absolute_url() == "/en/countries/tjk/outcomes/tjk128/"


def test_everything_is_found_by_the_keys_that_people_use(db):
    area = PriorityAreaFactory()
    outcome = CountryProgrammeOutcomeFactory()
    partner = OrganisationFactory()
    framework, country = area.framework, area.framework.country

    found = {
        PriorityArea.objects.get_by_natural_key(*area.natural_key()): area,
        CooperationFramework.objects.get_by_natural_key("TJK", "undaf-2010-2015"): framework,
        CountryProgrammeOutcome.objects.get_by_natural_key("TJK128"): outcome,
        Country.objects.get_by_natural_key("TJK"): country,
        Region.objects.get_by_natural_key("europe-central-asia"): country.region,
        Organisation.objects.get_by_natural_key("UNICEF"): partner,
    }
    assert all(entry == expected for entry, expected in found.items())


def test_framework_of_a_single_year_is_accepted(db):
    CooperationFrameworkFactory(start_year=2015, end_year=2015).full_clean()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param({"en": "United Nations Children's Fund"}, "United Nations Children's Fund (UNICEF)", id="name"),
        pytest.param({"en": "UNICEF"}, "UNICEF", id="acronym alone"),
    ],
)
def test_organisation_is_shown_with_its_acronym(db, name, shown):
    organisation = OrganisationFactory(name=name)

    organisation.refresh_from_db()

    assert str(organisation) == shown
