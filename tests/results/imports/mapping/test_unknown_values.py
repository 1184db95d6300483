"""Names that nothing goes by, each offered once for all rows."""

import pytest

from results.imports.mapping import UnknownValue, value_problems
from results.imports.rows import Problem
from results.models import ImportRow
from tests.factories import ImportBatchFactory, ImportRowFactory

pytestmark = pytest.mark.django_db


def problem(column, value, rule="unknown-entry"):
    return Problem(column, f"Her {column}", 0, value, rule, "A sentence.").as_json()


def row(batch, number, *problems, outcome=ImportRow.Outcome.REFUSED, sheet=0):
    return ImportRowFactory(batch=batch, number=number, sheet=sheet, outcome=outcome, problems=list(problems))


@pytest.fixture
def batch(world):
    return ImportBatchFactory(answers={"sheets": [{"kind": "results"}, {"kind": "results"}]})


def test_each_unknown_name_is_counted_once(batch):
    row(batch, 2, problem("country", "Tajikistann"), problem("topics", "moons"))
    row(batch, 3, problem("country", "Tajikistann"), problem("summary", "long", rule="too-many-words"))
    row(batch, 4, problem("country", "Atlantis", rule="ambiguous-entry"))
    row(batch, 2, problem("country", "Atlantis"), sheet=1)

    assert value_problems(batch) == [
        UnknownValue(0, "country", "Her country", "Tajikistann", 2, ("Tajikistan",)),
        UnknownValue(0, "country", "Her country", "Atlantis", 1, ()),
        UnknownValue(0, "topics", "Her topics", "moons", 1, ()),
        UnknownValue(1, "country", "Her country", "Atlantis", 1, ()),
    ]


def test_rows_of_other_imports_and_outcomes_do_not_count(batch):
    row(ImportBatchFactory(), 2, problem("country", "Atlantis"))
    row(batch, 2, problem("country", "Atlantis"), outcome=ImportRow.Outcome.PASSED_OVER)
    row(batch, 3)

    assert value_problems(batch) == []


def test_few_choices_are_all_suggested(world):
    batch = ImportBatchFactory(answers={"sheets": [{"kind": "cpos"}]})
    row(batch, 2, problem("status", "planned"))

    (found,) = value_problems(batch)

    assert found.suggestions == ("target", "pipeline", "maintained")


def test_names_of_columns_that_are_gone_have_no_suggestions(world):
    batch = ImportBatchFactory(answers={"sheets": [{"kind": "results"}]})
    row(batch, 2, problem("gone", "x"))
    row(batch, 2, problem("country", "TJKK"), sheet=1)

    assert [found.suggestions for found in value_problems(batch)] == [(), ()]
