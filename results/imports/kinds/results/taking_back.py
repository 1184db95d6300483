"""Taking rows of reports back."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from countries.models import User
from results.actions.taking_back import Brought, Sheet, take_back_many
from results.imports.kinds.kind import Kept
from results.models import ImportBatch, ImportRow


def take_back(rows: Sequence[ImportRow], *, by: User, batch: ImportBatch) -> list[Kept]:
    """Take these written rows back; those that stay come back with their sentence (Kept.row is ImportRow.pk)."""
    brought = [
        Brought(row.target, row.written_version, row.before)
        for row in rows
        if row.target is not None and row.written_version is not None
    ]
    written_at = batch.applied_at or timezone.now()
    reason = _("Taken back with the import of “%(file)s” of %(day)s.") % {
        "file": batch.name,
        "day": date_format(timezone.localtime(written_at), "DATE_FORMAT"),
    }
    kept = take_back_many(brought, by=by, sheet=Sheet(batch.name, written_at, reason))
    return [Kept(row.pk, kept[row.target]) for row in rows if row.target in kept]
