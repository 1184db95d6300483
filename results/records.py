"""A record as its page shows it: a document, what is looked up beside it, and the versions it is one of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import get_script_prefix, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language

from results import as_of
from results.dates import KnownDate
from results.models import PeopleReached, Publication
from results.models.parts import in_all
from sdg_links.models import Goal, Target
from sdg_links.translated import Translated

LADDER_STEPS = 3
_REFERENCE = re.compile(r"[A-Z]{3}-[0-9]{4}-[0-9]{3,6}")


def versions_of(reference: str) -> list[Publication]:
    """All versions of a record, the latest first, without their documents; raises Http404 where there is none."""
    if not _REFERENCE.fullmatch(reference):
        raise Http404("That is not a reference.")
    versions = Publication.objects.filter(reference=reference).select_related("country").defer("document")
    found = list(versions.order_by("-number"))
    if not found:
        raise Http404(f"Nothing is published as {reference}.")
    return found


def version_on(versions: Sequence[Publication], day: date) -> Publication:
    """The version that readers saw at the end of a day; raises Http404 where there was none."""
    end = as_of.end_of(day)
    for version in versions:
        ended = version.superseded_at or version.withdrawn_at
        if version.published_at <= end and (ended is None or ended > end):
            return version
    raise Http404(f"{versions[0].reference} was not published on {day}.")


class Told:
    """What a record says, for the component that prints it (components/record_body.html).

    ``document`` has the shape that results/documents.py describes, of this schema or an earlier one.
    """

    document: dict[str, Any]

    @property
    def known_date(self) -> KnownDate:
        """When the change happened, as exactly as it is known."""
        return KnownDate(date.fromisoformat(self.document["date"]), self.document["date_precision"])

    @cached_property
    def goals(self) -> list[dict[str, Any]]:
        """The goals: [{"number", "text", "reason"}], in the official words where they are loaded."""
        linked = self.document["goals"]
        known = {goal.number: goal for goal in Goal.objects.filter(number__in=[g["number"] for g in linked])}
        return [{**item, "text": _sdg_text(item, known.get(item["number"]))} for item in linked]

    @cached_property
    def targets(self) -> list[dict[str, Any]]:
        """The targets: [{"code", "text", "reason"}], in the official words where they are loaded."""
        linked = self.document["targets"]
        known = {target.code: target for target in Target.objects.filter(code__in=[t["code"] for t in linked])}
        return [{**item, "text": _sdg_text(item, known.get(item["code"]))} for item in linked]

    @cached_property
    def contributions(self) -> list[dict[str, Any]]:
        """Single contributions, each with ``people``: all who took part, where that is known."""
        return [
            {**one, "people": in_all(one["participants"], one["women"], one["men"])}
            for one in self.document["contributions"]
        ]

    @property
    def known_numbers(self) -> set[str]:
        """Which columns of the contributions have a value at all; the others are left out."""
        columns = ("quantity", "women", "men", "people", "date")
        return {name for name in columns if any(one[name] is not None for one in self.contributions)}

    @cached_property
    def people_reached(self) -> list[dict[str, Any]]:
        """The figures of people reached, each with ``sense`` (of its kind, in words) and ``people`` in all."""
        figures = self.document.get("people_reached", [])
        kinds = dict(PeopleReached.Kind.choices)
        return [
            {**one, "sense": kinds.get(one["kind"], ""), "people": in_all(one["total"], one["women"], one["men"])}
            for one in figures
        ]

    @cached_property
    def evidence(self) -> list[dict[str, Any]]:
        """The evidence, each with the ``address`` where a reader finds it."""
        return [{**one, "address": _address_of(one)} for one in self.document["evidence"]]

    @property
    def ladder(self) -> list[dict[str, Any]]:
        """The rungs up to the step achieved and those above: [{"number", "is_reached"}]."""
        step = self.document["step"]
        if not step:
            return []
        highest = max(LADDER_STEPS, step["number"])
        return [{"number": n, "is_reached": n <= step["number"]} for n in range(1, highest + 1)]


@dataclass
class Record(Told):
    """One version of a record, among all its versions."""

    publication: Publication
    versions: Sequence[Publication]

    @cached_property
    def document(self) -> dict[str, Any]:  # type: ignore[override]  # read when it is first asked for
        """The document (its shape: results/documents.py)."""
        document: dict[str, Any] = Publication.objects.values_list("document", flat=True).get(pk=self.publication.pk)
        return document

    @property
    def current(self) -> Publication:
        """The latest version; older ones link to it."""
        return self.versions[0]

    @property
    def withdrawn(self) -> Publication | None:
        """The version that was taken back, where this one or the whole record was; readers see neither any more."""
        return next((version for version in (self.current, self.publication) if version.withdrawn_at), None)

    @property
    def address(self) -> str:
        """The path to cite, without a language: of the record, or of this version where a newer one exists."""
        return without_language(self.publication.get_absolute_url())


def without_language(path: str) -> str:
    """A path of this site without its language, which goes to each reader's own."""
    prefix = f"{get_script_prefix()}{get_language()}/"
    return get_script_prefix() + path.removeprefix(prefix) if path.startswith(prefix) else path


def _sdg_text(item: dict[str, Any], known: Goal | Target | None) -> Translated:
    return known.text if known else Translated(item["text"] or item["short_title"])


def _address_of(evidence: dict[str, Any]) -> str:
    if file := evidence.get("file"):
        return reverse("evidence-file", args=[UUID(file["token"])])
    return str(evidence["url"])
