"""What the nightly run sweeps out: what waited for sixty days, what was settled, who had what open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from results.desk.keeping.sweeping import sweep
from results.models import OpenReport, UnsavedWork
from tests.factories import ResultFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
CASES = [
    pytest.param({"summary": ["text"]}, 61, False, id="text of 61 days"),
    pytest.param({"summary": ["text"]}, 59, True, id="text of 59 days"),
    pytest.param({}, 15, False, id="settled for 15 days"),
    pytest.param({}, 13, True, id="settled for 13 days"),
]


@pytest.mark.parametrize(("data", "days", "stays"), CASES)
def test_kept_texts_are_swept_out_when_their_time_is_over(officer, data, days, stays):
    UnsavedWork.objects.create(user=officer, place="new", tab="one", data=data, kept_at=NOW - timedelta(days=days))

    sweep(NOW)

    assert UnsavedWork.objects.exists() is stays


def test_who_had_a_report_open_is_forgotten_after_a_day(officer, colleague, tajikistan):
    result = ResultFactory(country=tajikistan)
    OpenReport.objects.create(result=result, user=officer, seen_at=NOW - timedelta(hours=25))
    OpenReport.objects.create(result=result, user=colleague, seen_at=NOW - timedelta(hours=23))

    assert sweep(NOW) == (0, 1)
    assert OpenReport.objects.get().user == colleague
