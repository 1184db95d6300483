"""What a country and the organisation have agreed to work towards."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from countries.models.places import Country
from countries.querysets import (
    CooperationFrameworkQuerySet,
    CountryProgrammeOutcomeQuerySet,
    PriorityAreaQuerySet,
)
from sdg_links.translated import TranslatedField


class CooperationFramework(models.Model):
    """An agreement between a country and the United Nations or the ILO for some years: UNDAF, UNSDCF, DWCP."""

    class Kind(models.TextChoices):
        UNDAF = "undaf", _("UN Development Assistance Framework")
        UNSDCF = "unsdcf", _("UN Sustainable Development Cooperation Framework")
        DWCP = "dwcp", _("Decent Work Country Programme")

    country = models.ForeignKey(Country, models.PROTECT, related_name="frameworks", verbose_name=_("country"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = TranslatedField(_("title"), limit=200)
    slug = models.SlugField(_("short name in the address"), max_length=60)
    start_year = models.PositiveSmallIntegerField(_("first year"))
    end_year = models.PositiveSmallIntegerField(_("last year"))

    objects = CooperationFrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("cooperation framework")
        verbose_name_plural = _("cooperation frameworks")
        ordering = ["country__iso3", "-start_year", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "slug"],
                name="framework_slug_is_unique_in_its_country",
                violation_error_message=_("This country already has a framework with this short name."),
            ),
            models.CheckConstraint(
                condition=Q(end_year__gte=F("start_year")),
                name="framework_ends_after_it_starts",
                violation_error_message=_("The last year comes before the first year. Correct one of them."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.start_year}–{self.end_year})"

    def natural_key(self) -> tuple[str, str]:
        return (self.country.iso3, self.slug)

    natural_key.dependencies = ["countries.country"]  # type: ignore[attr-defined]  # how Django orders fixtures


class PriorityArea(models.Model):
    """A field of work within a cooperation framework, such as Social Protection."""

    framework = models.ForeignKey(
        CooperationFramework, models.CASCADE, related_name="areas", verbose_name=_("cooperation framework")
    )
    title = TranslatedField(_("title"), limit=200)
    slug = models.SlugField(_("short name in the address"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = PriorityAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("priority area")
        verbose_name_plural = _("priority areas")
        ordering = ["position", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "slug"],
                name="area_slug_is_unique_in_its_framework",
                violation_error_message=_("This framework already has an area with this short name."),
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    def natural_key(self) -> tuple[str, str, str]:
        return (*self.framework.natural_key(), self.slug)

    natural_key.dependencies = ["countries.cooperationframework"]  # type: ignore[attr-defined]  # fixture order


class CountryProgrammeOutcome(models.Model):
    """What a country programme works towards over several biennia (CPO); results are reported for it."""

    class Status(models.TextChoices):
        TARGET = "target", _("Target: results are expected this biennium")
        PIPELINE = "pipeline", _("Pipeline: work is being prepared")
        MAINTAINED = "maintained", _("Maintained: earlier results are looked after")

    country = models.ForeignKey(Country, models.PROTECT, related_name="cpos", verbose_name=_("country"))
    code = models.CharField(
        _("code"),
        max_length=8,
        unique=True,
        validators=[
            RegexValidator(r"^[A-Z]{3}[0-9]{3,5}\Z", _("A CPO code is the country's ISO code and a number: TJK128."))
        ],
        help_text=_("The country's ISO code and a number, for example TJK128."),
    )
    title = TranslatedField(_("title"), limit=300)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.TARGET)

    objects = CountryProgrammeOutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("country programme outcome")
        verbose_name_plural = _("country programme outcomes")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("cpo", args=[self.code[:3].lower(), self.code.lower()])

    def clean(self) -> None:
        if self.country_id and self.code and not self.code.startswith(self.country.iso3):
            raise ValidationError(
                {
                    "code": _("The code of an outcome in %(country)s begins with %(iso3)s.")
                    % {"country": self.country, "iso3": self.country.iso3}
                }
            )

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    natural_key.dependencies = ["countries.country"]  # type: ignore[attr-defined]  # how Django orders fixtures
