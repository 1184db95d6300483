"""Rows are held to their table's constraints without asking the database, and just as the database would."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint

from results.desk.writing.constraints import require_constraints
from results.models import Contribution, Evidence, PeopleReached, ResultSdgLink

ROWS = [
    pytest.param(Contribution(), id="nothing"),
    pytest.param(Contribution(women=6, men=6, participants=10), id="more women and men than participants"),
    pytest.param(Contribution(women=6, men=4, participants=10), id="as many as participants"),
    pytest.param(Contribution(women=11, participants=10), id="more women alone"),
    pytest.param(Contribution(men=3, participants=10), id="men alone"),
    pytest.param(Contribution(women=0, men=0, participants=0), id="nobody"),
    pytest.param(Contribution(date=date(2021, 1, 1)), id="date without precision"),
    pytest.param(Contribution(date_precision="day"), id="precision without date"),
    pytest.param(Contribution(date=date(2021, 1, 1), date_precision="year"), id="date with precision"),
    pytest.param(PeopleReached(), id="figure without number"),
    pytest.param(PeopleReached(women=0), id="no women"),
    pytest.param(PeopleReached(women=6, men=6, total=11), id="more than all"),
    pytest.param(PeopleReached(women=6, total=6), id="all are women"),
    pytest.param(Evidence(url=""), id="neither address nor file"),
    pytest.param(Evidence(url="https://example.org"), id="address"),
    pytest.param(Evidence(url="", file_id=1), id="file"),
    pytest.param(Evidence(url="https://example.org", file_id=1), id="address and file"),
    pytest.param(ResultSdgLink(), id="neither goal nor target"),
    pytest.param(ResultSdgLink(goal_id=1), id="goal"),
    pytest.param(ResultSdgLink(goal_id=1, target_id=1), id="goal and target"),
]


def sentences_of_the_database(row):
    """What Django finds by asking the database about each constraint."""
    found = []
    for constraint in row._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            try:
                constraint.validate(type(row), row)
            except ValidationError as error:
                found += error.messages
    return found


@pytest.mark.parametrize("row", ROWS)
def test_row_is_judged_as_the_database_judges_it(db, row):
    try:
        require_constraints(row)
    except ValidationError as error:
        found = error.messages
    else:
        found = []

    assert found == sentences_of_the_database(row)


def test_no_query_is_made(db, django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(ValidationError, match="more than the participants"):
        require_constraints(Contribution(women=6, men=6, participants=10))
