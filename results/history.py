"""What the log says about a report, and how two of its versions differ, in the words of the reader."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indicators.models import Driver
from results.dates import Precision
from results.desk.differences import marked
from results.languages import TextLanguage
from results.models import Event, Result
from results.naming import Names
from results.revisions import LINKS, PARTS, Content, differences

# As the form and the record have them; a database does not keep the order of what is in a JSON object.
_ORDER = (
    "country", "cpo", "date", "date_precision", "language", "step", "indicator", "further_indicators", "projects",
    "summary", "outcome_achieved", "contribution", "driver_texts", "people_reached", "sdg_links", "partnerships",
    "partners", "topics", "contributions", "evidence",
)  # fmt: skip
_CHOICES = {"language": TextLanguage, "date_precision": Precision}
TEXTS = ("summary", "outcome_achieved", "contribution")


@dataclass(frozen=True)
class Change:
    """One field of one act: what it said before and after, as lists of lines.

    ``kind`` says how the two compare: "text" word by word, "list" line by line, "value" as a whole; a "note" has no
    before, such as the reason for an act.
    """

    name: str
    label: str
    before: list[str]
    after: list[str]
    kind: str = "value"

    @property
    def gone(self) -> list[str]:
        """The lines that are no longer there."""
        return list((Counter(self.before) - Counter(self.after)).elements())

    @property
    def new(self) -> list[str]:
        """The lines that were not there."""
        return list((Counter(self.after) - Counter(self.before)).elements())

    @property
    def marked(self) -> SafeString:
        """Both texts in one, with the words that differ marked."""
        return marked("\n".join(self.before), "\n".join(self.after))


def label(name: str) -> str | Promise:
    """What a field, a part of a report, or a note in the log is called."""
    if name in (notes := _notes()):
        return notes[name]
    try:
        field = Result._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    if isinstance(field, models.ForeignObjectRel):
        return field.related_model._meta.verbose_name_plural or name
    return field.verbose_name


def subject(name: str) -> str:
    """What a comment is about: a field, a section of the desk's form, or (without a name) the whole report."""
    # The sections take the names of their fields from here.
    from results.desk.writing.sections import BY_KEY

    if not name:
        return _("the whole report")
    return str(BY_KEY[name].title if name in BY_KEY else label(name))


def changed_fields(result: Result, *, since: int) -> list[str]:
    """The names of the fields and parts that were changed after a version of the working copy."""
    names: dict[str, None] = {}
    for event in Event.objects.filter(result=result, version__gt=since).order_by("pk"):
        if event.act in (Event.Act.CHANGED, Event.Act.IMPORTED, Event.Act.RESTORED, Event.Act.TAKEN_BACK):
            names.update(dict.fromkeys(name.removesuffix("_id") for name in event.details))
    return sorted(names.keys() - _notes().keys(), key=_place)


def in_words(result: Result, name: str) -> str | None:
    """What a field of a report says now, for a reader; None for lists and parts."""
    field = Result._meta.get_field(name)
    if field.many_to_many or field.one_to_many:
        return None
    if name == "date":
        return str(result.known_date)
    if name in _CHOICES:
        return str(getattr(result, f"get_{name}_display")())
    value = getattr(result, name)
    return "" if value is None else str(value)


def tell(events: Iterable[Event]) -> list[tuple[Event, list[Change]]]:
    """Each event with its changes in words; what is known by key only is read in one query a kind."""
    listed = list(events)
    names = Names(event.details for event in listed)
    return [(event, _changes(event.details, names)) for event in listed]


def between(before: Content, after: Content) -> list[Change]:
    """How two versions of a report differ, in words."""
    found = differences(before, after)
    return _changes(found, Names([found]))


def _notes() -> dict[str, str]:
    return {
        "publication": _("version published"),
        "reason": _("reason"),
        "file": _("sheet"),
        "row": _("row"),
        "to": _("handed to"),
        "about": _("about"),
        "answers": _("answers"),
        "comment": _("comment"),
        "criterion": _("criterion"),
        "shown_by": _("shown by"),
        "restored_version": _("version restored"),
    }


def _place(name: str) -> tuple[int, str]:
    name = name.removesuffix("_id")
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)


def _changes(details: Mapping[str, Any], names: Names) -> list[Change]:
    return [change for key in sorted(details, key=_place) for change in _told(key, details[key], names)]


def _told(key: str, value: Any, names: Names) -> Iterator[Change]:
    name = key.removesuffix("_id")
    if name in _notes():
        said = subject(value) if name == "about" else value
        yield Change(name, capfirst(str(label(name))), [], _lines(key, said, names), "note")
        return
    before, after = value if isinstance(value, list) and len(value) == 2 else (None, value)
    if name == "driver_texts" and _are_written_out(before, after):
        yield from _driver_texts(before, after, names)
        return
    kind = "text" if name in TEXTS else "list" if name in LINKS or name in PARTS else "value"
    yield Change(name, capfirst(str(label(name))), _lines(key, before, names), _lines(key, after, names), kind)


def _are_written_out(*lists: Any) -> bool:
    """Whether parts are kept column by column; the log's oldest lines hold them as sentences."""
    return all(isinstance(parts, list) and all(isinstance(part, Mapping) for part in parts) for parts in lists)


def _driver_texts(before: Any, after: Any, names: Names) -> Iterator[Change]:
    """One change for each driver whose text is not what it was."""
    was, now = ({part["driver_id"]: part["text"] for part in parts} for parts in (before, after))
    for driver in {**was, **now}:
        if was.get(driver) != now.get(driver):
            before_it, after_it = ([texts[driver]] if driver in texts else [] for texts in (was, now))
            yield Change("driver_texts", names.of(Driver, driver), before_it, after_it, "text")


def _lines(key: str, value: Any, names: Names) -> list[str]:
    if value is None or value == "":
        return []
    if isinstance(value, list):
        return [names.line(key, each) for each in value]
    if key in _CHOICES:
        return [str(dict(_CHOICES[key].choices).get(value, value))]
    return [names.line(key, value)]
