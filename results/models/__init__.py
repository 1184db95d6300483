"""Results as they are written, and as they are published."""

from results.models.desk import Digest, Notice, OpenReport, StandingFinding, UnsavedWork
from results.models.files import EvidenceFile
from results.models.history import Event, ReferenceSeries, Revision
from results.models.imports import ImportBatch, ImportRow, SavedMapping
from results.models.locks import LockException, PeriodLock
from results.models.parts import Contribution, DriverText, Evidence, PeopleReached, ResultSdgLink
from results.models.projects import Project
from results.models.publication import (
    Publication,
    PublicationFile,
    PublicationFurtherIndicator,
    PublicationGoal,
    PublicationPartner,
    PublicationPartnership,
    PublicationProject,
    PublicationTarget,
    PublicationTopic,
)
from results.models.result import Result
from results.models.review import Comment, Judgement
from results.models.vocabularies import ContributionKind, PartnershipCategory, Topic
from results.models.work import NightlyRun, PreparedFile, Worker

__all__ = [
    "Comment",
    "Contribution",
    "ContributionKind",
    "Digest",
    "DriverText",
    "Event",
    "Evidence",
    "EvidenceFile",
    "ImportBatch",
    "ImportRow",
    "Judgement",
    "LockException",
    "NightlyRun",
    "Notice",
    "OpenReport",
    "PartnershipCategory",
    "PeopleReached",
    "PeriodLock",
    "PreparedFile",
    "Project",
    "Publication",
    "PublicationFile",
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
    "Revision",
    "SavedMapping",
    "StandingFinding",
    "Topic",
    "UnsavedWork",
    "Worker",
]
