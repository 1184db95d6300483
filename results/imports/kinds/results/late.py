"""Cells whose meaning depends on the year of their row: indicators, which are named anew in every biennium."""

from typing import Any

from django.core.exceptions import ValidationError

from results.imports.kinds.kind import Planning
from results.imports.kinds.results.matching import Case
from results.imports.kinds.results.resource import ResultResource
from results.imports.rows import Problem, Value
from results.imports.values.refusing import refusals

# By column, value and year: far fewer than rows, and forgotten before they are too many.
_REMEMBERED = 5_000


class LateCells:
    """Reads the late cells of one sheet."""

    def __init__(self, resource: ResultResource, planning: Planning) -> None:
        self._resource = resource
        self._planning = planning
        self._known: dict[tuple[Any, ...], tuple[Any, list[Problem]]] = {}

    def read(self, case: Case) -> None:
        """Read what the year of a row makes of its cells, and note what is wrong with them."""
        for name, value in case.reading.late.items():
            key = (name, type(value), value, case.year)
            if key not in self._known:
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                self._known[key] = self._mean(name, value, case.year)
            meaning, problems = self._known[key]
            if problems:
                case.reading.problems.extend(problems)
            else:
                case.values[name] = meaning

    def _mean(self, name: str, value: Value, year: int | None) -> tuple[Any, list[Problem]]:
        try:
            return self._resource.read(name, value, lookups=self._planning.lookups, year=year), []
        except ValidationError as error:
            heading = self._planning.headings.get(name, "")
            position = self._planning.positions.get(name)
            return None, refusals(error, column=name, heading=heading, position=position, value=value)
