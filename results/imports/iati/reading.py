"""An activity file as rows of a sheet: a row each activity, and one for everything that is passed over."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from results.imports.iati.elements import activities
from results.imports.iati.projects import cells, unplaced
from results.imports.iati.validating import Fault, faults

SHEET = "iati-activities"


@dataclass(frozen=True, slots=True)
class IatiRow:
    """A row: ``number`` is its line, or the next free number where several things stand on one line.

    ``faults`` are what the standard objects to; ``passed_over`` says why the row is not imported, or is None.
    """

    number: int
    cells: list[str]
    faults: list[Fault] = field(default_factory=list)
    passed_over: Fault | None = None


def rows(stream: IO[bytes]) -> Iterator[IatiRow]:
    """The rows of a file in its order; raises UnreadableError where it cannot be read any further."""
    last = 0
    for activity in activities(stream):
        last = max(activity.line, last + 1)
        # What is not well understood is still shown in full.
        shown = cells(activity)
        yield IatiRow(last, shown, list(faults(activity)))
        for thing in unplaced(activity):
            last = max(thing.line, last + 1)
            yield IatiRow(last, [shown[0]], passed_over=thing)
