"""Files that are added to reports, and those that in the end prove nothing taken away again."""

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from countries.models import User
from results import gate
from results.actions.holding import hold_as_read
from results.models import EvidenceFile, Result
from results.permissions import Act

MAX_FILES = 50
MAX_BYTES = 200 * 1024**2


def add_file(result: Result, file: EvidenceFile, content: "File[bytes]", *, by: User) -> EvidenceFile:
    """Keep a file that has been examined; gives back the one with the same content where the report has it already.

    Raises PermissionDenied, or ValidationError where the report has no room for it. Where the row cannot be written,
    what was stored is removed again.
    """
    try:
        with transaction.atomic():
            return _add(result, file, content, by)
    except BaseException:
        if file.file.name:
            file.file.storage.delete(file.file.name)
        raise


def _add(result: Result, file: EvidenceFile, content: "File[bytes]", by: User) -> EvidenceFile:
    held = hold_as_read(result, None)
    with gate.admitted([held], by=by, act=Act.WRITE):
        if there := held.files.filter(sha256=file.sha256).first():
            return there
        require_room(held, file.size)
        file.result, file.added_by = held, by
        file.file.save(file.name, content, save=False)
        file.save(force_insert=True)
    return file


def require_room(result: Result, size: int) -> None:
    """Refuse more files than a reader would open; raises ValidationError."""
    there = result.files.aggregate(count=Count("pk"), size=Sum("size", default=0))
    if there["count"] >= MAX_FILES or there["size"] + size > MAX_BYTES:
        raise ValidationError(
            _(
                "%(reference)s has %(count)s files already; a report takes at most %(most)s, of %(limit)s MB together. "
                "Give the address of what is on the web instead, or put several papers into one PDF."
            )
            % {
                "reference": result.reference,
                "count": there["count"],
                "most": MAX_FILES,
                "limit": MAX_BYTES // 1024**2,
            }
        )


@transaction.atomic
def remove_files(files: Iterable[EvidenceFile]) -> int:
    """Remove files that nothing refers to, and once that is certain what is stored; gives back how many there were."""
    removed = list(files)
    with gate.open_for_upkeep():
        EvidenceFile.objects.filter(pk__in=[file.pk for file in removed]).delete()
    for file in removed:
        transaction.on_commit(partial(file.file.storage.delete, str(file.file.name)))
    return len(removed)
