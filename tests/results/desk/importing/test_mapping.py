"""The questions about a file: columns, headings, kinds, values, and answers that are kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from results.desk.importing.shown import anchor
from results.imports import mapping
from results.imports.mapping import Question
from results.models import ImportBatch, SavedMapping
from tests.factories import ImportRowFactory, SavedMappingFactory
from tests.results.desk.browser import form_in, send

State = ImportBatch.State
pytestmark = pytest.mark.usefixtures("reference_data")
FIRST = [
    [1, ["Programme results", "", "", ""]],
    [2, ["Country", "What changed", "Remarks", "Year"]],
    [3, ["Tajikistan", "A law was adopted", "seen by Firuza", "2021"]],
    [4, ["Lao PDR", "A fund was set up", "", "2021"]],
]
EXAMINED = {
    "format": "xlsx", "encoding": "", "encodings": [], "delimiter": "", "decimal": "", "is_mojibake": False,
    "sheets": [
        {"name": "Sheet1", "is_hidden": False, "rows": 4, "columns": 4, "first": FIRST, "merged": [], "hidden_rows": 2},
        {"name": "Notes", "is_hidden": True, "rows": 1, "columns": 1, "first": [[1, ["Read me"]]], "merged": [],
         "hidden_rows": 0},
    ],
}  # fmt: skip
COLUMNS = {"0": "country", "1": "summary", "3": "date"}


def answers(**sheet):
    first = {"name": "Sheet1", "kind": "results", "heading_rows": [2], "hxl_row": None, "columns": COLUMNS,
             "values": {}, "includes_hidden": False}  # fmt: skip
    return {"encoding": "", "delimiter": "", "date_order": "", "decimal": "", "repairs_mojibake": False,
            "sheets": [{**first, **sheet}]}  # fmt: skip


@pytest.fixture
def asked(batch_in):
    """An import about whose file something is asked."""
    return lambda state=State.ASKING, **fields: batch_in(
        state, **{"examined": EXAMINED, "answers": answers(), **fields}
    )


@pytest.fixture
def fill_in(at_the_desk, address):
    """Fills in the page of an import with changes to what it shows, and sends it."""

    def fill_in(batch, act="plan", **changes):
        page = at_the_desk.get(address("import-mapping", batch))
        return send(at_the_desk, address("import-mapping", batch), form_in(page, "mapping"), act=act, **changes)

    return fill_in


def kept(batch):
    """What is stored about the first sheet."""
    return ImportBatch.objects.get(pk=batch.pk).answers["sheets"][0]


def stand_of(batch):
    return ImportBatch.objects.values_list("state", flat=True).get(pk=batch.pk)


def test_page_shows_each_column_with_its_heading_examples_and_where_it_goes(at_the_desk, asked, address):
    response = at_the_desk.get(address("import-mapping", asked()))

    sheet = response.context["sheets"][0]
    assert [(c.heading, c.samples, c.chosen) for c in sheet.columns] == [
        ("Country", ["Tajikistan", "Lao PDR"], "country"),
        ("What changed", ["A law was adopted", "A fund was set up"], "summary"),
        ("Remarks", ["seen by Firuza"], ""),
        ("Year", ["2021"], "date"),
    ]


def test_question_leads_to_the_field_that_answers_it(at_the_desk, asked, address):
    page = at_the_desk.get(address("import-mapping", asked())).content.decode()

    assert 'href="#id_sheet-0-column-2">The column “Remarks” is not known. Say what it holds, or leave it out.' in page
    assert 'id="id_sheet-0-column-2"' in page


QUESTIONS = [
    pytest.param(Question("encoding", None, None, ""), "encoding", id="letters"),
    pytest.param(Question("dates", None, None, ""), "date_order", id="dates"),
    pytest.param(Question("decimal", None, None, ""), "decimal", id="decimals"),
    pytest.param(Question("sheet", None, None, ""), "sheet-0-kind", id="no sheet"),
    pytest.param(Question("kind", 1, None, ""), "sheet-1-kind", id="kind"),
    pytest.param(Question("heading", 1, None, ""), "sheet-1-heading", id="headings"),
    pytest.param(Question("column", 1, 4, ""), "sheet-1-column-4", id="a column"),
    pytest.param(Question("column", 1, None, ""), "sheet-1-column", id="a column that is not there"),
]


@pytest.mark.parametrize(("question", "field"), QUESTIONS)
def test_every_question_has_a_field_on_the_page(at_the_desk, asked, address, question, field):
    examined = EXAMINED | {"encodings": [["windows-1251", "Душанбе"], ["windows-1252", "Äóøàíáå"]]}
    sheets = [sheet | {"columns": 5, "first": [[1, ["A", "B", "C", "D", "E"]]]} for sheet in EXAMINED["sheets"]]
    second = answers()["sheets"][0] | {"name": "Notes", "heading_rows": [1], "columns": {}}
    batch = asked(examined=examined | {"sheets": sheets}, answers=answers() | {"sheets": [second]})

    page = at_the_desk.get(address("import-mapping", batch)).content.decode()

    assert anchor(question) == field
    assert f'id="id_{field}"' in page


def test_column_that_is_not_decided_keeps_the_file_from_being_judged(asked, fill_in, queued):
    batch = asked()

    response = fill_in(batch)

    assert "The column “Remarks” is not known." in response.content.decode()
    assert (stand_of(batch), queued) == (State.ASKING, [])


def test_complete_answers_have_the_file_judged(asked, fill_in, queued):
    batch = asked()

    response = fill_in(batch, **{"sheet-0-column-2": "-", "date_order": "dmy",
                                 "sheet-0-hidden": "1"})  # fmt: skip

    assert response.status_code == 302
    assert kept(batch)["columns"] == {**COLUMNS, "2": ""}
    assert (kept(batch)["includes_hidden"], ImportBatch.objects.get().answers["date_order"]) == (True, "dmy")
    assert (stand_of(batch), queued) == (State.PLANNING, [("plan_import", batch.pk)])


def test_open_question_leaves_the_plan_that_is_there(asked, fill_in, queued):
    batch = asked(State.PLANNED, answers=answers(columns={**COLUMNS, "2": ""}))

    response = fill_in(batch, **{"sheet-0-column-2": ""})

    assert "The column “Remarks” is not known." in response.content.decode()
    assert (stand_of(batch), kept(batch)["columns"]) == (State.PLANNED, {**COLUMNS, "2": ""})


def test_two_columns_that_go_to_one_are_refused_beside_both_and_nothing_is_lost(asked, fill_in):
    batch = asked()

    page = fill_in(batch, **{"sheet-0-column-2": "summary", "save_as": "Mine"}).content.decode()

    assert page.count("Another column goes there too. Choose one of them.") == 2
    assert "2 columns go to “Outcome summary”. Choose one of them." in page
    assert 'name="save_as" id="id_save_as" maxlength="80" value="Mine"' in page
    assert stand_of(batch) == State.ASKING


def test_other_headings_have_the_columns_looked_for_anew(asked, fill_in, queued):
    batch = asked()

    response = fill_in(batch, **{"sheet-0-heading": "1"})

    assert "The columns have been looked for anew." in response.content.decode()
    assert [column.heading for column in response.context["sheets"][0].columns] == ["Programme results", "", "", ""]
    assert (stand_of(batch), queued) == (State.ASKING, [])


def test_other_kind_has_the_columns_looked_for_anew(asked, fill_in):
    response = fill_in(asked(), **{"sheet-0-kind": "organisations"})

    names = [name for name, _heading in response.context["sheets"][0].choices]
    assert "acronym" in names
    assert "summary" not in names


def test_sheet_that_holds_nothing_to_import_is_left_out(asked, fill_in):
    response = fill_in(asked(), "again", **{"sheet-0-kind": ""})

    assert response.context["answers"]["sheets"] == []
    assert "No sheet of this file is recognised." in response.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"sheet-0-kind": "nonsense"}, id="no such kind"),
        pytest.param({"sheet-0-column-2": "nonsense"}, id="no such column"),
        pytest.param({"sheet-0-heading": "99"}, id="no such row"),
        pytest.param({"sheet-0-heading": "²"}, id="no number"),
        pytest.param({"encoding": "klingon"}, id="no such encoding"),
        pytest.param({"delimiter": "x"}, id="no such delimiter"),
        pytest.param({"date_order": "ymd"}, id="no such order"),
        pytest.param({"decimal": "x"}, id="no such sign"),
    ],
)
def test_answer_that_cannot_be_is_refused(asked, fill_in, queued, changes):
    batch = asked(answers=answers(columns={**COLUMNS, "2": ""}))

    response = fill_in(batch, **changes)

    assert response.status_code == 200
    assert (stand_of(batch), queued) == (State.ASKING, [])


def test_unknown_values_are_shown_once_with_suggestions_and_answered_for_all_rows(asked, fill_in, at_the_desk, address):
    batch = asked(State.PLANNED, answers=answers(columns={**COLUMNS, "2": ""}))
    problem = {"column": "country", "heading": "Country", "position": 0, "value": "Tajikstan", "rule": "unknown-entry",
               "sentence": ""}  # fmt: skip
    for number in (3, 4):
        ImportRowFactory(batch=batch, number=number, outcome="refused", problems=[problem])
    shown = at_the_desk.get(address("import-mapping", batch)).context["sheets"][0].values

    fill_in(batch, **{shown[0].field: "TJK"})

    assert [(value.value, value.count, value.heading) for value in shown] == [("Tajikstan", 2, "Country")]
    assert "Tajikistan" in shown[0].suggestions
    assert kept(batch)["values"] == {"country": {"Tajikstan": "TJK"}}


def test_answers_are_kept_under_a_name_and_used_for_the_next_file(asked, fill_in, administrator):
    fill_in(asked(), **{"sheet-0-column-2": "-", "save_as": "Regional office"})
    saved = SavedMapping.objects.get()

    response = fill_in(asked(), "use", saved=saved.pk)

    assert (saved.name, saved.by) == ("Regional office", administrator)
    assert response.context["answers"]["sheets"][0]["columns"] == {**COLUMNS, "2": ""}
    assert "Filled in as “Regional office” says." in response.content.decode()


def test_kept_answers_read_a_file_that_nobody_would_recognise(
    at_the_desk, administrator, django_capture_on_commit_callbacks
):
    said = answers(name="", heading_rows=[1], headings={"0": "Land", "1": "Was", "2": "Wann"})
    said["sheets"][0]["columns"] = {"0": "country", "1": "summary", "2": "date"}
    saved = mapping.save("German", said, by=administrator)
    file = SimpleUploadedFile("neu.csv", b"Wann,Land,Was\n2021,TJK,A law was adopted\n")

    with django_capture_on_commit_callbacks(execute=True):
        at_the_desk.post(reverse("import-new"), {"file": file, "saved": saved.pk})

    batch = ImportBatch.objects.get()
    assert kept(batch)["columns"] == {"0": "date", "1": "country", "2": "summary"}
    assert batch.state in (State.PLANNING, State.PLANNED)


@pytest.mark.parametrize("key", ["", "x", "999", "9" * 40], ids=["none", "a letter", "gone", "huge"])
def test_kept_answers_that_are_gone_are_said_to_be(asked, fill_in, key):
    SavedMappingFactory()

    response = fill_in(asked(), "use", saved=key)

    assert "This mapping is no longer kept. Choose another one." in response.content.decode()
    assert response.context["answers"]["sheets"][0]["columns"] == COLUMNS


def test_letters_that_cannot_be_known_are_asked_about_with_samples(at_the_desk, asked, address):
    examined = EXAMINED | {"encodings": [["windows-1251", "Душанбе"], ["windows-1252", "Äóøàíáå"]]}

    page = at_the_desk.get(address("import-mapping", asked(examined=examined))).content.decode()

    assert all(text in page for text in ("Which of these reads right?", "Душанбе", "Äóøàíáå"))


@pytest.mark.parametrize(("is_mojibake", "offered"), [(True, True), (False, False)])
def test_repair_is_offered_only_where_letters_were_damaged(at_the_desk, asked, address, is_mojibake, offered):
    batch = asked(examined=EXAMINED | {"is_mojibake": is_mojibake})

    page = at_the_desk.get(address("import-mapping", batch)).content.decode()

    assert ('name="repairs_mojibake"' in page) is offered


@pytest.mark.parametrize("state", [State.ARRIVED, State.PLANNING, State.APPLYING, State.APPLIED], ids=str)
def test_file_is_not_asked_about_while_it_is_worked_on_or_written(at_the_desk, asked, address, state):
    batch = asked(state)

    responses = [at_the_desk.get(address("import-mapping", batch)), at_the_desk.post(address("import-mapping", batch))]

    assert [response.url for response in responses] == [address("import", batch)] * 2
    assert stand_of(batch) == state


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_at_1_and_at_3_unknown_values(
    at_the_desk, asked, address, rows, django_assert_max_num_queries
):
    batch = asked(State.PLANNED)
    for number in range(rows):
        problem = {"column": "country", "heading": "Country", "value": f"Land {number}", "rule": "unknown-entry"}
        ImportRowFactory(batch=batch, number=number + 3, outcome="refused", problems=[problem])

    with django_assert_max_num_queries(20):
        at_the_desk.get(address("import-mapping", batch))
