"""The workspace's screens for the results framework of each biennium, and for what is measured in countries."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from countries.administration import VocabularyAdmin, VocabularyInline
from indicators.models import (
    AchievementStep,
    Biennium,
    CountryIndicator,
    Criterion,
    Driver,
    Indicator,
    IndicatorTarget,
    Measurement,
    Output,
    PeriodTarget,
    PolicyOutcome,
)

_BY_OUTCOME = _("Policy outcome > output > indicator, as 8 > 8.3 > 8.3.1. Codes are given anew in every biennium.")


@admin.register(Biennium)
class BienniumAdmin(VocabularyAdmin):
    """The two-year periods of programme and budget."""

    help_text = _("Two-year periods of programme and budget, such as 2020-21.")
    place = 10
    list_display = ("code", "start_year")
    search_fields = ("code",)
    fields = ("start_year",)


@admin.register(PolicyOutcome)
class PolicyOutcomeAdmin(VocabularyAdmin):
    """The highest level of a biennium's framework."""

    help_text = _("The highest level of a biennium’s framework.")
    place = 20
    list_display = ("code", "title", "biennium")
    list_display_links = ("code", "title")
    list_filter = ("biennium",)
    list_select_related = ("biennium",)
    search_fields = ("code", "title", "biennium__code")
    autocomplete_fields = ("biennium",)
    fieldsets = ((None, {"fields": ("biennium", "code", "title"), "description": _BY_OUTCOME}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PolicyOutcome]:
        return super().get_queryset(request).select_related("biennium")


@admin.register(Output)
class OutputAdmin(VocabularyAdmin):
    """What the organisation delivers towards a policy outcome."""

    help_text = _("What the organisation delivers towards a policy outcome.")
    place = 30
    list_display = ("code", "title", "policy_outcome")
    list_display_links = ("code", "title")
    list_filter = ("policy_outcome__biennium",)
    search_fields = ("code", "title", "policy_outcome__biennium__code")
    autocomplete_fields = ("policy_outcome",)
    fieldsets = ((None, {"fields": ("policy_outcome", "code", "title"), "description": _BY_OUTCOME}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Output]:
        return super().get_queryset(request).select_related("policy_outcome__biennium")


class CriterionInline(VocabularyInline):
    model = Criterion
    fields = ("position", "text")


class IndicatorTargetInline(VocabularyInline):
    model = IndicatorTarget
    fields = (("region", "countries"),)


@admin.register(Indicator)
class IndicatorAdmin(VocabularyAdmin):
    """What is counted, in how many countries."""

    help_text = _("What is counted in each biennium, with its targets.")
    place = 40
    list_display = ("code", "counting_text", "biennium_code")
    list_display_links = ("code", "counting_text")
    list_filter = ("policy_outcome__biennium",)
    search_fields = ("code", "counting_text", "achievement", "policy_outcome__biennium__code")
    autocomplete_fields = ("policy_outcome", "output")
    inlines = (CriterionInline, IndicatorTargetInline)
    fieldsets = (
        (None, {"fields": ("policy_outcome", "output", "code"), "description": _BY_OUTCOME}),
        (_("Its two texts"), {"fields": ("counting_text", "achievement")}),
    )

    @admin.display(description=_("biennium"), ordering="policy_outcome__biennium__start_year")
    def biennium_code(self, indicator: Indicator) -> str:
        return str(indicator.biennium)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Indicator]:
        return super().get_queryset(request).select_related("output", "policy_outcome__biennium")


@admin.register(AchievementStep)
class AchievementStepAdmin(VocabularyAdmin):
    """How far a country has come."""

    help_text = _("How far a country has come: strategy, scheme, operations.")
    place = 50
    list_display = ("number", "title")
    list_display_links = ("number", "title")
    search_fields = ("title", "achievement", "counting_text")
    fields = ("number", "title", "counting_text", "achievement")


@admin.register(Driver)
class DriverAdmin(VocabularyAdmin):
    """The cross-cutting policy drivers of each biennium."""

    help_text = _("Cross-cutting policy drivers, such as gender equality, by biennium.")
    place = 60
    list_display = ("title", "code", "position")
    list_filter = ("biennia",)
    search_fields = ("code", "title")
    autocomplete_fields = ("biennia",)
    fields = ("title", "code", "biennia", "position")


class PeriodTargetInline(VocabularyInline):
    model = PeriodTarget
    fields = (("year", "value"),)


class MeasurementInline(VocabularyInline):
    model = Measurement
    fields = (("year", "value", "is_estimate"), "source")


@admin.register(CountryIndicator)
class CountryIndicatorAdmin(VocabularyAdmin):
    """Baselines, targets and measured values of a country."""

    help_text = _("What is measured in a country: baseline, targets, values by year.")
    place = 70
    list_display = ("title", "country", "code", "unit")
    list_filter = ("unit", "country__region")
    list_select_related = ("country",)
    search_fields = ("code", "title", "country__iso3", "country__name")
    autocomplete_fields = ("country", "indicator", "sdg_indicator")
    inlines = (PeriodTargetInline, MeasurementInline)
    fieldsets = (
        (None, {"fields": ("country", "code", "title", "indicator", "sdg_indicator")}),
        (
            _("How values add up"),
            {
                "fields": ("unit", "across_periods", "across_places"),
                "description": _("Declared once: it says what a total of several years or countries means."),
            },
        ),
        (_("Where it started"), {"fields": (("baseline", "baseline_year"), "baseline_source")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("country")
