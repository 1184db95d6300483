"""The demonstration's locked period: a biennium long accounted for, with one exception that is still open."""

from datetime import timedelta

from django.utils import timezone

from countries.models import User
from indicators.models import Biennium
from results import locks
from results.models import LockException, PeriodLock

_START_YEAR = 2016
_EXCEPTION_LASTS = timedelta(days=30)


def lock_past_biennium(people: dict[str, User]) -> None:
    """Lock the biennium, unless that has been done once; the officer may still correct her report of it."""
    biennium = Biennium.objects.get(start_year=_START_YEAR)
    if PeriodLock.objects.filter(biennium=biennium).exists():
        return
    by = people["administrator"]
    period = PeriodLock(biennium=biennium, reason="The results of 2016-17 have been reported to the Governing Body.")
    locks.lock(period, by=by)
    exception = LockException(
        lock=period,
        person=people["officer"],
        ends_on=timezone.localdate() + _EXCEPTION_LASTS,
        reason="The number of parents in TJK-2017-001 is an estimate; the register now gives the exact one.",
    )
    locks.give_exception(exception, by=by)
