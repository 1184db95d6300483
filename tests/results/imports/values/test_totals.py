"""Rows of totals, and rows that only look so."""

import pytest

from results.imports.rows import RawRow
from results.imports.values import is_total, why_passed_over


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["Total", 3, 4.5], id="English"),
        pytest.param([None, "TOTAL:", None, "1 234"], id="in capitals, with a colon, numbers as text"),
        pytest.param(["Grand total", 3], id="grand total"),
        pytest.param(["Sub-total", "12,5 %", "-"], id="subtotal with a share and a missing value"),
        pytest.param(["Total 2021", 3], id="of a year"),
        pytest.param(["Total for Africa", 3], id="of a region"),
        pytest.param(["Sous-total", 3], id="French"),
        pytest.param(["Total général", 3], id="French, of all"),
        pytest.param(["Total general", 3], id="Spanish"),
        pytest.param(["Итого", 3], id="Russian"),
        pytest.param(["Всего по стране", 3], id="Russian, of a country"),
        pytest.param(["المجموع", 3], id="Arabic"),
        pytest.param(["合计", 3], id="Chinese"),
    ],
)
def test_totals_are_passed_over(cells):
    row = RawRow(9, cells)

    assert is_total(row)
    assert why_passed_over(row) == "This row holds totals, which are added up from the rows themselves."


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["Trinidad and Tobago", 3], id="a country"),
        pytest.param(["Total", None, ""], id="nothing to add up"),
        pytest.param(["Total", 3, "a remark"], id="words beside"),
        pytest.param(["Total number of beneficiaries", 3], id="the name of a measure"),
        pytest.param(["Total Energies", 3], id="a company"),
        pytest.param(["The total rose to 5 million", 3], id="a sentence"),
        pytest.param(["Total " + "and more " * 20, 3], id="a long text"),
        pytest.param(["Total", True], id="yes beside"),
        pytest.param([3, 4], id="numbers alone"),
        pytest.param([], id="an empty row"),
    ],
)
def test_rows_that_are_none_are_imported(cells):
    assert (is_total(RawRow(9, cells)), why_passed_over(RawRow(9, cells))) == (False, "")


def test_reason_that_the_file_gives_goes_before():
    assert why_passed_over(RawRow(9, ["Total", 3], "The row is hidden.")) == "The row is hidden."
