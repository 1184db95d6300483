"""What is new in a report since somebody read it last, listed and marked in its document."""

from dataclasses import dataclass
from typing import Any

from results import history, revisions
from results.desk.differences import marked
from results.history import TEXTS, Change
from results.models import Event, Publication, Result
from results.revisions import Content

_READINGS = (Event.Act.SUBMITTED, Event.Act.RETURNED, Event.Act.PUBLISHED)


@dataclass(frozen=True)
class Comparison:
    """A report beside one of its earlier versions.

    ``event`` is the act with which that version reached its reader, where it is known.
    """

    version: int
    before: Content
    changes: list[Change]
    event: Event | None = None

    @property
    def listed(self) -> list[Change]:
        """The changes that are not marked in the texts, or not only there."""
        return [change for change in self.changes if change.kind != "text" or not (change.before and change.after)]

    @property
    def texts(self) -> list[Change]:
        """The changes that are marked in the texts."""
        return [change for change in self.changes if change not in self.listed]


def compare(result: Result, *, since: int | None = None) -> Comparison | None:
    """The report, read ``with_everything()``, beside the version ``since``, or else the one that was read last.

    None where nobody has read one yet, and where that version was not kept.
    """
    event = None if since is not None else last_read(result)
    version = event.version if event else since
    if version is None or (before := revisions.kept(result, version)) is None:
        return None
    return Comparison(version, before, history.between(before, revisions.content_of(result)), event)


def last_read(result: Result) -> Event | None:
    """When the report was last read by somebody who judges it: sent in before its last return, or published.

    A publication counts as long as readers see it.
    """
    current = Publication.objects.current().filter(result=result).values_list("number", flat=True).first()
    sent: Event | None = None
    found: Event | None = None
    for event in Event.objects.filter(result=result, act__in=_READINGS).select_related("by").order_by("pk"):
        if event.act == Event.Act.SUBMITTED:
            sent = event
        elif event.act == Event.Act.RETURNED:
            found = sent
        else:
            found = event if event.details.get("publication") == current else None
    return found


def mark(document: dict[str, Any], result: Result, before: Content) -> dict[str, Any]:
    """The document of a report with the words that differ from an earlier version marked in its texts."""
    drivers = {text["driver_id"]: text["text"] for text in before["parts"].get("driver_texts", [])}
    reasons = {(link["goal_id"], link["target_id"]): link["reason"] for link in before["parts"].get("sdg_links", [])}
    new_reasons = {
        (link.goal.number if link.goal else link.target.code if link.target else None): marked(
            reasons.get((link.goal_id, link.target_id), ""), link.reason
        )
        for link in result.sdg_links.all()
    }
    return {
        **document,
        **{name: marked(before["fields"].get(name, ""), document[name]) for name in TEXTS},
        "drivers": [
            {**said, "text": marked(drivers.get(text.driver_id, ""), text.text)}
            for said, text in zip(document["drivers"], result.driver_texts.all(), strict=True)
        ],
        "goals": [{**goal, "reason": new_reasons.get(goal["number"], "")} for goal in document["goals"]],
        "targets": [{**target, "reason": new_reasons.get(target["code"], "")} for target in document["targets"]],
    }
