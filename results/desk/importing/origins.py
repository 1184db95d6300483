"""From which import each version of a report is."""

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser

from countries.models import User
from results.desk.importing.records import is_about_reports
from results.models import ImportBatch, ImportRow, Result


def of_versions(result: Result, versions: Collection[int], user: User | AnonymousUser) -> dict[int, ImportBatch]:
    """The imports that wrote these versions of a report, by version; none for whoever may not look at imports."""
    if not getattr(user, "is_administrator", False):
        return {}
    rows = ImportRow.objects.filter(target=result.pk, written_version__in=versions)
    found = rows.select_related("batch").only("sheet", "written_version", "batch__token", "batch__answers")
    return {row.written_version: row.batch for row in found if row.written_version is not None and _is_report(row)}


def _is_report(row: ImportRow) -> bool:
    # The rows of other kinds are about records that have numbers of their own.
    sheets = row.batch.answers.get("sheets", [])
    return row.sheet < len(sheets) and is_about_reports(str(sheets[row.sheet]["kind"]))
