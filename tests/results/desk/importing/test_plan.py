"""The plan of an import: what becomes of every row, what can be chosen, and the button that writes it."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db.models import F
from django.urls import reverse

from results.models import ImportBatch, ImportRow
from tests.factories import OrganisationFactory, ResultFactory

State = ImportBatch.State
PROBLEM = {"column": "date", "heading": "Date", "position": 3, "value": "2021-02-30", "rule": "no-such-day",
           "sentence": "There is no day 30 in February 2021."}  # fmt: skip


def seal_in(response):
    found = re.search(r'name="plan" value="([^"]*)"', response.content.decode())
    return found.group(1)


def write(browser, address, batch, **posted):
    if "plan" not in posted:
        posted["plan"] = seal_in(browser.get(address("import-plan", batch)))
    return browser.post(address("import-apply", batch), posted, follow=True)


def state_of(batch):
    return ImportBatch.objects.values_list("state", flat=True).get(pk=batch.pk)


def test_plan_shows_old_beside_new_and_each_refused_cell(at_the_desk, batch_in, address):
    batch = batch_in(State.PLANNED, "changed", "refused")
    batch.rows.filter(outcome="changed").update(changes=[["step", "Step", "", "3"]])
    batch.rows.filter(outcome="refused").update(problems=[PROBLEM])

    page = at_the_desk.get(address("import-plan", batch)).content.decode()

    assert "Nothing has been written yet" in page
    assert "<dt>Step</dt>" in page
    assert '<del dir="auto">–</del>' in page
    assert '<ins dir="auto">3</ins>' in page
    assert '<strong>D <bdi>Date</bdi></strong>: <q dir="auto">2021-02-30</q>' in page
    assert "There is no day 30 in February 2021." in page


def test_conflict_shows_yours_and_what_is_here(at_the_desk, batch_in, address):
    batch = batch_in(State.PLANNED, "conflict")
    batch.rows.update(changes=[["summary", "Outcome summary", "Stored", "Sent"]])

    page = at_the_desk.get(address("import-plan", batch)).content.decode()

    assert re.search(r"Here now:</span> <span dir=\"auto\">Stored<", page)
    assert re.search(r"In your sheet:</span> <span dir=\"auto\">Sent<", page)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        pytest.param("", [2, 3, 4], id="all rows"),
        pytest.param("?outcome=changed", [3], id="one outcome"),
        pytest.param("?outcome=refused", [], id="an outcome that does not occur"),
        pytest.param("?outcome=nonsense&sheet=9&after=x&before=0-²", [2, 3, 4], id="what means nothing"),
        pytest.param("?sheet=0&outcome=created", [2], id="a sheet and an outcome"),
        pytest.param("?after=0-2", [3, 4], id="after a row"),
        pytest.param("?before=0-4&outcome=created", [2], id="before a row"),
        pytest.param("?from=3", [3, 4], id="from a row on"),
        pytest.param("?from=3&outcome=unchanged", [4], id="from a row that is narrowed away"),
        pytest.param("?last=1", [2, 3, 4], id="the last rows of a few"),
    ],
)
def test_rows_are_narrowed_by_the_address(at_the_desk, batch_in, address, query, numbers):
    batch = batch_in(State.PLANNED, "created", "changed", "unchanged")

    response = at_the_desk.get(address("import-plan", batch) + query)

    assert [line.row.number for line in response.context["lines"]] == numbers


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        pytest.param("1000", 3, id="beyond the last row"),
        pytest.param("-1", 2, id="below the first"),
        pytest.param("ten", 2, id="a word"),
        pytest.param("9" * 30, 2, id="huge"),
    ],
)
def test_row_that_is_not_there_is_said_to_be_missing(at_the_desk, batch_in, address, asked, first):
    batch = batch_in(State.PLANNED, *["created"] * 51)

    response = at_the_desk.get(address("import-plan", batch), {"from": asked})

    assert response.context["lines"][0].row.number == first
    assert f"There is no row “{asked[:19]}" in response.content.decode()


@pytest.fixture
def in_two_sheets(batch_in):
    """130 new rows and a refused one in the first sheet, and the last of all in the second."""
    sheets = [{"name": "First", "kind": "organisations"}, {"name": "Second", "kind": "results"}]
    batch = batch_in(State.PLANNED, *["created"] * 130, "refused", "created", answers={"sheets": sheets})
    batch.rows.filter(number=133).update(sheet=1, number=2)
    return batch


def follow(browser, page, words):
    """The page behind the link in these words; None where there is no such link."""
    [nav] = re.findall(r'<nav class="pagination import-pages.*?</nav>', page.content.decode(), re.DOTALL)
    found = re.search(rf'href="([^"]+)">{words}<', nav)
    return found and browser.get(f"{page.request['PATH_INFO']}{unescape(found.group(1))}")


def numbers(page):
    return [f"{line.sheet} {line.row.number}" for line in page.context["lines"]]


def test_rows_are_paged_there_and_back_sheet_by_sheet(at_the_desk, in_two_sheets, address):
    first = at_the_desk.get(address("import-plan", in_two_sheets))
    second = follow(at_the_desk, first, "Next")
    third = follow(at_the_desk, second, "Next")
    last, again = follow(at_the_desk, first, "Last rows"), follow(at_the_desk, third, "Previous")

    pages = [first, second, third, last, again]
    assert [(numbers(page)[0], numbers(page)[-1], len(numbers(page))) for page in pages] == [
        ("First 2", "First 51", 50),
        ("First 52", "First 101", 50),
        ("First 102", "Second 2", 32),
        ("First 84", "Second 2", 50),
        ("First 52", "First 101", 50),
    ]
    assert [follow(at_the_desk, first, "Previous"), follow(at_the_desk, third, "Next")] == [None, None]
    assert [follow(at_the_desk, first, "First rows"), follow(at_the_desk, last, "Last rows")] == [None, None]
    assert numbers(follow(at_the_desk, third, "First rows")) == numbers(first)


def test_links_between_pages_keep_what_is_narrowed(at_the_desk, in_two_sheets, address):
    narrowed = {"outcome": "created", "sheet": "0"}
    first = at_the_desk.get(address("import-plan", in_two_sheets), {**narrowed, "from": "100"})

    followed = [follow(at_the_desk, first, words) for words in ("First rows", "Previous")]

    assert [page.request["QUERY_STRING"] for page in followed] == [
        "outcome=created&sheet=0", "outcome=created&sheet=0&before=0-100",
    ]  # fmt: skip


def test_row_is_looked_for_in_the_sheet_that_is_chosen(at_the_desk, in_two_sheets, address):
    page = at_the_desk.get(address("import-plan", in_two_sheets), {"outcome": "created", "sheet": "0", "from": "120"})
    form = re.search(r'<form method="get".*?</form>', page.content.decode(), re.DOTALL).group()

    assert numbers(page)[0] == "First 120"
    assert re.findall(r'name="(\w+)"', form) == ["outcome", "from", "sheet"]
    assert '<option value="0" selected>First</option><option value="1">Second</option>' in form


def test_plan_of_few_rows_has_no_pages(at_the_desk, batch_in, address):
    page = at_the_desk.get(address("import-plan", batch_in(State.PLANNED, "created"))).content.decode()

    assert "import-pages" not in page


@pytest.mark.parametrize(
    ("query", "queries"), [("", 7), ("?last=1", 7), ("?before=0-50", 7), ("?after=0-1", 8), ("?from=2", 8)]
)
@pytest.mark.parametrize("rows", [1, 3])
def test_plan_costs_the_same_at_1_and_at_3_rows(
    at_the_desk, batch_in, address, rows, query, queries, django_assert_num_queries
):
    batch = batch_in(State.PLANNED, *["changed"] * rows)
    batch.rows.update(target=F("number"))

    with django_assert_num_queries(queries):
        at_the_desk.get(address("import-plan", batch) + query)


@pytest.mark.parametrize(
    ("mode", "left_out", "button"),
    [
        ("both", 0, "Write 3 rows"),
        ("add", 0, "Write 2 rows"),
        ("update", 0, "Write 1 row"),
        ("both", 1, "Write 2 rows"),
    ],
)
def test_button_says_how_many_rows_it_writes(at_the_desk, batch_in, address, mode, left_out, button):
    batch = batch_in(State.PLANNED, "created", "created", "changed", "unchanged", mode=mode)
    batch.rows.filter(number=2).update(is_left_out=bool(left_out))

    assert f">{button}<" in at_the_desk.get(address("import-plan", batch)).content.decode()


def test_plan_that_writes_nothing_has_no_button(at_the_desk, batch_in, address):
    batch = batch_in(State.PLANNED, "unchanged")

    page = at_the_desk.get(address("import-plan", batch)).content.decode()

    assert "There is nothing to write" in page
    assert ">Write" not in page.replace(">Write it<", "")


def test_plan_is_written_as_it_was_seen(at_the_desk, batch_in, address, queued):
    batch = batch_in(State.PLANNED, "created")

    response = write(at_the_desk, address, batch)

    assert response.redirect_chain == [(address("import", batch), 302)]
    assert (state_of(batch), queued) == (State.APPLYING, [("apply_import", batch.pk)])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda batch: ImportBatch.objects.update(mode="add"), id="other rows"),
        pytest.param(lambda batch: batch.rows.update(is_left_out=True), id="a row left out"),
        pytest.param(
            lambda batch: ImportBatch.objects.update(state_since=F("state_since") + timedelta(seconds=1)),
            id="judged anew",
        ),
    ],
)
def test_plan_that_changed_since_is_not_written(at_the_desk, batch_in, address, queued, change):
    batch = batch_in(State.PLANNED, "created", "changed")
    seen = seal_in(at_the_desk.get(address("import-plan", batch)))
    change(batch)

    page = write(at_the_desk, address, batch, plan=seen).content.decode()

    assert "The plan has changed since you opened this page. Look at it again; nothing was written." in page
    assert (state_of(batch), queued) == (State.PLANNED, [])


def test_refused_rows_keep_the_plan_from_being_written_until_they_are_left_out(at_the_desk, batch_in, address, queued):
    batch = batch_in(State.PLANNED, "created", "refused")

    without = write(at_the_desk, address, batch).content.decode()
    states = [state_of(batch)]
    write(at_the_desk, address, batch, leaves_out_refused="1")
    states.append(state_of(batch))

    assert "Some rows are refused or in conflict." in without
    assert states == [State.PLANNED, State.APPLYING]


@pytest.mark.parametrize("state", [State.ARRIVED, State.ASKING, State.PLANNING, State.CANCELLED, State.FAILED], ids=str)
def test_import_without_a_plan_leads_to_where_it_stands(at_the_desk, batch_in, address, state):
    batch = batch_in(state)

    response = at_the_desk.get(address("import-plan", batch))

    assert response.status_code == 302
    assert write(at_the_desk, address, batch, plan="").status_code == 200
    assert state_of(batch) == state


def test_written_rows_lead_to_their_records(at_the_desk, batch_in, address, tajikistan):
    report, organisation = ResultFactory(country=tajikistan), OrganisationFactory()
    sheets = [{"name": "A", "kind": "organisations"}, {"name": "B", "kind": "results"}]
    batch = batch_in(State.APPLIED, "created", "changed", answers={"sheets": sheets})
    batch.rows.filter(number=2).update(target=organisation.pk, sheet=0)
    batch.rows.filter(number=3).update(target=report.pk, sheet=1)

    response = at_the_desk.get(address("import-plan", batch))

    assert [line.address for line in response.context["lines"]] == [
        reverse("admin:countries_organisation_change", args=[organisation.pk]),
        reverse("report", args=[report.reference]),
    ]
    assert "Write it" not in response.content.decode()


def test_rows_are_left_out_and_taken_up_again(at_the_desk, batch_in, address):
    batch = batch_in(State.PLANNED, "created", "created", "created")
    first, second, third = batch.rows.order_by("number")
    ImportRow.objects.filter(pk=second.pk).update(is_left_out=True)

    posted = {"shown": [first.pk, second.pk], "row": [first.pk, third.pk], "outcome": "created", "from": "2"}
    response = at_the_desk.post(address("import-rows", batch), posted)

    assert response.url == address("import-plan", batch) + "?outcome=created&from=2"
    assert list(batch.rows.order_by("number").values_list("is_left_out", flat=True)) == [True, False, False]


def test_form_of_the_rows_comes_back_to_them(at_the_desk, batch_in, address):
    batch = batch_in(State.PLANNED, "created")

    page = at_the_desk.get(address("import-plan", batch) + "?outcome=created&after=0-1&page=3").content.decode()

    form = page[page.index('class="import-rows"') :]
    assert re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)[1:3] == [
        ("outcome", "created"), ("after", "0-1"),
    ]  # fmt: skip
    assert 'name="page"' not in form


def test_rows_of_another_import_are_not_touched(at_the_desk, batch_in, address):
    batch, other = batch_in(State.PLANNED, "created"), batch_in(State.PLANNED, "created")
    row = other.rows.get()

    at_the_desk.post(address("import-rows", batch), {"shown": [row.pk], "row": [row.pk]})

    assert not other.rows.get().is_left_out


@pytest.mark.parametrize("row", ["", "x", "²", "-1", "9" * 30], ids=["empty", "a letter", "a power", "below 0", "huge"])
def test_row_that_cannot_be_one_is_passed_over(at_the_desk, batch_in, address, row):
    batch = batch_in(State.PLANNED, "created")

    response = at_the_desk.post(address("import-rows", batch), {"shown": [row], "row": [row]})

    assert response.status_code == 302
    assert not batch.rows.get().is_left_out


@pytest.mark.parametrize(
    ("chosen", "asked_for"),
    [
        pytest.param({"mode": "add", "blanks": "keep", "arrival": "draft"}, [], id="which rows"),
        pytest.param({"mode": "both", "blanks": "clear", "arrival": "draft"}, ["plan_import"], id="empty cells"),
        pytest.param({"mode": "both", "blanks": "keep", "arrival": "submitted"}, ["plan_import"], id="how they arrive"),
    ],
)
def test_choice_is_kept_and_judged_anew_where_that_differs(at_the_desk, batch_in, address, queued, chosen, asked_for):
    batch = batch_in(State.PLANNED, "created")

    at_the_desk.post(address("import-choose", batch), chosen)

    assert ImportBatch.objects.values("mode", "blanks", "arrival").get() == chosen
    assert [name for name, _pk in queued] == asked_for


@pytest.mark.parametrize(
    "posted", [{}, {"mode": "all", "blanks": "keep", "arrival": "draft"}], ids=["nothing", "no such choice"]
)
def test_choice_that_does_not_exist_changes_nothing(at_the_desk, batch_in, address, posted):
    batch = batch_in(State.PLANNED, "created")

    page = at_the_desk.post(address("import-choose", batch), posted, follow=True).content.decode()

    assert "Nothing has changed: look at the plan as it stands now, and choose again." in page
    assert ImportBatch.objects.values_list("mode", "blanks", "arrival").get() == ("both", "keep", "draft")


@pytest.mark.parametrize(("kind", "offered"), [("results", True), ("organisations", False)])
def test_how_reports_arrive_is_only_asked_where_there_are_reports(at_the_desk, batch_in, address, kind, offered):
    batch = batch_in(State.PLANNED, "created", answers={"sheets": [{"name": "A", "kind": kind}]})

    assert ('name="arrival"' in at_the_desk.get(address("import-plan", batch)).content.decode()) is offered
