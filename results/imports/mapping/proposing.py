"""What can be told about a file before anybody is asked: its sheets, headings and columns."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from results.imports.kinds import KINDS
from results.imports.kinds.lookups import Lookups
from results.imports.mapping import signs
from results.imports.mapping.contents import by_content, samples
from results.imports.mapping.finding import Found, columns_beneath, find
from results.imports.mapping.headings import Sheet, cells_of, heading_texts
from results.imports.mapping.known import KnownColumns
from results.imports.sheets.marks import is_explanation, is_status_heading
from results.models import ImportBatch
from results.search import fold

_NO_DATA = (gettext_noop("Explanations"), gettext_noop("Codes"))


def propose(examined: Mapping[str, Any], lookups: Lookups) -> dict[str, Any]:
    """The answers as far as they can be told; a column that is in none of them has to be asked about."""
    if examined.get("format") == ImportBatch.Format.IATI:
        return _of_iati(examined["sheets"][0], lookups)
    kinds = [KnownColumns(kind, lookups) for kind in KINDS.values()]
    found = [(sheet, find(sheet, kinds)) for sheet in examined["sheets"] if _may_hold_data(sheet)]
    proposed = [_sheet_answers(sheet, one, lookups) for sheet, one in found if one]
    answers: dict[str, Any] = {
        "encoding": "",
        "delimiter": "",
        "date_order": "",
        "decimal": examined.get("decimal") or "",
        "repairs_mojibake": False,
        "sheets": in_writing_order(proposed),
    }
    order_of_dates = signs.date_order(examined, answers, lookups)
    answers["date_order"] = order_of_dates if order_of_dates in signs.ORDERS else ""
    if not answers["decimal"]:
        sign = signs.decimal_sign(examined, answers, lookups)
        answers["decimal"] = sign if sign in signs.DECIMALS else ""
    return answers


def _of_iati(sheet: Sheet, lookups: Lookups) -> dict[str, Any]:
    """The answers about an activity file: its columns are ours, its numbers and dates those of XML."""
    return {
        "encoding": "",
        "delimiter": "",
        "date_order": "",
        "decimal": ".",
        "repairs_mojibake": False,
        "sheets": [propose_sheet(sheet, "projects", lookups, heading_rows=[1])],
    }


def propose_sheet(
    sheet: Sheet, kind: str, lookups: Lookups, *, heading_rows: Sequence[int] = (), hxl_row: int | None = None
) -> dict[str, Any]:
    """The answers about one sheet whose kind, and perhaps whose rows of headings, were chosen by hand."""
    known = KnownColumns(KINDS[kind], lookups)
    if heading_rows:
        found = columns_beneath(sheet, known, list(heading_rows), hxl_row=hxl_row)
    else:
        found = find(sheet, [known]) or Found(known, [], None)
    return _sheet_answers(sheet, found, lookups)


def in_writing_order(sheets: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers about sheets in the order in which their kinds are written, those without a kind last."""
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(sheets, key=lambda sheet: order.get(sheet["kind"], len(order)))


def headings(sheet: Sheet, heading_rows: Sequence[int]) -> dict[str, str]:
    """What stands above each column that has a heading, by position as JSON has it."""
    return {str(position): text for position, text in enumerate(heading_texts(sheet, heading_rows)) if text}


def _sheet_answers(sheet: Sheet, found: Found, lookups: Lookups) -> dict[str, Any]:
    shown = headings(sheet, found.heading_rows)
    columns = {} if found.is_open else _columns(sheet, found, shown, lookups)
    return {
        "name": sheet["name"],
        "kind": "" if found.is_open else found.known.kind.name,
        "heading_rows": found.heading_rows,
        "hxl_row": found.hxl_row,
        "columns": {str(position): columns[position] for position in sorted(columns)},
        "headings": shown,
        "values": {},
        "includes_hidden": False,
    }


def _columns(sheet: Sheet, found: Found, shown: Mapping[str, str], lookups: Lookups) -> dict[int, str]:
    """The columns that headings, tags or contents make known, "" for one that an import before has added."""
    columns = dict(found.columns)
    columns |= {int(position): "" for position, text in shown.items() if is_status_heading(text)}
    below = max([*found.heading_rows, found.hxl_row or 0], default=0)
    if not below:
        return columns
    undecided = {p: shown.get(str(p), "") for p in range(sheet["columns"]) if p not in columns}
    free = [column for name, column in found.known.columns.items() if name not in columns.values()]
    return columns | by_content(sheet, below, undecided, free, lookups)


def _may_hold_data(sheet: Sheet) -> bool:
    """Whether a sheet is one to import: not hidden, not empty, and none that explains others."""
    if sheet.get("is_hidden") or not sheet["first"] or fold(sheet["name"]) in _names_without_data():
        return False
    return not is_explanation(cells_of(sheet, sheet["first"][0][0]))


@cache
def _names_without_data() -> frozenset[str]:
    names: set[str] = set()
    for code, _language in settings.LANGUAGES:
        with override(code):
            names.update(fold(_(name)) for name in _NO_DATA)
    return frozenset(names)


def undecided_columns(sheet: Sheet, answered: Mapping[str, Any]) -> list[int]:
    """The positions of columns that hold something, or may further down, and about which nothing is decided."""
    below = max([*answered["heading_rows"], answered.get("hxl_row") or 0], default=0)
    is_cut = sheet["rows"] > len(sheet["first"])
    shown = heading_texts(sheet, answered["heading_rows"]) if answered["heading_rows"] else []
    return [
        position
        for position in range(sheet["columns"])
        if str(position) not in answered["columns"]
        and (samples(sheet, position, below) or (is_cut and position < len(shown) and shown[position]))
    ]
