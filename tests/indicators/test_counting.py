"""Rule 1: a country counts once per indicator per biennium, by its primary indicator, and only when published."""

from datetime import date

import pytest

from indicators import behind, counting
from indicators.counting import Cell, Figures
from results import actions
from results.models import Publication
from tests.factories import (
    AchievementStepFactory,
    BienniumFactory,
    CountryFactory,
    IndicatorFactory,
    IndicatorTargetFactory,
    PublishedResultFactory,
    RegionFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
    publish,
)


@pytest.fixture
def indicator(db):
    return IndicatorFactory(code="8.3.1")


def current():
    return Publication.objects.current()


def test_country_with_two_results_counts_once(indicator, tajikistan, elsewhere):
    PublishedResultFactory(country=tajikistan, indicator=indicator)
    PublishedResultFactory(country=tajikistan, indicator=indicator)
    PublishedResultFactory(country=elsewhere, indicator=indicator)

    assert counting.countries_counted(current()) == {indicator.pk: 2}


def test_draft_does_not_count(indicator):
    ResultFactory(indicator=indicator)

    assert counting.countries_counted(current()) == {}


def test_withdrawn_result_does_not_count(indicator, publisher):
    result = PublishedResultFactory(indicator=indicator)
    actions.withdraw(result, by=publisher, reason="The review was not adopted.")

    assert counting.countries_counted(current()) == {}


def test_superseded_version_does_not_count(indicator):
    result = PublishedResultFactory(indicator=indicator)
    result.indicator = other = IndicatorFactory(code="8.3.2")
    result.save()
    publish(result)

    assert counting.countries_counted(current()) == {other.pk: 1}


def test_unpublished_change_does_not_move_the_count(indicator):
    result = PublishedResultFactory(indicator=indicator)
    result.indicator = IndicatorFactory(code="8.3.2")
    result.save()

    assert counting.countries_counted(current()) == {indicator.pk: 1}


def test_further_indicator_does_not_count(indicator):
    further = IndicatorFactory(code="8.3.2")
    result = ResultFactory(indicator=indicator)
    result.further_indicators.add(further)
    publish(result)

    assert counting.countries_counted(current()) == {indicator.pk: 1}


def test_result_without_indicator_does_not_count(db):
    PublishedResultFactory(indicator=None)

    assert counting.countries_counted(current()) == {}


def test_same_code_in_another_biennium_is_counted_apart(indicator, tajikistan):
    PublishedResultFactory(country=tajikistan, indicator=indicator, date=date(2021, 5, 1))
    later = PublishedResultFactory(country=tajikistan, indicator=indicator, date=date(2022, 5, 1))

    assert later.indicator != indicator
    assert counting.countries_counted(current()) == {indicator.pk: 1, later.indicator.pk: 1}


@pytest.mark.parametrize(
    ("target", "actual", "percent"),
    [
        pytest.param(None, 1, None, id="without a target"),
        pytest.param(4, 1, 25, id="a part of it"),
        pytest.param(3, 1, 33, id="rounded down"),
        pytest.param(1, 1, 100, id="reached"),
        pytest.param(0, 1, None, id="a target of zero"),
    ],
)
def test_progress_compares_target_and_actual(indicator, target, actual, percent):
    PublishedResultFactory(indicator=indicator)
    IndicatorTargetFactory(indicator=indicator, region=RegionFactory(), countries=99)
    if target is not None:
        IndicatorTargetFactory(indicator=indicator, countries=target)

    (found,) = counting.progress(indicator.biennium, current())

    assert (found.target, found.actual, found.percent) == (target, actual, percent)


def test_progress_never_exceeds_a_full_bar(indicator, tajikistan, elsewhere):
    for country in (tajikistan, elsewhere):
        PublishedResultFactory(country=country, indicator=indicator)
    IndicatorTargetFactory(indicator=indicator, countries=1)

    (found,) = counting.progress(indicator.biennium, current())

    assert (found.target, found.actual, found.percent) == (1, 2, 100)


def test_progress_goes_by_the_numbers_in_codes(db):
    for code in ("8.3.10", "8.3.9", "8.3.1"):
        IndicatorFactory(code=code)

    found = counting.progress(BienniumFactory(), current())

    assert [one.indicator.code for one in found] == ["8.3.1", "8.3.9", "8.3.10"]


def test_country_is_placed_by_its_highest_step(tajikistan, elsewhere):
    first, third = AchievementStepFactory(number=1), AchievementStepFactory(number=3)
    PublishedResultFactory(country=tajikistan, step=third, date=date(2020, 5, 1))
    PublishedResultFactory(country=tajikistan, step=first, date=date(2021, 5, 1))
    PublishedResultFactory(country=elsewhere, step=None)
    ResultFactory(country=elsewhere, step=third)

    figures = counting.by_country(current())

    assert figures == {tajikistan.pk: Figures(2, 3, 2021), elsewhere.pk: Figures(1, None, 2021)}
    assert counting.countries_by_highest_step(figures.values()) == {3: 1, None: 1}


def test_biennia_are_those_with_indicators_or_results(indicator):
    BienniumFactory(start_year=2026)
    PublishedResultFactory(indicator=None, date=date(2023, 1, 1))
    ResultFactory(indicator=indicator)

    found = counting.biennia(current())

    assert [(str(one), one.results, one.has_indicators) for one in found] == [
        ("2022-23", 1, False),
        ("2020-21", 0, True),
    ]


def test_results_are_counted_by_goal_and_target(db):
    for codes in (["1.3", "1.a"], ["1.3", "8.3"]):
        result = ResultFactory()
        for code in codes:
            ResultSdgLinkFactory(result=result, target=TargetFactory(code=code))
        publish(result)
    ResultSdgLinkFactory(result=ResultFactory(), target=TargetFactory(code="10.4"))

    assert counting.by_goal(current()) == {1: 2, 8: 1}
    assert counting.by_target(current()) == {"1.3": 2, "1.a": 1, "8.3": 1}
    assert counting.by_target(current().filter(goals__number=8)) == {"1.3": 1, "8.3": 1}


def test_cells_hold_every_total(indicator, tajikistan):
    step = AchievementStepFactory(number=2)
    for number in (2, 1):
        PublishedResultFactory(reference=f"TJK-2021-00{number}", country=tajikistan, indicator=indicator, step=step)
    PublishedResultFactory(reference="TJK-2020-001", indicator=None, step=None, date=date(2020, 1, 1))

    assert counting.cells(current()) == [
        Cell(tajikistan.pk, None, 2020, None, None, 1, "TJK-2020-001"),
        Cell(tajikistan.pk, None, 2021, 2, indicator.pk, 2, "TJK-2021-001"),
    ]


def test_country_counts_by_its_earliest_result(indicator, tajikistan):
    days = {"TJK-2021-001": date(2021, 6, 1), "TJK-2021-002": date(2020, 6, 1), "TJK-2021-003": date(2021, 7, 1)}
    for reference, day in days.items():
        PublishedResultFactory(reference=reference, country=tajikistan, indicator=indicator, date=day)

    (one,) = behind.by_count(behind.extract(current(), of_count=2), counting.cells(current()), most=2)

    assert (one.country, one.indicator, one.indicator_key) == (tajikistan, indicator, "2020-21:8.3.1")
    assert (one.first.reference, [other.reference for other in one.others]) == ("TJK-2021-002", ["TJK-2021-001"])
    assert (one.results, one.left_out) == (3, 1)


def test_extract_gives_the_latest_of_each_biennium(tajikistan):
    for number, day in enumerate([date(2020, 1, 1), date(2021, 1, 1), date(2021, 2, 1), date(2018, 1, 1)], start=1):
        PublishedResultFactory(reference=f"TJK-2020-00{number}", indicator=None, date=day)

    found = behind.by_biennium(behind.extract(current(), of_biennium=2), counting.cells(current()), most=2)

    assert [(str(one.biennium), [p.reference for p in one.shown], one.results) for one in found] == [
        ("2020-21", ["TJK-2020-003", "TJK-2020-002"], 3),
        ("2018-19", ["TJK-2020-004"], 1),
    ]


class TestFurtherIndicators:
    """Results that name an indicator as a further one are listed as they were published."""

    @pytest.fixture
    def further(self, indicator):
        return IndicatorFactory(code="8.3.2")

    @pytest.fixture
    def result(self, indicator, further):
        result = ResultFactory(indicator=indicator)
        result.further_indicators.add(further)
        return result

    def references(self, indicator):
        return [publication.reference for publication in current().filter(further_indicators=indicator)]

    def test_published_one_is_listed(self, result, further, indicator):
        publish(result)

        assert self.references(further) == [result.reference]
        assert self.references(indicator) == []

    def test_draft_is_not_listed(self, result, further):
        assert self.references(further) == []

    def test_one_added_after_publishing_is_not_listed(self, indicator, further):
        result = PublishedResultFactory(indicator=indicator)
        result.further_indicators.add(further)

        assert self.references(further) == []

    def test_one_removed_after_publishing_is_still_listed(self, result, further, officer, publisher):
        publish(result)
        result.refresh_from_db()
        actions.write_many([actions.Entry(result, links={"further_indicators": []})], by=officer, act="write")

        assert self.references(further) == [result.reference]

    def test_version_before_is_not_listed_again(self, result, further):
        publish(result)
        publish(result)

        assert self.references(further) == [result.reference]

    def test_same_code_of_another_biennium_is_not_listed(self, result, further):
        publish(result)
        other = IndicatorFactory(policy_outcome__biennium=BienniumFactory(start_year=2022), code=further.code)

        assert self.references(other) == []


def test_counts_are_the_same_for_every_country_of_a_region(indicator):
    for iso3 in ("TJK", "KGZ", "UZB"):
        PublishedResultFactory(country=CountryFactory(iso3=iso3), indicator=indicator)

    assert counting.countries_counted(current().in_biennium(indicator.biennium)) == {indicator.pk: 3}
