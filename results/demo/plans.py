"""The demonstration's programme outcomes, projects, frameworks, targets and country indicators."""

import json
from decimal import Decimal
from typing import Any

from django.conf import settings

from countries.models import CooperationFramework, Country, CountryProgrammeOutcome, Organisation, PriorityArea
from indicators.models import CountryIndicator, Indicator, IndicatorTarget, Measurement, PeriodTarget
from results.models import Project
from sdg_links.models import SdgIndicator


def read(name: str) -> list[dict[str, Any]]:
    """The entries of one of the demonstration's files."""
    path = settings.BASE_DIR / "fixtures" / "demo" / f"{name}.json"
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return entries


def create_plans() -> None:
    """Create what is missing."""
    countries = {country.iso3: country for country in Country.objects.all()}
    for entry in read("cpos"):
        CountryProgrammeOutcome.objects.get_or_create(
            code=entry["code"],
            defaults={"country": countries[entry["country"]], "title": entry["title"], "status": entry["status"]},
        )
    for entry in read("projects"):
        _create_project(entry, countries)
    for entry in read("frameworks"):
        _create_framework(entry, countries)
    for entry in read("targets"):
        indicator = Indicator.objects.get_by_natural_key(entry["biennium"], entry["indicator"])
        IndicatorTarget.objects.get_or_create(
            indicator=indicator, region=None, defaults={"countries": entry["countries"]}
        )
    for entry in read("country_indicators"):
        _create_country_indicator(entry, countries)


def _create_project(entry: dict[str, Any], countries: dict[str, Country]) -> None:
    names = ("title", "starts_on", "ends_on", "currency", "budget", "spent", "people_planned")
    fields = {name: entry[name] for name in names if name in entry}
    project, is_new = Project.objects.get_or_create(code=entry["code"], defaults=fields)
    if is_new:
        project.countries.set(countries[iso3] for iso3 in entry["countries"])
        project.donors.set(Organisation.objects.filter(acronym__in=entry["donors"]))


def _create_framework(entry: dict[str, Any], countries: dict[str, Country]) -> None:
    framework, is_new = CooperationFramework.objects.get_or_create(
        country=countries[entry["country"]],
        slug=entry["slug"],
        defaults={name: entry[name] for name in ("kind", "title", "start_year", "end_year")},
    )
    if is_new:
        PriorityArea.objects.bulk_create(
            PriorityArea(framework=framework, slug=area["slug"], title=area["title"], position=position)
            for position, area in enumerate(entry["areas"], start=1)
        )


def _create_country_indicator(entry: dict[str, Any], countries: dict[str, Country]) -> None:
    sdg_code = entry["sdg_indicator"]
    indicator, is_new = CountryIndicator.objects.get_or_create(
        country=countries[entry["country"]],
        code=entry["code"],
        defaults={
            **{name: entry[name] for name in ("title", "unit", "baseline_year", "baseline_source")},
            "baseline": Decimal(entry["baseline"]) if entry["baseline"] else None,
            "sdg_indicator": SdgIndicator.objects.get(code=sdg_code) if sdg_code else None,
        },
    )
    if is_new:
        PeriodTarget.objects.bulk_create(
            PeriodTarget(country_indicator=indicator, **target) for target in entry["targets"]
        )
        Measurement.objects.bulk_create(
            Measurement(country_indicator=indicator, **value) for value in entry["measurements"]
        )
