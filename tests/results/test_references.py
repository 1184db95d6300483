"""References such as TJK-2021-001: in order within a country and year, and none given twice."""

from datetime import date

import pytest
from django.db.models import ProtectedError

from results import actions
from results.actions import Entry
from results.models import Result
from results.permissions import Act
from tests.factories import BienniumFactory, CountryFactory, CountryRoleFactory, ResultFactory, publish


@pytest.fixture
def write(officer, tajikistan):
    """Writes new reports and gives back their references."""

    def act(*drafts):
        entries = [
            Entry(
                ResultFactory.build(
                    **{"reference": "", "country": tajikistan, "indicator": None, "step": None, **draft}
                )
            )
            for draft in drafts
        ]
        actions.write_many(entries, by=officer, act=Act.WRITE)
        return [entry.result.reference for entry in entries]

    return act


def test_references_are_given_in_order(write):
    assert write({}, {}) == ["TJK-2021-001", "TJK-2021-002"]
    assert write({}) == ["TJK-2021-003"]


def test_every_country_and_year_has_its_own_series(write, officer):
    kyrgyzstan = CountryFactory(iso3="KGZ")
    CountryRoleFactory(user=officer, country=kyrgyzstan)

    references = write({}, {"date": date(2020, 1, 1)}, {"country": kyrgyzstan}, {})

    assert references == ["TJK-2021-001", "TJK-2020-001", "KGZ-2021-001", "TJK-2021-002"]


def test_number_from_a_sheet_is_not_given_again(write):
    assert write({"reference": "TJK-2021-007"}) == ["TJK-2021-007"]
    assert write({}) == ["TJK-2021-008"]


def test_number_from_a_sheet_counts_within_the_same_sheet(write):
    assert write({}, {"reference": "TJK-2021-002"}, {}) == ["TJK-2021-003", "TJK-2021-002", "TJK-2021-004"]


def test_lower_number_from_a_sheet_does_not_turn_the_series_back(write):
    write({"reference": "TJK-2021-007"})

    assert write({"reference": "TJK-2021-003"}, {}) == ["TJK-2021-003", "TJK-2021-008"]


def test_reference_stays_when_the_year_is_corrected(write, officer):
    write({})
    result = Result.objects.get()

    result.date = date(2020, 12, 1)
    actions.write(result, by=officer)

    assert Result.objects.get().reference == "TJK-2021-001"
    assert write({"date": date(2020, 5, 1)}) == ["TJK-2020-001"]


def test_number_is_not_given_again_after_withdrawal(write, publisher):
    BienniumFactory()
    write({})
    result = Result.objects.get()
    publish(result, by=publisher)
    actions.withdraw(result, by=publisher, reason="Reported twice")

    assert write({}) == ["TJK-2021-002"]


def test_report_with_a_log_is_never_deleted_so_its_number_stays_taken(write):
    write({})

    with pytest.raises(ProtectedError):
        Result.objects.get().delete()

    assert write({}) == ["TJK-2021-002"]


def test_thousandth_report_of_a_year_has_four_digits(write):
    assert write({"reference": "TJK-2021-999"}, {}) == ["TJK-2021-999", "TJK-2021-1000"]
