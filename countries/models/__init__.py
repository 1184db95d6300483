"""Where results happen, who takes part, and who may do what there."""

from countries.models.organisations import Organisation
from countries.models.people import CountryRole, User
from countries.models.places import Country, Region
from countries.models.plans import CooperationFramework, CountryProgrammeOutcome, PriorityArea

__all__ = [
    "CooperationFramework",
    "Country",
    "CountryProgrammeOutcome",
    "CountryRole",
    "Organisation",
    "PriorityArea",
    "Region",
    "User",
]
