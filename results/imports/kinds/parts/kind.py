"""A kind whose rows are parts of reports, recognised by their report and what they say of themselves."""

import hashlib
from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import batched
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from countries.models import User
from results.imports.kinds.column import Column
from results.imports.kinds.kind import Kept, Kind, Planning, Writing
from results.imports.kinds.lookups import Lookups
from results.imports.kinds.parts.columns import REFERENCE, Naming, Part, PartColumn
from results.imports.kinds.parts.judging import PartJudge
from results.imports.kinds.plain.columns import STATE
from results.imports.kinds.results.shown import Entries, Named
from results.imports.kinds.results.stored import fill_contents, streamed
from results.imports.rows import PlannedRow, Reading
from results.models import ImportBatch, ImportRow, Result

_AT_A_TIME = 500
_JUDGE = "judge"
# Column, rule, sentence.
Refusal = tuple[str, str, str]


class PartKind(Kind):
    """Rows that are parts of reports.

    ``part`` is their name in a content, ``needed`` names the columns without which a row cannot be recognised, and
    ``natural`` all by which it is.
    """

    after = ("results",)
    part: ClassVar[str]
    model: ClassVar[type[models.Model]]
    needed: ClassVar[tuple[str, ...]] = ()
    natural: ClassVar[tuple[str, ...]]

    @abstractmethod
    def declare(self) -> Iterable[PartColumn]:
        """The columns of the part, in the order of the template."""

    def natural_key(self, part: Mapping[str, Any], naming: Naming) -> tuple[str, ...]:
        """By what a part is recognised in its report."""
        return tuple(self.part_columns[name].text(part, naming).casefold() for name in self.natural)

    def refusals(
        self, part: Part, there: Part | None, parts: Sequence[Part], reading: Reading, naming: Naming
    ) -> Iterator[Refusal]:
        """What is wrong with a part (``there`` as it was) among all of its report, beyond the rules of its model."""
        return iter(())

    @cached_property
    def part_columns(self) -> dict[str, PartColumn]:
        """The columns of the part by name."""
        return {column.name: column for column in self.declare()}

    @cached_property
    def blank(self) -> Part:
        """A part that says nothing yet."""
        new = self.model()
        columns = [field.attname for field in self.model._meta.concrete_fields if field.name not in ("id", "result")]
        return {column: getattr(new, column) for column in columns}

    def cells(self, reference: str, part: Mapping[str, Any], naming: Naming) -> list[str]:
        """A part as a row of a sheet."""
        return [reference, *(column.text(part, naming) for column in self.part_columns.values())]

    def state_of(self, reference: str, part: Mapping[str, Any], naming: Naming) -> str:
        """A short digest of a part, by which a change since an export is recognised."""
        return hashlib.sha256("\x1f".join(self.cells(reference, part, naming)).encode()).hexdigest()[:16]

    # What follows is the contract of a kind.

    def columns(self, lookups: Lookups) -> list[Column]:
        return [REFERENCE, *self.part_columns.values(), STATE]

    def lacks(self, present: Collection[str]) -> str:
        columns = {column.name: column for column in (REFERENCE, *self.part_columns.values())}
        missing = [f"“{columns[name].heading}”" for name in ("reference", *self.needed) if name not in present]
        if not missing:
            return ""
        return _("This sheet has no column %(names)s. Add it, or say which column it is.") % {
            "names": ", ".join(missing)
        }

    def judge(self, readings: Sequence[Reading], planning: Planning) -> list[PlannedRow]:
        if _JUDGE not in planning.memory:
            planning.memory[_JUDGE] = PartJudge(self, planning)
        judge: PartJudge = planning.memory[_JUDGE]
        return judge.judge(readings)

    def write(self, rows: Sequence[ImportRow], writing: Writing) -> None:
        # Imported here: what writes stands on the actions, which the pages that only read the columns do without.
        from results.imports.kinds.parts import writing as parts_writing

        parts_writing.write(self, rows, writing)

    def take_back(self, rows: Sequence[ImportRow], *, by: User, batch: ImportBatch) -> list[Kept]:
        from results.imports.kinds.results.taking_back import take_back

        # One row of each report keeps what it said before all of them (kinds/parts/writing.py).
        return take_back([row for row in rows if row.written_version is not None], by=by, batch=batch)

    def records(self, user: User, lookups: Lookups) -> Iterator[list[str]]:
        entries = Entries(lookups)
        for reports in batched(streamed(Result.objects.visible_to(user).not_taken_back()), _AT_A_TIME, strict=False):
            fill_contents(reports)
            naming = Naming(entries, Named.in_contents([report.says for report in reports]), {})
            for report in reports:
                for part in report.says["parts"].get(self.part, ()):
                    whole = {**self.blank, **part}
                    yield [
                        *self.cells(report.reference, whole, naming),
                        self.state_of(report.reference, whole, naming),
                    ]

    def examples(self, lookups: Lookups) -> Iterable[dict[str, Any]]:
        return [{column.name: column.example for column in self.columns(lookups) if column.example}]
