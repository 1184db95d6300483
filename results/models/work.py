"""Work that is done after the answer has gone out: who does it, and what came of it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from countries.models import User
from results.models.imports import ImportBatch


class Worker(models.Model):
    """A process that takes work from the queue, and when it was last heard of; one that falls silent was killed."""

    name = models.CharField(_("name"), max_length=64, unique=True)
    host = models.CharField(_("machine"), max_length=200)
    started_at = models.DateTimeField(_("started on"), default=timezone.now)
    seen_at = models.DateTimeField(_("last heard of"), default=timezone.now)

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        ordering = ["started_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.host})"


class NightlyRun(models.Model):
    """The work of one night: done once a day, whichever worker gets to it."""

    day = models.DateField(_("day"), unique=True)
    started_at = models.DateTimeField(_("started on"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished on"), null=True, blank=True)

    class Meta:
        verbose_name = _("nightly run")
        verbose_name_plural = _("nightly runs")
        ordering = ["-day"]

    def __str__(self) -> str:
        return str(self.day)


def _unguessable(prepared: "PreparedFile", name: str) -> str:
    return f"prepared/{prepared.token.hex[:2]}/{prepared.token.hex}"


class PreparedFile(models.Model):
    """A sheet that is made for one person after her request: an export, or what was refused of an import."""

    class What(models.TextChoices):
        EXPORT = "export", _("Export")
        REFUSED = "refused", _("Refused rows")

    token = models.UUIDField(_("token"), default=uuid4, unique=True, editable=False)
    what = models.CharField(_("what"), max_length=7, choices=What.choices)
    batch = models.ForeignKey(
        ImportBatch, models.CASCADE, null=True, blank=True, related_name="prepared", verbose_name=_("import")
    )
    # Which kinds of thing in which format, for an export.
    wish = models.JSONField(_("what was asked for"), default=dict)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    file = models.FileField(_("file"), upload_to=_unguessable, max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    by = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("for"))
    at = models.DateTimeField(_("asked for on"), default=timezone.now)
    ready_at = models.DateTimeField(_("ready since"), null=True, blank=True)
    sentence = models.TextField(_("why it failed"), blank=True)

    class Meta:
        verbose_name = _("prepared file")
        verbose_name_plural = _("prepared files")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="refused") | Q(batch__isnull=False),
                name="prepared_file_of_refused_rows_names_its_import",
                violation_error_message=_("Refused rows belong to an import."),
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.token)
