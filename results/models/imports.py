"""Files that are imported: what each asks for, what becomes of every row, and the answers kept for the next file."""

from uuid import uuid4

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from countries.models import User
from results.querysets import ImportBatchQuerySet, ImportRowQuerySet


def _unguessable(batch: "ImportBatch", name: str) -> str:
    # The name somebody gave it never reaches the disk or the bucket.
    return f"imports/{batch.token.hex[:2]}/{batch.token.hex}"


class ImportBatch(models.Model):
    """A file that somebody imports, from its arrival until it is applied, and taken back: all of it or nothing.

    Its state is the truth about it: it becomes *applied* in the transaction that writes the rows, so a worker that is
    killed leaves either everything or nothing behind.
    """

    class State(models.TextChoices):
        ARRIVED = "arrived", _("Waiting to be read")
        ASKING = "asking", _("Waiting for your answers")
        PLANNING = "planning", _("Being judged")
        PLANNED = "planned", _("Judged; nothing is written yet")
        APPLYING = "applying", _("Being written")
        APPLIED = "applied", _("Written")
        TAKING_BACK = "taking-back", _("Being taken back")
        TAKEN_BACK = "taken-back", _("Taken back")
        CANCELLED = "cancelled", _("Cancelled; nothing was written")
        FAILED = "failed", _("Failed; nothing was written")

    class Format(models.TextChoices):
        XLSX = "xlsx", _("Excel workbook")
        XLS = "xls", _("Excel workbook of before 2007")
        ODS = "ods", _("OpenDocument sheet")
        CSV = "csv", _("Text with delimiters")
        IATI = "iati", _("IATI activity file")

    class Mode(models.TextChoices):
        BOTH = "both", _("Add what is new and change what is there")
        ADD = "add", _("Only add what is new")
        UPDATE = "update", _("Only change what is there")

    class Blanks(models.TextChoices):
        KEEP = "keep", _("An empty cell keeps what is stored")
        CLEAR = "clear", _("An empty cell empties what is stored")

    class Arrival(models.TextChoices):
        DRAFT = "draft", _("as drafts")
        SUBMITTED = "submitted", _("as sent in")
        PUBLISHED = "published", _("as published")

    token = models.UUIDField(_("token"), default=uuid4, unique=True, editable=False)
    file = models.FileField(_("file"), upload_to=_unguessable, max_length=200)
    name = models.CharField(_("name"), max_length=200, help_text=_("As it was called by whoever sent it."))
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    format = models.CharField(_("format"), max_length=4, choices=Format.choices, blank=True)

    # Shapes: results/imports/files (examined) and results/imports/mapping (answers).
    examined = models.JSONField(_("what was found in it"), default=dict, encoder=DjangoJSONEncoder)
    answers = models.JSONField(_("how it is to be read"), default=dict, encoder=DjangoJSONEncoder)
    mode = models.CharField(_("rows"), max_length=6, choices=Mode.choices, default=Mode.BOTH)
    blanks = models.CharField(_("empty cells"), max_length=5, choices=Blanks.choices, default=Blanks.KEEP)
    arrival = models.CharField(_("reports arrive"), max_length=9, choices=Arrival.choices, default=Arrival.DRAFT)
    leaves_out_refused = models.BooleanField(_("leave out the refused rows"), default=False)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")

    state = models.CharField(_("state"), max_length=11, choices=State.choices, default=State.ARRIVED)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now)
    sentence = models.TextField(_("why it failed"), blank=True)
    is_to_cancel = models.BooleanField(_("to be cancelled"), default=False)
    rows_done = models.PositiveIntegerField(_("rows done"), default=0)
    rows_total = models.PositiveIntegerField(_("rows in all"), default=0)
    counts = models.JSONField(_("rows by what becomes of them"), default=dict)

    by = models.ForeignKey(User, models.PROTECT, related_name="imports", verbose_name=_("imported by"))
    at = models.DateTimeField(_("sent on"), default=timezone.now)
    applied_at = models.DateTimeField(_("written on"), null=True, blank=True)
    taken_back_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken back by")
    )
    taken_back_at = models.DateTimeField(_("taken back on"), null=True, blank=True)
    told_at = models.DateTimeField(_("mail sent on"), null=True, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False, applied_at__lte=F("taken_back_at")),
                name="import_is_taken_back_by_somebody_after_it_was_applied",
                violation_error_message=_("An import is taken back by somebody, after it was written."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["applied", "taking-back", "taken-back"]) | Q(applied_at__isnull=False),
                name="import_applied_has_a_date",
                violation_error_message=_("An import that was written has the date on which that was."),
            ),
        ]
        indexes = [models.Index(fields=["state"], name="import_by_state")]

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """A row of an imported file: what will become of it, all that is wrong with it, and where it went."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        CONFLICT = "conflict", _("Changed here since it was exported")
        REFUSED = "refused", _("Refused")
        PASSED_OVER = "passed-over", _("Passed over")

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows", verbose_name=_("import"))
    # Counted from 0 in the order in which the sheets are written, not in that of the file.
    sheet = models.PositiveSmallIntegerField(_("sheet"))
    number = models.PositiveIntegerField(_("row"), help_text=_("As the spreadsheet shows it, from 1."))
    outcome = models.CharField(_("what becomes of it"), max_length=11, choices=Outcome.choices)
    is_left_out = models.BooleanField(_("left out"), default=False)

    label = models.CharField(_("what it is about"), max_length=200, blank=True)
    key = models.CharField(_("by which it is recognised"), max_length=64, blank=True)
    target = models.BigIntegerField(_("primary key of what it is about"), null=True)
    version = models.PositiveIntegerField(_("version that was read"), null=True)
    # Shapes: results/imports/kinds/kind.py.
    payload = models.JSONField(_("what will be written"), default=dict, encoder=DjangoJSONEncoder)
    changes = models.JSONField(_("cells that differ"), default=list, encoder=DjangoJSONEncoder)
    problems = models.JSONField(_("what is wrong"), default=list, encoder=DjangoJSONEncoder)
    notes = models.JSONField(_("what is worth a look"), default=list, encoder=DjangoJSONEncoder)
    before = models.JSONField(_("what was there before"), null=True, encoder=DjangoJSONEncoder)
    written_version = models.PositiveIntegerField(_("version that was written"), null=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ["batch", "sheet", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "sheet", "number"],
                name="imported_row_stands_once_in_its_sheet",
                violation_error_message=_("This row of the sheet is there already."),
            )
        ]
        indexes = [
            models.Index(fields=["batch", "outcome", "sheet", "number"], name="imported_row_by_outcome"),
            models.Index(fields=["batch", "outcome"], condition=Q(is_left_out=True), name="imported_row_left_out"),
            models.Index(fields=["batch", "sheet", "key"], condition=~Q(key=""), name="imported_row_by_key"),
            models.Index(fields=["target"], condition=Q(target__isnull=False), name="imported_row_by_target"),
        ]

    def __str__(self) -> str:
        return _("row %(number)s") % {"number": self.number}


class SavedMapping(models.Model):
    """How the columns and values of a recurring sheet are to be read, kept under a name for the next file."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    answers = models.JSONField(_("how it is to be read"), default=dict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("saved by"))
    saved_at = models.DateTimeField(_("saved on"), auto_now=True)

    class Meta:
        verbose_name = _("saved mapping")
        verbose_name_plural = _("saved mappings")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
