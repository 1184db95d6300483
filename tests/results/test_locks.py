"""Locked periods: what they bind, whom they except, who locks them; and that it is the lock that refuses."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from countries.models import Country, User
from results import actions, locks
from results.actions import Entry, PlainEntry
from results.locks import Locks, PeriodLockedError
from results.models import Comment, Event, Judgement, LockException, PeriodLock, Publication, Result
from results.permissions import Act
from results.revisions import content_of
from tests.factories import (
    BienniumFactory,
    CountryFactory,
    CountryRoleFactory,
    CriterionFactory,
    LockExceptionFactory,
    PeriodLockFactory,
    ResultFactory,
    RevisionFactory,
    UserFactory,
    publish,
)

REASON = "The report is being printed."
TODAY = timezone.localdate


def changed(result, **fields):
    for name, value in (fields or {"summary": "After"}).items():
        setattr(result, name, value)
    return result


def plain_entry(result):
    content = content_of(result)
    return PlainEntry({**content, "fields": {**content["fields"], "summary": "After"}}, result.pk, result.version)


def judge(result, by):
    actions.judge(result, CriterionFactory(indicator=result.indicator), by=by, is_met=True, note="In the law.")


def reassign(result, by):
    other = CountryRoleFactory(role="national-reviewer", country=result.country).user
    actions.reassign(result, to=other, by=by)


# What is done: the act as the table names it, the state it starts from, who does it, and how.
DEEDS = {
    "writing": (Act.WRITE, "draft", "officer", lambda r, by: actions.write(changed(r), by=by)),
    "restoring": (Act.WRITE, "draft", "officer", lambda r, by: actions.restore(r, 1, by=by)),
    "importing": (
        Act.IMPORT, "draft", "administrator",
        lambda r, by: actions.write_many([Entry(changed(r))], by=by, act=Act.IMPORT),
    ),
    "taking back with its sheet": (
        Act.TAKE_BACK, "draft", "administrator",
        lambda r, by: actions.write_contents([plain_entry(r)], by=by, act=Act.TAKE_BACK, log_as=Event.Act.TAKEN_BACK),
    ),
    "sending in": (Act.SUBMIT, "draft", "officer", lambda r, by: actions.submit(r, by=by)),
    "taking back": (Act.RECALL, "submitted", "officer", lambda r, by: actions.recall(r, by=by)),
    "ticking a criterion": (Act.JUDGE, "submitted", "national_reviewer", judge),
    "handing on": (Act.REASSIGN, "submitted", "national_reviewer", reassign),
    "returning": (
        Act.RETURN, "submitted", "national_reviewer", lambda r, by: actions.send_back(r, by=by, reason="No."),
    ),
    "returning what is approved": (
        Act.RETURN, "approved", "publisher", lambda r, by: actions.send_back(r, by=by, reason="No."),
    ),
    "approving": (Act.APPROVE, "submitted", "national_reviewer", lambda r, by: actions.approve(r, by=by)),
    "publishing": (Act.PUBLISH, "approved", "publisher", lambda r, by: actions.publish(r, by=by)),
    "withdrawing": (Act.WITHDRAW, "published", "publisher", lambda r, by: actions.withdraw(r, by=by, reason="No.")),
}  # fmt: skip


@pytest.fixture
def report(tajikistan, officer):
    """A report of June 2021 in a state, with what it said at first; one that is published has been read."""

    def make(state="draft", **fields):
        result = ResultFactory(**{"country": tajikistan, "created_by": officer, "summary": "Before", **fields})
        first = content_of(result)
        RevisionFactory(result=result, content={**first, "fields": {**first["fields"], "summary": "At first"}})
        result.version = 2
        result.save()
        if state == "published":
            publish(result)
        Result.objects.update(state=state)
        result.refresh_from_db()
        return result

    return make


def standing():
    """Everything that one of the deeds could have changed."""
    return [list(m.objects.order_by("pk").values()) for m in (Result, Event, Judgement, Publication)]


def test_every_bound_act_is_tried():
    assert {deed[0] for deed in DEEDS.values()} == set(Act) - {Act.READ, Act.COMMENT, Act.LOCK}


@pytest.mark.parametrize(("act", "state", "person", "do"), DEEDS.values(), ids=DEEDS)
def test_lock_binds_every_deed(request, report, act, state, person, do):
    result = report(state)
    PeriodLockFactory()
    before = standing()

    with pytest.raises(PeriodLockedError):
        do(result, request.getfixturevalue(person))

    assert standing() == before


@pytest.mark.parametrize(("act", "state", "person", "do"), DEEDS.values(), ids=DEEDS)
def test_it_is_the_lock_that_refuses(request, report, monkeypatch, act, state, person, do):
    """With the lock switched off the same deed is done: the test before this one can fail."""
    result = report(state)
    PeriodLockFactory()
    before = standing()
    monkeypatch.setattr(locks, "require_open", lambda *args, **options: None)

    do(result, request.getfixturevalue(person))

    assert standing() != before


def test_lock_leaves_reading_and_talking(report, officer, national_reviewer):
    result = report("submitted")
    PeriodLockFactory()

    said = actions.comment(result, "Which law is meant?", by=national_reviewer)
    actions.resolve(said, by=officer)

    assert Result.objects.visible_to(officer).get() == result
    assert Comment.objects.get().resolved_by == officer


def test_refusal_names_the_period_the_person_the_reason_and_the_cure(report, officer):
    PeriodLockFactory(reason=REASON, locked_by__name="Keeper", locked_at="2022-02-01T12:00Z")

    with pytest.raises(PeriodLockedError) as refusal:
        actions.write(changed(report()), by=officer)

    assert str(refusal.value) == (
        "2020-21 is locked since 1 February 2022 (Keeper: The report is being printed.). To change a report of it, "
        "ask for an exception in your name."
    )


PERIODS = {
    "its biennium": ({"biennium": 2020}, True),
    "its year in its country": ({"country": "TJK", "year": 2021}, True),
    "another biennium": ({"biennium": 2022}, False),
    "another year in its country": ({"country": "TJK", "year": 2020}, False),
    "its year in another country": ({"country": "MOZ", "year": 2021}, False),
}


def lock_of(biennium=None, country=None, year=None, **fields):
    return PeriodLockFactory(
        biennium=BienniumFactory(start_year=biennium) if biennium else None,
        country=Country.objects.get(iso3=country) if country else None,
        year=year,
        **fields,
    )


@pytest.mark.parametrize(("period", "is_bound"), PERIODS.values(), ids=PERIODS)
def test_lock_binds_the_reports_of_its_period(report, officer, elsewhere, period, is_bound):
    result = report()
    lock_of(**period)

    assert (Locks(officer).refusal(result) is not None) is is_bound


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2021, 12, 31)])
def test_lock_of_a_biennium_binds_its_first_and_its_last_day(report, officer, day):
    PeriodLockFactory()

    with pytest.raises(PeriodLockedError):
        actions.write(changed(report(date=day)), by=officer)


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2022, 1, 1)])
def test_lock_of_a_biennium_leaves_the_days_around_it(report, officer, day):
    PeriodLockFactory()

    actions.write(changed(report(date=day)), by=officer)

    assert Result.objects.get().summary == "After"


def test_new_report_is_not_written_into_a_locked_period(officer, tajikistan):
    lock_of(country="TJK", year=2021)

    with pytest.raises(PeriodLockedError):
        actions.write(ResultFactory.build(country=tajikistan, reference="", indicator=None, step=None), by=officer)

    assert not Result.objects.exists()


MOVES = {
    "into a locked year": ({"date": date(2020, 5, 1)}, {"country": "TJK", "year": 2020}),
    "out of a locked year": ({"date": date(2020, 5, 1)}, {"country": "TJK", "year": 2021}),
    "into a locked biennium": ({"date": date(2022, 5, 1), "indicator": None}, {"biennium": 2022}),
    "out of a locked biennium": ({"date": date(2022, 5, 1), "indicator": None}, {"biennium": 2020}),
    "into a country whose year is locked": ({"country": "MOZ"}, {"country": "MOZ", "year": 2021}),
    "out of a country whose year is locked": ({"country": "MOZ"}, {"country": "TJK", "year": 2021}),
}


@pytest.mark.parametrize(("fields", "period"), MOVES.values(), ids=MOVES)
def test_report_is_not_moved(report, officer, elsewhere, fields, period):
    CountryRoleFactory(user=officer, country=elsewhere)
    result = report()
    lock_of(**period)
    moved = {"country": Country.objects.get(iso3=fields["country"])} if "country" in fields else fields

    with pytest.raises(PeriodLockedError):
        actions.write(changed(result, **moved), by=officer)

    after = Result.objects.get()
    assert (after.country.iso3, after.date) == ("TJK", date(2021, 6, 30))


def test_one_report_of_a_locked_period_stops_all(report, publisher, officer, tajikistan):
    first, second = report("approved", date=date(2022, 3, 1), indicator=None), report("approved")
    PeriodLockFactory()

    with pytest.raises(PeriodLockedError):
        actions.publish_many([first, second], by=publisher)

    assert not Publication.objects.exists()


EXCEPTIONS = {
    "until today": ("officer", 0, True),
    "until next week": ("officer", 7, True),
    "until yesterday": ("officer", -1, False),
    "for somebody else": ("colleague", 7, False),
}


@pytest.mark.parametrize(("person", "days", "is_excepted"), EXCEPTIONS.values(), ids=EXCEPTIONS)
def test_exception_is_for_its_person_and_until_its_end(request, report, officer, person, days, is_excepted):
    result = report()
    ends_on = TODAY() + timedelta(days=days)
    LockExceptionFactory(lock=PeriodLockFactory(), person=request.getfixturevalue(person), ends_on=ends_on)

    assert (Locks(officer).refusal(result) is None) is is_excepted
    if is_excepted:
        actions.write(changed(result), by=officer)
        assert Result.objects.get().summary == "After"


def test_exception_opens_its_own_lock_only(report, officer, tajikistan):
    result = report()
    LockExceptionFactory(lock=PeriodLockFactory(), person=officer)
    year = lock_of(country="TJK", year=2021)

    with pytest.raises(PeriodLockedError, match="Tajikistan 2021 is locked"):
        actions.write(changed(result), by=officer)
    LockExceptionFactory(lock=year, person=officer)
    actions.write(changed(result), by=officer)

    assert Result.objects.get().summary == "After"


def test_exception_gives_no_right_that_she_does_not_have(report, stranger):
    LockExceptionFactory(lock=PeriodLockFactory(), person=stranger)

    with pytest.raises(PermissionDenied) as refusal:
        actions.write(changed(report()), by=stranger)

    assert not isinstance(refusal.value, PeriodLockedError)


# Where a role is held, and what its holder may lock: years of Tajikistan, of its neighbour, of a country elsewhere,
# and biennia, which bind everywhere.
MAY_LOCK = {
    ("officer", "everywhere"): set(),
    ("national-reviewer", "everywhere"): set(),
    ("manager", "everywhere"): set(),
    ("regional-reviewer", "country"): {"TJK"},
    ("regional-reviewer", "region"): {"TJK", "KGZ"},
    ("regional-reviewer", "everywhere"): {"TJK", "KGZ", "MOZ", "biennium"},
    ("publisher", "country"): {"TJK"},
    ("publisher", "region"): {"TJK", "KGZ"},
    ("publisher", "everywhere"): {"TJK", "KGZ", "MOZ", "biennium"},
    ("administrator", "everywhere"): {"TJK", "KGZ", "MOZ", "biennium"},
    ("superuser", ""): {"TJK", "KGZ", "MOZ", "biennium"},
    ("inactive administrator", "everywhere"): set(),
    ("inactive superuser", ""): set(),
}


@pytest.fixture
def periods(tajikistan, elsewhere):
    """One period of each kind, not locked yet."""
    neighbour = CountryFactory(iso3="KGZ", region=tajikistan.region)
    years = {c.iso3: {"country": c, "year": 2021} for c in (tajikistan, neighbour, elsewhere)}
    return {**years, "biennium": {"biennium": BienniumFactory()}}


@pytest.fixture(params=MAY_LOCK, ids=" ".join)
def keeper(request, tajikistan):
    """Somebody with a role, and the names of the periods she may lock."""
    kind, held = request.param
    role = kind.removeprefix("inactive ")
    user = UserFactory(is_active=not kind.startswith("inactive"), is_superuser=role == "superuser")
    if role != "superuser":
        place = {"country": {"country": tajikistan}, "region": {"region": tajikistan.region}, "everywhere": {}}[held]
        CountryRoleFactory(**{"user": user, "role": role, "country": None, **place})
    return user, MAY_LOCK[request.param]


def works(act):
    try:
        act()
    except PermissionDenied:
        return False
    return True


def test_who_locks_which_period(keeper, periods):
    user, allowed = keeper

    locked = {n for n, p in periods.items() if works(lambda p=p: locks.lock(PeriodLock(**p, reason=REASON), by=user))}

    assert locked == allowed
    assert {(lock.locked_by, lock.reason) for lock in PeriodLock.objects.all()} <= {(user, REASON)}
    assert PeriodLock.objects.count() == len(allowed)


def test_who_unlocks_which_period(keeper, periods):
    user, allowed = keeper
    stored = {name: PeriodLockFactory(**{"biennium": None, **period}) for name, period in periods.items()}

    opened = {n for n, lock in stored.items() if works(lambda lock=lock: locks.unlock(lock, by=user, reason=REASON))}

    assert opened == allowed
    assert PeriodLock.objects.filter(unlocked_by=user).count() == len(allowed)


def test_who_gives_exceptions_to_which_lock(keeper, periods, officer):
    user, allowed = keeper
    stored = {name: PeriodLockFactory(**{"biennium": None, **period}) for name, period in periods.items()}

    def give(lock):
        exception = LockException(lock=lock, person=officer, ends_on=TODAY(), reason=REASON)
        return locks.give_exception(exception, by=user)

    assert {name for name, lock in stored.items() if works(lambda lock=lock: give(lock))} == allowed
    assert LockException.objects.filter(given_by=user).count() == len(allowed)


def test_unlocked_period_is_written_in_again_and_says_who_opened_it(report, officer, regional_reviewer):
    lock = lock_of(country="TJK", year=2021)

    locks.unlock(lock, by=regional_reviewer, reason="One figure is missing.")
    actions.write(changed(report()), by=officer)

    stored = PeriodLock.objects.get()
    assert (stored.unlocked_by, stored.unlocking_reason) == (regional_reviewer, "One figure is missing.")
    assert stored.unlocked_at <= timezone.now()
    assert Result.objects.get().summary == "After"


def test_period_can_be_locked_again(regional_reviewer, tajikistan):
    for _time in range(2):
        lock = locks.lock(PeriodLock(country=tajikistan, year=2021, reason=REASON), by=regional_reviewer)
        locks.unlock(lock, by=regional_reviewer, reason="One figure is missing.")

    assert PeriodLock.objects.count() == 2


WRONG = {
    "neither biennium nor year": ({"reason": REASON}, "Choose a biennium, or a country and a year."),
    "country without a year": ({"country": "TJK", "reason": REASON}, "Choose a biennium, or a country and a year."),
    "no reason": ({"country": "TJK", "year": 2021}, "This field cannot be blank."),
    "locked already": (
        {"country": "TJK", "year": 2020, "reason": REASON}, "This year is locked already in this country.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "sentence"), WRONG.values(), ids=WRONG)
def test_lock_is_refused_with(administrator, tajikistan, fields, sentence):
    lock_of(country="TJK", year=2020)
    place = {"country": tajikistan} if "country" in fields else {}

    with pytest.raises(ValidationError) as refusal:
        locks.lock(PeriodLock(**{**fields, **place}), by=administrator)

    assert sentence in refusal.value.messages
    assert PeriodLock.objects.count() == 1


def test_period_is_unlocked_once_and_for_a_reason(administrator):
    lock = PeriodLockFactory()

    with pytest.raises(ValidationError, match="Who unlocks a period says why"):
        locks.unlock(lock, by=administrator, reason="")
    locks.unlock(lock, by=administrator, reason=REASON)
    with pytest.raises(ValidationError, match="2020-21 is open already"):
        locks.unlock(lock, by=administrator, reason="Again")

    assert PeriodLock.objects.get().unlocking_reason == REASON


def test_exception_is_given_by_somebody_else_and_for_days_to_come(administrator, officer):
    lock = PeriodLockFactory()

    def give(person, days, **fields):
        ends_on = TODAY() + timedelta(days=days)
        exception = LockException(**{"lock": lock, "person": person, "ends_on": ends_on, "reason": REASON, **fields})
        locks.give_exception(exception, by=administrator)

    with pytest.raises(ValidationError, match="Nobody gives herself an exception"):
        give(administrator, 1)
    with pytest.raises(ValidationError, match="This day has passed"):
        give(officer, -1)
    with pytest.raises(ValidationError, match="cannot be blank"):
        give(officer, 1, reason="")
    assert not LockException.objects.exists()

    give(officer, 0)
    assert LockException.objects.get().given_by == administrator


@pytest.mark.parametrize("count", [1, 3])
def test_locks_are_asked_twice_however_many_the_reports(report, officer, django_assert_num_queries, count):
    results = [report() for _number in range(count)]
    LockExceptionFactory(lock=PeriodLockFactory(), person=officer)
    lock_of(country="TJK", year=2021)

    with django_assert_num_queries(2):
        covered = locks.covering(results, by=officer)

    assert list(covered) == [result.pk for result in results]


def test_workspace_writes_nothing_into_a_locked_period(client, report, officer):
    result = report()
    PeriodLockFactory()
    client.force_login(officer)
    before = standing()
    form = client.get(reverse("admin:results_result_change", args=[result.pk])).context["adminform"].form
    data = {"country": result.country_id, "date": "2021-06-30", "language": "en", "summary": "After", "version": 2}
    for name in ("driver_texts", "sdg_links", "contributions", "evidence", "people_reached"):
        data |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}

    response = client.post(reverse("admin:results_result_change", args=[result.pk]), data)

    assert form["summary"].value() == "Before"
    assert response.status_code == 403
    assert "2020-21 is locked since" in response.content.decode()
    assert standing() == before


def test_lock_is_asked_for_the_person_as_she_is_now(report, officer):
    """An exception that was given while she was signed in holds at once."""
    result, lock = report(), PeriodLockFactory()
    signed_in = User.objects.get(pk=officer.pk)
    assert Locks(signed_in).refusal(result)

    LockExceptionFactory(lock=lock, person=officer)

    assert Locks(signed_in).refusal(result) is None
