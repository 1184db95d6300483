"""What is brought in to be written, and what it changes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from countries.models import User
from results import revisions
from results.models import Contribution, DriverText, Evidence, PeopleReached, Result, ResultSdgLink
from results.revisions import LINKS, PARTS, Content


@dataclass
class Entry:
    """A report to be written: the result and, where they are given, its parts and links.

    A part that is None stays as it is; a list replaces what is there. ``author`` is whoever answers for the words
    where that is not the person who brings them in. ``log`` goes into the log beside what changed.
    """

    result: Result
    author: User | None = None
    links: dict[str, list[Any]] = field(default_factory=dict)
    contributions: list[Contribution] | None = None
    driver_texts: list[DriverText] | None = None
    people_reached: list[PeopleReached] | None = None
    evidence: list[Evidence] | None = None
    sdg_links: list[ResultSdgLink] | None = None
    log: dict[str, Any] = field(default_factory=dict)

    @property
    def parts(self) -> dict[str, Sequence[models.Model] | None]:
        """The parts by name, as results/revisions.py names them."""
        return {name: getattr(self, name) for name in PARTS}

    def content_over(self, before: Content | None) -> Content:
        """What the report will say, where it said ``before``."""
        return revisions.overlaid(before, self.result, self.links, self.parts)


@dataclass
class Writing:
    """An entry on its way: what the report will say, and how that differs from what it said."""

    entry: Entry
    after: Content
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def result(self) -> Result:
        return self.entry.result

    def replaces(self, name: str) -> bool:
        """Whether this link or part has to be written."""
        return name in self.changes if self.changes else bool(self.after["links" if name in LINKS else "parts"][name])
