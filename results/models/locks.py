"""Periods in which nothing changes any more, and who may change something all the same."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from countries.models import Country, User
from indicators.models import Biennium
from sdg_links.texts import PlainTextField

MAX_REASON_WORDS = 100


class PeriodLock(models.Model):
    """A biennium everywhere, or a year in one country, whose reports are not changed any more."""

    biennium = models.ForeignKey(
        Biennium, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("biennium")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    reason = PlainTextField(_("reason"), is_line=True, max_words=MAX_REASON_WORDS)
    locked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("locked by"))
    locked_at = models.DateTimeField(_("locked on"), default=timezone.now)
    unlocked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unlocked by")
    )
    unlocked_at = models.DateTimeField(_("unlocked on"), null=True, blank=True)
    unlocking_reason = PlainTextField(_("reason for unlocking"), blank=True, is_line=True, max_words=MAX_REASON_WORDS)

    class Meta:
        verbose_name = _("locked period")
        verbose_name_plural = _("locked periods")
        ordering = ["-locked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(biennium__isnull=False, country__isnull=True, year__isnull=True)
                | Q(biennium__isnull=True, country__isnull=False, year__isnull=False),
                name="lock_is_for_a_biennium_or_a_year_in_a_country",
                violation_error_message=_("Choose a biennium, or a country and a year."),
            ),
            models.UniqueConstraint(
                fields=["biennium"],
                condition=Q(unlocked_at__isnull=True),
                name="lock_of_a_biennium_is_in_force_once",
                violation_error_message=_("This biennium is locked already."),
            ),
            models.UniqueConstraint(
                fields=["country", "year"],
                condition=Q(unlocked_at__isnull=True),
                name="lock_of_a_year_is_in_force_once",
                violation_error_message=_("This year is locked already in this country."),
            ),
            models.CheckConstraint(
                condition=Q(unlocked_at__isnull=True, unlocked_by__isnull=True, unlocking_reason="")
                | (Q(unlocked_at__isnull=False, unlocked_by__isnull=False) & ~Q(unlocking_reason="")),
                name="lock_opened_by_somebody_for_a_reason",
                violation_error_message=_("Who unlocks a period says why."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.biennium) if self.biennium else f"{self.country} {self.year}"

    def binds(self, country_id: int, day: date) -> bool:
        """Whether a report of this country and date falls into the locked period."""
        if self.biennium is not None:
            return day.year - day.year % 2 == self.biennium.start_year
        return self.country_id == country_id and self.year == day.year


class LockException(models.Model):
    """Somebody who may change reports of a locked period until a day, and why."""

    lock = models.ForeignKey(PeriodLock, models.PROTECT, related_name="exceptions", verbose_name=_("locked period"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    ends_on = models.DateField(_("until"), help_text=_("The last day on which it holds."))
    reason = PlainTextField(_("reason"), is_line=True, max_words=MAX_REASON_WORDS)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("given by"))
    given_at = models.DateTimeField(_("given on"), default=timezone.now)

    class Meta:
        verbose_name = _("exception to a lock")
        verbose_name_plural = _("exceptions to locks")
        ordering = ["ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("given_by")),
                name="lock_exception_is_given_by_somebody_else",
                violation_error_message=_("Nobody gives herself an exception. Ask a colleague who may."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.lock}: {self.person}"
