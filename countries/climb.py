"""How a country climbs: its results by year and achievement step, as a ladder with one mark a year and step."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.counting import Cell
from indicators.models import AchievementStep


@dataclass(frozen=True)
class Mark:
    """The results of one year at one step: how many, and the reference of the first."""

    year: int
    step: int
    results: int
    reference: str

    @property
    def label(self) -> str:
        """What the mark says to those who cannot see where it stands."""
        words = _("%(year)s, step %(step)s: %(reference)s")
        if self.results > 1:
            words = ngettext(
                "%(year)s, step %(step)s: %(results)s result",
                "%(year)s, step %(step)s: %(results)s results",
                self.results,
            )
        return words % vars(self)


@dataclass(frozen=True)
class Rung:
    """One step, the number of its results, and for each year a mark or None."""

    step: AchievementStep
    results: int
    marks: list[tuple[int, Mark | None]]


@dataclass(frozen=True)
class Climb:
    """The results of one country or outcome, counted by year and step; the rungs from the highest step down."""

    cells: list[Cell]
    rungs: list[Rung]

    @classmethod
    def of(cls, cells: list[Cell]) -> "Climb":
        """Reads the steps (one query)."""
        years = _years(cells)
        return cls(cells, [_rung(step, years, cells) for step in AchievementStep.objects.order_by("-number")])

    @property
    def results(self) -> int:
        """Number of results, with a step or without one."""
        return sum(cell.results for cell in self.cells)

    @property
    def years(self) -> list[int]:
        """Every year from the first result to the last, so that a pause can be seen."""
        return _years(self.cells)

    @property
    def highest(self) -> Rung | None:
        """The highest step that has been reached."""
        return next((rung for rung in self.rungs if rung.results), None)

    @property
    def has_results_without_step(self) -> bool:
        return any(cell.step is None for cell in self.cells)


def _years(cells: Iterable[Cell]) -> list[int]:
    years = [cell.year for cell in cells]
    return list(range(min(years), max(years) + 1)) if years else []


def _rung(step: AchievementStep, years: list[int], cells: Iterable[Cell]) -> Rung:
    own = [cell for cell in cells if cell.step == step.number]
    marks = [(year, _mark([cell for cell in own if cell.year == year])) for year in years]
    return Rung(step, sum(cell.results for cell in own), marks)


def _mark(cells: list[Cell]) -> Mark | None:
    if not cells:
        return None
    results, reference = sum(cell.results for cell in cells), min(cell.reference for cell in cells)
    return Mark(cells[0].year, cells[0].step or 0, results, reference)
