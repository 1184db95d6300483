"""What an import will do, before it does it."""

from dataclasses import dataclass, field
from hashlib import sha256

from django.db import models
from django.utils.translation import gettext_lazy as _

from countries.models import Country
from results.actions import Entry
from results.dates import KnownDate
from results.imports.problems import Problem
from results.models import Result


class Outcome(models.TextChoices):
    """What becomes of a row."""

    CREATED = "created", _("New")
    UPDATED = "updated", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    REFUSED = "refused", _("Refused")


@dataclass(frozen=True)
class Change:
    """A cell that will be written: its column and heading, what is stored, and what will be."""

    name: str
    column: str
    old: str
    new: str


@dataclass
class PlannedRow:
    """What will become of one row; ``entry`` is what will be written, ``publishes`` what readers will then see."""

    number: int
    outcome: str
    reference: str = ""
    country: Country | None = None
    known_date: KnownDate | None = None
    summary: str = ""
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    entry: Entry | None = None
    publishes: Result | None = None


@dataclass
class Plan:
    """All rows of a sheet, each with what will become of it."""

    sheet: str
    rows: list[PlannedRow]

    @property
    def problems(self) -> list[Problem]:
        """All that is wrong with the sheet, in its order."""
        return [problem for row in self.rows for problem in row.problems]

    @property
    def is_refused(self) -> bool:
        """Whether a row is refused, and so nothing will be written."""
        return any(row.outcome == Outcome.REFUSED for row in self.rows)

    @property
    def does_something(self) -> bool:
        """Whether writing or publishing anything is left to do."""
        return not self.is_refused and any(row.entry or row.publishes for row in self.rows)

    @property
    def entries(self) -> list[Entry]:
        """What will be written."""
        return [row.entry for row in self.rows if row.entry]

    @property
    def to_publish(self) -> list[Result]:
        """What will be published, once it is written."""
        return [row.publishes for row in self.rows if row.publishes]

    def with_outcome(self, outcome: str) -> list[PlannedRow]:
        """The rows of one outcome."""
        return [row for row in self.rows if row.outcome == outcome]

    def counts(self) -> dict[str, int]:
        """How many rows have each outcome."""
        return {outcome: len(self.with_outcome(outcome)) for outcome in Outcome.values}

    def written_counts(self) -> dict[str, int]:
        """As ``counts``, but nothing is created or updated where a row is refused."""
        counts = self.counts()
        return {**counts, Outcome.CREATED: 0, Outcome.UPDATED: 0} if self.is_refused else counts

    def digest(self) -> str:
        """A fingerprint of what will happen, by which a plan is known to be the one that was shown."""
        lines = [
            (r.number, r.outcome, r.reference, r.publishes is not None, [(c.column, c.old, c.new) for c in r.changes])
            for r in self.rows
        ]
        return sha256(repr(lines).encode()).hexdigest()
