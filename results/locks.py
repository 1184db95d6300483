"""Locked periods: which there are, whom they bind, and how they are locked and opened again."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from countries.models import User
from results import gate
from results.models import LockException, PeriodLock, Result
from results.permissions import Act

# What a lock leaves open: it keeps reports as they are, and nobody from reading or talking about them.
_NOT_BOUND = frozenset({Act.READ, Act.COMMENT, Act.LOCK})


class PeriodLockedError(PermissionDenied):
    """A report lies in a period that is locked, and no exception covers whoever wants to change it."""


class Locks:
    """The locks in force and their exceptions, read once for any number of reports."""

    def __init__(self, by: User, today: date | None = None) -> None:
        self._locks = list(
            PeriodLock.objects.filter(unlocked_at__isnull=True).select_related("biennium", "country", "locked_by")
        )
        day = today or timezone.localdate()
        self._excepted: set[int] = set()
        if self._locks:
            exceptions = LockException.objects.filter(lock__in=self._locks, person=by, ends_on__gte=day)
            self._excepted = set(exceptions.values_list("lock", flat=True))

    def refusal(self, result: Result) -> str | None:
        """Why the report cannot be changed by this person now, as a sentence; None where it can."""
        for lock in self._locks:
            if lock.pk not in self._excepted and lock.binds(result.country_id, result.date):
                return _(
                    "%(period)s is locked since %(day)s (%(person)s: %(reason)s). To change a report of it, ask for an "
                    "exception in your name."
                ) % {
                    "period": lock,
                    "day": date_format(timezone.localtime(lock.locked_at), "DATE_FORMAT"),
                    "person": lock.locked_by,
                    "reason": lock.reason,
                }
        return None


def require_open(results: Iterable[Result], *, by: User, act: str) -> None:
    """Refuse what a lock forbids, in two queries at most; raises PeriodLockedError."""
    if act in _NOT_BOUND:
        return
    locks = Locks(by)
    for result in results:
        if reason := locks.refusal(result):
            raise PeriodLockedError(reason)


@transaction.atomic
def lock(period: PeriodLock, *, by: User) -> PeriodLock:
    """Lock a period from now on; raises PermissionDenied or ValidationError."""
    period.locked_by, period.locked_at = by, timezone.now()
    with gate.admitted_to_periods(by=by, country=period.country):
        period.full_clean()
        period.save(force_insert=True)
    return period


@transaction.atomic
def unlock(period: PeriodLock, *, by: User, reason: str) -> None:
    """Open a locked period again; raises PermissionDenied or ValidationError."""
    with gate.admitted_to_periods(by=by, country=period.country):
        held = PeriodLock.objects.select_for_update(of=("self",)).get(pk=period.pk)
        if held.unlocked_at:
            raise ValidationError(_("%(period)s is open already.") % {"period": held})
        held.unlocked_by, held.unlocked_at, held.unlocking_reason = by, timezone.now(), reason
        held.full_clean()
        held.save()


@transaction.atomic
def give_exception(exception: LockException, *, by: User, today: date | None = None) -> LockException:
    """Let a person change reports of a locked period until a day; raises PermissionDenied or ValidationError."""
    exception.given_by, exception.given_at = by, timezone.now()
    with gate.admitted_to_periods(by=by, country=exception.lock.country):
        if exception.ends_on and exception.ends_on < (today or timezone.localdate()):
            raise ValidationError({"ends_on": _("This day has passed. Choose today or a later day.")})
        exception.full_clean()
        exception.save(force_insert=True)
    return exception


def covering(results: Sequence[Result], *, by: User) -> dict[int, str]:
    """Why reports cannot be changed by a person now, by primary key; those that can be are left out."""
    locks = Locks(by)
    return {result.pk: reason for result in results if (reason := locks.refusal(result))}
