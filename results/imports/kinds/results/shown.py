"""A stored report as a sheet shows it: its content, with what the keys in it name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from countries.models import User
from results.dates import KnownDate
from results.imports.kinds.lookups import Lookups
from results.imports.kinds.results.contributions import ContributionLine
from results.imports.kinds.results.evidence import EvidenceLine
from results.imports.kinds.results.people import PeopleLine
from results.imports.kinds.results.sdg import SdgLine
from results.models import EvidenceFile, Result
from results.revisions import Content


class Entries:
    """What the keys of contents name, from the look-ups of the sheet."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups

    @cached_property
    def countries(self) -> dict[int, Any]:
        return _by_key(self._lookups.countries.entries)

    @cached_property
    def cpos(self) -> dict[int, Any]:
        return _by_key(self._lookups.cpos.entries)

    @cached_property
    def indicators(self) -> dict[int, Any]:
        return _by_key(i for by_year in self._lookups.indicators.values() for i in by_year.values())

    @cached_property
    def steps(self) -> dict[int, Any]:
        return _by_key(self._lookups.steps.values())

    @cached_property
    def targets(self) -> dict[int, Any]:
        return _by_key(self._lookups.targets.values())

    @cached_property
    def goals(self) -> dict[int, Any]:
        return _by_key(self._lookups.goals.values())

    @cached_property
    def kinds(self) -> dict[int, Any]:
        return _by_key(self._lookups.kinds.entries)

    @cached_property
    def drivers(self) -> dict[int, Any]:
        return _by_key(self._lookups.drivers)

    @cached_property
    def people(self) -> dict[int, User]:
        return _by_key(self._lookups.people.values())

    @cached_property
    def linked(self) -> dict[str, dict[int, Any]]:
        """What reports link to, by the name of the link."""
        named = {name: getattr(self._lookups, name) for name in ("partnerships", "partners", "projects", "topics")}
        return {"further_indicators": self.indicators} | {
            name: _by_key(vocabulary.entries) for name, vocabulary in named.items()
        }


def _by_key(entries: Iterable[Any]) -> dict[int, Any]:
    return {entry.pk: entry for entry in entries}


@dataclass(frozen=True)
class Named:
    """What contents name that no vocabulary holds: files by key, and the references of other reports by key."""

    tokens: Mapping[int, UUID] = field(default_factory=dict)
    references: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def in_contents(cls, contents: Iterable[Content]) -> "Named":
        """Read for these contents, in two queries at most."""
        parts = [content["parts"] for content in contents]
        files = {e["file_id"] for part in parts for e in part.get("evidence", ()) if e["file_id"]}
        others = {p["overlaps_with_id"] for part in parts for p in part.get("people_reached", ())} - {None}
        tokens = EvidenceFile.objects.filter(pk__in=files).values_list("pk", "token") if files else ()
        references = Result.objects.filter(pk__in=others).values_list("pk", "reference") if others else ()
        return cls(dict(tokens), dict(references))


class Shown:
    """A content as the columns of a sheet see it (ResultColumn.attribute)."""

    def __init__(
        self,
        content: Content,
        entries: Entries,
        named: Named,
        *,
        reference: str,
        version: int,
        reported_by: int | None,
    ) -> None:
        fields, parts = content["fields"], content["parts"]
        self.reference = reference
        self.version = version
        self.reported_by = entries.people.get(reported_by or 0)
        self.country = entries.countries.get(fields["country_id"])
        self.cpo = entries.cpos.get(fields["cpo_id"])
        self.known_date = KnownDate(date.fromisoformat(fields["date"]), fields["date_precision"])
        self.language, self.summary = fields["language"], fields["summary"]
        self.outcome_achieved, self.contribution = fields["outcome_achieved"], fields["contribution"]
        self.indicator = entries.indicators.get(fields["indicator_id"])
        self.step = entries.steps.get(fields["step_id"])
        for name, by_key in entries.linked.items():
            setattr(self, name, [by_key[key] for key in content["links"].get(name, ()) if key in by_key])
        self.driver_texts = {text["driver_id"]: text["text"] for text in parts.get("driver_texts", ())}
        self.sdg_links = [SdgLine.stored(v, entries.targets, entries.goals) for v in parts.get("sdg_links", ())]
        self.contributions = [ContributionLine.stored(v, entries.kinds) for v in parts.get("contributions", ())]
        self.people_reached = [PeopleLine.stored(v, named.references) for v in parts.get("people_reached", ())]
        self.evidence = [EvidenceLine.stored(v, named.tokens) for v in parts.get("evidence", ())]
