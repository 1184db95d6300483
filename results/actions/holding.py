"""What all actions share: reports held while they are acted on, reasons read, steps logged."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from countries.models import User
from results import notices
from results.actions.problems import Conflict
from results.models import Event, Result
from results.querysets import ResultQuerySet
from sdg_links.texts import clean_text, problem_in_text

MAX_REASON_WORDS = 100


def hold(keys: Iterable[int]) -> ResultQuerySet:
    """These reports, locked until the transaction ends, as they stand once nobody else is writing them."""
    wanted = list(keys)
    # Locked first and read after: PostgreSQL loses or empties the joins of a row that changed while it was waited for.
    list(Result.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk"))
    return Result.objects.filter(pk__in=wanted)


def hold_as_read(result: Result, version: int | None) -> Result:
    """One report, held; raises Conflict where its text is no longer the one that was read."""
    held = hold([result.pk]).select_related("country__region", "changed_by", "created_by").get()
    if version is not None and held.version != version:
        raise Conflict(held)
    return held


def read_reason(reason: str, missing: str) -> str:
    """A reason as it is kept; raises ValidationError with ``missing`` where there is none."""
    reason = clean_text(reason)
    if not reason:
        raise ValidationError(missing)
    if problem := problem_in_text(reason, words=MAX_REASON_WORDS):
        raise ValidationError(problem)
    return reason


def move(results: Sequence[Result], state: str, *, by: User, reason: str = "", at: datetime | None = None) -> None:
    """Bring reports into a state, and note who did so and why."""
    Result.objects.filter(pk__in=[result.pk for result in results]).update(
        state=state, state_since=at or timezone.now(), state_by=by, state_reason=reason
    )
    for result in results:
        result.state, result.state_by, result.state_reason = state, by, reason


def log(results: Sequence[Result], act: str, *, by: User, details: Mapping[int, dict[str, Any]] | None = None) -> None:
    """Write one line for each report, with its details by primary key, and let those know whom it concerns."""
    said = details or {}
    events = Event.objects.bulk_create(
        Event(result=result, act=act, by=by, version=result.version, details=said.get(result.pk, {}))
        for result in results
    )
    notices.about(events)
