"""How large a sheet may be, and how its extent is found without building it in memory."""

from collections.abc import Iterable
from functools import lru_cache
from zipfile import ZipInfo

from django.utils.translation import gettext as _

from results.imports.problems import SheetError

MAX_BYTES = 10 * 1024**2
MAX_UNPACKED_BYTES = 100 * 1024**2
MAX_ENTRIES = 1000
MAX_RATIO = 200
_SMALL = 100 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 200
# The heading, and a few title lines above it, are not counted as rows.
HEADING_ROWS = 20
LAST_ROW = MAX_ROWS + HEADING_ROWS


def is_bloated(
    entries: Iterable[ZipInfo],
    *,
    most_entries: int = MAX_ENTRIES,
    most_bytes: int = MAX_UNPACKED_BYTES,
    small: int = _SMALL,
) -> bool:
    """Whether a package unpacks to more than its limits; zipfile never unpacks more of an entry than it announces.

    ``small`` is the size up to which an entry may shrink as far as it likes.
    """
    listed = list(entries)
    swollen = any(e.file_size > small and e.file_size > MAX_RATIO * max(e.compress_size, 1) for e in listed)
    return swollen or len(listed) > most_entries or sum(e.file_size for e in listed) > most_bytes


def check_extent(row: int, column: int) -> None:
    """Refuse a value in a cell beyond the limits (row and column counted from 1); raises SheetError."""
    if row > LAST_ROW:
        raise SheetError(
            _("A sheet of this file has values down to row %(row)s; the limit is %(limit)s rows. Divide the file.")
            % {"row": row, "limit": MAX_ROWS}
        )
    if column > MAX_COLUMNS:
        raise SheetError(
            _(
                "A sheet of this file has values in column %(column)s; the limit is %(limit)s columns. "
                "Delete that column."
            )
            % {"column": column_letters(column), "limit": MAX_COLUMNS}
        )


def column_letters(number: int) -> str:
    """The letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=4096)
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter.upper()) - 64
    return number


class WorksheetScan:
    """Notices, element by element, values beyond the limits and formulas without a value in one part of an xlsx file.

    A part that is no worksheet is left after its root element.
    """

    def __init__(self) -> None:
        self.goes_on = True
        self._is_started = False
        self._row = 0
        self._column = 0
        self._formula = ""
        self._is_text = False
        self._is_in_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element; raises SheetError."""
        local = name.rpartition(":")[2]
        if not self._is_started:
            self._is_started = True
            self.goes_on = local == "worksheet"
        elif local == "c":
            self.finish()
            self._is_text = attributes.get("t") == "str"
            self._start_cell(attributes.get("r", ""))
        elif local == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() else self._row + 1
            self._column = 0
        self._is_in_value = local == "v"
        if local == "f":
            self._formula = f"{column_letters(self._column)}{self._row}"
        elif local in ("v", "is"):
            # The value of a formula whose result is a text may be empty; any other has to be there.
            if self._is_text:
                self._formula = ""
            check_extent(self._row, self._column)

    def characters(self, text: str) -> None:
        """Take in what stands between elements: a formula with a value has been calculated."""
        if self._is_in_value:
            self._formula = ""

    def _start_cell(self, place: str) -> None:
        letters = place.rstrip("0123456789")
        if letters and len(letters) <= 8 and letters.isascii() and letters.isalpha():
            self._column = _column_number(letters)
            digits = place[len(letters) :]
            self._row = int(digits) if digits else self._row
        else:
            self._column += 1

    def finish(self) -> None:
        """Say so where the last cell was a formula that has never been calculated; raises SheetError."""
        if self._formula:
            raise SheetError(
                _(
                    "Cell %(cell)s holds a formula without its value. Open the file in a spreadsheet program "
                    "and save it again, or replace the formula by its value."
                )
                % {"cell": self._formula}
            )
