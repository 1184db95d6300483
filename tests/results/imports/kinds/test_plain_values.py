"""Bad values, promises and what is kept, for the kinds that store one model."""

import pytest

from countries.models import CooperationFramework, CountryProgrammeOutcome, Organisation, PriorityArea
from indicators.models import CountryIndicator, Measurement, PeriodTarget
from results.imports.kinds import KINDS, kind
from results.models import Project
from tests.factories import MeasurementFactory, OrganisationFactory, ProjectFactory, ResultFactory
from tests.results.imports.kinds.carrying import Batch, apply, outcomes, plan, problems
from tests.results.imports.kinds.rows import NEW

BAD = {
    "no acronym": ("organisations", {"acronym": ""}, [("acronym", "needed")]),
    "long acronym": ("organisations", {"acronym": "A" * 41}, [("acronym", "too-long")]),
    "no name": ("organisations", {"name:en": "", "name:fr": ""}, [("name:en", "empty")]),
    "name with markup": ("organisations", {"name:fr": "<b>Fonds</b>"}, [("name:fr", "unfit-text")]),
    "unknown kind of organisation": ("organisations", {"kind": "club"}, [("kind", "unknown-entry")]),
    "ends before it starts": ("projects", {"ends_on": "2021-01-01"}, [("ends_on", "project-ends-after-it-starts")]),
    "negative budget": ("projects", {"budget": "-1"}, [("budget", "project-amounts-are-not-negative")]),
    "month for a day": ("projects", {"starts_on": "2022-01"}, [("starts_on", "day-needed")]),
    "unknown donor": ("projects", {"donors": "UNICEF; NOBODY"}, [("donors", "unknown-entry")]),
    "long currency": ("projects", {"currency": "Euro"}, [("currency", "too-long")]),
    "code of another country": ("cpos", {"country": "Moldova"}, [("code", "not-valid")]),
    "code without a number": ("cpos", {"code": "TJK"}, [("code", "not-valid")]),
    "first year after the last": ("frameworks", {"start_year": "2030"}, [
        ("end_year", "framework-ends-after-it-starts"),
    ]),
    "title for a short name": ("frameworks", {"slug": "The plan"}, [("slug", "not-valid")]),
    "year of two digits": ("frameworks", {"start_year": "20"}, [("start_year", "too-small")]),
    "unknown framework": ("areas", {"framework": "none"}, [("framework", "unknown-entry")]),
    "framework of nowhere": ("areas", {"country": ""}, [("country", "needed")]),
    "baseline without a year": ("country_indicators", {"baseline_year": ""}, [
        ("baseline", "country-indicator-baseline-has-a-year"),
    ]),
    "percentages added": ("country_indicators", {"across_periods": "sum"}, [
        ("across_periods", "country-indicator-percentages-are-never-added"),
    ]),
    "indicator without a biennium": ("country_indicators", {"indicator": "8.3.1"}, [("indicator", "biennium-needed")]),
    "unknown SDG indicator": ("country_indicators", {"sdg_indicator": "99.9.9"}, [("sdg_indicator", "unknown-entry")]),
    "text for a value": ("measurements", {"value": "many"}, [("value", "not-a-number")]),
    "no value": ("measurements", {"value": "-"}, [("value", "needed")]),
    "no source": ("measurements", {"source": ""}, [("source", "needed")]),
    "five decimals": ("targets", {"value": "1.23456"}, [("value", "too-many-decimals")]),
    "unknown country indicator": ("targets", {"indicator": "none"}, [("indicator", "unknown-entry")]),
    "year of the future": ("targets", {"year": "2300"}, [("year", "too-large")]),
}  # fmt: skip


@pytest.mark.parametrize(("name", "cells", "found"), BAD.values(), ids=BAD.keys())
def test_bad_value_is_refused_in_its_cell(places, administrator, name, cells, found):
    planned = plan(name, {**NEW[name], **cells}, by=administrator)

    assert (outcomes(planned), problems(planned)) == (["refused"], found)


def test_everything_that_is_wrong_with_a_row_is_found(places, administrator):
    row = {**NEW["projects"], "donors": "NOBODY", "budget": "much", "starts_on": "2024-01-01"}

    assert problems(plan("projects", row, by=administrator)) == [
        ("donors", "unknown-entry"), ("budget", "not-a-number"), ("ends_on", "project-ends-after-it-starts"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", [name for name in NEW if name not in ("users", "roles")])
def test_sheet_without_its_key_says_what_it_lacks(name):
    columns = [column.name for column in kind(name).columns(None)]

    assert kind(name).lacks(columns) == ""
    assert "by which its rows are recognised" in kind(name).lacks([])


def test_every_column_explains_itself():
    for name, each in KINDS.items():
        if name == "results":
            continue
        for column in each.columns(None):
            assert str(column.heading), (name, column.name)
            assert str(column.meaning).endswith("."), (name, column.name)
            assert str(column.allowed).endswith((".", ";")) or ":" in str(column.allowed), (name, column.name)


def test_clear_empties_one_language_and_keeps_the_others(places, administrator):
    apply("organisations", NEW["organisations"], by=administrator)

    apply("organisations", {"acronym": "GIZ", "name:fr": "(clear)"}, by=administrator)

    assert Organisation.objects.get(acronym="GIZ").name == {"en": "German cooperation"}


def test_clear_empties_links_and_amounts(places, administrator):
    apply("projects", NEW["projects"], by=administrator)
    row = {"code": "TJK/22/01/DEU", "countries": "(clear)", "budget": "(clear)"}

    apply("projects", row, by=administrator)

    project = Project.objects.get(code="TJK/22/01/DEU")
    assert (project.countries.count(), project.budget, project.donors.count()) == (0, None, 1)


def test_country_of_an_outcome_is_that_of_its_code(places, administrator, tajikistan):
    apply("cpos", {"code": "tjk131", "title:en": "Pensions"}, by=administrator)

    assert CountryProgrammeOutcome.objects.get(code="TJK131").country == tajikistan


def test_short_name_is_made_from_the_title(places, administrator):
    row = {**NEW["frameworks"], "slug": "", "title:en": "Decent work"}

    planned = plan("frameworks", row, by=administrator)
    apply("frameworks", row, by=administrator)

    assert [note.rule for note in planned[0].notes] == ["made-from-title"]
    assert CooperationFramework.objects.filter(slug="decent-work-2020-2024").exists()
    assert outcomes(plan("frameworks", row, by=administrator)) == ["unchanged"]


def test_nearly_the_same_is_pointed_out(places, administrator):
    OrganisationFactory(acronym="WB", name={"en": "World Bank"})

    rows = [{"acronym": "Wb", "name:en": "Bank"}, {"acronym": "IBRD", "name:en": "World bank"}]
    planned = plan("organisations", *rows, by=administrator)

    assert outcomes(planned) == ["created", "created"]
    assert [[(note.column, note.rule) for note in row.notes] for row in planned] == [
        [("acronym", "near-duplicate")], [("name:en", "near-duplicate")],
    ]  # fmt: skip


def test_sheets_of_one_file_name_what_the_sheets_before_bring(places, administrator):
    sheets = {
        "organisations": [NEW["organisations"]],
        "projects": [{**NEW["projects"], "donors": "GIZ; UNICEF"}],
        "frameworks": [NEW["frameworks"]],
        "areas": [{**NEW["areas"], "framework": "dwcp-2020"}],
        "country_indicators": [NEW["country_indicators"]],
        "targets": [{**NEW["targets"], "indicator": "coverage"}],
        "measurements": [{**NEW["measurements"], "indicator": "coverage"}],
    }
    batch = Batch(sheets, by=administrator)

    assert problems(batch.plan()) == []
    batch.apply()

    assert set(Project.objects.get(code="TJK/22/01/DEU").donors.values_list("acronym", flat=True)) == {"GIZ", "UNICEF"}
    assert PriorityArea.objects.get(slug="health").framework.slug == "dwcp-2020"
    assert PeriodTarget.objects.get(year=2026).country_indicator.code == "coverage"

    assert batch.take_back() == []
    assert not Measurement.objects.exists()
    assert not CountryIndicator.objects.filter(code="coverage").exists()
    assert not Organisation.objects.filter(acronym="GIZ").exists()


def test_what_is_used_since_stays_and_says_by_what(places, administrator, tajikistan):
    sheet, written = apply(
        "organisations", NEW["organisations"], {"acronym": "ADB", "name:en": "Bank"}, by=administrator
    )
    ResultFactory(country=tajikistan, reference="TJK-2021-001", summary="A law").partners.set(
        Organisation.objects.filter(acronym="GIZ")
    )
    ProjectFactory(code="A/1").donors.set(Organisation.objects.filter(acronym="GIZ"))

    kept = sheet.take_back(written)

    assert len(kept) == 1
    assert "GIZ stays, since it is used" in kept[0]
    assert "A/1 Social protection in Central Asia" in kept[0]
    assert "TJK-2021-001 A law" in kept[0]
    assert not Organisation.objects.filter(acronym="ADB").exists()


def test_indicator_that_has_values_since_stays(places, administrator):
    sheet, written = apply("country_indicators", NEW["country_indicators"], by=administrator)
    MeasurementFactory(country_indicator=CountryIndicator.objects.get(code="coverage"), year=2021)

    [sentence] = sheet.take_back(written)

    assert sentence.startswith("TJK coverage stays, since it is used: measured value “2021: 26.6")


def test_row_only_to_be_updated_promises_nothing(places, administrator):
    sheets = {"organisations": [NEW["organisations"]], "projects": [{**NEW["projects"], "donors": "GIZ"}]}

    planned = Batch(sheets, by=administrator, mode="update").plan()

    assert problems(planned) == [("donors", "unknown-entry")]
