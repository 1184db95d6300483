"""The only way in: everything that changes a result, checked against the permission table and written to the log.

``write_many`` and ``publish_many`` do the work for a form (one report), a sheet (thousands) and the
demonstration alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from countries.models import User
from results import checks, permissions, publishing, references
from results.models import Contribution, DriverText, Event, Evidence, Publication, Result, ResultSdgLink
from results.permissions import Act
from results.querysets import ResultQuerySet
from sdg_links.texts import clean_text, problem_in_text

MAX_REASON_WORDS = 100
_RECORDED = (
    "country", "cpo", "date", "date_precision", "language", "summary", "outcome_achieved", "contribution",
    "indicator", "step",
)  # fmt: skip

_PARTS: dict[str, type[models.Model]] = {
    "contributions": Contribution,
    "driver_texts": DriverText,
    "evidence": Evidence,
    "sdg_links": ResultSdgLink,
}
# The table of each many-to-many link, and its column for the other side.
_LINKS: dict[str, tuple[type[models.Model], str]] = {
    "further_indicators": (Result.further_indicators.through, "indicator_id"),
    "partnerships": (Result.partnerships.through, "partnershipcategory_id"),
    "partners": (Result.partners.through, "organisation_id"),
    "projects": (Result.projects.through, "project_id"),
    "topics": (Result.topics.through, "topic_id"),
}


class Conflict(Exception):
    """Somebody else changed the report since it was read; ``theirs`` is the report as it stands now."""

    def __init__(self, theirs: Result) -> None:
        super().__init__(f"{theirs.reference} was changed by {theirs.changed_by} in the meantime.")
        self.theirs = theirs


class NotReady(ValidationError):
    """Reports that cannot be published yet; ``findings`` says for each reference what to mend."""

    def __init__(self, found: dict[str, list[checks.Finding]]) -> None:
        super().__init__([f"{reference}: {f.sentence}" for reference, many in found.items() for f in many])
        self.findings = found


@dataclass
class Entry:
    """A report to be written: the result and, where they are given, its parts and links.

    A part that is None stays as it is; a list replaces what is there. ``author`` is whoever answers for the words
    where that is not the person who brings them in. ``parts`` goes into the log, as for ``write``.
    """

    result: Result
    author: User | None = None
    links: dict[str, list[models.Model]] = field(default_factory=dict)
    contributions: list[Contribution] | None = None
    driver_texts: list[DriverText] | None = None
    evidence: list[Evidence] | None = None
    sdg_links: list[ResultSdgLink] | None = None
    parts: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def write(result: Result, *, by: User, parts: dict[str, Any] | None = None) -> None:
    """Write a new report, or the changed version of one; raises PermissionDenied or Conflict.

    ``parts`` goes into the log: what changed beneath the result, such as its contributions.
    """
    write_many([Entry(result)], by=by, act=Act.WRITE, parts=parts)


@transaction.atomic
def write_many(entries: Sequence[Entry], *, by: User, act: str, parts: dict[str, Any] | None = None) -> None:
    """Write new and changed reports, all of them or none.

    ``act`` is Act.WRITE or Act.IMPORT. The results have been validated (``full_clean``); their ``version`` is the one
    they were read at. Raises PermissionDenied or Conflict.
    """
    for entry in entries:
        permissions.require(by, act, entry.result)
    new = [entry for entry in entries if entry.result.pk is None]
    old = [entry for entry in entries if entry.result.pk is not None]
    details = _change(old, by=by, act=act)
    _create(new, by=by)
    _replace_parts(entries)
    written = Event.Act.IMPORTED if act == Act.IMPORT else None
    Event.objects.bulk_create(
        Event(
            result=entry.result,
            act=written or (Event.Act.CHANGED if entry.result.pk in details else Event.Act.CREATED),
            by=by,
            version=entry.result.version,
            details={**details.get(entry.result.pk, {}), **entry.parts, **(parts or {})},
        )
        for entry in entries
    )


def _create(entries: Sequence[Entry], *, by: User) -> None:
    for entry in entries:
        entry.result.created_by = entry.result.changed_by = entry.author or by
    results = [entry.result for entry in entries]
    references.assign(results)
    Result.objects.bulk_create(results, batch_size=500)


def _change(entries: Sequence[Entry], *, by: User, act: str) -> dict[int, dict[str, Any]]:
    """Save changed results where nobody else has meanwhile; gives back what changed, by primary key."""
    keys = [entry.result.pk for entry in entries]
    before = {result.pk: result for result in _hold(keys).select_related("country", "changed_by")}
    details = {}
    now = timezone.now()
    for entry in entries:
        result, stored = entry.result, before[entry.result.pk]
        if stored.version != result.version:
            raise Conflict(stored)
        # A report is moved to another country only by somebody who has the right in both.
        permissions.require(by, act, stored)
        result.version += 1
        result.state = Result.State.DRAFT
        result.changed_by = entry.author or by
        result.changed_at = now
        details[result.pk] = _differences(stored, result)
    columns = [*_RECORDED, "version", "state", "changed_by", "changed_at"]
    Result.objects.bulk_update([entry.result for entry in entries], columns, batch_size=200)
    return details


def _hold(keys: list[int]) -> ResultQuerySet:
    """These reports, locked until the transaction ends, as they stand once nobody else is writing them."""
    # Locked first and read after: PostgreSQL loses or empties the joins of a row that changed while it was waited for.
    list(Result.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    return Result.objects.filter(pk__in=keys)


def _differences(before: Result, after: Result) -> dict[str, Any]:
    columns = [column.attname for column in Result._meta.concrete_fields if column.name in _RECORDED]
    pairs = {name: [getattr(before, name), getattr(after, name)] for name in columns}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _replace_parts(entries: Sequence[Entry]) -> None:
    for name, model in _PARTS.items():
        given = [(entry.result, getattr(entry, name)) for entry in entries if getattr(entry, name) is not None]
        if not given:
            continue
        model._default_manager.filter(result__in=[result for result, _parts in given]).delete()
        for result, parts in given:
            for part in parts:
                part.result = result
        model._default_manager.bulk_create([part for _result, parts in given for part in parts], batch_size=500)
    for name, (through, column) in _LINKS.items():
        linked = [(entry.result, entry.links[name]) for entry in entries if name in entry.links]
        if not linked:
            continue
        through._default_manager.filter(result__in=[result for result, _others in linked]).delete()
        through._default_manager.bulk_create(
            [through(**{"result_id": result.pk, column: other.pk}) for result, others in linked for other in others],
            batch_size=500,
        )


@transaction.atomic
def publish(result: Result, *, by: User, at: datetime | None = None) -> Publication:
    """Publish a report as its next version; raises PermissionDenied or NotReady."""
    return publish_many([result], by=by, at=at)[0]


@transaction.atomic
def publish_many(results: Sequence[Result], *, by: User, at: datetime | None = None) -> list[Publication]:
    """Publish reports, all of them or none; each supersedes its version before.

    ``at`` is the moment of publication, now unless it is given. Raises PermissionDenied or NotReady.
    """
    held = _hold([r.pk for r in results]).with_everything().in_bulk()
    locked = [held[result.pk] for result in results]
    for result in locked:
        permissions.require(by, Act.PUBLISH, result)
    around = checks.Surroundings.at(timezone.localdate())
    found = {result.reference: many for result in locked if (many := checks.findings(result, around))}
    if found:
        raise NotReady(found)
    publications = publishing.publish(locked, by=by, at=at or timezone.now(), around=around)
    Result.objects.filter(pk__in=[r.pk for r in locked]).update(state=Result.State.APPROVED)
    Event.objects.bulk_create(
        Event(
            result=publication.result,
            act=Event.Act.PUBLISHED,
            by=by,
            version=publication.result.version,
            details={"publication": publication.number},
        )
        for publication in publications
    )
    return publications


@transaction.atomic
def withdraw(result: Result, *, by: User, reason: str) -> None:
    """Take the current version of a report away from readers; raises PermissionDenied or ValidationError."""
    permissions.require(by, Act.WITHDRAW, result)
    reason = clean_text(reason)
    if not reason:
        raise ValidationError(_("Say why the record is withdrawn: its address will show the reason."))
    if problem := problem_in_text(reason, words=MAX_REASON_WORDS):
        raise ValidationError(problem)
    withdrawn = publishing.withdraw(result, by=by, at=timezone.now(), reason=reason)
    if not withdrawn:
        raise ValidationError(_("%(reference)s is not published.") % {"reference": result.reference})
    Result.objects.filter(pk=result.pk).update(state=Result.State.DRAFT)
    Event.objects.create(
        result=result, act=Event.Act.WITHDRAWN, by=by, version=result.version, details={"reason": reason}
    )
