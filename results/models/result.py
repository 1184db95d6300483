"""The working copy of a result: what is being written, checked and corrected."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from countries.models import Country, CountryProgrammeOutcome, Organisation, User
from indicators.models import AchievementStep, Biennium, Indicator
from results.dates import KnownDate, Precision
from results.languages import TextLanguage
from results.models.projects import Project
from results.models.vocabularies import PartnershipCategory, Topic
from results.querysets import ResultQuerySet
from sdg_links.texts import PlainTextField

MAX_SUMMARY_WORDS = 60
MAX_TEXT_WORDS = 600


class Result(models.Model):
    """A change in a country that the organisation answers for, as it is being written.

    Readers never see this working copy: they see its publications.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Sent in")
        RETURNED = "returned", _("Returned")
        APPROVED = "approved", _("Approved")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    reference = models.CharField(
        _("reference"),
        max_length=16,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{3}-[0-9]{4}-[0-9]{3,6}\Z", _("A reference is written like TJK-2021-001."))],
        help_text=_("Given by the application; it never changes and is never used again."),
        error_messages={"unique": _("Another report has this reference.")},
    )
    country = models.ForeignKey(Country, models.PROTECT, related_name="results", verbose_name=_("country"))
    cpo = models.ForeignKey(
        CountryProgrammeOutcome,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="results",
        verbose_name=_("country programme outcome"),
        help_text=_("The outcome of the country programme that this result belongs to, for example TJK128."),
    )
    date = models.DateField(_("date of the change"))
    date_precision = models.CharField(
        _("date known to the"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )

    language = models.CharField(
        _("language of the texts"), max_length=5, choices=TextLanguage.choices, default=TextLanguage.EN
    )
    summary = PlainTextField(
        _("outcome summary"),
        blank=True,
        is_line=True,
        max_words=MAX_SUMMARY_WORDS,
        help_text=_("One sentence that says what changed, not what was done: “A budget review has been adopted.”"),
    )
    outcome_achieved = PlainTextField(
        _("outcome achieved"),
        blank=True,
        max_words=MAX_TEXT_WORDS,
        help_text=_("What is different now in the country, who changed it, and for whom."),
    )
    contribution = PlainTextField(
        _("contribution to the outcome"),
        blank=True,
        max_words=MAX_TEXT_WORDS,
        help_text=_("What the organisation itself did that led to this change. Single activities can be listed below."),
    )

    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="results",
        verbose_name=_("indicator it counts towards"),
        help_text=_("The one indicator, of the biennium of the date, towards which this country is counted."),
    )
    further_indicators = models.ManyToManyField(
        Indicator,
        blank=True,
        related_name="further_results",
        verbose_name=_("further indicators"),
        help_text=_("Other indicators this result speaks to; they are listed and not counted."),
    )
    step = models.ForeignKey(
        AchievementStep,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="results",
        verbose_name=_("achievement step"),
        help_text=_("How far the country has come with this result. It does not depend on the indicator."),
    )

    partnerships = models.ManyToManyField(
        PartnershipCategory, blank=True, related_name="results", verbose_name=_("in partnership")
    )
    partners = models.ManyToManyField(
        Organisation, blank=True, related_name="results", verbose_name=_("partners by name")
    )
    projects = models.ManyToManyField(Project, blank=True, related_name="results", verbose_name=_("linked projects"))
    topics = models.ManyToManyField(Topic, blank=True, related_name="results", verbose_name=_("topics"))

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    state_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("brought there by")
    )
    state_reason = models.TextField(_("reason"), blank=True, editable=False)
    reviewer = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("handed to")
    )
    version = models.PositiveIntegerField(_("version of the working copy"), default=1, editable=False)

    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False, verbose_name=_("written by"))
    created_at = models.DateTimeField(_("written on"), auto_now_add=True)
    changed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", editable=False, verbose_name=_("last changed by")
    )
    changed_at = models.DateTimeField(_("last changed on"), auto_now=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["-date", "reference"]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_precision__in=Precision.values),
                name="result_date_precision_is_known",
                violation_error_message=_("A date is known to the day, the month or the year."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["draft", "submitted", "returned", "approved", "published", "withdrawn"],
                ),
                name="result_state_is_known",
                violation_error_message=_("This is not a state of a report."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "withdrawn"]) | (~Q(state_reason="") & Q(state_by__isnull=False)),
                name="result_returned_or_withdrawn_says_by_whom_and_why",
                violation_error_message=_("Who returns or withdraws a report says why."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "country"], name="result_by_state"),
            models.Index(fields=["country", "-date"], name="result_by_country_and_date"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.summary}".strip()

    def get_absolute_url(self) -> str:
        return reverse("result", args=[self.reference])

    def clean(self) -> None:
        """Check what belongs together; each sentence stands beside its field."""
        country = self.country if self.country_id else None
        problems = clashes(country=country, day=self.date, cpo=self.cpo, indicator=self.indicator)
        if self._state.adding and self.reference and country and self.reference[:3] != country.iso3:
            problems["reference"] = _("The reference of a report of %(country)s begins with %(iso3)s.") % {
                "country": country,
                "iso3": country.iso3,
            }
        if problems:
            raise ValidationError(problems)

    @property
    def known_date(self) -> KnownDate | None:
        return KnownDate(self.date, self.date_precision) if self.date else None


def clashes(
    *, country: Country | None, day: date | None, cpo: CountryProgrammeOutcome | None, indicator: Indicator | None
) -> dict[str, str]:
    """What does not belong together in a report: a sentence by the name of the field."""
    problems = {}
    if cpo and country and cpo.country_id != country.pk:
        problems["cpo"] = _("%(cpo)s is an outcome of %(owner)s. Choose one of %(country)s.") % {
            "cpo": cpo.code,
            "owner": cpo.country,
            "country": country,
        }
    if day and indicator and day.year - day.year % 2 != indicator.biennium.start_year:
        problems["indicator"] = wrong_biennium(indicator, day.year)
    return problems


def wrong_biennium(indicator: Indicator, year: int) -> str:
    """The sentence for an indicator that does not belong to the biennium of a year."""
    return _(
        "Indicator %(code)s belongs to %(biennium)s, but the change happened in %(year)s. "
        "Choose an indicator of %(right)s or correct the date."
    ) % {
        "code": indicator.code,
        "biennium": indicator.biennium,
        "year": year,
        "right": Biennium(start_year=year - year % 2),
    }
