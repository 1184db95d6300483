"""The results framework of each biennium, the steps of achievement, and what is measured in countries."""

from indicators.models.criteria import Criterion
from indicators.models.framework import Biennium, Indicator, IndicatorTarget, Output, PolicyOutcome
from indicators.models.measured import CountryIndicator, Measurement, PeriodTarget
from indicators.models.vocabularies import AchievementStep, Driver

__all__ = [
    "AchievementStep",
    "Biennium",
    "CountryIndicator",
    "Criterion",
    "Driver",
    "Indicator",
    "IndicatorTarget",
    "Measurement",
    "Output",
    "PeriodTarget",
    "PolicyOutcome",
]
