"""Files that were added and never became evidence: taken away once nobody can be still at work on them."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from results import actions
from results.actions.holding import hold
from results.models import Evidence, EvidenceFile, PublicationFile, Revision, UnsavedWork

KEPT_FOR = timedelta(days=60)


def sweep(now: datetime) -> int:
    """Remove the files that no evidence, publication, earlier version or unsaved work names; gives back how many."""
    reports = _unlinked(now).order_by("result").values_list("result", flat=True).distinct()
    return sum(_sweep_report(key, now) for key in list(reports))


@transaction.atomic
def _sweep_report(key: int, now: datetime) -> int:
    # Held, so that nobody makes a file evidence between the look and the removal.
    hold([key])
    files = list(_unlinked(now).filter(result=key))
    named = _named_in_versions(key)
    unsaved = _unsaved_text(key)
    idle = [file for file in files if file.pk not in named and not _stands_in(unsaved, file)]
    return actions.remove_files(idle)


def _unlinked(now: datetime) -> QuerySet[EvidenceFile]:
    """The files old enough that no evidence and no publication names now."""
    return EvidenceFile.objects.filter(
        ~Exists(Evidence.objects.filter(file=OuterRef("pk"))),
        ~Exists(PublicationFile.objects.filter(file=OuterRef("pk"))),
        added_at__lt=now - KEPT_FOR,
    )


def _named_in_versions(key: int) -> set[int]:
    """The files that some version of the report named; it can be restored, so they stay."""
    versions: Any = Revision.objects.filter(result=key).values_list("content__parts__evidence", flat=True)
    return {line["file_id"] for evidence in versions for line in evidence or [] if line.get("file_id")}


def _unsaved_text(key: int) -> str:
    return " ".join(str(data) for data in UnsavedWork.objects.filter(result=key).values_list("data", flat=True))


def _stands_in(text: str, file: EvidenceFile) -> bool:
    return str(file.token) in text or file.token.hex in text
