"""What cuts across indicators: how far a country has come, and the policy drivers of a biennium."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models.framework import Biennium
from indicators.querysets import AchievementStepQuerySet, DriverQuerySet
from sdg_links.translated import TranslatedField


class AchievementStep(models.Model):
    """How far a country has come in building its social protection; independent of any indicator."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True, validators=[MinValueValidator(1)])
    title = TranslatedField(_("title"), limit=120)
    achievement = TranslatedField(
        _("achievement"),
        help_text=_("What one country has achieved, in the singular; printed at the head of a record."),
    )
    counting_text = TranslatedField(_("counting text"), help_text=_("Begins with “Number of countries that …”."))

    objects = AchievementStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("achievement step")
        verbose_name_plural = _("achievement steps")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def natural_key(self) -> tuple[int]:
        return (self.number,)


class Driver(models.Model):
    """A cross-cutting policy driver, such as gender equality, on which a report may say something of its own."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    title = TranslatedField(_("title"), limit=200)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    biennia = models.ManyToManyField(
        Biennium, related_name="drivers", verbose_name=_("biennia"), help_text=_("In which biennia it is reported on.")
    )

    objects = DriverQuerySet.as_manager()

    class Meta:
        verbose_name = _("driver")
        verbose_name_plural = _("drivers")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return str(self.title)

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    natural_key.dependencies = ["indicators.biennium"]  # type: ignore[attr-defined]  # how Django orders fixtures
