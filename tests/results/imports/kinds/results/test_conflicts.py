"""Reports that somebody changed after they were exported."""

import pytest

from tests.factories import (
    ResultFactory,
)
from tests.results.imports.kinds.results.judged import plan


@pytest.fixture
def exported(world, administrator, tajikistan, officer):
    """A report of version 2, last changed by the officer."""
    return ResultFactory(country=tajikistan, reference="TJK-2021-001", version=2, created_by=officer)


@pytest.mark.parametrize(
    ("state", "step", "outcome"),
    [
        pytest.param("2", "1", "changed", id="of the version that stands"),
        pytest.param("1", "1", "conflict", id="of a version before"),
        pytest.param("", "1", "changed", id="of no version"),
        pytest.param("1", "3", "unchanged", id="of a version before, and nothing to change"),
    ],
)
def test_row_exported_before_somebody_changed_the_report_is_in_conflict(exported, administrator, state, step, outcome):
    [row] = plan({"reference": "TJK-2021-001", "step": step, "exported_state": state}, by=administrator)

    assert row.outcome == outcome
    assert row.changes == ([["step", "Step", "3", "1"]] if step == "1" else [])


def test_conflict_says_who_changed_the_report_and_how_to_go_on(exported, administrator):
    [row] = plan({"reference": "TJK-2021-001", "step": "1", "exported_state": "1"}, by=administrator)

    [note] = row.notes
    assert (note.rule, note.value, row.payload) == ("changed-since-export", "1", {})
    assert note.sentence.startswith("Officer changed this report on ")
    assert note.sentence.endswith("or empty this cell to overwrite what was changed.")
