"""What a report says, as its forms would post it; and what was posted, row by row.

The forms are always bound: a report that is opened is shown as if somebody had just posted what it says. So what is
stored, what was typed and kept, and what two people's versions make together all reach the page the same way.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from results.dates import KnownDate
from results.desk.writing.around import Around
from results.desk.writing.choices import key_of
from results.desk.writing.formsets import ROWS
from results.models import Result
from results.revisions import PARTS, Content, values_of
from sdg_links.texts import clean_text

# The rows that are stored, by part: the key of each with what it says.
Stored = Mapping[str, Sequence[tuple[int, Mapping[str, Any]]]]
Row = dict[str, str]

_CELL = re.compile(r"([a-z_]+)-([0-9]{1,3})-([a-zA-Z_]+)")


def stored_rows(result: Result) -> dict[str, list[tuple[int, dict[str, Any]]]]:
    """The rows of a report with their keys; a query for each part that was not prefetched."""
    return {name: [(part.pk, values_of(part)) for part in getattr(result, name).all()] for name in PARTS}


def as_posted(content: Content, names: Collection[str], around: Around, keys: Stored | None = None) -> QueryDict:
    """What these fields and parts would post if they said this. ``keys`` are the rows that are stored already."""
    data = QueryDict(mutable=True)
    for name in names:
        if name in PARTS:
            _post_rows(data, name, rows_of(content, name, around), _keys(content, name, keys))
        elif name in content["links"]:
            data.setlist(name, [str(key) for key in content["links"][name]])
        else:
            data[name] = _field(content["fields"], name)
    return data


def rows_of(content: Content, name: str, around: Around) -> list[Row]:
    """The rows of a part, as they would be posted."""
    return [_row(values, around) for values in content["parts"].get(name, [])]


def posted_rows(data: QueryDict, name: str) -> list[Row]:
    """The rows that were posted and say something, without what is to be removed."""
    rows: dict[int, Row] = defaultdict(dict)
    for key in data:
        if found := _CELL.fullmatch(key):
            part, number, field = found.groups()
            if part == name and int(number) < _total(data, name):
                rows[int(number)][field] = clean_text(str(data[key]))
    told = [row for _number, row in sorted(rows.items()) if any(row.get(field) for field in ROWS[name].form.telling)]
    return [
        {field: value for field, value in row.items() if value and field != "id"}
        for row in told
        if not row.get("DELETE")
    ]


def year_of(data: QueryDict, result: Result) -> int | None:
    """The year of the date as it is typed at this moment, or else as it is stored."""
    try:
        return KnownDate.parse(data.get("date", "")).day.year
    except ValidationError:
        return result.date.year if result.date else None


def is_posted(data: QueryDict, name: str) -> bool:
    """Whether a part came along at all."""
    return f"{name}-TOTAL_FORMS" in data


def add_row(data: QueryDict, name: str, row: Row | None = None) -> None:
    """Add a row to a part, an empty one unless told otherwise."""
    number = _total(data, name)
    data[f"{name}-TOTAL_FORMS"] = str(number + 1)
    data[f"{name}-INITIAL_FORMS"] = "0"
    for field, value in (row or {}).items():
        data[f"{name}-{number}-{field}"] = value


def fill_row(data: QueryDict, name: str, row: Row) -> None:
    """Write a row into the first empty one, or add it."""
    for number in range(_total(data, name)):
        if not any(data.get(f"{name}-{number}-{field}") for field in ROWS[name].form.telling):
            data.update({f"{name}-{number}-{field}": value for field, value in row.items()})
            return
    add_row(data, name, row)


def add_waiting_rows(data: QueryDict, names: Iterable[str], around: Around) -> None:
    """See to it that each part has an empty row to write in, and that each driver of the biennium has its own."""
    for name in names:
        if name == "driver_texts":
            there = {data.get(f"{name}-{n}-driver") for n in range(_total(data, name))}
            for driver in around.vocabularies.drivers_of(year_of(data, around.result)):
                if str(driver.pk) not in there:
                    add_row(data, name, {"driver": str(driver.pk)})
            data.setdefault(f"{name}-TOTAL_FORMS", "0")
            data.setdefault(f"{name}-INITIAL_FORMS", "0")
        elif len(posted_rows(data, name)) >= _total(data, name):
            add_row(data, name, {"is_public": "on"} if name == "evidence" else None)


def _total(data: QueryDict, name: str) -> int:
    written = data.get(f"{name}-TOTAL_FORMS", "")
    return min(key_of(written) or 0, ROWS[name].absolute_max)


def _post_rows(data: QueryDict, name: str, rows: Sequence[Row], keys: Sequence[int | None]) -> None:
    data[f"{name}-TOTAL_FORMS"], data[f"{name}-INITIAL_FORMS"] = "0", "0"
    for row, key in zip(rows, keys, strict=True):
        add_row(data, name, row if key is None else {"id": str(key), **row})


def _keys(content: Content, name: str, keys: Stored | None) -> list[int | None]:
    """For each row the key of a known row that says the same; each is given once."""
    known, given = list((keys or {}).get(name, [])), set()
    found: list[int | None] = []
    for values in content["parts"].get(name, []):
        found.append(next((key for key, says in known if says == values and key not in given), None))
        given.add(found[-1])
    return found


def _field(fields: Mapping[str, Any], name: str) -> str:
    if name == "date":
        return _known_date(fields)
    value = fields.get(f"{name}_id", fields.get(name))
    return "" if value is None else str(value)


def _row(values: Mapping[str, Any], around: Around) -> Row:
    """A part's columns as its row posts them; empty ones are left out."""
    row = {column.removesuffix("_id"): value for column, value in values.items() if value not in (None, "", False)}
    row = {column: "on" if value is True else clean_text(str(value)) for column, value in row.items()}
    if "date" in row:
        row["date"] = _known_date(values)
        del row["date_precision"]
    if file := row.pop("file", None):
        row["token"] = next((token for token, kept in around.files.items() if str(kept.pk) == file), "")
    for column, letter in (("target", "t"), ("goal", "g")):
        if key := row.pop(column, None):
            row["link"] = f"{letter}{key}"
    return row


def _known_date(values: Mapping[str, Any]) -> str:
    return str(KnownDate(date.fromisoformat(values["date"]), values["date_precision"])) if values.get("date") else ""
