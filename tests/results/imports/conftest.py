"""A small world that sheets can name."""

import pytest

from countries.models import CountryRole
from tests.factories import (
    AchievementStepFactory,
    BienniumFactory,
    ContributionKindFactory,
    CountryFactory,
    CountryProgrammeOutcomeFactory,
    CountryRoleFactory,
    DriverFactory,
    IndicatorFactory,
    OrganisationFactory,
    PartnershipCategoryFactory,
    ProjectFactory,
    RegionFactory,
    SdgIndicatorFactory,
    TargetFactory,
    TopicFactory,
)


@pytest.fixture
def world(db, tajikistan, officer):
    """What the sheets of these tests refer to."""
    africa = RegionFactory(code="africa")
    CountryFactory(iso3="CIV", iso2="CI", name={"en": "Côte d’Ivoire", "ru": "Кот-д’Ивуар"}, region=africa)
    CountryFactory(iso3="MDA", iso2="MD", name={"en": "Republic of Moldova", "fr": "République de Moldova"})
    BienniumFactory(start_year=2022)
    IndicatorFactory(code="8.3.1")
    IndicatorFactory(code="8.1.1")
    earlier = IndicatorFactory(
        policy_outcome__biennium__start_year=2018, policy_outcome__code="3", output=None, code="3.1"
    )
    IndicatorFactory(policy_outcome=earlier.policy_outcome, output=None, code="4.1")
    IndicatorFactory(policy_outcome=earlier.policy_outcome, output=None, code="4.10")
    for number in (1, 3):
        AchievementStepFactory(number=number)
    for code in ("1.1", "1.2", "1.3", "1.a", "8.1", "8.2", "8.3", "8.5", "8.10", "10.1", "10.2", "10.4"):
        TargetFactory(code=code)
    SdgIndicatorFactory(code="1.3.1")
    SdgIndicatorFactory(code="8.3.1")
    DriverFactory()
    DriverFactory(code="social-dialogue", title={"en": "Social dialogue", "fr": "Dialogue social"})
    TopicFactory(code="financing", name={"en": "financing", "fr": "financement"})
    TopicFactory(code="old-age", name={"en": "old age, retirement", "fr": "vieillesse"})
    PartnershipCategoryFactory()
    ContributionKindFactory(code="webinar")
    OrganisationFactory(acronym="UNICEF")
    ProjectFactory(code="TJK/19/50/EUR")
    CountryProgrammeOutcomeFactory(code="TJK128")
    CountryProgrammeOutcomeFactory(code="CIV104")


@pytest.fixture
def publishing_administrator(administrator):
    """Keeps imports, and publishes everywhere what others wrote."""
    CountryRoleFactory(user=administrator, role=CountryRole.Role.PUBLISHER, country=None)
    return administrator
