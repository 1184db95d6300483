"""Files kept as evidence."""

from uuid import uuid4

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from countries.models import User
from results.models.result import Result


def _unguessable(file: "EvidenceFile", name: str) -> str:
    # The name somebody gave it never reaches the disk or the bucket.
    return f"evidence/{file.token.hex[:2]}/{file.token.hex}"


class EvidenceFile(models.Model):
    """A file that somebody added to a report, under a name nobody can guess. Its content never changes."""

    token = models.UUIDField(_("token"), default=uuid4, unique=True, editable=False)
    result = models.ForeignKey(Result, models.PROTECT, related_name="files", verbose_name=_("result"))
    file = models.FileField(_("file"), upload_to=_unguessable, max_length=200)
    name = models.CharField(_("name"), max_length=200, help_text=_("As it was called by whoever added it."))
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("added by"))
    added_at = models.DateTimeField(_("added on"), auto_now_add=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("evidence-file", args=[self.token])
