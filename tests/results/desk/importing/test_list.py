"""The list of imports."""

import pytest
from django.urls import reverse

from results.models import ImportBatch

State = ImportBatch.State


def test_list_says_who_brought_what_and_what_came_of_it(at_the_desk, batch_in):
    batch_in(State.APPLIED, "created", "created", "refused", name="quarter.xlsx")

    page = at_the_desk.get(reverse("imports")).content.decode()

    assert all(text in page for text in ("quarter.xlsx", "Administrator", "Written", "New: <strong>2</strong>"))


@pytest.mark.parametrize(
    ("state", "name"),
    [
        (State.ASKING, "import-mapping"), (State.PLANNED, "import-plan"), (State.APPLIED, "import"),
        (State.FAILED, "import"),
    ],
    ids=str,
)  # fmt: skip
def test_line_leads_to_where_the_import_goes_on(at_the_desk, batch_in, address, state, name):
    batch = batch_in(state)

    assert f'href="{address(name, batch)}"' in at_the_desk.get(reverse("imports")).content.decode()


def test_list_says_why_an_import_failed(at_the_desk, batch_in):
    batch_in(State.FAILED, sentence="This workbook is protected by a password.")

    assert "This workbook is protected by a password." in at_the_desk.get(reverse("imports")).content.decode()


def test_list_that_is_empty_says_how_to_begin(at_the_desk):
    assert "Nothing has been imported yet." in at_the_desk.get(reverse("imports")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_at_1_and_at_3_imports(at_the_desk, batch_in, count, django_assert_num_queries):
    for _ in range(count):
        batch_in(State.PLANNED, "created")

    with django_assert_num_queries(5):
        at_the_desk.get(reverse("imports"))
