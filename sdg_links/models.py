"""The framework of the Sustainable Development Goals, and what a link to it is."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sdg_links.querysets import GoalQuerySet, SdgIndicatorQuerySet, TargetQuerySet
from sdg_links.texts import PlainTextField
from sdg_links.translated import Translated, TranslatedField

MAX_TARGETS = 10


class SdgEntry(models.Model):
    """A line of the global framework: our short title always, the United Nations' official text once it is loaded."""

    short_title = TranslatedField(_("short title"), limit=200)
    official_text = TranslatedField(_("official text"), limit=2000, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def text(self) -> Translated:
        """The official text in each language where it is loaded, the short title in the others."""
        return Translated({**self.short_title, **self.official_text})


class Goal(SdgEntry):
    """One of the seventeen Sustainable Development Goals."""

    number = models.PositiveSmallIntegerField(
        _("number"), unique=True, validators=[MinValueValidator(1), MaxValueValidator(17)]
    )

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("SDG goal")
        verbose_name_plural = _("SDG goals")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=17),
                name="goal_number_is_1_to_17",
                violation_error_message=_("A goal has a number from 1 to 17."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.short_title}"

    def get_absolute_url(self) -> str:
        return reverse("goal", args=[self.number])

    def natural_key(self) -> tuple[int]:
        return (self.number,)


class Target(SdgEntry):
    """One of the 169 targets beneath the goals, such as 1.3 or 1.a."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="targets", verbose_name=_("goal"))
    code = models.CharField(
        _("code"),
        max_length=5,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{1,2}\.([0-9]{1,2}|[a-d])\Z", _("A target has a code such as 1.3 or 1.a."))],
    )
    position = models.PositiveSmallIntegerField(_("position within its goal"))

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("SDG target")
        verbose_name_plural = _("SDG targets")
        ordering = ["goal__number", "position"]

    def __str__(self) -> str:
        return f"{self.code} {self.short_title}"

    def get_absolute_url(self) -> str:
        return reverse("target", args=[self.code])

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    natural_key.dependencies = ["sdg_links.goal"]  # type: ignore[attr-defined]  # how Django orders fixtures


class SdgIndicator(SdgEntry):
    """One of the 251 indicators of the global framework, such as 1.3.1; never one of the organisation's own."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="indicators", verbose_name=_("target"))
    code = models.CharField(
        _("code"),
        max_length=8,
        unique=True,
        validators=[
            RegexValidator(
                r"^[0-9]{1,2}\.([0-9]{1,2}|[a-d])\.[0-9]{1,2}\Z", _("An SDG indicator has a code such as 1.3.1.")
            )
        ],
    )
    position = models.PositiveSmallIntegerField(_("position within its target"))
    unsd_code = models.CharField(_("code of the UN Statistics Division"), max_length=10, blank=True)

    objects = SdgIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("SDG indicator")
        verbose_name_plural = _("SDG indicators")
        ordering = ["target__goal__number", "target__position", "position"]

    def __str__(self) -> str:
        return f"{self.code} {self.short_title}"

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    natural_key.dependencies = ["sdg_links.target"]  # type: ignore[attr-defined]  # how Django orders fixtures


class SdgLink(models.Model):
    """A link from something of ours to a goal or a target, with the reason for it.

    A target implies its goal, so a link names one of the two.
    """

    goal = models.ForeignKey(
        Goal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("SDG goal"),
        help_text=_("Only where no single target fits; a target already implies its goal."),
    )
    target = models.ForeignKey(
        Target,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("SDG target"),
        help_text=_("A code such as 1.3. Type a number or a word to search."),
    )
    reason = PlainTextField(
        _("reason"),
        blank=True,
        is_line=True,
        max_words=60,
        help_text=_("In one sentence, how this contributes to the target."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(goal__isnull=False, target__isnull=True) | Q(goal__isnull=True, target__isnull=False),
                name="%(class)s_names_goal_or_target",
                violation_error_message=_("Choose either a target or a goal: a target already implies its goal."),
            )
        ]

    def __str__(self) -> str:
        return str(self.target or self.goal)

    @classmethod
    def check_number_of_targets(cls, targets: list[Any]) -> None:
        """Refuse more targets than a reader can believe; raises ValidationError."""
        if len(targets) > MAX_TARGETS:
            raise ValidationError(
                _("A result links to at most %(limit)s SDG targets; these are %(count)s. Keep the closest ones."),
                code="too_many_targets",
                params={"limit": MAX_TARGETS, "count": len(targets)},
            )
