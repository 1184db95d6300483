"""Development cooperation projects."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from countries.models import Country, Organisation
from results.querysets import ProjectQuerySet
from sdg_links.translated import TranslatedField


class Project(models.Model):
    """A development cooperation project: who pays for it, how long it runs, what it may spend and has spent."""

    code = models.CharField(_("code"), max_length=100, unique=True, help_text=_("For example TJK/19/50/EUR."))
    title = TranslatedField(_("title"), limit=300)
    countries = models.ManyToManyField(Country, related_name="projects", verbose_name=_("countries"), blank=True)
    donors = models.ManyToManyField(Organisation, related_name="funded_projects", verbose_name=_("donors"), blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="USD", help_text=_("Three letters, such as USD."))
    budget = models.DecimalField(_("budget"), max_digits=14, decimal_places=2, null=True, blank=True)
    spent = models.DecimalField(_("spent"), max_digits=14, decimal_places=2, null=True, blank=True)

    people_planned = models.PositiveBigIntegerField(
        _("people it is to reach"), null=True, blank=True, help_text=_("As the project document plans it.")
    )

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")) | Q(ends_on__isnull=True) | Q(starts_on__isnull=True),
                name="project_ends_after_it_starts",
                violation_error_message=_("The project ends before it starts. Correct one of the dates."),
            ),
            models.CheckConstraint(
                condition=(Q(budget__gte=0) | Q(budget__isnull=True)) & (Q(spent__gte=0) | Q(spent__isnull=True)),
                name="project_amounts_are_not_negative",
                violation_error_message=_("Budget and spent amount cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def natural_key(self) -> tuple[str]:
        return (self.code,)
