"""Sheets that go out: templates to fill in, exports that can be imported again, and what was refused."""

from results.imports.sheets.exporting import CONTENT_TYPES, check, export
from results.imports.sheets.outgoing import CannotWrite
from results.imports.sheets.refused import refused
from results.imports.sheets.template import template

__all__ = ["CONTENT_TYPES", "CannotWrite", "check", "export", "refused", "template"]
