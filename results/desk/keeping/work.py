"""What somebody typed and has not saved: kept, offered again, forgotten once it is saved.

A row of UnsavedWork is one page of a browser (tabs.py). Its ``data`` is what the form posted, {field: [values]}; it is
empty once that was saved or discarded, so that a copy of it that arrives late is not taken for something new.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from countries.models import User
from results.desk.keeping.tabs import Tab
from results.models import Result, UnsavedWork

MOST_BYTES = 200_000
MOST_TEXTS = 20
KEPT_FOR = timedelta(days=60)
# What belongs to the posting, not to what was typed.
_PASSING = frozenset({"csrfmiddlewaretoken", "tab", "typed_by", "typed_place", "typed_version"})
_SETTLED = Q(data={})


@dataclass(frozen=True)
class Kept:
    """What became of a text that was to be kept: it is, or had been saved before it arrived, or is not (and why)."""

    unsaved: UnsavedWork | None = None
    is_settled: bool = False
    refusal: str = ""


class _Row(NamedTuple):
    """What is known of a kept text without reading it."""

    pk: int
    result_id: int | None
    place: str
    tab: str
    kept_at: datetime
    is_settled: bool


def keep(user: User, result: Result | None, place: str, tab: str, data: QueryDict, version: int) -> Kept:
    """Keep what was typed into a form, in place of what its page kept before.

    ``place`` is the key of a section, ``all`` or ``new``; ``version`` the one of the report it was typed into;
    ``typed_at`` among the data says that it was sent while it was typed, and orders what arrives out of order. Costs
    one query, and a few more the first time a page keeps something.
    """
    page, typed = Tab.read(tab), worth_keeping(data)
    unsaved = UnsavedWork(user=user, result=result, place=place, tab=page.name, version=version, data=typed)
    unsaved.kept_at = timezone.now()
    if refusal := too_long(typed):
        return Kept(refusal=refusal)
    if page.own and _replace(unsaved):
        return Kept(unsaved)
    return _keep_first(page, unsaved)


def _keep_first(page: Tab, unsaved: UnsavedWork) -> Kept:
    """Keep a text whose page has kept none yet, or kept a later one, or was sent off with its form."""
    rows = _rows(unsaved)
    before = rows.get((unsaved.result_id, unsaved.place, unsaved.tab))
    if before and page.own and "typed_at" in unsaved.data:
        return Kept(unsaved, is_settled=before.is_settled)
    if before and (before.is_settled or page.shown_at not in (None, before.kept_at)):
        # It was saved before, or another page went on from the same text: nothing of either is overwritten.
        before, unsaved.tab = None, Tab().name
    if before is None and (refusal := _too_many(rows.values(), page)):
        return Kept(refusal=refusal)
    if not (_replace(unsaved) if before else _insert(unsaved)):
        return Kept(unsaved, is_settled=True)
    if page.own and page.shown:
        _shown_in(unsaved.user, page).delete()
    return Kept(unsaved)


def offered(user: User, result: Result | None, place: str, chosen: str = "") -> UnsavedWork | None:
    """What a form has to show instead of what is stored: the text kept last, or (by its tab) a chosen one."""
    listed = list(unsaved_of(user).filter(result=result, place=place)[:MOST_TEXTS])
    return next((row for row in listed if row.tab == chosen), listed[0] if listed else None)


def unsaved_of(user: User) -> QuerySet[UnsavedWork]:
    """Everything somebody typed and has not saved; what was kept last comes first."""
    return UnsavedWork.objects.filter(user=user).exclude(_SETTLED).select_related("result").order_by("-kept_at")


def as_query_dict(unsaved: UnsavedWork) -> QueryDict:
    """What was typed, as a form takes it."""
    return as_posted(unsaved.data)


def forget(user: User, result: Result | None, place: str, tab: str) -> None:
    """What was typed in this page, and the kept text that it went on from, is saved now."""
    page, now = Tab.read(tab), timezone.now()
    if page.own:
        mine = UnsavedWork.objects.filter(user=user, tab=page.own)
        if not mine.update(data={}, kept_at=now):
            # It was saved before it had been kept; what is on its way still has to find it settled.
            settled = UnsavedWork(user=user, result=result, place=place, tab=page.own, data={}, kept_at=now)
            UnsavedWork.objects.bulk_create([settled], ignore_conflicts=True)
    if page.shown:
        _shown_in(user, page).update(data={}, kept_at=now)


def discard(unsaved: UnsavedWork) -> None:
    """Drop what was typed and not saved."""
    UnsavedWork.objects.filter(pk=unsaved.pk).update(data={}, kept_at=timezone.now())


def worth_keeping(data: QueryDict) -> dict[str, list[str]]:
    """What was typed, of all that was posted: no password and nothing that only the posting needed."""
    return {
        name: [str(value).replace("\0", "") for value in data.getlist(name)]
        for name in data
        if name not in _PASSING and "password" not in name.lower()
    }


def as_posted(typed: dict[str, list[str]]) -> QueryDict:
    """What ``worth_keeping`` has taken out of a posting, as it had been posted."""
    posted = QueryDict(mutable=True)
    for name, values in typed.items():
        posted.setlist(name, values)
    return posted


def too_long(typed: dict[str, list[str]]) -> str:
    """Why a text cannot be kept; empty where it can be."""
    if len(json.dumps(typed, ensure_ascii=False).encode()) <= MOST_BYTES:
        return ""
    return _("This is too long to be kept while you type. Shorten it, or save it now.")


def _rows(unsaved: UnsavedWork) -> dict[tuple[int | None, str, str], _Row]:
    """What is kept for a person, and whether the text of this page was settled."""
    rows = UnsavedWork.objects.filter(~_SETTLED | Q(tab=unsaved.tab), user=unsaved.user).annotate(
        is_settled=ExpressionWrapper(_SETTLED, output_field=BooleanField())
    )
    listed = rows.values_list("pk", "result_id", "place", "tab", "kept_at", "is_settled")
    return {(row.result_id, row.place, row.tab): row for row in map(_Row._make, listed)}


def _too_many(rows: Iterable[_Row], page: Tab) -> str:
    """Why no further text can be kept; what would have been swept away already does not count."""
    oldest = timezone.now() - KEPT_FOR
    if sum(not r.is_settled and r.kept_at > oldest and r.tab != page.shown for r in rows) < MOST_TEXTS:
        return ""
    return _(
        "You have %(count)s texts that are kept and not saved, and no more can be kept. Save this one now, "
        "or save or discard one of the others."
    ) % {"count": MOST_TEXTS}


def _insert(unsaved: UnsavedWork) -> bool:
    """Write the first text of a page; False where it was settled in this very moment."""
    try:
        with transaction.atomic():
            unsaved.save(force_insert=True)
    except IntegrityError:
        # The same page sent it, or had it saved, at the same moment.
        return _replace(unsaved)
    return True


def _replace(unsaved: UnsavedWork) -> bool:
    """Write a text over the one its page kept; False where there is none, or a later or a settled one."""
    mine = UnsavedWork.objects.filter(user=unsaved.user, result=unsaved.result, place=unsaved.place, tab=unsaved.tab)
    if typed_at := unsaved.data.get("typed_at"):
        mine = mine.exclude(data__typed_at__0__gt=typed_at[0])
    written = {"data": unsaved.data, "version": unsaved.version, "kept_at": unsaved.kept_at}
    return bool(mine.exclude(_SETTLED).update(**written))


def _shown_in(user: User, page: Tab) -> QuerySet[UnsavedWork]:
    """The kept text that a page was opened with, unless its own page has gone on with it since."""
    shown = UnsavedWork.objects.filter(user=user, tab=page.shown)
    return shown.filter(kept_at=page.shown_at) if page.shown_at else shown
