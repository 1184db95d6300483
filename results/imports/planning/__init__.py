"""What will become of every row of a file, before anything of it is written.

files.rows ─ values.CellReader ─ Kind.judge ─ staging ─> ImportRow ─ duplicates ─ counts
"""

from results.imports.planning.planner import plan

__all__ = ["plan"]
