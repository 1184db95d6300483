"""The page of questions, ready to be shown: each sheet with its first rows, its columns and where they go."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from results.desk.importing.counts import sheet_names
from results.desk.importing.posted import LEFT_OUT, UNDECIDED, shown_state
from results.imports.kinds import KINDS
from results.imports.kinds.column import Text
from results.imports.kinds.lookups import Lookups
from results.imports.mapping import Question, UnknownValue, heading_texts
from results.imports.mapping.contents import samples
from results.models import ImportBatch

# Of the first rows so many stand in the table in which the headings are pointed at; more where these are further down.
_FIRST = 8
_SAMPLES = 3


@dataclass(frozen=True)
class ColumnShown:
    """A column of a sheet, with examples, and where it goes; ``is_double`` where another one goes there too."""

    position: int
    field: str
    heading: str
    samples: list[str]
    chosen: str
    is_double: bool

    @property
    def is_undecided(self) -> bool:
        """Whether nothing has been said about it yet."""
        return self.chosen == UNDECIDED


@dataclass(frozen=True)
class ValueShown:
    """A value that stands for something else: what the sheet says, what is meant, how often, and what may be meant."""

    field: str
    heading: str
    value: str
    meant: str
    count: int | None
    suggestions: Sequence[str]


@dataclass(frozen=True)
class SheetShown:
    """A sheet of the file, and all that is said about it; ``kind`` is "" where nothing of it is imported."""

    place: int
    name: str
    rows: int
    is_hidden: bool
    hidden_rows: int
    kind: str
    state: str
    heading_rows: Sequence[int]
    hxl_row: int | None
    includes_hidden: bool
    first: list[tuple[int, list[str]]]
    columns: list[ColumnShown] = field(default_factory=list)
    choices: list[tuple[str, Text]] = field(default_factory=list)
    values: list[ValueShown] = field(default_factory=list)

    @property
    def prefix(self) -> str:
        """With which the names of its fields begin."""
        return f"sheet-{self.place}-"


Unknown = Mapping[str, Sequence[UnknownValue]]


def sheets(
    examined: Mapping[str, Any], answers: Mapping[str, Any], lookups: Lookups, unknown: Unknown
) -> list[SheetShown]:
    """All sheets of the file in its order; ``unknown`` are names that nothing goes by, by the name of their sheet."""
    answered = {sheet["name"]: sheet for sheet in answers.get("sheets", [])}
    return [
        _sheet(place, sheet, answered.get(sheet["name"], {}), lookups, unknown.get(sheet["name"], ()))
        for place, sheet in enumerate(examined["sheets"])
    ]


def unknown_by_sheet(batch: ImportBatch, unknown: Iterable[UnknownValue]) -> dict[str, list[UnknownValue]]:
    """Names that nothing goes by, by the name of the sheet in which they stand."""
    names, found = sheet_names(batch), defaultdict(list)
    for value in unknown:
        found[names[value.sheet]].append(value)
    return found


def anchor(question: Question) -> str:
    """The field in which a question is answered, as the page names it."""
    about_file = {"encoding": "encoding", "dates": "date_order", "decimal": "decimal", "sheet": "sheet-0-kind"}
    if question.sheet is None:
        return about_file[question.place]
    if question.place == "column" and question.position is not None:
        return f"sheet-{question.sheet}-column-{question.position}"
    return f"sheet-{question.sheet}-{question.place}"


def _sheet(
    place: int,
    sheet: Mapping[str, Any],
    answered: Mapping[str, Any],
    lookups: Lookups,
    unknown: Sequence[UnknownValue],
) -> SheetShown:
    kind, heading_rows = answered.get("kind", ""), answered.get("heading_rows", [])
    last = max([_FIRST, *[row + _SAMPLES for row in heading_rows]])
    shown = SheetShown(
        place=place,
        name=sheet["name"],
        rows=sheet["rows"],
        is_hidden=sheet.get("is_hidden", False),
        hidden_rows=sheet.get("hidden_rows", 0),
        kind=kind,
        state=shown_state(answered),
        heading_rows=heading_rows,
        hxl_row=answered.get("hxl_row"),
        includes_hidden=answered.get("includes_hidden", False),
        first=[
            (number, ["" if c is None else str(c) for c in cells]) for number, cells in sheet["first"] if number <= last
        ],
    )
    if kind in KINDS:
        columns = KINDS[kind].columns(lookups)
        shown.choices.extend((column.name, column.heading) for column in columns)
        shown.columns.extend(_columns(shown, sheet, answered.get("columns", {})))
        shown.values.extend(_values(shown, answered.get("values", {}), unknown))
    return shown


def _texts(cells: Iterable[Any]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in cells]


def _columns(shown: SheetShown, sheet: Mapping[str, Any], chosen: Mapping[str, str]) -> Iterator[ColumnShown]:
    """The columns in which something stands, or about which something was said."""
    headings = heading_texts(sheet, shown.heading_rows)
    below = max([*shown.heading_rows, shown.hxl_row or 0], default=0)
    names = list(chosen.values())
    for position in range(sheet["columns"]):
        heading = headings[position] if position < len(headings) else ""
        examples = samples(sheet, position, below)[:_SAMPLES]
        if heading or examples or str(position) in chosen:
            name = chosen.get(str(position), "")
            is_double = bool(name) and names.count(name) > 1
            choice = _choice(chosen, position)
            yield ColumnShown(position, f"{shown.prefix}column-{position}", heading, examples, choice, is_double)


def _choice(chosen: Mapping[str, str], position: int) -> str:
    if str(position) not in chosen:
        return UNDECIDED
    return chosen[str(position)] or LEFT_OUT


def _values(
    shown: SheetShown, answered: Mapping[str, Mapping[str, str]], unknown: Sequence[UnknownValue]
) -> Iterator[ValueShown]:
    """The values of which something was said, then those that are not known."""
    headings = {column.chosen: column.heading for column in shown.columns}
    said = [(column, value) for column, meanings in answered.items() for value in meanings]
    by_value = {(value.column, value.value): value for value in unknown}
    for number, (column, value) in enumerate(dict.fromkeys([*said, *by_value])):
        found = by_value.get((column, value))
        yield ValueShown(
            f"{shown.prefix}value-{column}-{number}",
            headings.get(column, column),
            value,
            answered.get(column, {}).get(value, ""),
            found.count if found else None,
            found.suggestions if found else (),
        )
