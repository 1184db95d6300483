"""What two people changed in the same place, put beside each other in words: yours, theirs, before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from countries.models import User
from indicators.models import Driver
from results.dates import KnownDate
from results.desk.differences import marked
from results.desk.writing.choices import Vocabularies
from results.desk.writing.merging import Merge, may_keep_both
from results.history import label
from results.languages import TextLanguage
from results.models import Event, Result
from results.naming import Names


@dataclass(frozen=True)
class Clash:
    """One piece of a report that two people changed; ``before`` is None where that is no longer known."""

    name: str
    label: str
    before: str | None
    mine: SafeString
    theirs: SafeString
    may_keep_both: bool
    chosen: str
    event: Event | None


class Changes:
    """What others saved in a report after a version: the last who changed each field or part."""

    def __init__(self, result: Result, since: int) -> None:
        self._last: dict[str, Event] = {}
        for event in Event.objects.filter(result=result, version__gt=since).select_related("by").order_by("pk"):
            self._last |= {name.removesuffix("_id"): event for name in event.details}

    def of(self, piece: str) -> Event | None:
        """Who changed a piece last, and when."""
        name = piece.partition(":")[0]
        return self._last.get(name) or (self._last.get("date_precision") if name == "date" else None)

    def told(self, pieces: Iterable[str]) -> list[str]:
        """A sentence for each person and moment: what she changed, and that it was taken over."""
        by_event: dict[tuple[User, datetime], dict[str, None]] = {}
        for piece in pieces:
            if event := self.of(piece):
                by_event.setdefault((event.by, event.at), {})[str(label(piece.partition(":")[0]))] = None
        sentence = _("%(person)s changed this at %(time)s, and it was taken over: %(fields)s.")
        return [
            sentence % {"person": person, "time": date_format(localtime(moment), "H:i"), "fields": ", ".join(labels)}
            for (person, moment), labels in by_event.items()
        ]


def clashes(together: Merge, changes: Changes, choices: Mapping[str, str], vocabularies: Vocabularies) -> list[Clash]:
    """What is to be decided, piece by piece; ``choices`` are those made before."""
    before = together.before
    words = _Words(together, vocabularies)
    found = []
    for name in together.conflicts:
        was = None if before is None else words.of(name, before.get(name))
        mine, theirs = words.of(name, together.mine.get(name)), words.of(name, together.theirs.get(name))
        found.append(
            Clash(
                name,
                words.label(name),
                was,
                mine=marked(theirs if was is None else was, mine),
                theirs=marked(mine if was is None else was, theirs),
                may_keep_both=may_keep_both(name),
                chosen=choices.get(name, ""),
                event=changes.of(name),
            )
        )
    return found


class _Words:
    """The pieces in conflict, in words; what they know by key only is read once for all of them."""

    def __init__(self, together: Merge, vocabularies: Vocabularies) -> None:
        versions = [version for version in (together.before, together.theirs, together.mine) if version]
        self._vocabularies = vocabularies
        self._names = Names({_column(name): [version.get(name) for version in versions]} for name in together.conflicts)

    def label(self, name: str) -> str:
        """What a piece is called."""
        kind, _separator, key = name.partition(":")
        called = capfirst(str(label(kind)))
        if not key:
            return called
        known = self._vocabularies
        thing = known.find(Driver)(key) if kind == "driver_texts" else known.find_linked(key)
        return f"{called}: {thing}"

    def of(self, name: str, value: Any) -> str:
        """What a piece says, a line for each row; empty where it says nothing."""
        if name == "date":
            return KnownDate(date.fromisoformat(value[0]), value[1]).in_words() if value[0] else ""
        if name == "language":
            return str(TextLanguage(value).label)
        if name.startswith("sdg_links:") and value == "":
            return _("Linked, without a reason.")
        values = value if isinstance(value, list) else [value]
        return "\n".join(self._names.line(_column(name), each) for each in values if each not in (None, ""))


def _column(name: str) -> str:
    """The name under which the log knows the values of a piece."""
    return f"{name}_id" if name in ("country", "cpo", "indicator", "step") else name
