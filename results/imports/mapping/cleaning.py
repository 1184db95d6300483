"""Answers about a file as they come from a form, held to what the file has and what can be imported."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from results.imports.kinds import KINDS
from results.imports.kinds.column import Column
from results.imports.kinds.lookups import Lookups
from results.imports.mapping import signs
from results.imports.mapping.headings import Sheet
from results.imports.mapping.proposing import headings, in_writing_order
from results.imports.values.showing import show
from results.imports.values.unknown import spelling

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_VALUE = 500


def clean(examined: Mapping[str, Any], posted: Mapping[str, Any]) -> dict[str, Any]:
    """The answers in the shape in which a batch keeps them; raises ValidationError with a sentence for each mistake.

    Answers that are still missing are no mistake: asking.questions asks for them.
    """
    about_file = _about_file(examined, posted)
    mistakes = [_unknown(name) for name, value in about_file.items() if value is None]
    by_name = {sheet["name"]: sheet for sheet in examined["sheets"]}
    given = list(posted.get("sheets") or [])
    mistakes.extend(_wrong_sheets(given, by_name))
    lookups = Lookups()
    sheets = []
    for sheet in given:
        if str(sheet.get("name")) in by_name:
            cleaner = _SheetCleaner(by_name[str(sheet["name"])], sheet, lookups)
            sheets.append(cleaner.answers())
            mistakes.extend(cleaner.mistakes)
    if mistakes:
        raise ValidationError(list(dict.fromkeys(mistakes)))
    return {**about_file, "sheets": in_writing_order(sheets)}


def _about_file(examined: Mapping[str, Any], posted: Mapping[str, Any]) -> dict[str, Any]:
    """The answers about the file as a whole; None where something is answered that cannot be."""
    encodings = [name for name, _sample in examined.get("encodings") or []]
    return {
        "encoding": _one_of(posted, "encoding", ["", examined.get("encoding"), *encodings]),
        "delimiter": _one_of(posted, "delimiter", ["", examined.get("delimiter"), *_DELIMITERS]),
        "date_order": _one_of(posted, "date_order", ["", *signs.ORDERS]),
        "decimal": _one_of(posted, "decimal", ["", *signs.DECIMALS]),
        "repairs_mojibake": bool(posted.get("repairs_mojibake")),
    }


def _wrong_sheets(given: Sequence[Mapping[str, Any]], by_name: Mapping[str, Sheet]) -> Iterator[str]:
    for name, count in Counter(str(sheet.get("name")) for sheet in given).items():
        if name not in by_name:
            yield _("This file has no sheet “%(name)s”. Choose one of its sheets.") % {"name": show(name)}
        elif count > 1:
            yield _("The sheet “%(name)s” is named twice. Name it once.") % {"name": show(name)}


def _one_of(posted: Mapping[str, Any], name: str, allowed: Collection[str | None]) -> str | None:
    value = posted.get(name) or ""
    return value if value in allowed else None


def _unknown(name: str) -> str:
    sentences = {
        "encoding": _("This is none of the encodings the file can have. Choose one of the samples."),
        "delimiter": _("A file is divided by commas, semicolons, tabs or upright bars. Choose one of them."),
        "date_order": _("Either the day or the month comes first. Choose one of them."),
        "decimal": _("Either a comma or a point stands before the decimals. Choose one of them."),
    }
    return sentences[name]


class _SheetCleaner:
    """Makes answers about one sheet of what was posted, and notes what is wrong with it."""

    def __init__(self, sheet: Sheet, posted: Mapping[str, Any], lookups: Lookups) -> None:
        self.mistakes: list[str] = []
        self._sheet = sheet
        self._posted = posted
        self._rows = [number for number, _cells in sheet["first"]]
        self._kind = str(posted.get("kind") or "")
        columns = KINDS[self._kind].columns(lookups) if self._kind in KINDS else []
        self._columns: dict[str, Column] = {column.name: column for column in columns}

    def answers(self) -> dict[str, Any]:
        """The answers about the sheet, without what is wrong."""
        if self._kind and self._kind not in KINDS:
            self._note(_("This is nothing that can be imported. Choose one of the list."))
        heading_rows = self._heading_rows()
        return {
            "name": self._sheet["name"],
            "kind": self._kind,
            "heading_rows": heading_rows,
            "hxl_row": self._hxl_row(),
            "columns": dict(self._named_columns()),
            "headings": headings(self._sheet, heading_rows) if heading_rows else {},
            "values": dict(self._values()),
            "includes_hidden": bool(self._posted.get("includes_hidden")),
        }

    def _heading_rows(self) -> list[int]:
        rows = list(self._posted.get("heading_rows") or [])
        is_right = len(rows) <= 2 and all(row in self._rows for row in rows)
        if not is_right or (len(rows) == 2 and rows[1] != rows[0] + 1):
            sentence = _(
                "Headings stand in one row, or in two that follow each other, among the first %(count)s rows. "
                "Choose them."
            )
            self._note(sentence, count=len(self._rows))
            return []
        return rows

    def _hxl_row(self) -> int | None:
        row = self._posted.get("hxl_row")
        if row is None or row in self._rows:
            return row
        self._note(_("The row of tags is one of the first %(count)s. Choose one of them."), count=len(self._rows))
        return None

    def _named_columns(self) -> Iterator[tuple[str, str]]:
        posted = {str(position): str(name) for position, name in (self._posted.get("columns") or {}).items()}
        for name, count in Counter(name for name in posted.values() if name).items():
            if name not in self._columns:
                sentence = _("There is no column “%(name)s”. Choose one of the list.")
                self._note(sentence, name=show(name))
            elif count > 1:
                sentence = _("%(count)s columns go to “%(name)s”. Choose one of them.")
                self._note(sentence, name=self._columns[name].heading, count=count)
        for position, name in posted.items():
            if not position.isascii() or not position.isdecimal() or int(position) >= self._sheet["columns"]:
                self._note(
                    _("There is no column number %(position)s. Choose one of the sheet."), position=show(position)
                )
            elif not name or name in self._columns:
                yield position, name

    def _values(self) -> Iterator[tuple[str, dict[str, str]]]:
        for name, meanings in (self._posted.get("values") or {}).items():
            if name in self._columns:
                yield (
                    name,
                    {spelling(str(text))[:_LONGEST_VALUE]: str(meant).strip() for text, meant in meanings.items()},
                )

    def _note(self, sentence: str, **named: Any) -> None:
        place = {"sheet": show(self._sheet["name"]), "sentence": sentence % named}
        # A file of text with delimiters is one sheet without a name.
        self.mistakes.append(_("Sheet “%(sheet)s”: %(sentence)s") % place if place["sheet"] else place["sentence"])
