"""What every format writes: sheets of texts, whose rows are made while they are written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from results.imports.sheets.texts import names_of_sheets


@dataclass(frozen=True, kw_only=True)
class OutgoingSheet:
    """A sheet on its way out: rows of texts beneath one row of headings, each with a width in characters.

    ``hidden`` are positions (from 0) of columns that are there for the import and not for the eye.
    """

    name: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[str]]
    hidden: frozenset[int] = frozenset()


class CannotWrite(Exception):
    """Why a file cannot be made in the format that was asked for: a sentence with its cure."""


def named(labels: Iterable[object]) -> list[str]:
    """Names for sheets with these labels: as a spreadsheet allows them, each another."""
    return names_of_sheets([str(label) for label in labels])
