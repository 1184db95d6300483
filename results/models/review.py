"""What reviewers say about a report: comments beside its fields, and judgements by the criteria of its indicator."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from countries.models import User
from indicators.models import Criterion
from results.models.parts import Evidence
from results.models.result import Result
from sdg_links.texts import PlainTextField

MAX_COMMENT_WORDS = 300


class Comment(models.Model):
    """A remark on a report, or a reply to one, tied to a field, a section or the whole."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="comments", verbose_name=_("result"))
    field = models.CharField(_("about"), max_length=40, blank=True, help_text=_("Empty: about the whole report."))
    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies", verbose_name=_("answers")
    )
    text = PlainTextField(_("comment"), max_words=MAX_COMMENT_WORDS)
    version = models.PositiveIntegerField(_("version of the working copy"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("on"), auto_now_add=True)
    resolved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resolved by")
    )
    resolved_at = models.DateTimeField(_("resolved on"), null=True, blank=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comment_resolved_by_somebody",
                violation_error_message=_("A resolved comment says who resolved it and when."),
            ),
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | Q(resolved_at__isnull=True),
                name="comment_resolved_as_a_thread",
                violation_error_message=_("A whole thread is resolved, not a reply in it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result.reference}: {self.text[:60]}"


class Judgement(models.Model):
    """A criterion of the indicator that a reviewer found met, and what shows it."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="judgements", verbose_name=_("result"))
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name=_("criterion"))
    evidence = models.ForeignKey(
        Evidence, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("shown by")
    )
    note = PlainTextField(_("where it is seen"), blank=True, is_line=True, max_words=60)
    version = models.PositiveIntegerField(_("version of the working copy"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("on"), auto_now_add=True)

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        ordering = ["criterion", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "criterion"],
                name="judgement_is_given_once",
                violation_error_message=_("This criterion is ticked already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.result.reference}: {self.criterion}"
