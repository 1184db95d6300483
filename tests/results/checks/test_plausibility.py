"""Whether a report fits what its country has already reached and reported."""

from datetime import date

import pytest

from results.checks import EVERY_LEVEL, Report, Surroundings, findings
from results.models import Result
from tests.factories import (
    AchievementStepFactory,
    CountryFactory,
    CountryProgrammeOutcomeFactory,
    IndicatorFactory,
    PublishedResultFactory,
    ResultFactory,
)
from tests.results.checks.cases import TODAY

SUMMARY = "The Government adopted one register for all social assistance offices of the country"
ALMOST = "In May the Government adopted one register for all the social assistance offices of the country"
OTHERWISE = "Parliament adopted a law on pensions that covers domestic workers for the first time"


def told(name, report):
    found = findings(report, Surroundings.at(TODAY), levels=EVERY_LEVEL)
    return [(each.field, each.sentence) for each in found if each.check == name]


def in_2021(country, number):
    return Report(country=country, date=date(2021, 5, 1), step=AchievementStepFactory(number=number))


def test_lower_step_names_the_result_that_reached_more(tajikistan):
    PublishedResultFactory(reference="TJK-2018-001", date=date(2018, 5, 1), step__number=3)
    PublishedResultFactory(reference="TJK-2019-001", date=date(2019, 5, 1), step__number=2)

    assert told("step-lower-than-reached", in_2021(tajikistan, 1)) == [
        (
            "step",
            "Tajikistan reached step 3 in 2018 (TJK-2018-001); this report says step 1. "
            "Correct it, unless something new begins here.",
        )
    ]


@pytest.mark.parametrize("number", [2, 3])
def test_step_as_high_as_reached_is_right(tajikistan, number):
    PublishedResultFactory(date=date(2018, 5, 1), step__number=2)

    assert told("step-lower-than-reached", in_2021(tajikistan, number)) == []


@pytest.mark.parametrize(
    ("factory", "fields"),
    [
        pytest.param(ResultFactory, {"date": date(2018, 5, 1)}, id="not published"),
        pytest.param(PublishedResultFactory, {"date": date(2021, 6, 1)}, id="reached later"),
        pytest.param(PublishedResultFactory, {"date": date(2018, 5, 1), "country__iso3": "MOZ"}, id="elsewhere"),
    ],
)
def test_step_is_compared_with_what_the_country_had_reached_by_then(tajikistan, factory, fields):
    factory(step__number=3, **fields)

    assert told("step-lower-than-reached", in_2021(tajikistan, 1)) == []


def test_corrected_report_is_not_compared_with_itself(db):
    own = PublishedResultFactory(date=date(2018, 5, 1), step__number=3)
    Result.objects.filter(pk=own.pk).update(date=date(2018, 6, 1), step=AchievementStepFactory(number=1))

    assert told("step-lower-than-reached", Result.objects.with_everything().get()) == []


def test_near_duplicate_names_the_other_report(tajikistan):
    other = ResultFactory(reference="TJK-2021-007", summary=SUMMARY, outcome_achieved="")

    report = Report(country=tajikistan, indicator=other.indicator, summary=ALMOST)

    assert told("near-duplicate", report) == [
        (
            "summary",
            "This says almost the same as TJK-2021-007: “the Government adopted one register for all”. "
            "Correct that report, or say here what is new.",
        )
    ]


def test_near_duplicate_is_found_under_the_same_outcome_of_the_country(tajikistan):
    cpo = CountryProgrammeOutcomeFactory()
    ResultFactory(summary=SUMMARY, cpo=cpo, indicator=None)

    assert len(told("near-duplicate", Report(country=tajikistan, cpo=cpo, summary=ALMOST))) == 1


@pytest.mark.parametrize(
    ("fields", "summary"),
    [
        pytest.param({}, OTHERWISE, id="another text"),
        pytest.param({"country__iso3": "MOZ"}, SUMMARY, id="another country"),
        pytest.param({"indicator__code": "8.1.1"}, SUMMARY, id="another indicator"),
        pytest.param({"state": "withdrawn", "state_reason": "Twice."}, SUMMARY, id="withdrawn"),
        pytest.param({}, "Parliament adopted a law", id="too short to tell"),
    ],
)
def test_other_reports_are_no_duplicates(tajikistan, officer, fields, summary):
    ResultFactory(**{"outcome_achieved": "", "summary": summary, "state_by": officer, **fields})
    own = SUMMARY if len(summary) > 30 else summary

    assert told("near-duplicate", Report(country=tajikistan, indicator=IndicatorFactory(), summary=own)) == []


def test_report_is_no_duplicate_of_itself(db):
    ResultFactory(summary=SUMMARY)

    assert told("near-duplicate", Result.objects.with_everything().get()) == []


@pytest.mark.parametrize(
    ("contribution", "words"),
    [
        pytest.param(
            SUMMARY, "The Government adopted one register for all social assistance offices of the", id="same"
        ),
        pytest.param(f"With the Office, {ALMOST}", "the Government adopted one register for all", id="almost"),
        pytest.param("The Office compared the registers of three countries and drafted the decree", "", id="its own"),
        pytest.param("The Government", "", id="too short to tell"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_contribution_says_what_the_organisation_did(db, contribution, words):
    found = told("contribution-repeats-the-outcome", Report(outcome_achieved=SUMMARY, contribution=contribution))

    sentence = f"The contribution repeats the outcome: “{words}”. Say here only what the organisation itself did."
    assert found == ([("contribution", sentence)] if words else [])


def test_repetition_is_found_in_a_language_without_spaces(db):
    text = "政府通过了保护劳动者及其家庭的国家社会保障战略"

    assert len(told("contribution-repeats-the-outcome", Report(outcome_achieved=text, contribution=text))) == 1


def test_neighbours_of_a_country_are_read_once_for_all_its_reports(tajikistan, django_assert_num_queries):
    PublishedResultFactory.create_batch(3, summary=SUMMARY, country=tajikistan)
    reports = list(Result.objects.with_everything())
    around = Surroundings.at(TODAY)

    with django_assert_num_queries(2):
        for report in reports:
            findings(report, around, levels=EVERY_LEVEL)


def test_blocking_checks_ask_the_database_nothing(tajikistan, django_assert_num_queries):
    PublishedResultFactory.create_batch(3, country=tajikistan)
    reports = list(Result.objects.with_everything())
    around = Surroundings.at(TODAY)

    with django_assert_num_queries(0):
        for report in reports:
            findings(report, around)


def test_surroundings_are_read_in_two_queries(db, django_assert_num_queries):
    CountryFactory()
    IndicatorFactory()

    with django_assert_num_queries(2):
        around = Surroundings.at(TODAY)

    assert around.biennia.keys() == around.drivers.keys() == {2020}
