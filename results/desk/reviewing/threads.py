"""Comments in threads: those of each field for the writing form, and those of each place of the printed report."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.text import capfirst

from results.desk.writing.sections import BY_KEY, SECTIONS
from results.history import subject
from results.models import Comment, Result

# What a comment on the whole report is called in forms and addresses; it is stored without a name.
WHOLE = "whole"
# The places of the printed report, and whose comments stand there: fields, parts, and sections of the form.
PLACES: dict[str, tuple[str, ...]] = {
    "summary": ("summary", "change"),
    "indicator": ("indicator", "step", "further_indicators"),
    "projects": ("projects",),
    "outcome_achieved": ("outcome_achieved",),
    "contribution": ("contribution", "contributions"),
    "people_reached": ("people_reached", "people"),
    "driver_texts": ("driver_texts", "cross-cutting"),
    "sdg_links": ("sdg_links", "links"),
    "partners": ("partners", "partnerships"),
    "evidence": ("evidence",),
    "basics": ("basics", "country", "cpo", "date", "language", "topics"),
}
_PLACE_OF = {name: place for place, names in PLACES.items() for name in names}
SUBJECTS = frozenset({WHOLE, *BY_KEY, *(name for section in SECTIONS for name in section.names)})


@dataclass(frozen=True)
class Thread:
    """A comment and the replies to it."""

    first: Comment
    replies: list[Comment] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What the thread is about, as forms and addresses call it."""
        return self.first.field or WHOLE

    @property
    def about(self) -> str:
        """What the thread is about, in words."""
        return name_of(self.key)

    @property
    def is_open(self) -> bool:
        return self.first.resolved_at is None


Threads = dict[str, list[Thread]]


def place_of(name: str) -> str:
    """The place of the printed report where a field, a part or a section stands."""
    return _PLACE_OF.get(name, WHOLE)


def name_of(name: str) -> str:
    """What a field, a part, a section or the whole is called, at the beginning of a line."""
    return capfirst(subject("" if name == WHOLE else name))


def threads_of(result: Result) -> list[Thread]:
    """All threads of a report, the first one first; one query."""
    threads: dict[int | None, Thread] = {}
    for said in Comment.objects.filter(result=result).select_related("by", "resolved_by"):
        if said.answers_id is None:
            threads[said.pk] = Thread(said)
        else:
            threads[said.answers_id].replies.append(said)
    return list(threads.values())


def by_field(result: Result) -> Threads:
    """The threads of a report by the field, part or section they are about; "whole" for the whole report."""
    found: Threads = {}
    for thread in threads_of(result):
        found.setdefault(thread.key, []).append(thread)
    return found


def by_place(threads: Iterable[Thread]) -> Threads:
    """Threads by the place of the printed report where they stand; every place is there, with or without any."""
    found: Threads = {place: [] for place in (*PLACES, WHOLE)}
    for thread in threads:
        found[place_of(thread.first.field)].append(thread)
    return found
