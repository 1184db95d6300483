"""Results as they are written, and as they are published."""

from results.models.history import Event, ReferenceSeries
from results.models.parts import Contribution, DriverText, Evidence, ResultSdgLink
from results.models.projects import Project
from results.models.publication import (
    Publication,
    PublicationFurtherIndicator,
    PublicationGoal,
    PublicationPartner,
    PublicationPartnership,
    PublicationProject,
    PublicationTarget,
    PublicationTopic,
)
from results.models.result import Result
from results.models.vocabularies import ContributionKind, PartnershipCategory, Topic

__all__ = [
    "Contribution",
    "ContributionKind",
    "DriverText",
    "Event",
    "Evidence",
    "PartnershipCategory",
    "Project",
    "Publication",
    "PublicationFurtherIndicator",
    "PublicationGoal",
    "PublicationPartner",
    "PublicationPartnership",
    "PublicationProject",
    "PublicationTarget",
    "PublicationTopic",
    "ReferenceSeries",
    "Result",
    "ResultSdgLink",
    "Topic",
]
