"""Policy outcome > output > indicator: what the organisation promises for one biennium."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat, Right
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from countries.models import Region
from indicators.querysets import BienniumQuerySet, IndicatorQuerySet, OutputQuerySet, PolicyOutcomeQuerySet
from sdg_links.translated import TranslatedField


class Biennium(models.Model):
    """Two years for which the organisation sets a programme and a budget, such as 2020-21."""

    start_year = models.PositiveSmallIntegerField(
        _("first year"),
        unique=True,
        validators=[MinValueValidator(1950), MaxValueValidator(2098)],
        help_text=_("An even year: 2020 for 2020-21."),
    )
    code = models.GeneratedField(
        expression=Concat(
            Cast("start_year", models.TextField()),
            Value("-"),
            Right(Cast(F("start_year") + 1, models.TextField()), 2),
            output_field=models.TextField(),
        ),
        output_field=models.CharField(_("code"), max_length=7),
        db_persist=True,
        unique=True,
    )

    objects = BienniumQuerySet.as_manager()

    class Meta:
        verbose_name = _("biennium")
        verbose_name_plural = _("biennia")
        ordering = ["-start_year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_year=F("start_year") / 2 * 2),
                name="biennium_starts_in_an_even_year",
                violation_error_message=_("A biennium starts in an even year, for example 2020 for 2020-21."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.start_year}-{(self.start_year + 1) % 100:02d}"

    @property
    def starts_on(self) -> date:
        return date(self.start_year, 1, 1)

    @property
    def ends_on(self) -> date:
        return date(self.start_year + 1, 12, 31)

    def natural_key(self) -> tuple[int]:
        return (self.start_year,)


class PolicyOutcome(models.Model):
    """The highest level of a biennium's framework, such as "8 Social protection for all"."""

    biennium = models.ForeignKey(Biennium, models.PROTECT, related_name="policy_outcomes", verbose_name=_("biennium"))
    code = models.CharField(
        _("code"),
        max_length=3,
        validators=[RegexValidator(r"^([1-9][0-9]?|[A-Z])\Z", _("A policy outcome has a number or a letter: 8 or A."))],
    )
    title = TranslatedField(_("title"), limit=300)

    objects = PolicyOutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("policy outcome")
        verbose_name_plural = _("policy outcomes")
        ordering = ["-biennium__start_year", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["biennium", "code"],
                name="policy_outcome_code_is_unique_in_its_biennium",
                violation_error_message=_("This biennium already has a policy outcome with this code."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title} ({self.biennium})"

    def natural_key(self) -> tuple[int, str]:
        return (self.biennium.start_year, self.code)

    natural_key.dependencies = ["indicators.biennium"]  # type: ignore[attr-defined]  # how Django orders fixtures


class Output(models.Model):
    """What the organisation delivers towards a policy outcome, such as 8.3."""

    policy_outcome = models.ForeignKey(
        PolicyOutcome, models.PROTECT, related_name="outputs", verbose_name=_("policy outcome")
    )
    code = models.CharField(
        _("code"),
        max_length=6,
        validators=[RegexValidator(r"^([1-9][0-9]?|[A-Z])\.[0-9]{1,2}\Z", _("An output has a code such as 8.3."))],
    )
    title = TranslatedField(_("title"), limit=300)

    objects = OutputQuerySet.as_manager()

    class Meta:
        verbose_name = _("output")
        verbose_name_plural = _("outputs")
        ordering = ["-policy_outcome__biennium__start_year", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy_outcome", "code"],
                name="output_code_is_unique_in_its_outcome",
                violation_error_message=_("This policy outcome already has an output with this code."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title} ({self.policy_outcome.biennium})"

    def clean(self) -> None:
        if self.policy_outcome_id and not self.code.startswith(f"{self.policy_outcome.code}."):
            raise ValidationError(
                {
                    "code": _("The code of an output of outcome %(outcome)s begins with “%(outcome)s.”.")
                    % {"outcome": self.policy_outcome.code}
                }
            )

    def natural_key(self) -> tuple[int, str]:
        return (self.policy_outcome.biennium.start_year, self.code)

    natural_key.dependencies = ["indicators.policyoutcome"]  # type: ignore[attr-defined]  # fixture order


class Indicator(models.Model):
    """What is counted to say whether an output or outcome was reached, in how many countries."""

    policy_outcome = models.ForeignKey(
        PolicyOutcome, models.PROTECT, related_name="indicators", verbose_name=_("policy outcome")
    )
    output = models.ForeignKey(
        Output,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_("output"),
        help_text=_("Empty where the framework of the biennium has no outputs, as before 2020."),
    )
    code = models.CharField(
        _("code"),
        max_length=9,
        validators=[
            RegexValidator(
                r"^([1-9][0-9]?|[A-Z])(\.[0-9]{1,2}){1,2}\Z", _("An indicator has a code such as 8.3.1 or 3.1.")
            )
        ],
    )
    achievement = TranslatedField(
        _("achievement"),
        help_text=_("What one country has achieved, in the singular; printed at the head of a record."),
    )
    counting_text = TranslatedField(_("counting text"), help_text=_("Begins with “Number of countries that …”."))

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["-policy_outcome__biennium__start_year", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy_outcome", "code"],
                name="indicator_code_is_unique_in_its_outcome",
                violation_error_message=_("This policy outcome already has an indicator with this code."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.counting_text} ({self.policy_outcome.biennium})"

    def get_absolute_url(self) -> str:
        return reverse("indicator", args=[str(self.policy_outcome.biennium), self.code])

    @property
    def biennium(self) -> Biennium:
        return self.policy_outcome.biennium

    def clean(self) -> None:
        if self.output and self.output.policy_outcome_id != self.policy_outcome_id:
            raise ValidationError(
                {"output": _("This output belongs to another policy outcome. Choose one of the same outcome.")}
            )
        parent = self.output or (self.policy_outcome if self.policy_outcome_id else None)
        if parent and not self.code.startswith(f"{parent.code}."):
            raise ValidationError(
                {
                    "code": _("The code of an indicator beneath %(parent)s begins with “%(parent)s.”.")
                    % {"parent": parent.code}
                }
            )

    def natural_key(self) -> tuple[int, str]:
        return (self.policy_outcome.biennium.start_year, self.code)

    natural_key.dependencies = ["indicators.policyoutcome", "indicators.output"]  # type: ignore[attr-defined]  # order


class IndicatorTarget(models.Model):
    """How many countries an indicator aims at in its biennium, in a region or (without one) worldwide."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets", verbose_name=_("indicator"))
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("region")
    )
    countries = models.PositiveSmallIntegerField(_("number of countries"))

    class Meta:
        verbose_name = _("target of an indicator")
        verbose_name_plural = _("targets of indicators")
        ordering = ["indicator", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "region"],
                name="indicator_target_is_set_once_a_region",
                violation_error_message=_("This indicator already has a target for this region."),
            ),
            models.UniqueConstraint(
                fields=["indicator"],
                condition=Q(region__isnull=True),
                name="indicator_target_is_set_once_worldwide",
                violation_error_message=_("This indicator already has a worldwide target."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code}: {self.countries} ({self.region or _('worldwide')})"
