"""Saving what was written, and bringing it together with what somebody else saved meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db.models import OuterRef, Subquery

from results import actions, revisions
from results.desk.writing.around import Around
from results.desk.writing.drafts import Draft
from results.desk.writing.merging import Merge, merge
from results.desk.writing.posting import as_posted, stored_rows
from results.models import Result, Revision
from results.permissions import Act
from results.querysets import ResultQuerySet
from results.revisions import LINKS, PARTS, content_of

# What a form posts beside what is typed: which page of a browser it is.
_PAGE = ("tab", "typed_by", "typed_place")


@dataclass(frozen=True)
class Saving:
    """What became of a draft: saved; or to be mended; or to be decided on, piece by piece (``merge``).

    ``draft`` is what is to be shown where it was not saved. Where somebody saved meanwhile, after version ``since``,
    ``stored`` is the report as it stands, and ``taken_over`` are the pieces that only she had changed.
    """

    draft: Draft
    is_saved: bool = False
    is_changed: bool = False
    merge: Merge | None = None
    stored: Result | None = None
    since: int = 0
    taken_over: list[str] = field(default_factory=list)


def whole_reports() -> ResultQuerySet:
    """Reports with all that a page for writing shows of them."""
    beside = ("country__region", "cpo", "indicator__policy_outcome__biennium", "step", "changed_by", "state_by")
    return Result.objects.select_related(*beside).prefetch_related(*LINKS, *PARTS)


def reports_with_content() -> ResultQuerySet:
    """Reports with what they say in one piece (``said``; None where that was not kept), in one query."""
    now = Revision.objects.filter(result=OuterRef("pk"), version=OuterRef("version")).values("content")[:1]
    beside = ("country__region", "cpo", "indicator__policy_outcome__biennium", "step", "changed_by")
    return Result.objects.select_related(*beside).annotate(said=Subquery(now))


def save(draft: Draft, choices: Mapping[str, str]) -> Saving:
    """Write a draft where nothing is wrong with it.

    Where somebody saved since it was opened, what only one of the two changed is brought together, and ``choices`` say
    what is kept of the rest (merging.Keep by piece). Raises PermissionDenied.
    """
    if not draft.is_valid():
        return Saving(draft)
    if draft.version == draft.result.version:
        try:
            return _write(draft)
        except actions.Conflict:
            # Somebody was faster by a moment; the next lines read what she saved.
            choices = {}
    return _save_over(draft, choices)


def _save_over(draft: Draft, choices: Mapping[str, str]) -> Saving:
    stored = whole_reports().get(pk=draft.result.pk)
    around = Around(stored, by=draft.around.by, now=content_of(stored))
    before = revisions.kept(stored, draft.version)
    both = merge(before, around.now or {}, draft.content_over(before or around.now or {}))
    # A choice holds for the version that was shown with it.
    decided = choices if draft.data.get("seen") == str(stored.version) else {}
    if both.undecided(decided):
        return Saving(draft, merge=both, stored=stored, since=draft.version)
    keys = {name: [*stored_rows(stored)[name], *draft.keys.get(name, [])] for name in PARTS}
    data = as_posted(both.content(decided), draft.names, around, keys)
    data.update({name: draft.data.get(name, "") for name in _PAGE} | {"typed_version": str(stored.version)})
    together = Draft(around, data, draft.sections)
    if not together.is_valid():
        return Saving(together, stored=stored, since=draft.version, taken_over=both.taken_over)
    try:
        return replace(_write(together), stored=stored, since=draft.version, taken_over=both.taken_over)
    except actions.Conflict:
        return _save_over(draft, {})


def _write(draft: Draft) -> Saving:
    written = actions.write_many([draft.entry()], by=draft.around.by, act=Act.WRITE)
    return Saving(draft, is_saved=True, is_changed=bool(written))
