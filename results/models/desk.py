"""What the desk keeps for the people who work at it; nothing of it is part of any report."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from countries.models import User
from results.models.history import Event
from results.models.result import Result


class UnsavedWork(models.Model):
    """What somebody typed into a form and has not saved yet, as the form posts it: one row a browser tab."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("person"))
    result = models.ForeignKey(Result, models.CASCADE, null=True, related_name="unsaved_work", verbose_name=_("result"))
    place = models.CharField(_("form"), max_length=40)
    tab = models.CharField(_("tab"), max_length=40)
    version = models.PositiveIntegerField(_("version it was typed into"), default=0)
    data = models.JSONField(_("as typed"), encoder=DjangoJSONEncoder)
    kept_at = models.DateTimeField(_("kept on"))

    class Meta:
        verbose_name = _("unsaved work")
        verbose_name_plural = _("unsaved work")
        ordering = ["-kept_at"]
        constraints = [
            models.UniqueConstraint(
                "user",
                Coalesce("result", Value(0)),
                "place",
                "tab",
                name="unsaved_work_is_kept_once_a_tab",
                violation_error_message=_("What was typed in this tab is kept already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.result or self.place}: {self.user}"


class OpenReport(models.Model):
    """Somebody who has a report open for writing, as her browser last said."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="open_at", verbose_name=_("result"))
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("person"))
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("open report")
        verbose_name_plural = _("open reports")
        ordering = ["result", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "user"],
                name="report_is_open_once_a_person",
                violation_error_message=_("This person has the report open already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.result.reference}: {self.user}"


class Notice(models.Model):
    """An event that concerns a person, of which she is to hear at once by mail."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("person"))
    event = models.ForeignKey(Event, models.PROTECT, related_name="notices", verbose_name=_("event"))
    sent_at = models.DateTimeField(_("sent on"), null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "event"],
                name="notice_is_given_once",
                violation_error_message=_("This person hears of this event already."),
            )
        ]
        indexes = [models.Index(fields=["id"], condition=Q(sent_at__isnull=True), name="notice_waiting")]

    def __str__(self) -> str:
        return f"{self.event}: {self.user}"


class Digest(models.Model):
    """The summary of one day that a person was sent, or spared because there was nothing in it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("person"))
    day = models.DateField(_("day"))
    made_at = models.DateTimeField(_("made on"), auto_now_add=True)

    class Meta:
        verbose_name = _("daily summary")
        verbose_name_plural = _("daily summaries")
        ordering = ["-day", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "day"],
                name="digest_is_made_once_a_day",
                violation_error_message=_("This person has the summary of this day already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.day}"


class StandingFinding(models.Model):
    """What the nightly run of the quality checks found in a report, until the next run."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="standing_findings", verbose_name=_("result"))
    check_name = models.CharField(_("check"), max_length=60)
    field = models.CharField(_("field"), max_length=40)
    values = models.JSONField(_("values of its sentence"), default=dict, encoder=DjangoJSONEncoder)
    found_at = models.DateTimeField(_("found first on"))

    class Meta:
        verbose_name = _("standing finding")
        verbose_name_plural = _("standing findings")
        ordering = ["result", "pk"]
        indexes = [models.Index(fields=["check_name"], name="standing_finding_by_check")]

    def __str__(self) -> str:
        return f"{self.result.reference}: {self.check_name}"
