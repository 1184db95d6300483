"""What hangs on a result: single contributions, driver texts, evidence, links to the SDGs."""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Driver
from results.dates import KnownDate, Precision
from results.models.files import EvidenceFile
from results.models.result import Result
from results.models.vocabularies import ContributionKind
from sdg_links.models import SdgLink
from sdg_links.texts import PlainTextField

MAX_DRIVER_WORDS = 300


def in_all(total: int | None, women: int | None, men: int | None) -> int | None:
    """How many people there are: as said, or women and men together; None where one of the two is not known."""
    if total is not None:
        return total
    return None if women is None or men is None else women + men


class Contribution(models.Model):
    """One thing the organisation did towards a result, with its number, participants and date where known."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="contributions", verbose_name=_("result"))
    kind = models.ForeignKey(ContributionKind, models.PROTECT, related_name="+", verbose_name=_("kind"))
    description = PlainTextField(_("description"), blank=True, is_line=True, max_words=100)
    quantity = models.PositiveIntegerField(_("how many"), null=True, blank=True, help_text=_("Three webinars: 3."))
    women = models.PositiveIntegerField(_("women taking part"), null=True, blank=True)
    men = models.PositiveIntegerField(_("men taking part"), null=True, blank=True)
    participants = models.PositiveIntegerField(
        _("participants in all"), null=True, blank=True, help_text=_("Only where women and men are not known apart.")
    )
    date = models.DateField(_("date"), null=True, blank=True)
    date_precision = models.CharField(_("date known to the"), max_length=5, choices=Precision.choices, blank=True)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(participants__isnull=True)
                | Q(women__isnull=True, men__isnull=True)
                | Q(women__isnull=False, men__isnull=True, participants__gte=F("women"))
                | Q(women__isnull=True, men__isnull=False, participants__gte=F("men"))
                | Q(women__isnull=False, men__isnull=False, participants__gte=F("women") + F("men")),
                name="contribution_participants_cover_women_and_men",
                violation_error_message=_("Women and men together are more than the participants in all."),
            ),
            models.CheckConstraint(
                condition=Q(date__isnull=True, date_precision="") | (Q(date__isnull=False) & ~Q(date_precision="")),
                name="contribution_date_has_a_precision",
                violation_error_message=_("Say to what the date is known, or leave the date empty."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.description}" if self.description else str(self.kind)

    @property
    def known_date(self) -> KnownDate | None:
        return KnownDate(self.date, self.date_precision) if self.date else None

    @property
    def people(self) -> int | None:
        """All who took part, where it is known."""
        return in_all(self.participants, self.women, self.men)


class DriverText(models.Model):
    """What a report says about one policy driver, such as gender equality."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="driver_texts", verbose_name=_("result"))
    driver = models.ForeignKey(Driver, models.PROTECT, related_name="+", verbose_name=_("driver"))
    text = PlainTextField(_("text"), max_words=MAX_DRIVER_WORDS)

    class Meta:
        verbose_name = _("driver text")
        verbose_name_plural = _("driver texts")
        ordering = ["driver__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "driver"],
                name="driver_text_is_written_once",
                violation_error_message=_("This report already has a text on this driver. Add to that one."),
            )
        ]

    def __str__(self) -> str:
        return str(self.driver)


class PeopleReached(models.Model):
    """How many people a result reaches, and in what sense. Figures of the same people are never added up."""

    class Kind(models.TextChoices):
        LEGAL = "legal", _("Legal coverage: entitled by law")
        EFFECTIVE = "effective", _("Effective coverage: actually covered")
        ADEQUACY = "adequacy", _("Adequacy: receiving a better benefit")

    result = models.ForeignKey(Result, models.CASCADE, related_name="people_reached", verbose_name=_("result"))
    kind = models.CharField(_("in what sense"), max_length=10, choices=Kind.choices, blank=True)
    women = models.PositiveBigIntegerField(_("women"), null=True, blank=True)
    men = models.PositiveBigIntegerField(_("men"), null=True, blank=True)
    total = models.PositiveBigIntegerField(
        _("in all"), null=True, blank=True, help_text=_("Only where women and men are not known apart.")
    )
    is_estimated = models.BooleanField(_("estimated"), default=False, help_text=_("Not measured, but estimated."))
    source = PlainTextField(_("source"), blank=True, is_line=True, max_words=40)
    overlaps_with = models.ForeignKey(
        Result,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("already counted in"),
        help_text=_("The report whose figure holds these same people."),
    )

    class Meta:
        verbose_name = _("figure of people reached")
        verbose_name_plural = _("people reached")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(women__isnull=False) | Q(men__isnull=False) | Q(total__isnull=False),
                name="people_reached_has_a_number",
                violation_error_message=_("Write how many people: women, men, or all together."),
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True)
                | Q(women__isnull=True, men__isnull=True)
                | Q(women__isnull=False, men__isnull=True, total__gte=F("women"))
                | Q(women__isnull=True, men__isnull=False, total__gte=F("men"))
                | Q(women__isnull=False, men__isnull=False, total__gte=F("women") + F("men")),
                name="people_reached_total_covers_women_and_men",
                violation_error_message=_("Women and men together are more than the people in all."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display() or '–'}: {self.people if self.people is not None else '–'}"

    @property
    def people(self) -> int | None:
        """All who are reached, where it is known."""
        return in_all(self.total, self.women, self.men)


class Evidence(models.Model):
    """Where a reader can see that what a report says is so: an address, or a file."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="evidence", verbose_name=_("result"))
    title = PlainTextField(_("what it is"), is_line=True, max_words=40)
    proves = PlainTextField(
        _("what it proves"),
        blank=True,
        is_line=True,
        max_words=60,
        help_text=_("Which statement of the report it bears out."),
    )
    url = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        error_messages={"invalid": _("This is not a complete web address. Write it with https:// at the beginning.")},
    )
    file = models.ForeignKey(
        EvidenceFile, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("file")
    )
    is_public = models.BooleanField(
        _("public"), default=True, help_text=_("Only public evidence is shown on the published record.")
    )

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(url="") & Q(file__isnull=True)) | (Q(url="") & Q(file__isnull=False)),
                name="evidence_is_an_address_or_a_file",
                violation_error_message=_("Give the address of the evidence or add a file; one of the two."),
            )
        ]

    def __str__(self) -> str:
        return str(self.title)


class ResultSdgLink(SdgLink):
    """The link of a result to an SDG goal or target."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="sdg_links", verbose_name=_("result"))

    class Meta(SdgLink.Meta):
        verbose_name = _("SDG link")
        verbose_name_plural = _("SDG links")
        ordering = ["pk"]
        constraints = [
            *SdgLink.Meta.constraints,
            models.UniqueConstraint(
                fields=["result", "target"],
                name="result_links_once_to_a_target",
                violation_error_message=_("This result already links to this target."),
            ),
            models.UniqueConstraint(
                fields=["result", "goal"],
                name="result_links_once_to_a_goal",
                violation_error_message=_("This result already links to this goal."),
            ),
        ]
