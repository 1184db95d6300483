"""What happened to a result, and which numbers have been given out."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from countries.models import Country, User
from results.models.result import Result


class Event(models.Model):
    """One act on a result: who did what, when and why. Only ever added to; the database refuses the rest."""

    class Act(models.TextChoices):
        CREATED = "created", _("written")
        CHANGED = "changed", _("changed")
        IMPORTED = "imported", _("imported")
        RESTORED = "restored", _("restored")
        SUBMITTED = "submitted", _("sent in")
        RECALLED = "recalled", _("taken back")
        REASSIGNED = "reassigned", _("handed on")
        COMMENTED = "commented", _("commented")
        RESOLVED = "resolved", _("resolved a comment")
        TICKED = "ticked", _("judged by the criteria")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")
        TAKEN_BACK = "taken-back", _("taken back with its sheet")

    result = models.ForeignKey(Result, models.PROTECT, related_name="events", verbose_name=_("result"))
    act = models.CharField(_("act"), max_length=10, choices=Act.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("on"), auto_now_add=True)
    version = models.PositiveIntegerField(_("version of the working copy"))
    details = models.JSONField(_("details"), default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["result", "-at"], name="event_by_result")]

    def __str__(self) -> str:
        return f"{self.result.reference} {self.get_act_display()}"


class Revision(models.Model):
    """What a working copy said at one version, so that it can be compared and restored. Only ever added to.

    ``content`` has the shape that results/revisions.py describes.
    """

    result = models.ForeignKey(Result, models.PROTECT, related_name="revisions", verbose_name=_("result"))
    version = models.PositiveIntegerField(_("version of the working copy"))
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["result", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "version"],
                name="revision_is_kept_once",
                violation_error_message=_("This version is kept already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.result.reference} ({self.version})"


class ReferenceSeries(models.Model):
    """The last number given to a report of a country and year, so that none is ever given twice."""

    country = models.ForeignKey(Country, models.PROTECT, related_name="+", verbose_name=_("country"))
    year = models.PositiveSmallIntegerField(_("year"))
    last_number = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("series of references")
        verbose_name_plural = _("series of references")
        constraints = [
            models.UniqueConstraint(
                fields=["country", "year"],
                name="reference_series_is_unique",
                violation_error_message=_("This country and year already have a series."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.country.iso3}-{self.year}"
