"""Organisations that take part in results."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from countries.querysets import OrganisationQuerySet
from sdg_links.translated import TranslatedField


class Organisation(models.Model):
    """A ministry, a union, an employers' body, a UN agency, a donor: whoever is a partner in a result."""

    class Kind(models.TextChoices):
        UN_AGENCY = "un-agency", _("UN agency")
        IFI = "ifi", _("International financial institution")
        GOVERNMENT = "government", _("Government")
        WORKERS = "workers", _("Workers' organization")
        EMPLOYERS = "employers", _("Employers' organization")
        DONOR = "donor", _("Donor")
        NGO = "ngo", _("Non-governmental organization")
        ACADEMIA = "academia", _("University or research institute")
        OTHER = "other", _("Other")

    acronym = models.CharField(_("acronym"), max_length=40, unique=True)
    name = TranslatedField(_("name"), limit=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.OTHER)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["acronym"]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if str(self.name) != self.acronym else self.acronym

    def natural_key(self) -> tuple[str]:
        return (self.acronym,)
