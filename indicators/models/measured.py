"""Indicators as they are tracked in one country: baseline, targets, measured values."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from countries.models import Country
from indicators.models.framework import Indicator
from indicators.querysets import CountryIndicatorQuerySet
from sdg_links.models import SdgIndicator
from sdg_links.texts import PlainTextField
from sdg_links.translated import TranslatedField

_YEARS = [MinValueValidator(1950), MaxValueValidator(2100)]


class CountryIndicator(models.Model):
    """Something measured in one country over the years, with where it started."""

    class Unit(models.TextChoices):
        NUMBER = "number", _("Number")
        PERCENTAGE = "percentage", _("Percentage")

    class Combination(models.TextChoices):
        SUM = "sum", _("Sum")
        LATEST = "latest", _("Latest value")
        MAXIMUM = "maximum", _("Highest value")
        AVERAGE = "average", _("Average")
        NONE = "none", _("Not combined")

    country = models.ForeignKey(Country, models.PROTECT, related_name="indicators", verbose_name=_("country"))
    code = models.SlugField(_("code"), max_length=60, help_text=_("Short and lasting, for example effective-coverage."))
    title = TranslatedField(_("title"), limit=300)
    unit = models.CharField(_("unit"), max_length=12, choices=Unit.choices, default=Unit.NUMBER)
    across_periods = models.CharField(
        _("combined across periods by"), max_length=10, choices=Combination.choices, default=Combination.LATEST
    )
    across_places = models.CharField(
        _("combined across places by"), max_length=10, choices=Combination.choices, default=Combination.NONE
    )
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="country_indicators",
        verbose_name=_("indicator of the results framework"),
    )
    sdg_indicator = models.ForeignKey(
        SdgIndicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="country_indicators",
        verbose_name=_("SDG indicator"),
    )

    baseline = models.DecimalField(_("baseline"), max_digits=20, decimal_places=4, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(
        _("year of the baseline"), null=True, blank=True, validators=_YEARS
    )
    baseline_source = PlainTextField(_("source of the baseline"), blank=True, is_line=True, max_words=60)

    objects = CountryIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("country indicator")
        verbose_name_plural = _("country indicators")
        ordering = ["country__iso3", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "code"],
                name="country_indicator_code_is_unique_in_its_country",
                violation_error_message=_("This country already has an indicator with this code."),
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, baseline_year__isnull=True)
                | Q(baseline__isnull=False, baseline_year__isnull=False),
                name="country_indicator_baseline_has_a_year",
                violation_error_message=_("Give the baseline together with its year, or leave both empty."),
            ),
            models.CheckConstraint(
                condition=~Q(unit="percentage")
                | (~Q(across_periods__in=["sum", "average"]) & ~Q(across_places__in=["sum", "average"])),
                name="country_indicator_percentages_are_never_added",
                violation_error_message=_(
                    "Percentages are neither added nor averaged. Choose latest, highest or not combined."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.country})"


class PeriodTarget(models.Model):
    """The value a country indicator is meant to have reached by the end of a year."""

    country_indicator = models.ForeignKey(
        CountryIndicator, models.CASCADE, related_name="targets", verbose_name=_("country indicator")
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=_YEARS)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)

    class Meta:
        verbose_name = _("target of a country indicator")
        verbose_name_plural = _("targets of country indicators")
        ordering = ["country_indicator", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["country_indicator", "year"],
                name="period_target_is_set_once_a_year",
                violation_error_message=_("This indicator already has a target for this year."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"


class Measurement(models.Model):
    """A value found for a country indicator in one year; missing is not zero, so there is no empty one."""

    country_indicator = models.ForeignKey(
        CountryIndicator, models.CASCADE, related_name="measurements", verbose_name=_("country indicator")
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=_YEARS)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)
    is_estimate = models.BooleanField(_("estimated"), default=False, help_text=_("Tick if it was not measured."))
    source = PlainTextField(_("source"), is_line=True, max_words=60)

    class Meta:
        verbose_name = _("measured value")
        verbose_name_plural = _("measured values")
        ordering = ["country_indicator", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["country_indicator", "year"],
                name="measurement_is_made_once_a_year",
                violation_error_message=_("This indicator already has a value for this year. Correct that one."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"
