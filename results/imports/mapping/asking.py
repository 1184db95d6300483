"""What has to be answered about a file before its rows can be judged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from results.imports.kinds import KINDS
from results.imports.kinds.lookups import Lookups
from results.imports.mapping import signs
from results.imports.mapping.headings import Sheet, heading_texts
from results.imports.mapping.proposing import undecided_columns
from results.imports.values.showing import show
from results.models import ImportBatch


@dataclass(frozen=True)
class Question:
    """Something to be answered: ``place`` says by what kind of answer.

    "encoding", "sheet", "kind", "heading", "column", "dates" or "decimal". ``sheet`` counts the sheets of the file from
    0, ``position`` its columns; both are None where the question is about more than that.
    """

    place: str
    sheet: int | None
    position: int | None
    sentence: str


def questions(examined: Mapping[str, Any], answers: Mapping[str, Any], lookups: Lookups) -> list[Question]:
    """All that is still to be answered; none where the rows can be judged, nor about IATI, which names its elements."""
    if examined.get("format") == ImportBatch.Format.IATI:
        return []
    return [*_about_file(examined, answers, lookups), *_about_sheets(examined, answers, lookups)]


def _about_file(examined: Mapping[str, Any], answers: Mapping[str, Any], lookups: Lookups) -> Iterator[Question]:
    if examined.get("encodings") and not answers.get("encoding"):
        sentence = _("It cannot be told how the letters of this file are stored. Choose the sample that reads right.")
        yield Question("encoding", None, None, sentence)
    if not answers.get("sheets"):
        sentence = _(
            "No sheet of this file is recognised. Choose the sheet to import and say what it holds, or fill in the "
            "template."
        )
        yield Question("sheet", None, None, sentence)
        return
    if not answers.get("date_order") and signs.date_order(examined, answers, lookups) == signs.AMBIGUOUS:
        sentence = _(
            "Dates of this file can be read in two ways, such as 03/04/2021. Say whether the day or the month comes "
            "first."
        )
        yield Question("dates", None, None, sentence)
    if not answers.get("decimal") and signs.decimal_sign(examined, answers, lookups) == signs.AMBIGUOUS:
        sentence = _(
            "Numbers of this file can be read in two ways, such as 1,234. Say which sign stands before the decimals."
        )
        yield Question("decimal", None, None, sentence)


def _about_sheets(examined: Mapping[str, Any], answers: Mapping[str, Any], lookups: Lookups) -> Iterator[Question]:
    places = {sheet["name"]: place for place, sheet in enumerate(examined["sheets"])}
    for answered in answers.get("sheets", []):
        place = places.get(answered["name"])
        if place is None:
            sentence = _("This file has no sheet “%(name)s”. Choose one of its sheets.") % {"name": answered["name"]}
            yield Question("sheet", None, None, sentence)
            continue
        yield from _about_sheet(place, examined["sheets"][place], answered, lookups)


def _about_sheet(place: int, sheet: Sheet, answered: Mapping[str, Any], lookups: Lookups) -> Iterator[Question]:
    if answered.get("kind") not in KINDS:
        yield Question("kind", place, None, _("Say what a row of this sheet is about."))
        return
    if not answered.get("heading_rows"):
        yield Question("heading", place, None, _("Say which row of this sheet holds the headings."))
        return
    shown = heading_texts(sheet, answered["heading_rows"])
    for position in undecided_columns(sheet, answered):
        heading = shown[position] if position < len(shown) else ""
        sentence = (
            _("The column “%(heading)s” is not known. Say what it holds, or leave it out.") % {"heading": show(heading)}
            if heading
            else _("This column has no heading. Say what it holds, or leave it out.")
        )
        yield Question("column", place, position, sentence)
    present = {column for column in answered["columns"].values() if column}
    if sentence := KINDS[answered["kind"]].lacks(present):
        yield Question("column", place, None, str(sentence))
