"""Regions and countries, under their official names."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from countries.querysets import CountryQuerySet, RegionQuerySet
from sdg_links.translated import TranslatedField

models.CharField.register_lookup(Length)


class Region(models.Model):
    """One of the regions by which the organisation groups countries and prints its reports."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = TranslatedField(_("name"), limit=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return str(self.name)

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class Country(models.Model):
    """A State or territory that results are reported for, under the short name the United Nations uses."""

    iso3 = models.CharField(
        _("ISO code, three letters"),
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("An ISO code is three capital letters, for example TJK."))],
    )
    iso2 = models.CharField(_("ISO code, two letters"), max_length=2, unique=True)
    m49 = models.CharField(_("M49 code"), max_length=3, blank=True, help_text=_("Three digits, with leading zeros."))
    name = TranslatedField(_("name"), limit=120)
    note = TranslatedField(_("note"), blank=True, help_text=_("A footnote that is shown wherever the name is."))
    region = models.ForeignKey(Region, models.PROTECT, related_name="countries", verbose_name=_("region"))

    population = models.PositiveBigIntegerField(
        _("population"), null=True, blank=True, help_text=_("Against which figures of people reached are checked.")
    )
    population_year = models.PositiveSmallIntegerField(_("year of the population figure"), null=True, blank=True)

    is_un_member = models.BooleanField(_("member of the United Nations"), default=False)
    ilo_member_since = models.DateField(_("member of the ILO since"), null=True, blank=True)
    is_ldc = models.BooleanField(_("least developed country"), default=False)
    is_lldc = models.BooleanField(_("landlocked developing country"), default=False)
    is_sids = models.BooleanField(_("small island developing State"), default=False)

    tile_row = models.PositiveSmallIntegerField(_("row on the tile grid"), null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField(_("column on the tile grid"), null=True, blank=True)

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["iso3"]
        constraints = [
            models.CheckConstraint(
                condition=Q(iso3__length=3),
                name="country_iso3_has_three_letters",
                violation_error_message=_("An ISO code is three capital letters, for example TJK."),
            ),
            models.UniqueConstraint(
                fields=["m49"],
                condition=~Q(m49=""),
                name="country_m49_is_unique",
                violation_error_message=_("Another country has this M49 code."),
            ),
            models.UniqueConstraint(
                fields=["tile_row", "tile_column"],
                name="country_has_a_tile_of_its_own",
                violation_error_message=_("Another country has this place on the tile grid."),
            ),
            models.CheckConstraint(
                condition=Q(population__isnull=True, population_year__isnull=True)
                | Q(population__isnull=False, population_year__isnull=False),
                name="country_population_has_a_year",
                violation_error_message=_("A population figure needs its year."),
            ),
            models.CheckConstraint(
                condition=Q(tile_row__isnull=True, tile_column__isnull=True)
                | Q(tile_row__isnull=False, tile_column__isnull=False),
                name="country_tile_has_row_and_column",
                violation_error_message=_("A place on the tile grid needs both a row and a column."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("country", args=[self.iso3.lower()])

    def natural_key(self) -> tuple[str]:
        return (self.iso3,)

    natural_key.dependencies = ["countries.region"]  # type: ignore[attr-defined]  # how Django orders fixtures
