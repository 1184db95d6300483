"""Something on every screen of the workspace that can be looked at, changed and removed."""

from allauth.mfa.models import Authenticator

from results.models import Event, Publication
from tests.factories import (
    AchievementStepFactory,
    BienniumFactory,
    ContributionKindFactory,
    CooperationFrameworkFactory,
    CountryFactory,
    CountryIndicatorFactory,
    CountryProgrammeOutcomeFactory,
    DriverFactory,
    IndicatorFactory,
    OrganisationFactory,
    OutputFactory,
    PartnershipCategoryFactory,
    PolicyOutcomeFactory,
    ProjectFactory,
    PublishedResultFactory,
    RegionFactory,
    SdgIndicatorFactory,
    TopicFactory,
    UserFactory,
)


def create_entries(world):
    """One entry by the name of its screen; nothing refers to those of the vocabularies, so they can be removed."""
    PublishedResultFactory(reference="TJK-2021-900", country=world.tajikistan, summary="Another change")
    sdg_indicator = SdgIndicatorFactory(code="1.3.1")
    entries = [
        RegionFactory(code="atlantis"),
        CountryFactory(iso3="QQQ"),
        OrganisationFactory(),
        CooperationFrameworkFactory(country=world.tajikistan),
        CountryProgrammeOutcomeFactory(code="TJK128"),
        _somebody_with_a_second_factor(),
        sdg_indicator.target.goal,
        sdg_indicator.target,
        sdg_indicator,
        BienniumFactory(start_year=2030),
        PolicyOutcomeFactory(code="9"),
        OutputFactory(code="8.9"),
        IndicatorFactory(code="8.9.1", output=None),
        AchievementStepFactory(number=1),
        DriverFactory(biennia=[]),
        CountryIndicatorFactory(country=world.tajikistan),
        Event.objects.filter(result=world.report).first(),
        Publication.objects.get(),
        world.report,
        ProjectFactory(),
        TopicFactory(),
        PartnershipCategoryFactory(),
        ContributionKindFactory(),
    ]
    return {_screen(type(entry)): entry for entry in entries}


def _screen(model):
    return f"{model._meta.app_label}_{model._meta.model_name}"


def _somebody_with_a_second_factor():
    user = UserFactory(name="Forgetful")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user
