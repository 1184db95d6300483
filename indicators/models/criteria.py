"""By what a reviewer judges whether a country may be counted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models.framework import Indicator
from indicators.querysets import CriterionQuerySet
from sdg_links.translated import TranslatedField


class Criterion(models.Model):
    """One condition that must be met before a result counts towards an indicator."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="criteria", verbose_name=_("indicator"))
    position = models.PositiveSmallIntegerField(_("position"))
    text = TranslatedField(_("criterion"), help_text=_("A whole sentence that is either so or not so."))

    objects = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["indicator", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "position"],
                name="criterion_has_a_place_of_its_own",
                violation_error_message=_("Another criterion of this indicator has this position."),
            )
        ]

    def __str__(self) -> str:
        return str(self.text)

    def natural_key(self) -> tuple[int, str, int]:
        return (*self.indicator.natural_key(), self.position)

    natural_key.dependencies = ["indicators.indicator"]  # type: ignore[attr-defined]  # how Django orders fixtures
