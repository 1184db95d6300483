"""Look-ups in the results framework: always by biennium and code together, never by a bare code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import OuterRef, Subquery

if TYPE_CHECKING:
    from indicators.models import (  # noqa: F401 - named in the annotations below
        AchievementStep,
        Biennium,
        CountryIndicator,
        Criterion,
        Driver,
        Indicator,
        Output,
        PolicyOutcome,
    )


class BienniumQuerySet(models.QuerySet["Biennium"]):
    def get_by_natural_key(self, start_year: int) -> Biennium:
        return self.get(start_year=start_year)

    def covering(self, year: int) -> Biennium | None:
        """The biennium in which a year falls, or None where no such biennium has been entered."""
        return self.filter(start_year=year - year % 2).first()


class PolicyOutcomeQuerySet(models.QuerySet["PolicyOutcome"]):
    def get_by_natural_key(self, start_year: int, code: str) -> PolicyOutcome:
        return self.get(biennium__start_year=start_year, code=code)


class OutputQuerySet(models.QuerySet["Output"]):
    def get_by_natural_key(self, start_year: int, code: str) -> Output:
        return self.get(policy_outcome__biennium__start_year=start_year, code=code)


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def get_by_natural_key(self, start_year: int, code: str) -> Indicator:
        return self.get(policy_outcome__biennium__start_year=start_year, code=code)

    def with_place(self) -> Self:
        """With output, policy outcome and biennium, without a query a row."""
        return self.select_related("output", "policy_outcome__biennium")


class CriterionQuerySet(models.QuerySet["Criterion"]):
    def get_by_natural_key(self, start_year: int, code: str, position: int) -> Criterion:
        return self.get(
            indicator__policy_outcome__biennium__start_year=start_year, indicator__code=code, position=position
        )


class AchievementStepQuerySet(models.QuerySet["AchievementStep"]):
    def get_by_natural_key(self, number: int) -> AchievementStep:
        return self.get(number=number)


class DriverQuerySet(models.QuerySet["Driver"]):
    def get_by_natural_key(self, code: str) -> Driver:
        return self.get(code=code)


class CountryIndicatorQuerySet(models.QuerySet["CountryIndicator"]):
    def with_latest(self) -> Self:
        """Adds the last measured value and the last target: ``latest_value``, ``latest_year``, ``latest_is_estimate``,
        ``target_value``, ``target_year``; each is None where there is none.
        """
        from indicators.models import Measurement, PeriodTarget

        latest = Measurement.objects.filter(country_indicator=OuterRef("pk")).order_by("-year")
        target = PeriodTarget.objects.filter(country_indicator=OuterRef("pk")).order_by("-year")
        return self.select_related("sdg_indicator__target").annotate(
            latest_value=Subquery(latest.values("value")[:1]),
            latest_year=Subquery(latest.values("year")[:1]),
            latest_is_estimate=Subquery(latest.values("is_estimate")[:1]),
            target_value=Subquery(target.values("value")[:1]),
            target_year=Subquery(target.values("year")[:1]),
        )
