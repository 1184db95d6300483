"""The reports that rows are about, as they stand: a few columns and a content each, in a fixed number of queries."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet

from results import revisions
from results.models import Result, Revision
from results.revisions import Content

_COLUMNS = ("pk", "reference", "version", "state", "created_by", "changed_by", "changed_at")


@dataclass(slots=True)
class Stored:
    """A report as it stands: ``content`` is filled in by ``contents_of``."""

    pk: int
    reference: str
    version: int
    state: str
    created_by: int
    changed_by: int
    changed_at: datetime
    content: Content | None = None

    @property
    def says(self) -> Content:
        """What it says."""
        if self.content is None:
            raise ValueError("This report has been read without its content: read it by contents_of.")
        return self.content

    @property
    def day(self) -> date:
        return date.fromisoformat(self.says["fields"]["date"])


def streamed(results: QuerySet[Result]) -> Iterator[Stored]:
    """Reports without their contents, however many there are."""
    return (Stored(*row) for row in results.values_list(*_COLUMNS).iterator(chunk_size=1000))


def read(**condition: Collection[Any]) -> list[Stored]:
    """The reports of a condition, such as pk__in, without their contents; none are asked for where it is empty."""
    if not all(condition.values()):
        return []
    return [Stored(*row) for row in Result.objects.filter(**condition).order_by("reference").values_list(*_COLUMNS)]


def fill_contents(reports: Iterable[Stored]) -> None:
    """Read what reports say: as kept with their version or, where that is missing, from their own tables."""
    by_key = {report.pk: report for report in reports}
    if not by_key:
        return
    kept = Revision.objects.filter(result__in=by_key, version=F("result__version")).order_by()
    for key, content in kept.values_list("result", "content"):
        by_key[key].content = content
    missing = [key for key, report in by_key.items() if report.content is None]
    if missing:
        for result in Result.objects.filter(pk__in=missing).with_everything():
            by_key[result.pk].content = revisions.content_of(result)
