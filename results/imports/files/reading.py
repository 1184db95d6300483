"""What is in a file, and its rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from results.imports.files.process import reading
from results.imports.iati import sentences as iati
from results.imports.rows import RawRow


def examine(path: Path, name: str, *, encoding: str = "", delimiter: str = "") -> dict[str, Any]:
    """What is in the file, in the shape above (results/imports/files); raises SheetError.

    ``encoding`` and ``delimiter`` are somebody's answer where the file does not tell. Its ``name`` tells nothing: the
    kind of file is recognised by its content alone.
    """
    with reading({"path": str(path), "encoding": encoding, "delimiter": delimiter}) as messages:
        found: dict[str, Any] = next(messages)["examined"]
        return found


@contextmanager
def rows(
    path: Path, examined: dict[str, Any], answers: dict[str, Any], sheet_answers: dict[str, Any]
) -> Iterator[Iterator[list[RawRow]]]:
    """The rows of one sheet that hold anything, beneath its headings and its HXL row, in chunks of up to 1,000.

    Each has its number as the spreadsheet shows it; a hidden one says that it is passed over, unless hidden rows are
    to be included. Raises SheetError, also between chunks.
    """
    request = {
        "path": str(path),
        "encoding": answers.get("encoding") or examined.get("encoding", ""),
        "delimiter": answers.get("delimiter") or examined.get("delimiter", ""),
        "sheet": sheet_answers["name"],
        "after": max([0, *sheet_answers.get("heading_rows", []), sheet_answers.get("hxl_row") or 0]),
    }
    why_hidden = (
        ""
        if sheet_answers.get("includes_hidden")
        else _(
            "This row is hidden in the sheet, so it is not imported. "
            "Show it, or say that hidden rows are to be included."
        )
    )
    with reading(request) as messages:
        yield ([_raw(row, why_hidden) for row in message["rows"]] for message in messages)


def _raw(row: list[Any], why_hidden: str) -> RawRow:
    number, is_hidden, cells, said = row
    if not said:
        return RawRow(number, cells, why_hidden if is_hidden else "")
    sentences = [(is_fault, iati.sentence(code, line, values)) for is_fault, code, line, values in said]
    faults = [sentence for is_fault, sentence in sentences if is_fault]
    return RawRow(number, cells, next((s for is_fault, s in sentences if not is_fault), ""), faults)
