"""The page of one import: what it is doing, what came of it, cancelling it."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from results.desk.importing import standing
from results.models import ImportBatch
from results.templatetags.imports import column_letters, duration

State = ImportBatch.State
HTMX = {"HTTP_HX_REQUEST": "true"}
RUNNING = [State.ARRIVED, State.PLANNING, State.APPLYING, State.TAKING_BACK]


@pytest.mark.parametrize("state", RUNNING, ids=str)
def test_page_asks_again_by_itself_while_a_worker_has_the_import(at_the_desk, batch_in, address, state):
    batch = batch_in(state)
    page = at_the_desk.get(address("import", batch)).content.decode()

    assert f'hx-get="{address("import", batch)}" hx-trigger="every 2s"' in page
    assert f'<a class="no-print" href="{address("import", batch)}">Look again</a>' in page


def test_page_says_how_far_the_worker_is(at_the_desk, batch_in, address):
    since = timezone.now() - timedelta(seconds=10)
    batch = batch_in(State.PLANNING, rows_done=34_000, rows_total=100_000, state_since=since)

    page = at_the_desk.get(address("import", batch)).content.decode()

    assert '<progress max="100000" value="34000"' in page
    assert "34,000 of 100,000 rows" in page


@pytest.mark.parametrize(
    ("done", "total", "after", "expected"),
    [
        pytest.param(0, 100, 10, (0, 100, None, None), id="nothing done yet"),
        pytest.param(50, 100, 0, (50, 100, None, None), id="just begun"),
        pytest.param(50, 100, 10, (50, 100, 5, 10), id="half of it done"),
        pytest.param(50, 0, 10, (50, 0, 5, None), id="length not known"),
        pytest.param(120, 100, 10, (120, 100, 12, 0), id="longer than announced"),
    ],
)
def test_pace_is_told_from_what_is_done(done, total, after, expected):
    since = datetime(2021, 6, 30, tzinfo=timezone.get_current_timezone())
    batch = ImportBatch(rows_done=done, rows_total=total, state_since=since)

    pace = standing.pace(batch, since + timedelta(seconds=after))

    assert (pace.done, pace.total, pace.rate, pace.seconds_left) == expected


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (89, "89 seconds"), (90, "2 minutes"), (5399, "90 minutes"), (7200, "about 2 hours")],
)
def test_length_of_time_is_said_in_words(seconds, words):
    assert duration(seconds) == words


@pytest.mark.parametrize(("position", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_column_has_the_letters_of_a_spreadsheet(position, letters):
    assert column_letters(position) == letters


@pytest.mark.parametrize(
    ("state", "name"),
    [
        (State.ASKING, "import-mapping"), (State.PLANNED, "import-plan"), (State.APPLIED, "import"),
        (State.FAILED, "import"),
    ],
    ids=str,
)  # fmt: skip
def test_page_that_asks_again_goes_on_once_the_worker_is_done(at_the_desk, batch_in, address, state, name):
    batch = batch_in(state)

    response = at_the_desk.get(address("import", batch), **HTMX)

    assert response.headers["HX-Redirect"] == address(name, batch)


def test_page_of_a_failed_import_says_why_and_what_to_do(at_the_desk, batch_in, address):
    batch = batch_in(State.FAILED, sentence="This workbook is protected by a password. Take it off.")

    page = at_the_desk.get(address("import", batch)).content.decode()

    assert "This workbook is protected by a password. Take it off." in page
    assert f'href="{reverse("import-new")}"' in page


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (State.ARRIVED, True), (State.ASKING, True), (State.PLANNING, True), (State.PLANNED, True),
        (State.APPLYING, True), (State.APPLIED, False), (State.TAKING_BACK, False), (State.TAKEN_BACK, False),
        (State.CANCELLED, False), (State.FAILED, False),
    ],
    ids=str,
)  # fmt: skip
def test_cancelling_is_offered_and_done_while_nothing_is_written(at_the_desk, batch_in, address, state, offered):
    batch = batch_in(state)
    page = at_the_desk.get(address("import", batch)).content.decode()

    at_the_desk.post(address("import-cancel", batch))

    assert ("Cancel this import" in page) is offered
    batch.refresh_from_db()
    assert (batch.is_to_cancel or (batch.state == State.CANCELLED != state)) is offered


def test_cancelling_what_is_written_is_refused_with_a_sentence(at_the_desk, batch_in, address):
    batch = batch_in(State.APPLIED)

    page = at_the_desk.post(address("import-cancel", batch), follow=True).content.decode()

    assert "This import is written already. Take it back, or correct what it wrote." in page


@pytest.mark.parametrize(
    ("state", "standings"),
    [
        (State.ARRIVED, ["now", "later", "later", "later"]),
        (State.ASKING, ["done", "now", "later", "later"]),
        (State.PLANNED, ["done", "done", "now", "later"]),
        (State.APPLIED, ["done", "done", "done", "done"]),
        (State.FAILED, []),
    ],
    ids=str,
)
def test_steps_of_the_way_say_where_it_stands(batch_in, state, standings):
    assert [step.standing for step in standing.steps(batch_in(state))] == standings


@pytest.mark.parametrize("outcomes", [["created"], ["created"] * 3])
def test_page_costs_the_same_at_1_and_at_3_rows(at_the_desk, batch_in, address, outcomes, django_assert_num_queries):
    batch = batch_in(State.APPLIED, *outcomes)

    with django_assert_num_queries(4):
        at_the_desk.get(address("import", batch))
