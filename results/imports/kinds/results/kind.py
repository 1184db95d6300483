"""Reports as something that can be imported."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.models import User
from results.imports.kinds.column import Column
from results.imports.kinds.kind import Kept, Kind, Planning, Writing
from results.imports.kinds.lookups import Lookups
from results.imports.kinds.results.columns import columns_for
from results.imports.kinds.results.judging import SheetJudge
from results.imports.kinds.results.matching import in_the_same_words
from results.imports.kinds.results.recording import records
from results.imports.rows import PlannedRow, Reading
from results.models import ImportBatch, ImportRow

_NEEDED = ("country", "date", "summary")
_JUDGE = "judge"


class ResultsKind(Kind):
    """Reports: a row a report, with all its parts."""

    name = "results"
    label = gettext_lazy("Results")
    after = ("organisations", "projects", "cpos", "users", "roles")

    def columns(self, lookups: Lookups) -> list[Column]:
        return list(columns_for(lookups.drivers))

    def lacks(self, present: Collection[str]) -> str:
        if "reference" in present or set(_NEEDED) <= set(present):
            return ""
        return _(
            "This sheet has neither a reference by which its reports are recognised, nor a country, a date and an "
            "outcome summary for new ones. Say which columns hold them, or add them to the sheet."
        )

    def judge(self, readings: Sequence[Reading], planning: Planning) -> list[PlannedRow]:
        if _JUDGE not in planning.memory:
            planning.memory[_JUDGE] = SheetJudge(planning)
        judge: SheetJudge = planning.memory[_JUDGE]
        return judge.judge(readings)

    def same(self, rows: QuerySet[ImportRow], planning: Planning) -> Iterator[list[int]]:
        judge: SheetJudge | None = planning.memory.get(_JUDGE)
        return in_the_same_words(rows) if judge and judge.has_mixed else iter(())

    def write(self, rows: Sequence[ImportRow], writing: Writing) -> None:
        # Imported here: what writes stands on the actions, which the pages that only read the columns do without.
        from results.imports.kinds.results.writing import write

        write(rows, writing)

    def finish(self, sheet: int, writing: Writing) -> Iterator[None]:
        from results.imports.kinds.results.writing import finish

        return finish(sheet, writing)

    def take_back(self, rows: Sequence[ImportRow], *, by: User, batch: ImportBatch) -> list[Kept]:
        from results.imports.kinds.results.taking_back import take_back

        return take_back(rows, by=by, batch=batch)

    def records(self, user: User, lookups: Lookups) -> Iterator[list[str]]:
        return records(user, lookups)

    def examples(self, lookups: Lookups) -> Iterable[dict[str, Any]]:
        return [{column.name: column.example for column in self.columns(lookups) if column.example}]
