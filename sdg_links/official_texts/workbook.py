"""The workbook of the global indicator framework, as the United Nations Statistics Division publishes it."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell.rich_text import CellRichText, TextBlock

from sdg_links.official_texts.cleaning import clean, raise_digits
from sdg_links.official_texts.framework import KINDS, OfficialTextError, OfficialTexts, read_file

MAX_BYTES = 20 * 1024**2
MAX_UNPACKED_BYTES = 50 * 1024**2
MAX_ROWS = 5000
MAX_COLUMNS = 26

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_GOAL = re.compile(r"[^\W\d_]+\s*(\d{1,2})\s*[.:]\s*(\S.*)")
_TARGET_OR_INDICATOR = re.compile(r"(\d{1,2}\.(?:\d{1,2}|[a-z])(?:\.\d{1,2})?)\.?\s+(\S.*)")
_NOTE = re.compile(r"(\d)\s+\D")
_GLUED_DIGIT = re.compile(r"(?<=[^\W\d_]{3})(\d)$")


def read_workbook(path: Path, language: str) -> OfficialTexts:
    """The goals, targets and indicators of the workbook at ``path``, in ``language``; raises OfficialTextError."""
    content = read_file(path, limit=MAX_BYTES)
    _check_package(content, path.name)
    cells = [(place, clean(value, language)) for place, value in _read_cells(content, path.name)]
    notes = {note[1] for __, value in cells if (note := _NOTE.match(value))}
    texts: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    places: dict[str, str] = {}
    for place, value in cells:
        if not (entry := parse_cell(value, notes)):
            continue
        code, text = entry
        known = texts[KINDS[code.count(".")]].setdefault(code, text)
        first_place = places.setdefault(code, place)
        if known != text:
            raise OfficialTextError(
                _("%(name)s has two different texts for %(code)s, in %(first)s and %(second)s: keep the right one.")
                % {"name": path.name, "code": code, "first": first_place, "second": place}
            )
    if not places:
        raise OfficialTextError(
            _(
                "%(name)s holds no goal, target or indicator: give the workbook of the global indicator framework "
                "as the United Nations Statistics Division publishes it."
            )
            % {"name": path.name}
        )
    return OfficialTexts(language=language, source=path.name, texts=texts, must_be_complete=True)


def parse_cell(value: str, notes: set[str]) -> tuple[str, str] | None:
    """Code and text of a clean cell such as "Goal 1. End poverty" or "1.3.1 Proportion"; None for all other cells.

    ``notes`` are the numbers of the workbook's notes: one of them glued to the last word is a footnote's mark.
    """
    entry = _GOAL.fullmatch(value) or _TARGET_OR_INDICATOR.fullmatch(value)
    if not entry:
        return None
    text = entry[2]
    if (mark := _GLUED_DIGIT.search(text)) and mark[1] in notes and text[-2].islower():
        text = text[:-1]
    return entry[1], text


def _check_package(content: bytes, name: str) -> None:
    """Refuse what is not an xlsx file, or would unpack to more than memory should hold."""
    if content.startswith(_OLD_EXCEL):
        raise OfficialTextError(
            _("%(name)s is an old Excel file or has a password: save it as .xlsx without a password.") % {"name": name}
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
            # What a package says here is also the most that zipfile will unpack from it.
            unpacked = sum(entry.file_size for entry in package.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise OfficialTextError(_not_a_workbook(name)) from error
    if "[Content_Types].xml" not in names or not any(entry.startswith("xl/") for entry in names):
        raise OfficialTextError(_not_a_workbook(name))
    if unpacked > MAX_UNPACKED_BYTES:
        raise OfficialTextError(
            _("%(name)s unpacks to more than %(limit)s MB: give the workbook as it was published.")
            % {"name": name, "limit": MAX_UNPACKED_BYTES // 1024**2}
        )


def _not_a_workbook(name: str) -> str:
    return _(
        "%(name)s is not an Excel workbook: give the framework's .xlsx file, or a folder with global_goals.yml "
        "and global_targets.yml."
    ) % {"name": name}


def _read_cells(content: bytes, name: str) -> list[tuple[str, str]]:
    """The text cells of all sheets as (place such as "B8", text with raised digits as superscripts)."""
    try:
        with warnings.catch_warnings():
            # openpyxl warns of extensions it will not write back; we only read.
            warnings.simplefilter("ignore")
            # Not read_only, which loses the raised digits of files that keep their texts in the cells.
            workbook = openpyxl.load_workbook(BytesIO(content), data_only=True, rich_text=True)
            return list(_text_cells(workbook))
    except Exception as error:  # openpyxl lets errors of many kinds through when a file is damaged
        raise OfficialTextError(
            _("%(name)s is damaged and cannot be opened: download it again, or open it in Excel and save it as .xlsx.")
            % {"name": name}
        ) from error


def _text_cells(workbook: openpyxl.Workbook) -> Iterator[tuple[str, str]]:
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS):
            for cell in row:
                if isinstance(cell.value, (str, CellRichText)):
                    yield cell.coordinate, _with_raised_digits(cell.value)


def _with_raised_digits(value: str | CellRichText) -> str:
    if isinstance(value, str):
        return value
    return "".join(
        raise_digits(run.text) if isinstance(run, TextBlock) and run.font.vertAlign == "superscript" else str(run)
        for run in value
    )
