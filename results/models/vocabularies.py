"""The words by which results are sorted and found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from results.querysets import ContributionKindQuerySet, PartnershipCategoryQuerySet, TopicQuerySet
from sdg_links.translated import TranslatedField


class Topic(models.Model):
    """A tag in one of four facets: branch of social security, theme, type of scheme, population group."""

    class Facet(models.TextChoices):
        BRANCH = "branch", _("Branch of social security")
        THEME = "theme", _("Theme")
        SCHEME = "scheme", _("Type of scheme")
        GROUP = "group", _("Population group")

    facet = models.CharField(_("facet"), max_length=10, choices=Facet.choices)
    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = TranslatedField(_("name"), limit=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return str(self.name)

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class PartnershipCategory(models.Model):
    """With what kind of partners a result was reached, such as "with UN agencies, excluding IFIs"."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = TranslatedField(_("name"), limit=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = PartnershipCategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership category")
        verbose_name_plural = _("partnership categories")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return str(self.name)

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class ContributionKind(models.Model):
    """What kind of thing the organisation did: policy advice, training, assessment, and so on."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = TranslatedField(_("name"), limit=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = ContributionKindQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of contribution")
        verbose_name_plural = _("kinds of contribution")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return str(self.name)

    def natural_key(self) -> tuple[str]:
        return (self.code,)
