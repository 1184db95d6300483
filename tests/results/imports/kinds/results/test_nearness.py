"""New reports that say nearly the same as another one are pointed out, in the sheet and among those stored."""

import pytest

from results.imports.kinds.results.nearness import Nearness, sketch
from results.models import ImportRow
from results.search import fold
from tests.factories import ResultFactory
from tests.results.imports.kinds.results.judged import NEW, carry_out, plan

LAW = "The Government of Tajikistan adopted a new national strategy on social protection until 2030"
NEARLY = "The Government of Tajikistan has adopted a new national strategy on social protection until 2030."
OTHER = "Pensions of rural workers have been raised by the parliament after a review of the budget"
CHINESE = "政府通过了到二〇三〇年的国家社会保护战略并扩大了农村工人的养老金覆盖范围"


def notes(planned):
    return [(row.number, note.column, note.rule, note.sentence) for row in planned for note in row.notes]


def test_row_that_says_nearly_the_same_as_a_stored_report_names_it(world, administrator):
    carry_out({**NEW, "summary": LAW}, by=administrator)

    made = plan({**NEW, "date": "2021-09", "summary": NEARLY}, {**NEW, "summary": OTHER}, by=administrator)

    sentence = (
        "This says almost the same as TJK-2021-001. If it is about the same change, write that reference; otherwise "
        "say what is different."
    )
    assert notes(made) == [(2, "summary", "near-duplicate", sentence)]
    assert [row.outcome for row in made] == [ImportRow.Outcome.CREATED] * 2


def test_row_that_says_nearly_the_same_as_another_row_names_its_number(world, administrator):
    made = plan({**NEW, "summary": LAW}, {**NEW, "summary": OTHER}, {**NEW, "summary": NEARLY}, by=administrator)

    sentence = "This says almost the same as row 2. Leave one of them out if both are about one change."
    assert notes(made) == [(4, "summary", "near-duplicate", sentence)]


APART = {
    "in another country": {"country": "CIV", "summary": NEARLY},
    "in another year": {"date": "2020-06", "summary": NEARLY},
    "of another figure": {"summary": NEARLY.replace("2030", "2035")},
    "of a few words": {"summary": "A strategy has been adopted"},
    "of other words": {"summary": OTHER},
}


@pytest.mark.parametrize("row", [pytest.param(row, id=name) for name, row in APART.items()])
def test_row_that_stands_apart_has_no_note(world, administrator, row):
    first = {**NEW, "summary": LAW if row["summary"] != APART["of a few words"]["summary"] else "A strategy is adopted"}

    assert notes(plan(first, {**NEW, **row}, by=administrator)) == []


def test_changed_and_unchanged_rows_have_no_note(world, administrator, tajikistan):
    for number, summary in enumerate((LAW, NEARLY), start=1):
        ResultFactory(country=tajikistan, reference=f"TJK-2021-00{number}", summary=summary)

    made = plan({"reference": "TJK-2021-001", "step": "1"}, {"reference": "TJK-2021-002"}, by=administrator)

    assert notes(made) == []


@pytest.mark.parametrize(("text", "other"), [(LAW, NEARLY), (CHINESE, CHINESE[:-1])], ids=["English", "Chinese"])
def test_texts_that_are_nearly_the_same_are_found(text, other):
    nearness = Nearness()
    nearness.add(1, 2021, sketch(fold(text)), 7)

    assert nearness.find(1, 2021, sketch(fold(other))) == 7


def test_oldest_texts_are_forgotten_and_the_newest_kept():
    nearness = Nearness(remembered=20)
    texts = [" ".join(f"word{number}x{place}" for place in range(9)) for number in range(100)]
    for number, text in enumerate(texts, start=1):
        nearness.add(1, 2021, sketch(text), number)

    found = [nearness.find(1, 2021, sketch(text)) for text in texts]

    assert (found[0], found[-1]) == (None, 100)
    assert len([number for number in found if number]) <= 20
