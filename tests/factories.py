"""Objects for tests: valid, small, without surprises."""

import hashlib
from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from countries.models import (
    CooperationFramework,
    Country,
    CountryProgrammeOutcome,
    CountryRole,
    Organisation,
    PriorityArea,
    Region,
    User,
)
from indicators.models import (
    AchievementStep,
    Biennium,
    CountryIndicator,
    Criterion,
    Driver,
    Indicator,
    IndicatorTarget,
    Measurement,
    Output,
    PeriodTarget,
    PolicyOutcome,
)
from results import actions, revisions
from results.models import (
    Comment,
    Contribution,
    ContributionKind,
    Digest,
    DriverText,
    Event,
    Evidence,
    EvidenceFile,
    ImportBatch,
    ImportRow,
    Judgement,
    LockException,
    NightlyRun,
    Notice,
    OpenReport,
    PartnershipCategory,
    PeopleReached,
    PeriodLock,
    PreparedFile,
    Project,
    ReferenceSeries,
    Result,
    ResultSdgLink,
    Revision,
    SavedMapping,
    StandingFinding,
    Topic,
    UnsavedWork,
    Worker,
)
from sdg_links.models import Goal, SdgIndicator, Target
from sdg_links.translated import Translated


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal
        django_get_or_create = ["number"]

    number = 1
    short_title = factory.LazyAttribute(lambda o: {"en": f"Goal {o.number}", "fr": f"Objectif {o.number}"})


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target
        django_get_or_create = ["code"]

    code = "1.3"
    goal = factory.LazyAttribute(lambda o: GoalFactory(number=int(o.code.split(".")[0])))
    position = factory.LazyAttribute(lambda o: ord(o.code.split(".")[1][0]))
    short_title = factory.LazyAttribute(lambda o: {"en": f"Target {o.code}", "fr": f"Cible {o.code}"})


class SdgIndicatorFactory(DjangoModelFactory):
    class Meta:
        model = SdgIndicator
        django_get_or_create = ["code"]

    code = "1.3.1"
    target = factory.LazyAttribute(lambda o: TargetFactory(code=o.code.rpartition(".")[0]))
    position = 1
    short_title = factory.LazyAttribute(lambda o: {"en": f"SDG indicator {o.code}"})


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ["code"]

    code = "europe-central-asia"
    name = factory.LazyAttribute(lambda o: {"en": o.code.replace("-", " ").title()})


class CountryFactory(DjangoModelFactory):
    class Meta:
        model = Country
        django_get_or_create = ["iso3"]

    iso3 = "TJK"
    # A digit and a letter, so that it is never a real country's.
    iso2 = factory.Sequence(lambda n: f"{n // 26 % 10}{chr(65 + n % 26)}")
    name = factory.LazyAttribute(
        lambda o: Translated(
            {"TJK": {"en": "Tajikistan", "fr": "Tadjikistan"}}.get(o.iso3, {"en": f"Country {o.iso3}"})
        )
    )
    region = factory.SubFactory(RegionFactory)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation
        django_get_or_create = ["acronym"]

    acronym = "UNICEF"
    name = factory.LazyAttribute(lambda o: {"en": f"Organisation {o.acronym}"})
    kind = Organisation.Kind.UN_AGENCY


class CooperationFrameworkFactory(DjangoModelFactory):
    class Meta:
        model = CooperationFramework

    country = factory.SubFactory(CountryFactory)
    kind = CooperationFramework.Kind.UNDAF
    title = {"en": "UNDAF"}
    slug = "undaf-2010-2015"
    start_year = 2010
    end_year = 2015


class PriorityAreaFactory(DjangoModelFactory):
    class Meta:
        model = PriorityArea

    framework = factory.SubFactory(CooperationFrameworkFactory)
    title = {"en": "Social Protection"}
    slug = "social-protection"


class CountryProgrammeOutcomeFactory(DjangoModelFactory):
    class Meta:
        model = CountryProgrammeOutcome
        django_get_or_create = ["code"]

    code = "TJK128"
    country = factory.LazyAttribute(lambda o: CountryFactory(iso3=o.code[:3]))
    title = {"en": "Integrated policy response on employment and social protection"}


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password("a long enough password")


class CountryRoleFactory(DjangoModelFactory):
    class Meta:
        model = CountryRole

    user = factory.SubFactory(UserFactory)
    role = CountryRole.Role.OFFICER
    country = factory.SubFactory(CountryFactory)


class BienniumFactory(DjangoModelFactory):
    class Meta:
        model = Biennium
        django_get_or_create = ["start_year"]

    start_year = 2020


class PolicyOutcomeFactory(DjangoModelFactory):
    class Meta:
        model = PolicyOutcome
        django_get_or_create = ["biennium", "code"]

    biennium = factory.SubFactory(BienniumFactory)
    code = "8"
    title = {"en": "Social protection for all"}


class OutputFactory(DjangoModelFactory):
    class Meta:
        model = Output
        django_get_or_create = ["policy_outcome", "code"]

    policy_outcome = factory.SubFactory(PolicyOutcomeFactory)
    code = "8.3"
    title = {"en": "Social protection in work and life transitions"}


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator
        django_get_or_create = ["policy_outcome", "code"]

    policy_outcome = factory.SubFactory(PolicyOutcomeFactory)
    output = factory.SubFactory(OutputFactory, policy_outcome=factory.SelfAttribute("..policy_outcome"))
    code = "8.3.1"
    achievement = factory.LazyAttribute(lambda o: {"en": f"Achievement of {o.code}"})
    counting_text = factory.LazyAttribute(lambda o: {"en": f"Number of countries that have achieved {o.code}"})


class IndicatorTargetFactory(DjangoModelFactory):
    class Meta:
        model = IndicatorTarget

    indicator = factory.SubFactory(IndicatorFactory)
    countries = 10


class AchievementStepFactory(DjangoModelFactory):
    class Meta:
        model = AchievementStep
        django_get_or_create = ["number"]

    number = 3
    title = factory.LazyAttribute(lambda o: {"en": f"Title of step {o.number}"})
    achievement = factory.LazyAttribute(lambda o: {"en": f"Achievement of step {o.number}"})
    counting_text = factory.LazyAttribute(lambda o: {"en": f"Number of countries at step {o.number}"})


class DriverFactory(DjangoModelFactory):
    class Meta:
        model = Driver
        django_get_or_create = ["code"]
        skip_postgeneration_save = True

    code = "gender-equality"
    title = {"en": "Gender equality & non-discrimination"}

    @factory.post_generation
    def biennia(self, create, extracted, **kwargs):
        self.biennia.set([BienniumFactory()] if extracted is None else extracted)


class CountryIndicatorFactory(DjangoModelFactory):
    class Meta:
        model = CountryIndicator

    country = factory.SubFactory(CountryFactory)
    code = factory.Sequence(lambda n: f"coverage-{n}")
    title = {"en": "Population effectively covered"}


class PeriodTargetFactory(DjangoModelFactory):
    class Meta:
        model = PeriodTarget

    country_indicator = factory.SubFactory(CountryIndicatorFactory)
    year = 2025
    value = "50"


class MeasurementFactory(DjangoModelFactory):
    class Meta:
        model = Measurement

    country_indicator = factory.SubFactory(CountryIndicatorFactory)
    year = 2021
    value = "26.6"
    source = "World Social Protection Data Dashboards"


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic
        django_get_or_create = ["code"]

    facet = Topic.Facet.THEME
    code = "financing"
    name = factory.LazyAttribute(lambda o: {"en": o.code.replace("-", " ")})


class PartnershipCategoryFactory(DjangoModelFactory):
    class Meta:
        model = PartnershipCategory
        django_get_or_create = ["code"]

    code = "with-un-agencies"
    name = {"en": "with UN agencies, excluding IFIs"}


class ContributionKindFactory(DjangoModelFactory):
    class Meta:
        model = ContributionKind
        django_get_or_create = ["code"]

    code = "webinar"
    name = factory.LazyAttribute(lambda o: {"en": o.code})


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = Project
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"TJK/19/{n:02d}/EUR")
    title = {"en": "Social protection in Central Asia"}


class ResultFactory(DjangoModelFactory):
    """A complete report, not yet published."""

    class Meta:
        model = Result

    reference = factory.Sequence(lambda n: f"TJK-2021-{n + 1:03d}")
    country = factory.SubFactory(CountryFactory)
    date = date(2021, 6, 30)
    summary = "The social protection budget has been reviewed"
    outcome_achieved = "The Government reviewed the budget and set priorities."
    contribution = "The Office prepared the review and trained staff."
    indicator = factory.SubFactory(IndicatorFactory)
    step = factory.SubFactory(AchievementStepFactory)
    created_by = factory.SubFactory(UserFactory)
    changed_by = factory.SelfAttribute("created_by")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        # A result in Waymark always lies in a biennium that somebody has entered.
        day = kwargs["date"]
        biennium = BienniumFactory(start_year=day.year - day.year % 2)
        indicator = kwargs.get("indicator")
        if indicator and indicator.biennium != biennium:
            kwargs["indicator"] = IndicatorFactory(policy_outcome__biennium=biennium, code=indicator.code)
        return super()._create(model_class, *args, **kwargs)


class PublishedResultFactory(ResultFactory):
    """A report that has been published, by somebody else than its author."""

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        result = super()._create(model_class, *args, **kwargs)
        publish(result)
        result.refresh_from_db()
        return result


def publish(result, by=None, **options):
    """Publish a report by the application's own action as if approved, by a publisher of the whole world if not told.

    ``options`` are those of the action.
    """
    by = by or CountryRoleFactory(role=CountryRole.Role.PUBLISHER, country=None).user
    Result.objects.filter(pk=result.pk).update(state=Result.State.APPROVED)
    return actions.publish(result, by=by, **options)


class ContributionFactory(DjangoModelFactory):
    class Meta:
        model = Contribution

    result = factory.SubFactory(ResultFactory)
    kind = factory.SubFactory(ContributionKindFactory)
    description = "Webinars on social security standards"
    quantity = 3


class DriverTextFactory(DjangoModelFactory):
    class Meta:
        model = DriverText

    result = factory.SubFactory(ResultFactory)
    driver = factory.SubFactory(DriverFactory)
    text = "One of the four priorities is equality between women and men."


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    result = factory.SubFactory(ResultFactory)
    title = "The review"
    url = "https://example.org/review"


class ResultSdgLinkFactory(DjangoModelFactory):
    class Meta:
        model = ResultSdgLink

    result = factory.SubFactory(ResultFactory)
    target = factory.SubFactory(TargetFactory)
    reason = "It prepares wider coverage."


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    result = factory.SubFactory(ResultFactory)
    act = Event.Act.CREATED
    by = factory.SubFactory(UserFactory)
    version = 1


class ImportBatchFactory(DjangoModelFactory):
    class Meta:
        model = ImportBatch

    name = "results.csv"
    size = 9
    sha256 = hashlib.sha256(b"reference").hexdigest()
    file = factory.django.FileField(data=b"reference")
    by = factory.SubFactory(UserFactory)


class ImportRowFactory(DjangoModelFactory):
    class Meta:
        model = ImportRow

    batch = factory.SubFactory(ImportBatchFactory)
    sheet = 0
    number = factory.Sequence(lambda n: n + 2)
    outcome = ImportRow.Outcome.CREATED


class SavedMappingFactory(DjangoModelFactory):
    class Meta:
        model = SavedMapping

    name = factory.Sequence(lambda n: f"Monthly sheet {n}")
    by = factory.SubFactory(UserFactory)


class WorkerFactory(DjangoModelFactory):
    class Meta:
        model = Worker

    name = factory.Sequence(lambda n: f"worker-{n}")
    host = "localhost"


class NightlyRunFactory(DjangoModelFactory):
    class Meta:
        model = NightlyRun

    day = date(2022, 3, 1)


class PreparedFileFactory(DjangoModelFactory):
    class Meta:
        model = PreparedFile

    what = PreparedFile.What.EXPORT
    by = factory.SubFactory(UserFactory)


class ReferenceSeriesFactory(DjangoModelFactory):
    class Meta:
        model = ReferenceSeries

    country = factory.SubFactory(CountryFactory)
    year = 2021


class RevisionFactory(DjangoModelFactory):
    class Meta:
        model = Revision

    result = factory.SubFactory(ResultFactory)
    version = 1
    content = factory.LazyAttribute(lambda o: revisions.content_of(o.result))


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = Criterion

    indicator = factory.SubFactory(IndicatorFactory)
    position = factory.Sequence(lambda n: n + 1)
    text = factory.LazyAttribute(lambda o: {"en": f"Criterion {o.position} is met."})


class CommentFactory(DjangoModelFactory):
    class Meta:
        model = Comment

    result = factory.SubFactory(ResultFactory)
    text = "Which law is meant?"
    version = 1
    by = factory.SubFactory(UserFactory)


class JudgementFactory(DjangoModelFactory):
    class Meta:
        model = Judgement

    result = factory.SubFactory(ResultFactory)
    criterion = factory.LazyAttribute(lambda o: CriterionFactory(indicator=o.result.indicator))
    note = "Second paragraph of the outcome."
    version = 1
    by = factory.SubFactory(UserFactory)


class PeopleReachedFactory(DjangoModelFactory):
    class Meta:
        model = PeopleReached

    result = factory.SubFactory(ResultFactory)
    kind = PeopleReached.Kind.LEGAL
    women = 400
    men = 300


class EvidenceFileFactory(DjangoModelFactory):
    class Meta:
        model = EvidenceFile

    result = factory.SubFactory(ResultFactory)
    file = factory.django.FileField(filename="review.pdf", data=b"%PDF-1.7 a review")
    name = "review.pdf"
    media_type = "application/pdf"
    size = 17
    sha256 = "0" * 64
    added_by = factory.SubFactory(UserFactory)


class PeriodLockFactory(DjangoModelFactory):
    class Meta:
        model = PeriodLock

    biennium = factory.SubFactory(BienniumFactory)
    reason = "The implementation report is being printed."
    locked_by = factory.SubFactory(UserFactory)


class LockExceptionFactory(DjangoModelFactory):
    class Meta:
        model = LockException

    lock = factory.SubFactory(PeriodLockFactory)
    person = factory.SubFactory(UserFactory)
    ends_on = date(2099, 12, 31)
    reason = "One figure is to be corrected."
    given_by = factory.SubFactory(UserFactory)


class UnsavedWorkFactory(DjangoModelFactory):
    class Meta:
        model = UnsavedWork

    user = factory.SubFactory(UserFactory)
    result = factory.SubFactory(ResultFactory)
    place = "all"
    tab = factory.Sequence(lambda n: f"tab{n}")
    version = 1
    data = factory.LazyFunction(lambda: {"summary": ["Half a sen"]})
    kept_at = factory.LazyFunction(timezone.now)


class OpenReportFactory(DjangoModelFactory):
    class Meta:
        model = OpenReport

    result = factory.SubFactory(ResultFactory)
    user = factory.SubFactory(UserFactory)
    seen_at = factory.LazyFunction(timezone.now)


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = Notice

    user = factory.SubFactory(UserFactory)
    event = factory.SubFactory(EventFactory)


class DigestFactory(DjangoModelFactory):
    class Meta:
        model = Digest

    user = factory.SubFactory(UserFactory)
    day = date(2021, 6, 30)


class StandingFindingFactory(DjangoModelFactory):
    class Meta:
        model = StandingFinding

    result = factory.SubFactory(ResultFactory)
    check_name = "evidence-missing"
    field = "evidence"
    found_at = factory.LazyFunction(timezone.now)
