"""What a sheet can have in a column, declared once: for the template, the import, the export and the documentation."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its name for machines, its heading for readers, and how its cells are read and written.

    ``widget`` is one of django-import-export's: ``clean(value, lookups=, ...)`` reads a cell and raises ValidationError
    with sentences, ``render(value)`` writes it. ``vocabulary`` names the look-up (kinds/lookups.py) whose codes the
    cells may hold. ``can_be_cleared`` says whether "(clear)" empties it. ``is_late`` says that its meaning depends on
    other cells of its row, so that its kind reads it. ``aliases`` are further headings under which it is known in
    sheets from elsewhere, in any language.
    """

    name: str
    heading: Text
    widget: Any
    meaning: Text
    allowed: Text
    example: str = ""
    vocabulary: str = ""
    can_be_cleared: bool = True
    is_late: bool = False
    aliases: tuple[str, ...] = ()
    width: int = 22


# The column, last in every exported sheet, that says as of which state a row was exported (Kind.state_of).
EXPORTED_STATE = "exported_state"
