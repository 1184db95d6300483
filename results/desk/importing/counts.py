"""How many rows of an import become what, from the counts that the planner keeps with it."""

from dataclasses import dataclass

from results.models import ImportBatch, ImportRow

Outcome = ImportRow.Outcome


@dataclass(frozen=True)
class Count:
    """How many rows have an outcome; ``label`` is the outcome in words."""

    outcome: str
    label: str
    number: int


def of_batch(batch: ImportBatch, sheet: int | None = None) -> list[Count]:
    """The outcomes that occur in an import, or in one of its sheets, in the order of Outcome."""
    counted = batch.counts.get("all" if sheet is None else str(sheet), {})
    return [
        Count(outcome.value, str(outcome.label), counted[outcome.value])
        for outcome in Outcome
        if counted.get(outcome.value)
    ]


def number_of(batch: ImportBatch, *outcomes: str) -> int:
    """How many rows of an import have one of these outcomes."""
    counted = batch.counts.get("all", {})
    return sum(counted.get(outcome, 0) for outcome in outcomes)


def sheet_names(batch: ImportBatch) -> list[str]:
    """The names of the sheets of an import, in the order in which they are written."""
    return [str(sheet["name"]) for sheet in batch.answers.get("sheets", [])]
