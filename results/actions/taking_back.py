"""Taking reports back that a sheet brought: as they were before, or withdrawn where there was nothing before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from countries.models import User
from results import gate, inserting, locks, permissions, publishing
from results.actions.bulk import PlainEntry, write_contents
from results.actions.holding import hold, move
from results.models import Event, Result
from results.permissions import Act
from results.revisions import Content

State = Result.State
_STATE = ("state", "state_since", "state_by_id", "state_reason")
# What leaves a report as it was brought.
_ABOUT = (Event.Act.COMMENTED, Event.Act.RESOLVED, Event.Act.TICKED, Event.Act.REASSIGNED)


@dataclass(frozen=True, slots=True)
class Brought:
    """A report as a sheet brought it: the version that was written, and what was there before (None for a new one).

    ``before`` is a content; under "standing" it holds the columns of the state before, and ``changed_by_id``.
    """

    key: int
    version: int
    before: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What brought the reports: the file as the log names it, when that was, and the reason for taking it back."""

    name: str
    written_at: datetime
    reason: str


def take_back_many(brought: Sequence[Brought], *, by: User, sheet: Sheet) -> dict[int, str]:
    """Take reports back in the transaction that is open; gives back, by primary key, why some stay as they are.

    A new report is withdrawn with the reason, since its number and its log stay for ever. What the sheet changed says
    again what it said before, as a new version, in the state it was in.
    """
    held = hold(each.key for each in brought).select_related("country__region", "changed_by").in_bulk()
    kept = _refusals(brought, held, by=by, sheet=sheet)
    going = [each for each in brought if each.key not in kept]
    results = [held[each.key] for each in going]
    public = [result for result in results if result.state == State.PUBLISHED]
    if public:
        with gate.admitted(public, by=by, act=Act.WITHDRAW):
            publishing.withdraw(public, by=by, at=timezone.now(), reason=sheet.reason)
    _withdraw([held[each.key] for each in going if each.before is None], by=by, sheet=sheet)
    _restore([each for each in going if each.before is not None], held, by=by, sheet=sheet)
    return kept


def _refusals(brought: Sequence[Brought], held: Mapping[int, Result], *, by: User, sheet: Sheet) -> dict[int, str]:
    """Why reports stay: somebody went on with them, their period is locked, or this person may not."""
    in_force = locks.Locks(by)
    since = _events_since(held, sheet.written_at)
    found = {}
    for each in brought:
        result = held[each.key]
        if since.get(each.key) or result.version != each.version:
            found[each.key] = _what_happened(result, since.get(each.key))
        elif sentence := _locked(each, result, in_force) or _refusal(by, result):
            found[each.key] = _("%(reference)s stays as it is: %(sentence)s") % {
                "reference": result.reference,
                "sentence": sentence,
            }
    return found


def _locked(each: Brought, result: Result, in_force: locks.Locks) -> str | None:
    """Why neither the place of a report nor the one it would go back to may be changed."""
    if (sentence := in_force.refusal(result)) or each.before is None:
        return sentence
    fields = each.before["fields"]
    return in_force.refusal(Result(country_id=fields["country_id"], date=date.fromisoformat(fields["date"])))


def _refusal(by: User, result: Result) -> str | None:
    act = Act.WITHDRAW if result.state == State.PUBLISHED else Act.TAKE_BACK
    return permissions.refusal(by, Act.TAKE_BACK, result) or permissions.refusal(by, act, result)


def _events_since(keys: Iterable[int], moment: datetime) -> dict[int, Event]:
    """The last thing that happened to each of these reports after a moment, by primary key."""
    events = Event.objects.filter(result__in=list(keys), at__gt=moment).exclude(act__in=_ABOUT)
    return {event.result_id: event for event in events.select_related("by").order_by("at", "pk")}


def _what_happened(result: Result, event: Event | None) -> str:
    person, at = (event.by, event.at) if event else (result.changed_by, result.changed_at)
    act = event.get_act_display() if event else Event.Act.CHANGED.label
    return _("%(reference)s stays as it is: after this import it was %(act)s by %(person)s on %(day)s.") % {
        "reference": result.reference,
        "act": act,
        "person": person,
        "day": date_format(timezone.localtime(at), "DATETIME_FORMAT"),
    }


def _withdraw(results: Sequence[Result], *, by: User, sheet: Sheet) -> None:
    """Let new reports be as if they had not been written; "reason" in the log is how they are recognised."""
    if not results:
        return
    with gate.admitted(results, by=by, act=Act.TAKE_BACK):
        move(results, State.WITHDRAWN, by=by, reason=sheet.reason)
        details = {"file": sheet.name, "reason": sheet.reason}
        _log([(result.pk, result.version, details) for result in results], by=by)


def _restore(brought: Sequence[Brought], held: Mapping[int, Result], *, by: User, sheet: Sheet) -> None:
    """Bring the content before back as a new version, and the state before with it."""
    if not brought:
        return
    entries = [_entry(each, sheet) for each in brought]
    with gate.admitted([held[each.key] for each in brought], by=by, act=Act.TAKE_BACK):
        write_contents(entries, by=by, act=Act.TAKE_BACK, log_as=Event.Act.TAKEN_BACK)
        states = [(each.key, *_state_before(each, held[each.key], by, sheet)) for each in brought]
        inserting.update_rows(Result, _STATE, states)
        same = [entry for entry in entries if not entry.changes]
        _log([(entry.result_key, entry.version, entry.log) for entry in same], by=by)


def _state_before(each: Brought, result: Result, by: User, sheet: Sheet) -> tuple[str, datetime, int | None, str]:
    """The state in which a report was before the sheet; withdrawn, where readers see nothing of it any more."""
    standing = (each.before or {})["standing"]
    if result.state == State.PUBLISHED == standing["state"]:
        return State.WITHDRAWN.value, timezone.now(), by.pk, sheet.reason
    since = datetime.fromisoformat(standing["state_since"])
    return standing["state"], since, standing["state_by_id"], standing["state_reason"]


def _entry(each: Brought, sheet: Sheet) -> PlainEntry:
    before = dict(each.before or {})
    standing = before.pop("standing")
    content: Content = before
    return PlainEntry(
        content, key=each.key, version=each.version, author=standing["changed_by_id"], log={"file": sheet.name}
    )


def _log(lines: Sequence[tuple[int, int, dict[str, Any]]], *, by: User) -> None:
    """Lines of the log, and no mail: thousands of reports go at once."""
    now = timezone.now()
    inserting.insert_rows(
        Event,
        ("result_id", "act", "by_id", "at", "version", "details"),
        [(key, Event.Act.TAKEN_BACK.value, by.pk, now, version, details) for key, version, details in lines],
    )
