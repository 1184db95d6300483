"""What has to be answered before rows are judged."""

import pytest

from results.imports.kinds.lookups import Lookups
from results.imports.mapping import propose, questions
from tests.results.imports.mapping.examined_files import RESULTS, ROW, file, sheet

pytestmark = pytest.mark.django_db


def asked(examined, **more):
    """The places, sheets and positions of what is asked about a file as it is proposed."""
    lookups = Lookups()
    answers = {**propose(examined, lookups), **more}
    return [(q.place, q.sheet, q.position) for q in questions(examined, answers, lookups)]


PROJECTS = [["Project code", "Title", "Budget"], ["P1", "One", "1,234"], ["P2", "Two", "5,678"]]


@pytest.mark.parametrize(
    ("examined", "places"),
    [
        pytest.param(file(sheet(RESULTS, ROW)), [], id="nothing to ask"),
        pytest.param(
            file(sheet(RESULTS, ROW), encodings=[["windows-1251", "Привет"], ["windows-1252", "Ïðèâåò"]]),
            [("encoding", None, None)], id="encoding that cannot be known",
        ),
        pytest.param(file(sheet(["Kitchen"], ["a"])), [("sheet", None, None)], id="no sheet is recognised"),
        pytest.param(file(), [("sheet", None, None)], id="no sheet at all"),
        pytest.param(file(sheet(["code"], ["XM-1"]), format="iati"), [], id="activities name their elements"),
        pytest.param(
            file(sheet(["Country", "Indicator", "Year", "Value"], ["TJK", "x", "2021", "3"])), [("kind", 0, None)],
            id="two kinds fit",
        ),
        pytest.param(
            file(sheet([*RESULTS, "Weather"], [*ROW, "fine"])), [("column", 0, 4)], id="a column that is not known",
        ),
        pytest.param(
            file(sheet([*RESULTS, ""], [*ROW, "fine"])), [("column", 0, 4)], id="a column without a heading",
        ),
        pytest.param(
            file(sheet([*RESULTS, "Weather"], [*ROW, ""])), [], id="a column without content",
        ),
        pytest.param(
            file(sheet([*RESULTS, "Weather"], [*ROW, ""], rows=5000)), [("column", 0, 4)],
            id="a column that may hold something further down",
        ),
        pytest.param(
            file(sheet(["Country", "Date", "CPO"], ["TJK", "2021", ""])), [("column", 0, None)],
            id="columns that are needed are not there",
        ),
        pytest.param(
            file(sheet(RESULTS, ["", "TJK", "01/02/2021", "A law"])), [("dates", None, None)],
            id="dates that can be read in two ways",
        ),
        pytest.param(file(sheet(*PROJECTS)), [("decimal", None, None)], id="numbers that can be read in two ways"),
        pytest.param(
            file(sheet(["Project code", "Title", "Budget"], ["P1", "One", "1.234"]), format="xlsx"), [],
            id="cells that are numbers already",
        ),
        pytest.param(
            file(sheet(["Plan"], ["a"], name="Other"), sheet([*RESULTS, "Weather"], [*ROW, "fine"], name="Data")),
            [("column", 1, 4)], id="sheets are counted as in the file",
        ),
    ],
)  # fmt: skip
def test_what_is_open_is_asked(world, examined, places):
    assert asked(examined) == places


@pytest.mark.parametrize(
    ("examined", "answers"),
    [
        pytest.param(
            file(sheet(RESULTS, ROW), encodings=[["windows-1251", "П"]]), {"encoding": "windows-1251"}, id="encoding",
        ),
        pytest.param(
            file(sheet(RESULTS, ["", "TJK", "01/02/2021", "A law"])), {"date_order": "dmy"}, id="order of dates",
        ),
        pytest.param(file(sheet(*PROJECTS)), {"decimal": "."}, id="decimal sign"),
    ],
)  # fmt: skip
def test_what_is_answered_is_not_asked_again(world, examined, answers):
    assert asked(examined, **answers) == []


def test_column_left_out_on_purpose_is_not_asked_about(world):
    examined, lookups = file(sheet([*RESULTS, "Weather"], [*ROW, "fine"])), Lookups()
    answers = propose(examined, lookups)
    answers["sheets"][0]["columns"]["4"] = ""

    assert questions(examined, answers, lookups) == []


@pytest.mark.parametrize(
    ("change", "question"),
    [
        pytest.param({"name": "Gone"}, ("sheet", None, None), id="a sheet that is not there"),
        pytest.param({"kind": "weather"}, ("kind", 0, None), id="a kind that is not there"),
        pytest.param({"heading_rows": []}, ("heading", 0, None), id="no row of headings"),
    ],
)
def test_answers_that_do_not_fit_are_asked_about(world, change, question):
    examined, lookups = file(sheet(RESULTS, ROW)), Lookups()
    answers = propose(examined, lookups)
    answers["sheets"][0].update(change)

    assert [(q.place, q.sheet, q.position) for q in questions(examined, answers, lookups)] == [question]


def test_question_about_a_column_names_it_and_the_cure(world):
    examined, lookups = file(sheet([*RESULTS, "Weather", ""], [*ROW, "fine", "x"])), Lookups()

    assert [q.sentence for q in questions(examined, propose(examined, lookups), lookups)] == [
        "The column “Weather” is not known. Say what it holds, or leave it out.",
        "This column has no heading. Say what it holds, or leave it out.",
    ]
