"""What the quality checks find in a report as it is being typed, and how far it has come."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from countries.models import User
from results.checks import Finding
from results.desk.writing.around import Around
from results.desk.writing.drafts import Draft
from results.desk.writing.sections import BY_KEY, SECTIONS, WHOLE, Section, TaskList, task_list
from results.desk.writing.showing import findings_in
from results.models import Result
from results.revisions import content_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Noticed:
    """What there is to say about a form now: the findings of each of its fields and parts, and what is still to do."""

    fields: list[tuple[str, list[Finding]]]
    tasks: TaskList


def notice(result: Result, posted: QueryDict, place: str, *, by: User) -> Noticed | None:
    """What the checks find in a form as it is typed; None where they cannot look.

    ``result`` has been read by writing.saving.reports_with_content.
    """
    if place != WHOLE and place not in BY_KEY:
        return None
    try:
        return _notice(result, posted, place, by)
    except Exception:
        # The text is kept by now. A check that stumbles over it must not make it look lost.
        _log.exception("The quality checks could not look at what is typed into %s.", result.reference)
        return None


def _notice(result: Result, posted: QueryDict, place: str, by: User) -> Noticed:
    sections: Sequence[Section] = SECTIONS if place == WHOLE else [BY_KEY[place]]
    now = result.said or content_of(result)  # type: ignore[attr-defined]  # read with it
    draft = Draft(Around(result, by=by, now=now), posted, sections)
    content = draft.content_over(now)
    found = findings_in(content, draft)
    by_name: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        by_name[finding.field].append(finding)
    fields = [(name, by_name[name]) for section in sections for name in section.names]
    return Noticed(fields, task_list(result, content, found, place=place))
