"""What is stored as rows of a sheet: what the export writes, and the import reads again without a change."""

from collections.abc import Iterator
from itertools import batched

from countries.models import User
from results.imports.kinds.lookups import Lookups
from results.imports.kinds.results.columns import columns_for
from results.imports.kinds.results.resource import ResultResource
from results.imports.kinds.results.shown import Entries, Named, Shown
from results.imports.kinds.results.stored import fill_contents, streamed
from results.models import Result

_AT_A_TIME = 500


def records(user: User, lookups: Lookups) -> Iterator[list[str]]:
    """The working copies this person may open, the latest first; some hundred at a time."""
    resource, entries = ResultResource(columns_for(lookups.drivers)), Entries(lookups)
    for reports in batched(streamed(Result.objects.visible_to(user).not_taken_back()), _AT_A_TIME, strict=False):
        fill_contents(reports)
        named = Named.in_contents([report.says for report in reports])
        for report in reports:
            yield resource.cells(
                Shown(
                    report.says,
                    entries,
                    named,
                    reference=report.reference,
                    version=report.version,
                    reported_by=report.changed_by,
                )
            )
