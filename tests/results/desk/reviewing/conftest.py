"""The reports with which the tests of reviewing begin."""

import pytest

from results import actions
from tests.factories import IndicatorFactory, ResultFactory
from tests.results.desk.reviewing.reports import change, fresh


@pytest.fixture
def report(officer, tajikistan):
    """A report of the officer, as she sent it in: version 1."""
    result = ResultFactory.build(country=tajikistan, reference="", indicator=IndicatorFactory(), step=None)
    actions.write(result, by=officer)
    actions.submit(result, by=officer)
    return fresh(result)


@pytest.fixture
def corrected(report, officer, national_reviewer):
    """The same report, returned and sent in again with another summary: version 2."""
    actions.send_back(report, by=national_reviewer, reason="Name the law.")
    change(report, officer, summary="The pension law of 2021 has been adopted")
    actions.submit(fresh(report), by=officer)
    return fresh(report)
