"""A report on the desk: who writes it, what it says now, and what its forms choose from; read when needed, once."""

from copy import copy
from functools import cached_property

from countries.models import User
from results.desk.writing.choices import Vocabularies
from results.models import EvidenceFile, Result
from results.revisions import Content


class Around:
    """What the forms of one report share.

    The forms write into ``result``; ``stored`` stays as it was read. ``now`` is what is stored, where that is known
    whole.
    """

    def __init__(self, result: Result, *, by: User, now: Content | None = None) -> None:
        self.result, self.stored = result, copy(result)
        self.by, self.now = by, now
        self.vocabularies = Vocabularies()

    @cached_property
    def others(self) -> dict[int, Result]:
        """The other reports of the country, which may have counted the same people already; the newest first."""
        others = Result.objects.filter(country=self.result.country_id).not_taken_back().exclude(pk=self.result.pk)
        return {other.pk: other for other in others.only("reference", "summary").order_by("-date", "reference")}

    @cached_property
    def files(self) -> dict[str, EvidenceFile]:
        """The files of the report by token."""
        if self.result.pk is None:
            return {}
        return {str(file.token): file for file in EvidenceFile.objects.filter(result=self.result)}
