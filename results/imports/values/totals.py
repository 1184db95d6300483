"""Rows that add up the rows above them: recognised, reported and not imported."""

import re

from django.utils.translation import gettext as _

from results.imports.rows import RawRow, Value
from results.imports.values.missing import is_missing
from results.search import fold

_WORDS = frozenset(
    fold(word)
    for word in (
        *("Total", "Totals", "Grand total", "Sub-total", "Subtotal", "Overall total", "Sum", "Total sum"),
        *("Total general", "Totaux", "Total général", "Sous-total", "Sous total", "Somme", "Ensemble", "Total global"),
        *("Totales", "Total parcial", "Suma", "Suma total", "Total geral", "Soma"),
        *("Итого", "Всего", "Итог", "Сумма", "Общий итог", "Промежуточный итог", "Итого и всего", "Ҳамагӣ", "Ҷамъ"),
        *("المجموع", "مجموع", "الإجمالي", "إجمالي", "اجمالي", "المجموع الكلي", "المجموع الفرعي", "المجموع العام"),
        *("总计", "合计", "小计", "共计"),
    )
)  # fmt: skip
# "Total for Africa", "Итого по стране": said of the rows above, where there are only numbers beside.
_OF_SOMETHING = re.compile(
    r"(?:sub |sous |grand )?(?:total|totaux|sum|suma|итого|всего|المجموع|اجمالي)"
    r" (?:for|pour|para|por|all|tous|toutes|todos|todas|по|за|في|row|\d{4})(?: [^ ]+){0,4}"
)
_LONGEST = 60
_NUMERIC = re.compile(r"[\s\d.,'’%()+−-]*\d[\s\d.,'’%()+−-]*")


def is_total(row: RawRow) -> bool:
    """Whether a row holds a total: one cell says so, and beside it stand only numbers, at least one."""
    label = ""
    has_numbers = False
    for cell in row.cells:
        if cell is None:
            continue
        if _is_numeric(cell):
            has_numbers = True
        elif not is_missing(cell):
            if label or not isinstance(cell, str):
                return False
            label = cell
            if not _says_total(label):
                return False
    return has_numbers and bool(label)


def why_passed_over(row: RawRow) -> str:
    """Why a row is not to be imported, as a sentence; "" where it is."""
    if row.why_passed_over:
        return row.why_passed_over
    return _("This row holds totals, which are added up from the rows themselves.") if is_total(row) else ""


def _says_total(label: str) -> bool:
    if len(label) > _LONGEST:
        return False
    folded = fold(label)
    return folded in _WORDS or _OF_SOMETHING.fullmatch(folded) is not None


def _is_numeric(cell: Value) -> bool:
    if isinstance(cell, str):
        return len(cell) <= _LONGEST and _NUMERIC.fullmatch(cell) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)
