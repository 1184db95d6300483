"""What keeps a report from being sent in, approved and published: each finding with its field and the cure."""

from datetime import date

import pytest
from django.utils import translation

from results.checks import EVERY_LEVEL, Report, Surroundings, findings
from results.models import Result
from tests.factories import (
    BienniumFactory,
    CountryProgrammeOutcomeFactory,
    DriverFactory,
    DriverTextFactory,
    EvidenceFactory,
    IndicatorFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
)
from tests.results.checks.cases import TODAY


def found(result):
    stored = Result.objects.with_everything().get(pk=result.pk)
    return [(each.field, each.sentence) for each in findings(stored, Surroundings.at(TODAY))]


def test_complete_report_is_ready(db):
    result = ResultFactory()
    DriverTextFactory(result=result)
    ResultSdgLinkFactory(result=result)

    assert found(result) == []


def test_report_needs_neither_indicator_nor_step_nor_outcome(db):
    assert found(ResultFactory(indicator=None, step=None, cpo=None)) == []


@pytest.mark.parametrize(
    ("fields", "finding"),
    [
        pytest.param(
            {"summary": ""},
            ("summary", "Write the outcome summary: one sentence that says what changed."),
            id="no summary",
        ),
        pytest.param(
            {"outcome_achieved": " "},
            ("outcome_achieved", "Describe the outcome achieved: what is different now, who changed it, for whom."),
            id="no outcome",
        ),
        pytest.param(
            {"contribution": ""},
            ("contribution", "Describe the contribution: what the organisation did that led to this change."),
            id="no contribution",
        ),
        pytest.param(
            {"date": date(2022, 3, 2)},
            ("date", "2022-03-02 is still to come. A result is reported once it has happened."),
            id="tomorrow",
        ),
        pytest.param(
            {"contribution": "word " * 601},
            ("contribution", "This text has 601 words; the limit is 600. Shorten it."),
            id="text that came in without a form",
        ),
        pytest.param({"language": "xx"}, ("language", "Value 'xx' is not a valid choice."), id="unknown language"),
    ],
)
def test_unready_report_is_told_what_to_mend(db, fields, finding):
    assert found(ResultFactory(**fields)) == [finding]


def test_everything_is_told_at_once(db):
    result = ResultFactory(summary="", contribution="", date=date(2022, 6, 1))

    assert [field for field, _sentence in found(result)] == ["summary", "contribution", "date"]


def test_year_without_a_biennium_is_refused(db):
    result = ResultFactory(indicator=None)
    Result.objects.filter(pk=result.pk).update(date=date(1999, 5, 1))

    assert found(result) == [
        ("date", "No biennium covers 1999. Correct the date, or ask an administrator to add the biennium.")
    ]


WRONG_BIENNIUM = (
    "indicator",
    "Indicator 8.3.1 belongs to 2018-19, but the change happened in 2021. "
    "Choose an indicator of 2020-21 or correct the date.",
)


def test_indicator_of_another_biennium_is_refused(db):
    result = ResultFactory()
    other = IndicatorFactory(policy_outcome__biennium=BienniumFactory(start_year=2018))
    Result.objects.filter(pk=result.pk).update(indicator=other)

    assert found(result) == [WRONG_BIENNIUM]


def test_indicator_of_another_biennium_is_told_while_it_is_typed(db):
    BienniumFactory(start_year=2020)
    other = IndicatorFactory(policy_outcome__biennium=BienniumFactory(start_year=2018))
    typed = Report(date=date(2021, 5, 1), indicator=other, summary="x", outcome_achieved="x", contribution="x")

    assert [(each.field, each.sentence) for each in findings(typed, Surroundings.at(TODAY))] == [WRONG_BIENNIUM]


def test_what_a_field_refuses_is_kept_in_every_language(db):
    refused = findings(Report(date=TODAY, summary="word " * 61), Surroundings.at(TODAY))[0]

    with translation.override("fr"):
        assert refused.sentence.startswith("Ce texte compte 61 mots")


def test_outcome_of_another_country_is_refused(db, tajikistan, elsewhere):
    result = ResultFactory(country=tajikistan, cpo=CountryProgrammeOutcomeFactory(code="MOZ106"))

    assert found(result) == [("cpo", "MOZ106 is an outcome of Country MOZ. Choose one of Tajikistan.")]


def test_driver_of_another_biennium_is_refused(db):
    result = ResultFactory()
    DriverTextFactory(result=result, driver=DriverFactory(biennia=[BienniumFactory(start_year=2018)]))

    assert found(result) == [
        (
            "driver_texts",
            "“Gender equality & non-discrimination” is not a driver of the biennium of 2021. "
            "Remove its text or correct the date.",
        )
    ]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        pytest.param(10, [], id="ten"),
        pytest.param(
            11,
            [("sdg_links", "A result links to at most 10 SDG targets; these are 11. Keep the closest ones.")],
            id="eleven",
        ),
    ],
)
def test_at_most_ten_targets(db, count, expected):
    result = ResultFactory()
    for number in range(1, count + 1):
        ResultSdgLinkFactory(result=result, target=TargetFactory(code=f"8.{number}"))

    assert found(result) == expected


def test_report_with_evidence_needs_no_other(db):
    result = EvidenceFactory().result
    stored = Result.objects.with_everything().get(pk=result.pk)

    found = findings(stored, Surroundings.at(TODAY), levels=EVERY_LEVEL)

    assert "evidence-missing" not in {each.check for each in found}
