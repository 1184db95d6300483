"""The ways of the demonstration's reports through writing and review, each step by the action everybody uses."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from countries.models import User
from results import actions
from results.actions import Entry
from results.dates import Precision
from results.demo.shelf import Shelf, evidence, people_reached
from results.models import Comment, Judgement, Result
from results.permissions import Act, may_in

# A record appears some weeks after the day, month or year of the change; a correction some months after that.
_PERIOD: dict[str, timedelta] = {
    Precision.DAY: timedelta(0),
    Precision.MONTH: timedelta(days=31),
    Precision.YEAR: timedelta(days=366),
}
_UNTIL_PUBLISHED = timedelta(days=45)
_UNTIL_CORRECTED = timedelta(days=120)
# Who is asked first.
_REVIEWERS = ("national-reviewer", "regional-reviewer", "publisher")

Step = dict[str, Any]
PUBLISH: Step = {"act": "publish"}


@dataclass(frozen=True)
class Walk:
    """A report on its way, who wrote it, and everybody else by the first part of their address."""

    result: Result
    author: User
    people: dict[str, User]
    shelf: Shelf

    def follow(self, way: Iterable[Step]) -> None:
        """Take these steps, one after the other."""
        for step in way:
            self.result.refresh_from_db()
            _STEPS[step["act"]](self, step)

    def who(self, step: Step) -> User:
        return self.people[step["by"]] if "by" in step else self.author

    @property
    def reviewer(self) -> User:
        """Who judges the report once it has been sent in."""
        country = self.result.country
        return next(self.people[name] for name in _REVIEWERS if may_in(self.people[name], Act.APPROVE, country))


def publish(walks: Sequence[Walk]) -> None:
    """The whole way of drafts: their authors send them in, reviewers judge and approve, the publisher publishes."""
    for author in dict.fromkeys(walk.author for walk in walks):
        actions.submit_many([walk.result for walk in walks if walk.author == author], by=author)
    for walk in walks:
        _judge(walk, by=walk.reviewer)
    for reviewer in dict.fromkeys(walk.reviewer for walk in walks):
        actions.approve_many([walk.result for walk in walks if walk.reviewer == reviewer], by=reviewer)
    for walk in walks:
        actions.publish(walk.result, by=walk.people["publisher"], at=_moment(walk.result))


def _moment(result: Result) -> datetime:
    """When a report appeared, or a correction of it."""
    first = datetime.combine(result.date, time(9), UTC) + _PERIOD[result.date_precision] + _UNTIL_PUBLISHED
    return min(first + result.publications.count() * _UNTIL_CORRECTED, timezone.now())


def _change(walk: Walk, step: Step) -> None:
    """New texts take the place of the old; figures and evidence are added to those that are there."""
    result, author = walk.result, walk.who(step)
    for field, text in step.get("changed", {}).items():
        setattr(result, field, text)
    result.full_clean()
    entry, added = Entry(result), step.get("added", {})
    if lines := added.get("people_reached"):
        entry.people_reached = [*result.people_reached.all(), *map(people_reached, lines)]
    if lines := added.get("evidence"):
        entry.evidence = [*result.evidence.all(), *(evidence(line, result, by=author) for line in lines)]
    actions.write_many([entry], by=author, act=Act.WRITE)


def _submit(walk: Walk, step: Step) -> None:
    actions.submit(walk.result, by=walk.author)


def _hand_on(walk: Walk, step: Step) -> None:
    actions.reassign(walk.result, to=walk.people[step["to"]], by=walk.who(step), note=step["note"])


def _comment(walk: Walk, step: Step) -> None:
    first = actions.comment(walk.result, step["text"], by=walk.who(step), field=step["field"])
    for reply in step.get("replies", []):
        actions.comment(walk.result, reply["text"], by=walk.who(reply), answers=first)
    if resolver := step.get("resolved_by"):
        actions.resolve(first, by=walk.people[resolver])


def _reply(walk: Walk, step: Step) -> None:
    """An answer to what was said first about a field."""
    threads = Comment.objects.filter(result=walk.result, field=step["field"], answers=None)
    actions.comment(walk.result, step["text"], by=walk.who(step), answers=threads.earliest("pk"))


def _tick(walk: Walk, step: Step) -> None:
    _judge(walk, by=walk.who(step), positions=step["positions"])


def _judge(walk: Walk, *, by: User, positions: list[int] | None = None) -> None:
    """Tick the criteria of the indicator that are not ticked yet, each with the evidence in the same place."""
    ticked = set(Judgement.objects.filter(result=walk.result).values_list("criterion", flat=True))
    shown = list(walk.result.evidence.all())
    for number, criterion in enumerate(walk.shelf.criteria.get(walk.result.indicator_id or 0, [])):
        if criterion.pk in ticked or (positions and criterion.position not in positions):
            continue
        proof = shown[number] if number < len(shown) else None
        note = "" if proof else "Described in the outcome achieved and in the contribution."
        actions.judge(walk.result, criterion, by=by, is_met=True, evidence=proof, note=note)


def _approve(walk: Walk, step: Step) -> None:
    _judge(walk, by=walk.who(step))
    actions.approve(walk.result, by=walk.who(step))


def _return(walk: Walk, step: Step) -> None:
    actions.send_back(walk.result, by=walk.who(step), reason=step["reason"])


def _publish(walk: Walk, step: Step) -> None:
    publish([walk])


def _withdraw(walk: Walk, step: Step) -> None:
    actions.withdraw(walk.result, by=walk.who(step), reason=step["reason"])


_STEPS: dict[str, Callable[[Walk, Step], None]] = {
    "approve": _approve,
    "change": _change,
    "comment": _comment,
    "hand-on": _hand_on,
    "publish": _publish,
    "reply": _reply,
    "return": _return,
    "submit": _submit,
    "tick": _tick,
    "withdraw": _withdraw,
}
