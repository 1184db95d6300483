"""Writing thousands of reports as plain data: the outcome of ``write_many``, without a model for each of them.

A report is written as it will stand, whole, in the shape that results/revisions.py describes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from countries.models import Country, User
from results import gate, inserting, locks, permissions, references, revisions
from results.actions.bulk_storing import replace_links, replace_parts, require_own_files
from results.actions.contents import contents_of
from results.actions.problems import Conflict
from results.models import Event, Result, Revision
from results.permissions import Act
from results.revisions import Content

# The columns of a stored report that decide who may change it, and what becomes of it.
_STANDING = (
    "pk", "version", "reference", "country_id", "date", "created_by_id", "changed_by_id",
    "state", "state_since", "state_by_id", "state_reason",
)  # fmt: skip
_FIELDS = tuple(Result._meta.get_field(name).attname for name in revisions.FIELDS)  # type: ignore[union-attr]
_CHANGED = (
    *_FIELDS, "version", "state", "state_since", "state_by_id", "state_reason", "changed_by_id", "changed_at",
)  # fmt: skip
_CREATED = ("id", "reference", "created_by_id", "created_at", *_CHANGED)

Stored = Mapping[str, Any]


@dataclass(slots=True)
class PlainEntry:
    """A report to be written: its content as it will be, and the primary key of whoever answers for the words.

    ``key`` is None for a new report; ``version`` is the one at which a stored report was read. After writing, both
    are those of the report as it then stands, ``before`` is what it said and ``standing`` the columns of its state and
    its authors (None for a new one), and ``changes`` is what was written over (empty where nothing was).
    """

    content: Content
    key: int | None = None
    version: int = 0
    reference: str = ""
    author: int | None = None
    log: dict[str, Any] = field(default_factory=dict)
    before: Content | None = None
    standing: Stored | None = None
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The year in which the change happened."""
        return int(self.content["fields"]["date"][:4])

    @property
    def result_key(self) -> int:
        """The primary key of a report that is stored by now."""
        if self.key is None:
            raise ValueError("This report has no primary key before it is written.")
        return self.key


def write_contents(
    entries: Sequence[PlainEntry],
    *,
    by: User,
    act: str = Act.IMPORT,
    log_as: str = Event.Act.IMPORTED,
    to_come: Iterable[str] = (),
) -> int:
    """Write new and changed reports in the transaction that is open; gives back how many there were to write.

    The contents have been validated. ``to_come`` are references that the same transaction will bring later: their
    numbers are given to nobody else. Raises PermissionDenied, Conflict or ValidationError; then nothing of the
    transaction may be kept.
    """
    new = [entry for entry in entries if entry.key is None]
    old = [entry for entry in entries if entry.key is not None]
    stored = hold_standing(entry.result_key for entry in old)
    countries = _countries(stored.values(), entries)
    with gate.admitted([*_samples(stored.values(), countries, by), *_new_samples(new, countries)], by=by, act=act):
        references.note(to_come)
        changed = _change(old, stored, countries, by=by, act=act)
        _create(new, countries, by=by)
        written = [*changed, *new]
        require_own_files(written)
        replace_links(written)
        replace_parts(written)
        _record(written, by=by, log_as=log_as)
    return len(written)


def hold_standing(keys: Iterable[int]) -> dict[int, Stored]:
    """How stored reports stand, by primary key, locked until the transaction ends."""
    held = Result.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk")
    return {row["pk"]: row for row in held.values(*_STANDING)}


def _countries(stored: Iterable[Stored], entries: Sequence[PlainEntry]) -> dict[int, Country]:
    keys = {row["country_id"] for row in stored} | {entry.content["fields"]["country_id"] for entry in entries}
    return Country.objects.select_related("region").in_bulk(keys)


def _samples(stored: Iterable[Stored], countries: Mapping[int, Country], by: User) -> list[Result]:
    """One stored report for each answer that the permission table and the locks can give."""
    found: dict[Any, Stored] = {}
    for row in stored:
        is_own = by.pk in (row["created_by_id"], row["changed_by_id"])
        found.setdefault((row["country_id"], row["date"].year, row["state"], is_own), row)
    samples = [Result(**{**row, "country": countries[row["country_id"]]}) for row in found.values()]
    for sample in samples:
        sample._state.adding = False
    return samples


def _new_samples(entries: Iterable[PlainEntry], countries: Mapping[int, Country]) -> list[Result]:
    """A report as yet unwritten for each country and year of these."""
    places = {(entry.content["fields"]["country_id"], entry.year) for entry in entries}
    return [Result(country=countries[country], date=date(year, 1, 1)) for country, year in sorted(places)]


def _create(entries: Sequence[PlainEntry], countries: Mapping[int, Country], *, by: User) -> None:
    """Insert new reports: they begin as drafts."""
    numbered = [
        references.Numbered(country.pk, country.iso3, entry.year, entry.reference)
        for entry in entries
        for country in [countries[entry.content["fields"]["country_id"]]]
    ]
    references.number(numbered)
    now, rows = timezone.now(), []
    keys = inserting.take_keys(Result, len(entries)) if entries else []
    for entry, given, key in zip(entries, numbered, keys, strict=True):
        entry.key, entry.reference, entry.version = key, given.reference, 1
        fields, author = entry.content["fields"], entry.author or by.pk
        said = [fields[name] for name in _FIELDS]
        rows.append(
            (key, given.reference, author, now, *said, 1, Result.State.DRAFT.value, now, author, "", author, now)
        )
    inserting.insert_rows(Result, _CREATED, rows)


def _change(
    entries: Sequence[PlainEntry], stored: Mapping[int, Stored], countries: Mapping[int, Country], *, by: User, act: str
) -> list[PlainEntry]:
    """Update the reports that will say something else, where nobody else has changed them meanwhile."""
    for entry in entries:
        _require_version(entry, stored)
    before = contents_of({key: row["version"] for key, row in stored.items()})
    for entry in entries:
        entry.before, entry.standing = before[entry.result_key], stored[entry.result_key]
        entry.changes = revisions.differences(entry.before, entry.content)
    changed = [entry for entry in entries if entry.changes]
    _require_new_places(changed, stored, countries, by=by, act=act)
    now, rows = timezone.now(), []
    for entry in changed:
        entry.version += 1
        fields, row = entry.content["fields"], stored[entry.result_key]
        author = entry.author or by.pk
        said = [fields[name] for name in _FIELDS]
        rows.append((entry.key, *said, entry.version, *_next_state(row, by, now), author, now))
    inserting.update_rows(Result, _CHANGED, rows)
    return changed


def _require_version(entry: PlainEntry, stored: Mapping[int, Stored]) -> None:
    row = stored.get(entry.result_key)
    if row is None:
        raise ValidationError(_("A report of this sheet is no longer there. Import the file again."))
    if row["version"] != entry.version:
        raise Conflict(Result.objects.select_related("changed_by").get(pk=entry.result_key))


def _require_new_places(
    entries: Iterable[PlainEntry],
    stored: Mapping[int, Stored],
    countries: Mapping[int, Country],
    *,
    by: User,
    act: str,
) -> None:
    """A report moves to another country only by whoever has the right in both, and into no locked period."""
    moved = []
    for entry in entries:
        row = stored[entry.result_key]
        if (row["country_id"], row["date"].year) != (entry.content["fields"]["country_id"], entry.year):
            moved.append(entry)
    places = _new_samples(moved, countries)
    for place in places:
        if not permissions.may_in(by, act, place.country):
            raise PermissionDenied(
                _("You do not have the right to write reports of %(country)s.") % {"country": place.country}
            )
    if places:
        locks.require_open(places, by=by, act=act)


def _next_state(row: Stored, by: User, now: datetime) -> tuple[str, datetime, int, str]:
    """What was published or withdrawn becomes a draft again; everything else stays where it is."""
    if row["state"] in (Result.State.PUBLISHED, Result.State.WITHDRAWN):
        return Result.State.DRAFT.value, now, by.pk, ""
    return row["state"], row["state_since"], row["state_by_id"], row["state_reason"]


def _record(entries: Sequence[PlainEntry], *, by: User, log_as: str) -> None:
    """Keep each version whole, and write its line in the log."""
    now, act = timezone.now(), str(log_as)
    inserting.insert_rows(
        Revision, ("result_id", "version", "content"), [(e.key, e.version, e.content) for e in entries]
    )
    inserting.insert_rows(
        Event,
        ("result_id", "act", "by_id", "at", "version", "details"),
        [(e.key, act, by.pk, now, e.version, {**e.changes, **e.log}) for e in entries],
    )
