"""Whom an event concerns: who hears of it by mail at once. Everything else is in the summary of the day."""

from collections.abc import Collection, Sequence

from django.db.models import Q

from countries.models import Country, CountryRole, User
from results import permissions
from results.models import Comment, Event, Notice, Result
from results.work.queue import put_in_queue

Act = Event.Act
Role = CountryRole.Role
# A sheet brings hundreds of reports at once: nobody wants as many mails, and the summary of the day says it.
MOST_AT_ONCE = 10
_TO_ITS_AUTHORS = frozenset({Act.RETURNED, Act.APPROVED, Act.PUBLISHED, Act.WITHDRAWN})
_TO_ALL_WHO_TALK = frozenset({Act.COMMENTED, Act.RESOLVED})
# Who is asked first; the next only where nobody holds the role before.
_REVIEWERS = (Role.NATIONAL_REVIEWER, Role.REGIONAL_REVIEWER, Role.PUBLISHER)


def about(events: Sequence[Event]) -> None:
    """Note down who is to hear of these events at once, and have it sent once they are stored."""
    if len(events) > MOST_AT_ONCE:
        return
    concerned = _Concerned(events)
    keys = {event.pk: concerned.by(event) - {event.by_id} for event in events}
    hearing = _hearing(set().union(*keys.values()))
    notices = [Notice(user_id=key, event=event) for event in events for key in sorted(keys[event.pk] & hearing)]
    if not notices:
        return
    Notice.objects.bulk_create(notices)
    from results.tasks import send_notices

    put_in_queue(send_notices)


def _hearing(people: set[int]) -> set[int]:
    """Those of these people who want a mail at once."""
    if not people:
        return set()
    wanting = User.objects.filter(pk__in=people, is_active=True, mail_at_once=True)
    return set(wanting.values_list("pk", flat=True))


class _Concerned:
    """Whom some events concern; two queries at most, however many events there are."""

    def __init__(self, events: Sequence[Event]) -> None:
        asked = [e.result for e in events if e.act == Act.APPROVED or _waits_for_anybody(e)]
        self._roles = _roles_in({result.country for result in asked}) if asked else []
        talked = [e.result for e in events if e.act in _TO_ALL_WHO_TALK]
        said = Comment.objects.filter(result__in=talked).values_list("result", "by") if talked else []
        self._talking = {(result, by) for result, by in said}

    def by(self, event: Event) -> set[int]:
        """The people whom an event concerns, whoever brought it about included."""
        result = event.result
        handed_to = {result.reviewer_id} if result.reviewer_id else set()
        authors = {result.created_by_id, result.changed_by_id}
        if _waits_for_anybody(event):
            return next((found for role in _REVIEWERS if (found := self._holders(role, result) - authors)), set())
        if event.act in (Act.SUBMITTED, Act.REASSIGNED, Act.RECALLED):
            return handed_to
        if event.act == Act.APPROVED:
            return authors | self._holders(Role.PUBLISHER, result)
        if event.act in _TO_ITS_AUTHORS:
            return authors
        if event.act in _TO_ALL_WHO_TALK:
            return authors | handed_to | {by for key, by in self._talking if key == result.pk}
        return set()

    def _holders(self, role: str, result: Result) -> set[int]:
        return {held.user_id for held in self._roles if held.role == role and held.covers(result.country)}


def _waits_for_anybody(event: Event) -> bool:
    """Whether a report was sent in that is in the hands of nobody who may judge it."""
    if event.act != Act.SUBMITTED:
        return False
    reviewer = event.result.reviewer
    return reviewer is None or not permissions.may(reviewer, permissions.Act.APPROVE, event.result)


def _roles_in(countries: Collection[Country]) -> list[CountryRole]:
    """The roles of all who judge reports of these countries."""
    here = Q(country__in=countries) | Q(region__in={country.region_id for country in countries})
    everywhere = Q(country__isnull=True, region__isnull=True)
    return list(CountryRole.objects.filter(here | everywhere, role__in=_REVIEWERS, user__is_active=True))
