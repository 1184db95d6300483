"""Rows of a plan a page at a time, in both directions and across sheets."""

import pytest

from results.imports.planning.pages import Place, PlanRows
from results.models import ImportRow
from tests.factories import ImportBatchFactory, ImportRowFactory

ROWS = [f"{sheet}-{number}" for sheet in (0, 1) for number in range(2, 7)]


@pytest.fixture
def batch(db):
    """Two sheets with rows 2 to 6 each, of which every third is refused."""
    batch = ImportBatchFactory(answers={"sheets": [{"name": "First"}, {"name": "Second"}]})
    for sheet in (0, 1):
        for number in range(2, 7):
            outcome = ImportRow.Outcome.REFUSED if number % 3 == 0 else ImportRow.Outcome.CREATED
            ImportRowFactory(batch=batch, sheet=sheet, number=number, outcome=outcome)
    ImportRowFactory(batch__answers={"sheets": [{}]}, number=2)
    return batch


def shown(page):
    return [f"{row.sheet}-{row.number}" for row in page.rows], str(page.before), str(page.after)


def test_pages_follow_each_other_across_sheets_to_the_end(batch):
    rows, pages, page = PlanRows(batch), [], PlanRows(batch).page(size=4)
    pages.append(shown(page))
    while page.after:
        page = rows.page(after=page.after, size=4)
        pages.append(shown(page))

    assert pages == [
        (["0-2", "0-3", "0-4", "0-5"], "None", "0-5"),
        (["0-6", "1-2", "1-3", "1-4"], "0-6", "1-4"),
        (["1-5", "1-6"], "1-5", "None"),
    ]


def test_pages_lead_back_to_the_beginning(batch):
    rows = PlanRows(batch)

    page = rows.page(before=Place(1, 5), size=4)
    first = rows.page(before=page.before, size=4)

    assert shown(page) == (["0-6", "1-2", "1-3", "1-4"], "0-6", "1-4")
    assert shown(first) == (["0-2", "0-3", "0-4", "0-5"], "None", "0-5")


def test_last_rows_have_nothing_after_them(batch):
    assert shown(PlanRows(batch).last(size=4)) == (["1-3", "1-4", "1-5", "1-6"], "1-3", "None")
    assert shown(PlanRows(batch).last(size=10)) == (ROWS, "None", "None")


def test_first_row_has_nothing_before_it_wherever_one_comes_from(batch):
    assert shown(PlanRows(batch).page_at(0, 1, size=4)) == (ROWS[:4], "None", "0-5")


def test_what_is_not_shown_is_not_read(batch):
    [row] = PlanRows(batch).page(size=1).rows

    assert row.get_deferred_fields() == {"payload", "before"}


def test_rows_are_narrowed_to_an_outcome_and_a_sheet(batch):
    refused = ImportRow.Outcome.REFUSED

    assert shown(PlanRows(batch, outcome=refused).page()) == (["0-3", "0-6", "1-3", "1-6"], "None", "None")
    assert shown(PlanRows(batch, outcome=refused, sheet=1).page()) == (["1-3", "1-6"], "None", "None")


@pytest.mark.parametrize(("number", "first"), [(4, "1-4"), (1, "1-2"), (0, "1-2")], ids=["there", "before", "zero"])
def test_page_begins_with_the_row_that_is_looked_for(batch, number, first):
    assert shown(PlanRows(batch, sheet=1).page_at(1, number))[0][0] == first


def test_page_after_the_last_row_is_empty(batch):
    assert shown(PlanRows(batch).page_at(1, 7)) == ([], "None", "None")


PLACES = {"a place": ("1-20", Place(1, 20)), "no number": ("1-", None), "words": ("a-b", None), "nothing": ("", None)}


@pytest.mark.parametrize(("text", "place"), [pytest.param(*case, id=name) for name, case in PLACES.items()])
def test_place_is_read_from_an_address(text, place):
    assert Place.read(text) == place


def test_page_costs_a_query_a_sheet_at_most(batch, django_assert_num_queries):
    rows = PlanRows(batch)

    with django_assert_num_queries(1):
        rows.page(size=4)
    with django_assert_num_queries(2):
        rows.page(size=50)
    with django_assert_num_queries(1):
        rows.last(size=4)
    with django_assert_num_queries(2):
        rows.page_at(0, 4, size=2)
