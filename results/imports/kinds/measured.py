"""What is measured in countries, in sheets: country indicators with baselines, targets, measured values."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models import CountryIndicator, Measurement, PeriodTarget
from results.imports.kinds.framework_widgets import FrameworkIndicatorWidget, SdgIndicatorWidget
from results.imports.kinds.plain.columns import Columns, Parent, StoredColumn
from results.imports.kinds.plain.kind import ModelKind


class CountryIndicatorsKind(ModelKind):
    """Country indicators, known by their country and code."""

    name = "country_indicators"
    label = _("Country indicators")
    model = CountryIndicator
    key = ("country", "code")
    vocabulary = "country_indicators"
    further_paths = ("indicator__policy_outcome__biennium",)

    def declare(self) -> Iterable[StoredColumn]:
        column = Columns(CountryIndicator)
        yield column.entry("country", "countries", "iso3", _("The country in which it is measured."), "TJK")
        yield column.code("code", _("By which an indicator is recognised in its country."), "effective-coverage")
        yield from column.labels("title", _("What is measured."), "Population effectively covered")
        yield column.choice("unit", CountryIndicator.Unit, _("In what it is measured."), "percentage")
        for name, meaning in (
            ("across_periods", _("What the values of several years together mean.")),
            ("across_places", _("What the values of several places together mean.")),
        ):
            yield column.choice(name, CountryIndicator.Combination, meaning, "latest")
        yield column.of(
            "indicator", FrameworkIndicatorWidget(), _("The indicator of our own framework it belongs to."),
            "8.3.1 (2020-21)", allowed=_("Its code, with the biennium in brackets."),
        )  # fmt: skip
        yield column.of(
            "sdg_indicator", SdgIndicatorWidget(), _("The SDG indicator it is."), "1.3.1",
            allowed=_("Its code, as text."),
        )  # fmt: skip
        yield column.decimal("baseline", _("Where it started; together with its year."), "17.4")
        yield column.year("baseline_year", _("In which year it started there."), "2015")
        yield column.text("baseline_source", _("Where the baseline comes from."), "Household survey")

    def promised(self, instance: CountryIndicator) -> dict[str, Any]:
        return {"key": f"{instance.country.iso3}/{instance.code}", "code": instance.code, "country": instance.country}


class YearlyKind(ModelKind):
    """Figures of a country indicator, one a year."""

    after = ("country_indicators",)
    key = ("country_indicator", "year")
    parent: ClassVar[Parent] = Parent("country_indicator", "country_indicators", "indicator")
    year_meaning: ClassVar[Any]
    value_meaning: ClassVar[Any]

    def declare(self) -> Iterable[StoredColumn]:
        column = Columns(self.model)
        yield from column.belonging(
            self.parent, "code", _("Country indicator"), _("What is measured, by its code in the country."),
            "effective-coverage",
        )  # fmt: skip
        yield column.year("year", self.year_meaning, "2021")
        yield column.decimal("value", self.value_meaning, "26.6")


class TargetsKind(YearlyKind):
    """What a country indicator is meant to have reached by the end of a year."""

    name = "targets"
    label = _("Targets of country indicators")
    model: ClassVar[type[models.Model]] = PeriodTarget
    year_meaning = _("By the end of which year it is to be reached.")
    value_meaning = _("What is to be reached.")


class MeasurementsKind(YearlyKind):
    """What was found for a country indicator in a year."""

    name = "measurements"
    label = _("Measured values")
    model: ClassVar[type[models.Model]] = Measurement
    year_meaning = _("The year for which it was found.")
    value_meaning = _("What was found. A year without a value has no row: missing is not zero.")

    def declare(self) -> Iterable[StoredColumn]:
        column = Columns(self.model)
        yield from super().declare()
        yield column.yes_or_no("is_estimate", _("Whether it was estimated and not measured."))
        yield column.text("source", _("Where the value comes from. A new value needs it."), "Social security register")
