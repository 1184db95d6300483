"""Locking, unlocking and excepting from locks at the desk."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from results.models import LockException, PeriodLock
from tests.factories import BienniumFactory, PeriodLockFactory


@pytest.fixture
def year_lock(tajikistan, administrator):
    return PeriodLockFactory(biennium=None, country=tajikistan, year=2021, locked_by=administrator)


def test_reviewer_locks_a_year_of_a_country_of_her_region(client, regional_reviewer, tajikistan):
    client.force_login(regional_reviewer)

    response = client.post(
        reverse("period-lock"), {"country": tajikistan.pk, "year": 2021, "reason": "The report is being printed."}
    )

    assert response.status_code == 302
    lock = PeriodLock.objects.get()
    assert (lock.country, lock.year, lock.locked_by) == (tajikistan, 2021, regional_reviewer)


def test_reviewer_of_a_region_cannot_lock_a_biennium_everywhere(client, regional_reviewer):
    biennium = BienniumFactory()
    client.force_login(regional_reviewer)

    response = client.post(reverse("period-lock"), {"biennium": biennium.pk, "reason": "Closed."})

    assert response.status_code == 200
    assert not PeriodLock.objects.exists()


def test_reviewer_of_a_region_cannot_lock_another_regions_year(client, regional_reviewer, elsewhere):
    client.force_login(regional_reviewer)

    response = client.post(reverse("period-lock"), {"country": elsewhere.pk, "year": 2021, "reason": "Closed."})

    assert "Select a valid choice" in response.content.decode()
    assert not PeriodLock.objects.exists()


def test_administrator_locks_a_biennium(client, administrator):
    biennium = BienniumFactory()
    client.force_login(administrator)

    client.post(reverse("period-lock"), {"biennium": biennium.pk, "reason": "Closed."})

    assert PeriodLock.objects.get().biennium == biennium


@pytest.mark.parametrize(
    "posted",
    [{}, {"reason": "Closed."}, {"year": 2021, "reason": "Closed."}, {"country": "TJK", "year": 2021}],
    ids=["nothing", "only a reason", "a year without a country", "no reason"],
)
def test_incomplete_lock_is_refused_beside_its_field(client, administrator, tajikistan, posted):
    if "country" in posted:
        posted = {**posted, "country": tajikistan.pk}
    client.force_login(administrator)

    response = client.post(reverse("period-lock"), posted)

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not PeriodLock.objects.exists()


def test_locking_twice_is_refused_with_a_sentence(client, administrator, year_lock, tajikistan):
    client.force_login(administrator)

    response = client.post(reverse("period-lock"), {"country": tajikistan.pk, "year": 2021, "reason": "Again."})

    assert "This year is locked already in this country." in response.content.decode()


def test_unlocking_asks_for_the_reason_and_keeps_it(client, administrator, year_lock):
    client.force_login(administrator)

    without = client.post(reverse("period-unlock", args=[year_lock.pk]), {"reason": " "})
    client.post(reverse("period-unlock", args=[year_lock.pk]), {"reason": "A figure was wrong."})

    year_lock.refresh_from_db()
    assert "Say why the period is unlocked" in without.content.decode()
    assert (year_lock.unlocked_by, year_lock.unlocking_reason) == (administrator, "A figure was wrong.")


def test_exception_names_a_person_an_end_and_a_reason(client, administrator, officer, year_lock):
    until = timezone.localdate() + timedelta(days=3)
    client.force_login(administrator)

    client.post(
        reverse("period-exception", args=[year_lock.pk]),
        {"person": officer.pk, "ends_on": until.isoformat(), "reason": "One figure is to be corrected."},
    )

    exception = LockException.objects.get()
    assert (exception.person, exception.ends_on, exception.given_by) == (officer, until, administrator)


def test_exception_that_has_ended_already_is_refused(client, administrator, officer, year_lock):
    client.force_login(administrator)

    response = client.post(
        reverse("period-exception", args=[year_lock.pk]),
        {"person": officer.pk, "ends_on": "2020-01-01", "reason": "Late."},
    )

    assert "This day has passed." in response.content.decode()
    assert not LockException.objects.exists()


@pytest.mark.parametrize("name", ["period-unlock", "period-exception"])
@pytest.mark.parametrize("who", ["officer", "national_reviewer", "manager", "stranger"])
def test_whoever_may_not_lock_may_not_open_either(client, request, year_lock, name, who):
    client.force_login(request.getfixturevalue(who))

    assert client.post(reverse(name, args=[year_lock.pk]), {"reason": "Mine."}).status_code == 403


@pytest.mark.parametrize("who", ["officer", "national_reviewer", "manager", "stranger"])
def test_whoever_may_not_lock_is_refused_the_form(client, request, tajikistan, who):
    client.force_login(request.getfixturevalue(who))

    assert client.post(reverse("period-lock"), {"reason": "Mine."}).status_code == 403


def test_everybody_with_a_role_sees_what_is_locked_and_only_some_are_offered_to_open_it(
    client, officer, regional_reviewer, year_lock
):
    pages = {}
    for person in (officer, regional_reviewer):
        client.force_login(person)
        pages[person] = client.get(reverse("periods")).content.decode()

    address = reverse("period-unlock", args=[year_lock.pk])
    assert [("Tajikistan 2021" in page, address in page) for page in pages.values()] == [(True, False), (True, True)]
