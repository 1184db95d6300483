"""From what stands in the cells of a sheet to what it means."""

from results.imports.values.reader import CellReader
from results.imports.values.totals import is_total, why_passed_over

__all__ = ["CellReader", "is_total", "why_passed_over"]
