"""Laying the values of a row over what a report says: what it will say, and in which columns that differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from results.dates import Precision
from results.imports.kinds.results.columns import Part, ResultColumn
from results.imports.kinds.results.evidence import beside_stored
from results.imports.kinds.results.sdg import SdgLine
from results.imports.kinds.results.shown import Entries, Named
from results.imports.rows import CLEAR
from results.languages import TextLanguage
from results.revisions import LINKS, PARTS, Content, in_order

# Asked for every cell: an attribute less to look up is a tenth of the time.
_TEXT, _ENTRY, _LINKS, _LINES = Part.TEXT, Part.ENTRY, Part.LINKS, Part.LINES
_SDG, _DATE, _DRIVER = Part.SDG, Part.DATE, Part.DRIVER
_NEW_FIELDS = {
    "country_id": None, "cpo_id": None, "date": None, "date_precision": Precision.DAY.value,
    "language": TextLanguage.EN.value, "summary": "", "outcome_achieved": "", "contribution": "",
    "indicator_id": None, "step_id": None,
}  # fmt: skip
_GROUPS = {Part.LINKS: "links", Part.LINES: "parts", Part.SDG: "parts", Part.DRIVER: "parts"}
_SHARED = {Part.SDG: "sdg_links", Part.DRIVER: "driver_texts"}
# Columns that say nothing a content keeps.
_BESIDE = (Part.REFERENCE, Part.REPORTER, Part.VERSION)

# Where something stands in a content: its group, and its name in it.
Place = tuple[str, str]


@dataclass(slots=True)
class Laid:
    """A row laid over a report: ``sdg_links`` are those of ``content``; ``idle`` are codes that have a reason only."""

    content: Content
    sdg_links: list[SdgLine] | None = None
    idle: list[str] = field(default_factory=list)


class Layer:
    """Lays rows over contents, for the columns of one sheet."""

    def __init__(self, columns: Mapping[str, ResultColumn], entries: Entries) -> None:
        self._entries = entries
        self._parts = {name: column.part for name, column in columns.items()}
        self._drivers = {n: c.widget.driver.pk for n, c in columns.items() if c.part is Part.DRIVER}
        self.places = {name: _places(column) for name, column in columns.items() if column.part not in _BESIDE}

    def lay(self, values: Mapping[str, Any], before: Content | None, named: Named, overlaps: Mapping[str, int]) -> Laid:
        """What the report will say; ``overlaps`` are the keys of the reports that figures of people name."""
        content = _copy(before) if before else _new()
        laid = Laid(content)
        fields, links, parts = content["fields"], content["links"], content["parts"]
        has_sdg = has_drivers = False
        for name, value in values.items():
            part = self._parts[name]
            if part is _TEXT:
                fields[name] = "" if value is CLEAR else value
            elif part is _ENTRY:
                fields[f"{name}_id"] = None if value is CLEAR or value is None else value.pk
            elif part is _LINKS:
                links[name] = [] if value is CLEAR else _keys(value)
            elif part is _LINES:
                parts[name] = [] if value is CLEAR else _lines(name, value, parts[name], named, overlaps)
            elif part is _SDG:
                has_sdg = True
            elif part is _DATE:
                fields["date"], fields["date_precision"] = value.day.isoformat(), str(value.precision)
            elif part is _DRIVER:
                has_drivers = True
        if has_sdg:
            self._lay_sdg_links(laid, values)
        if has_drivers:
            parts["driver_texts"] = self._driver_texts(values, parts["driver_texts"])
        return laid

    def differing(self, values: Mapping[str, Any], before: Content, after: Content) -> list[str]:
        """The columns of a row whose places say something else than before, in whatever order they say it."""
        if before == after:
            return []
        return [name for name in values if any(self._differs(place, before, after) for place in self._of(name))]

    def _of(self, name: str) -> Sequence[Place]:
        return self.places.get(name, ())

    def _differs(self, place: Place, before: Content, after: Content) -> bool:
        group, name = place
        old, new = before[group].get(name), after[group][name]
        if old == new or (group != "fields" and not old and not new):
            return False
        return group != "parts" or in_order(old or ()) != in_order(new)

    def _lay_sdg_links(self, laid: Laid, values: Mapping[str, Any]) -> None:
        """Targets, goals and reasons of three columns as one list; a column that is not given stays as it is."""
        there = laid.content["parts"]["sdg_links"]
        stored = [SdgLine.stored(each, self._entries.targets, self._entries.goals) for each in there]
        targets = _given(values, "sdg_targets", [line.target for line in stored if line.target])
        goals = _given(values, "sdg_goals", [line.goal for line in stored if line.goal])
        reasons = _given(values, "sdg_reasons", {line.code: line.reason for line in stored})
        links = [SdgLine(target, None, reasons.get(target.code, "")) for target in targets]
        links += [SdgLine(None, goal, reasons.get(str(goal.number), "")) for goal in goals]
        laid.sdg_links = links
        laid.content["parts"]["sdg_links"] = [line.values for line in links]
        if "sdg_reasons" in values:
            laid.idle = sorted(set(reasons) - {line.code for line in links})

    def _driver_texts(self, values: Mapping[str, Any], stored: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        texts = {text["driver_id"]: text["text"] for text in stored}
        for name, driver in self._drivers.items():
            if name in values:
                texts[driver] = "" if values[name] is CLEAR else values[name]
        return [{"driver_id": driver, "text": text} for driver, text in texts.items() if text]


def idle_reasons(codes: Sequence[str]) -> str:
    """The sentence for reasons whose targets or goals the report does not link to."""
    sentence = _("The report does not link to %(codes)s. Add the link, or remove the reason.")
    return sentence % {"codes": ", ".join(codes)}


def _places(column: ResultColumn) -> list[Place]:
    if column.part is Part.DATE:
        return [("fields", "date"), ("fields", "date_precision")]
    if column.part is Part.ENTRY:
        return [("fields", f"{column.name}_id")]
    return [(_GROUPS.get(column.part, "fields"), _SHARED.get(column.part, column.name))]


def _new() -> Content:
    return {"fields": dict(_NEW_FIELDS), "links": {name: [] for name in LINKS}, "parts": {name: [] for name in PARTS}}


def _copy(before: Content) -> Content:
    """A content whose columns, links and parts can be replaced, with those that were added since."""
    return {group: {**named, **before[group]} for group, named in _new().items()}


def _keys(entries: Sequence[Any]) -> list[Any]:
    """Primary keys in a fixed order, promised ones (which are texts) after those that are stored."""
    keys = [entry.pk for entry in entries]
    if len(keys) > 1:
        keys.sort(key=lambda key: (isinstance(key, str), key))
    return keys


def _lines(name: str, lines: Sequence[Any], stored: Any, named: Named, overlaps: Mapping[str, int]) -> list[Any]:
    if name == "evidence":
        return beside_stored(lines, stored, named.tokens)
    if name == "people_reached":
        return [{**line.values, "overlaps_with_id": overlaps.get(line.overlaps)} for line in lines]
    return [line.values for line in lines]


def _given(values: Mapping[str, Any], name: str, stored: Any) -> Any:
    value = values.get(name)
    if value is CLEAR:
        return type(stored)()
    return stored if value is None else value
