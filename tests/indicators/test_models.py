"""The results framework of a biennium, and what is tracked in one country."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from indicators.models import AchievementStep, Biennium, Driver, Indicator, Output, PolicyOutcome
from tests.factories import (
    AchievementStepFactory,
    BienniumFactory,
    CountryIndicatorFactory,
    DriverFactory,
    IndicatorFactory,
    OutputFactory,
    PolicyOutcomeFactory,
)


@pytest.mark.parametrize(
    ("start_year", "code"), [(2020, "2020-21"), (2008, "2008-09"), (1998, "1998-99"), (2098, "2098-99")]
)
def test_biennium_is_written_with_both_its_years(db, start_year, code):
    biennium = BienniumFactory(start_year=start_year)

    biennium.refresh_from_db()

    assert (str(biennium), biennium.code) == (code, code)
    assert (biennium.starts_on, biennium.ends_on) == (date(start_year, 1, 1), date(start_year + 1, 12, 31))


@pytest.mark.parametrize(("year", "start_year"), [(2020, 2020), (2021, 2020), (2022, None), (2019, None)])
def test_biennium_covers_its_two_years(db, year, start_year):
    BienniumFactory(start_year=2020)

    found = Biennium.objects.covering(year)

    assert (found.start_year if found else None) == start_year


def test_nothing_is_looked_up_by_a_bare_code(db):
    for start_year in (2020, 2022):
        IndicatorFactory(policy_outcome__biennium=BienniumFactory(start_year=start_year))

    for start_year in (2020, 2022):
        assert Indicator.objects.get_by_natural_key(start_year, "8.3.1").biennium.start_year == start_year
        assert Output.objects.get_by_natural_key(start_year, "8.3").policy_outcome.biennium.start_year == start_year
        assert PolicyOutcome.objects.get_by_natural_key(start_year, "8").biennium.start_year == start_year


def test_vocabularies_are_found_by_their_keys(db):
    step, driver = AchievementStepFactory(), DriverFactory()

    assert AchievementStep.objects.get_by_natural_key(*step.natural_key()) == step
    assert Driver.objects.get_by_natural_key(*driver.natural_key()) == driver
    assert Biennium.objects.get_by_natural_key(2020).drivers.get() == driver


@pytest.mark.parametrize(
    ("factory", "code", "sentence"),
    [
        pytest.param(PolicyOutcomeFactory, "0", "A policy outcome has a number or a letter: 8 or A.", id="outcome 0"),
        pytest.param(PolicyOutcomeFactory, "8.3", "A policy outcome has a number or a letter: 8 or A.", id="output"),
        pytest.param(OutputFactory, "8.3.1", "An output has a code such as 8.3.", id="indicator as an output"),
        pytest.param(OutputFactory, "7.3", "The code of an output of outcome 8 begins with “8.”.", id="other outcome"),
        pytest.param(IndicatorFactory, "8", "An indicator has a code such as 8.3.1 or 3.1.", id="outcome"),
        pytest.param(IndicatorFactory, "8.3.1.", "An indicator has a code such as 8.3.1 or 3.1.", id="full stop"),
    ],
)
def test_code_of_another_level_is_refused(db, factory, code, sentence):
    entry = factory()

    entry.code = code
    with pytest.raises(ValidationError) as refusal:
        entry.full_clean()

    assert sentence in refusal.value.message_dict["code"]


def test_code_of_an_indicator_begins_with_that_of_its_output(db):
    indicator = IndicatorFactory()

    indicator.code = "8.2.1"
    with pytest.raises(ValidationError) as refusal:
        indicator.full_clean()

    (sentence,) = refusal.value.message_dict["code"]
    assert sentence == "The code of an indicator beneath 8.3 begins with “8.3.”."


def test_indicator_of_a_framework_without_outputs_stands_beneath_its_outcome(db):
    indicator = IndicatorFactory(policy_outcome=PolicyOutcomeFactory(code="3"), output=None, code="3.1")

    indicator.full_clean()

    assert str(indicator.biennium) == "2020-21"


def test_output_of_another_outcome_is_refused(db):
    indicator = IndicatorFactory()

    indicator.output = OutputFactory(policy_outcome=PolicyOutcomeFactory(biennium=BienniumFactory(start_year=2022)))
    with pytest.raises(ValidationError) as refusal:
        indicator.full_clean()

    assert refusal.value.message_dict == {
        "output": ["This output belongs to another policy outcome. Choose one of the same outcome."]
    }


def test_indicator_has_its_address_beneath_its_biennium(db):
    with translation.override("en"):
        assert IndicatorFactory().get_absolute_url() == "/en/indicators/2020-21/8.3.1/"


def test_places_of_indicators_are_read_in_one_query(db, django_assert_num_queries):
    for code in ("8.3.1", "8.3.2", "8.3.3"):
        IndicatorFactory(code=code)

    with django_assert_num_queries(1):
        places = [(str(each.biennium), each.output.code) for each in Indicator.objects.with_place()]

    assert places == [("2020-21", "8.3")] * 3


@pytest.mark.parametrize(
    ("unit", "across_periods", "across_places", "is_accepted"),
    [
        pytest.param("number", "sum", "sum", True, id="numbers are added"),
        pytest.param("percentage", "latest", "none", True, id="latest percentage"),
        pytest.param("percentage", "maximum", "maximum", True, id="highest percentage"),
        pytest.param("percentage", "average", "none", False, id="percentages averaged over the years"),
        pytest.param("percentage", "latest", "sum", False, id="percentages added over places"),
    ],
)
def test_percentages_are_neither_added_nor_averaged(db, unit, across_periods, across_places, is_accepted):
    indicator = CountryIndicatorFactory()
    indicator.unit, indicator.across_periods, indicator.across_places = unit, across_periods, across_places

    if is_accepted:
        indicator.full_clean()
        return
    with pytest.raises(ValidationError, match="Percentages are neither added nor averaged"):
        indicator.full_clean()
