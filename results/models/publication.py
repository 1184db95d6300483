"""What readers see: immutable, numbered versions of a result."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from countries.models import Country, CountryProgrammeOutcome, Organisation, User
from indicators.models import AchievementStep, Biennium, Indicator, PolicyOutcome
from results.dates import KnownDate, Precision
from results.languages import TextLanguage
from results.models.files import EvidenceFile
from results.models.projects import Project
from results.models.result import Result
from results.models.vocabularies import PartnershipCategory, Topic
from results.querysets import PublicationQuerySet
from sdg_links.models import Goal, Target


class Publication(index.Indexed, models.Model):
    """A result as it was published: a self-contained document, and columns to filter and count it by.

    Nothing in it ever changes but the moment it was superseded or withdrawn, which is set once. The database
    itself refuses everything else (results/append_only.py).
    """

    result = models.ForeignKey(Result, models.PROTECT, related_name="publications", verbose_name=_("result"))
    number = models.PositiveSmallIntegerField(_("version"))
    reference = models.CharField(_("reference"), max_length=16)
    document = models.JSONField(_("document"), encoder=DjangoJSONEncoder)

    country = models.ForeignKey(Country, models.PROTECT, related_name="publications", verbose_name=_("country"))
    cpo = models.ForeignKey(
        CountryProgrammeOutcome, models.PROTECT, null=True, related_name="publications", verbose_name=_("CPO")
    )
    date = models.DateField(_("date of the change"))
    date_precision = models.CharField(_("date known to the"), max_length=5, choices=Precision.choices)
    biennium = models.ForeignKey(Biennium, models.PROTECT, related_name="publications", verbose_name=_("biennium"))
    policy_outcome = models.ForeignKey(
        PolicyOutcome, models.PROTECT, null=True, related_name="publications", verbose_name=_("policy outcome")
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, related_name="publications", verbose_name=_("indicator")
    )
    step = models.ForeignKey(
        AchievementStep, models.PROTECT, null=True, related_name="publications", verbose_name=_("achievement step")
    )
    language = models.CharField(_("language of the texts"), max_length=5, choices=TextLanguage.choices)
    summary = models.TextField(_("outcome summary"))

    further_indicators = models.ManyToManyField(
        Indicator, through="PublicationFurtherIndicator", related_name="further_publications"
    )
    goals = models.ManyToManyField(Goal, through="PublicationGoal", related_name="publications")
    targets = models.ManyToManyField(Target, through="PublicationTarget", related_name="publications")
    topics = models.ManyToManyField(Topic, through="PublicationTopic", related_name="publications")
    partnerships = models.ManyToManyField(
        PartnershipCategory, through="PublicationPartnership", related_name="publications"
    )
    partners = models.ManyToManyField(Organisation, through="PublicationPartner", related_name="publications")
    projects = models.ManyToManyField(Project, through="PublicationProject", related_name="publications")

    published_at = models.DateTimeField(_("published on"))
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("published by"))
    superseded_at = models.DateTimeField(_("superseded on"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("withdrawn by"))
    withdrawal_reason = models.TextField(_("reason for withdrawal"), blank=True)

    objects = PublicationQuerySet.as_manager()

    # results/search.py indexes in bulk, inside the transaction that publishes.
    search_auto_update = False
    search_fields = [index.AutocompleteField("search_text")]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-date", "-published_at", "reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "number"],
                name="publication_number_is_unique_in_its_result",
                violation_error_message=_("This version exists already."),
            ),
            models.UniqueConstraint(
                fields=["result"],
                condition=Q(superseded_at__isnull=True, withdrawn_at__isnull=True),
                name="publication_is_current_once_a_result",
                violation_error_message=_("Only one version of a result is the current one."),
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="publication_is_superseded_or_withdrawn_not_both",
                violation_error_message=_("A version is either superseded or withdrawn."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawal_reason="")),
                name="publication_withdrawal_has_person_and_reason",
                violation_error_message=_("A withdrawal names who did it and why."),
            ),
            models.CheckConstraint(
                condition=(Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("published_at")))
                & (Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("published_at"))),
                name="publication_ends_after_it_began",
                violation_error_message=_("A version cannot end before it was published."),
            ),
        ]
        indexes = [
            models.Index(fields=["reference", "-number"], name="publication_by_reference"),
            models.Index(
                fields=["-date", "-published_at", "reference"],
                condition=Q(superseded_at__isnull=True, withdrawn_at__isnull=True),
                name="publication_current_by_date",
            ),
            models.Index(fields=["country", "-date"], name="publication_by_country"),
            models.Index(fields=["indicator", "country"], name="publication_by_indicator"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} v{self.number}"

    def get_absolute_url(self) -> str:
        """The record's lasting address while this is the current version, else that of this version."""
        return reverse("result", args=[self.reference]) if self.is_current else self.get_version_url()

    def get_version_url(self) -> str:
        return reverse("publication", args=[self.reference, self.number])

    @property
    def is_current(self) -> bool:
        return self.superseded_at is None and self.withdrawn_at is None

    @property
    def known_date(self) -> KnownDate:
        return KnownDate(self.date, self.date_precision)

    @cached_property
    def search_text(self) -> str:
        """What the index holds of this publication; the back ends ask for it several times each."""
        from results.search import text_to_index

        return text_to_index(self.document)


class PublicationLink(models.Model):
    """A link of a publication, as immutable as the publication."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class PublicationFurtherIndicator(PublicationLink):
    """An indicator that a publication speaks to and does not count towards."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "publication"], name="publication_further_indicator_is_unique")
        ]


class PublicationGoal(PublicationLink):
    """A goal that a publication speaks to, directly or through one of its targets."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "publication"], name="publication_goal_is_unique")]


class PublicationTarget(PublicationLink):
    """A target that a publication links to."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["target", "publication"], name="publication_target_is_unique")]


class PublicationFile(PublicationLink):
    """A file that a publication shows as evidence; readers may fetch it while they can open a version that shows it."""

    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "publication"], name="publication_file_is_unique")]


class PublicationTopic(PublicationLink):
    """A topic of a publication."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "publication"], name="publication_topic_is_unique")]


class PublicationPartnership(PublicationLink):
    """A partnership category of a publication."""

    category = models.ForeignKey(PartnershipCategory, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category", "publication"], name="publication_partnership_is_unique")
        ]


class PublicationPartner(PublicationLink):
    """A partner named in a publication."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "publication"], name="publication_partner_is_unique")
        ]


class PublicationProject(PublicationLink):
    """A project linked in a publication."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "publication"], name="publication_project_is_unique")]
