"""Answers as a form sends them."""

import pytest
from django.core.exceptions import ValidationError

from results.imports.kinds.lookups import Lookups
from results.imports.mapping import clean, propose
from tests.results.imports.mapping.examined_files import RESULTS, ROW, file, sheet

pytestmark = pytest.mark.django_db

EXAMINED = file(sheet(["A title"], RESULTS, ROW, name="Data"), encodings=[["windows-1251", "П"]])
COLUMNS = {"0": "reference", "1": "country", "2": "date", "3": "summary"}
DATA = {"name": "Data", "kind": "results", "heading_rows": [2], "hxl_row": None, "columns": COLUMNS}


def posted(**more):
    """Answers to everything, with changes to those about the sheet."""
    return {"date_order": "dmy", "sheets": [{**DATA, **more}]}


def test_answers_are_kept_with_the_headings_they_speak_of(world):
    answers = clean(EXAMINED, posted(columns={**COLUMNS, 3: ""}, values={"country": {" Old  land ": " TJK "}}))

    assert answers == {
        "encoding": "",
        "delimiter": "",
        "date_order": "dmy",
        "decimal": "",
        "repairs_mojibake": False,
        "sheets": [
            {
                **DATA,
                "columns": {**COLUMNS, "3": ""},
                "headings": {"0": "Reference", "1": "Country", "2": "Date", "3": "Outcome summary"},
                "values": {"country": {"Old land": "TJK"}},
                "includes_hidden": False,
            }
        ],
    }


def test_proposal_is_clean_as_it_is(world):
    proposal = propose(EXAMINED, Lookups())

    assert clean(EXAMINED, proposal) == proposal


def test_sheets_are_kept_in_the_order_in_which_they_are_written(world):
    examined = file(sheet(RESULTS, ROW, name="Data"), sheet(["Acronym"], ["ILO"], name="Partners"))
    partners = {"name": "Partners", "kind": "organisations", "heading_rows": [1], "columns": {"0": "acronym"}}

    answers = clean(examined, {"sheets": [{**DATA, "heading_rows": [1]}, partners]})

    assert [one["name"] for one in answers["sheets"]] == ["Partners", "Data"]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        pytest.param(
            {"encoding": "utf-7"}, "This is none of the encodings the file can have. Choose one of the samples.",
            id="another encoding",
        ),
        pytest.param(
            {"delimiter": "x"},
            "A file is divided by commas, semicolons, tabs or upright bars. Choose one of them.",
            id="another delimiter",
        ),
        pytest.param(
            {"date_order": "ymd"}, "Either the day or the month comes first. Choose one of them.",
            id="another order of dates",
        ),
        pytest.param(
            {"decimal": ";"}, "Either a comma or a point stands before the decimals. Choose one of them.",
            id="another decimal sign",
        ),
        pytest.param(
            {"sheets": [{**DATA, "name": "Gone"}]}, "This file has no sheet “Gone”. Choose one of its sheets.",
            id="a sheet that is not there",
        ),
        pytest.param({"sheets": [DATA, DATA]}, "The sheet “Data” is named twice. Name it once.", id="a sheet twice"),
        pytest.param(
            posted(kind="weather", columns={}),
            "Sheet “Data”: This is nothing that can be imported. Choose one of the list.",
            id="a kind that is not there",
        ),
        pytest.param(
            posted(heading_rows=[99]),
            "Sheet “Data”: Headings stand in one row, or in two that follow each other, among the first 3 rows. "
            "Choose them.",
            id="headings further down",
        ),
        pytest.param(
            posted(heading_rows=[1, 3]),
            "Sheet “Data”: Headings stand in one row, or in two that follow each other, among the first 3 rows. "
            "Choose them.",
            id="headings in rows apart",
        ),
        pytest.param(
            posted(hxl_row=99), "Sheet “Data”: The row of tags is one of the first 3. Choose one of them.",
            id="tags further down",
        ),
        pytest.param(
            posted(columns={"0": "weather"}),
            "Sheet “Data”: There is no column “weather”. Choose one of the list.",
            id="a column that is not there",
        ),
        pytest.param(
            posted(columns={"0": "country", "1": "country"}),
            "Sheet “Data”: 2 columns go to “Country”. Choose one of them.",
            id="two columns to one name",
        ),
        pytest.param(
            posted(columns={"17": "country"}), "Sheet “Data”: There is no column number 17. Choose one of the sheet.",
            id="a position beyond the sheet",
        ),
        pytest.param(
            posted(columns={"x": "country"}), "Sheet “Data”: There is no column number x. Choose one of the sheet.",
            id="a position that is no number",
        ),
    ],
)  # fmt: skip
def test_answer_that_cannot_be_is_refused_with_its_cure(world, answers, sentence):
    with pytest.raises(ValidationError) as refused:
        clean(EXAMINED, answers)

    assert refused.value.messages == [sentence]


def test_every_mistake_is_named_at_once(world):
    with pytest.raises(ValidationError) as refused:
        clean(EXAMINED, {"date_order": "x", "sheets": [{**DATA, "hxl_row": 99, "columns": {"17": "country"}}]})

    assert len(refused.value.messages) == 3


def test_file_without_sheets_names_none(world):
    examined = file(sheet(RESULTS, ROW, name=""), format="csv")

    with pytest.raises(ValidationError) as refused:
        clean(examined, {"sheets": [{**DATA, "name": "", "heading_rows": [1], "columns": {"17": "country"}}]})

    assert refused.value.messages == ["There is no column number 17. Choose one of the sheet."]
