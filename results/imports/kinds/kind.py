"""What can be imported: each kind knows its columns, judges rows, writes them, and takes them back."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import QuerySet

from countries.models import User
from results.imports.kinds.column import Column, Text
from results.imports.kinds.lookups import Lookups
from results.imports.rows import PlannedRow, Problem, RawRow, Reading
from results.imports.values.showing import show
from results.locks import Locks
from results.models import ImportBatch, ImportRow


@dataclass
class Planning:
    """What judging a sheet needs to know beside its rows: one for each sheet of a batch.

    ``positions`` says where each column stands in the sheet (from 0), ``headings`` what stands above it. ``memory`` is
    what the kind keeps from one chunk to the next; nothing in it may grow with the length of the sheet.
    """

    batch: ImportBatch
    by: User
    lookups: Lookups
    columns: dict[str, Column]
    positions: dict[str, int] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    locks: Locks | None = None
    memory: dict[str, Any] = field(default_factory=dict)

    def problem(self, row: RawRow, column: str, rule: str, sentence: str) -> Problem:
        """What is wrong with the cell of a row in one of our columns, which the sheet need not have; "" for the row."""
        position = self.positions.get(column)
        value = row.cells[position] if position is not None and position < len(row.cells) else None
        known = self.columns.get(column)
        heading = self.headings.get(column) or (str(known.heading) if known else "")
        return Problem(column, heading, position, show(value), rule, sentence)


@dataclass
class Writing:
    """What writing the rows of a batch needs: one for a whole batch, within its one transaction.

    ``lookups`` are read anew when the rows of another sheet begin, so that they know what the sheet before brought.
    ``memory`` is what a kind keeps from one chunk to the next.
    """

    batch: ImportBatch
    by: User
    lookups: Lookups
    memory: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that is not taken back, and why: a sentence."""

    row: int
    sentence: str


class Kind(ABC):
    """A kind of thing that a sheet can hold a row each of.

    ``after`` names the kinds whose rows are written before, since rows of this one may name them.
    """

    name: ClassVar[str]
    label: ClassVar[Text]
    after: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def columns(self, lookups: Lookups) -> list[Column]:
        """All columns, in the order of the template."""

    @abstractmethod
    def lacks(self, present: Collection[str]) -> str:
        """What a sheet with these columns lacks to be imported, as a sentence with its cure; "" where nothing."""

    @abstractmethod
    def judge(self, readings: Sequence[Reading], planning: Planning) -> list[PlannedRow]:
        """What will become of these rows (one chunk of a sheet), in a number of queries that does not depend on them.

        Each PlannedRow.key is the same for two rows about the same thing, so that the planner can refuse both. What
        is refused here has its problems in PlannedRow.problems, those of the readings among them.
        """

    def same(self, rows: QuerySet[ImportRow], planning: Planning) -> Iterator[list[int]]:
        """Groups of rows of one sheet, by their numbers, that are about one thing although their keys differ."""
        return iter(())

    @abstractmethod
    def write(self, rows: Sequence[ImportRow], writing: Writing) -> None:
        """Write these rows (one chunk, all of outcome new or changed) in the transaction that is open.

        Sets ``target``, ``before`` and ``written_version`` of each row, without saving it. Raises Conflict or
        ValidationError where things have changed since they were judged, and PermissionDenied.
        """

    def finish(self, sheet: int, writing: Writing) -> Iterator[None]:
        """What is left to do for a sheet once all sheets are written, bit by bit; nothing for most kinds."""
        return iter(())

    @abstractmethod
    def take_back(self, rows: Sequence[ImportRow], *, by: User, batch: ImportBatch) -> list[Kept]:
        """Take written rows (one chunk, the last written first) back in the transaction that is open.

        What somebody changed since is left as it is and comes back as Kept.
        """

    @abstractmethod
    def records(self, user: User, lookups: Lookups) -> Iterator[list[str]]:
        """What is stored and this person may read, one list of cells each in the order of ``columns``; streamed.

        The last cell is the state (EXPORTED_STATE) by which a change since is recognised.
        """

    @abstractmethod
    def examples(self, lookups: Lookups) -> Iterable[dict[str, Any]]:
        """One or two rows for the template's explanations, by name of the column."""
