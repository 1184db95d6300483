"""Evidence in a sheet: one line each, and what a line leaves unsaid kept from what is stored."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from results.imports.kinds.lookups import Lookups
from results.imports.values.lines import LinesWidget
from results.models import Evidence

PRIVATE = "private"
# The address of a file on this site, without a host; the site itself may stand beneath a path.
_FILE = re.compile(r"(?:/[\w.-]+)*/files/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?", re.IGNORECASE)
_TITLE: Any = Evidence._meta.get_field("title")


def _without_defaults(field: Any) -> Any:
    """The same field without the validators of its class: its own ask for more, and each takes as long."""
    bare = copy(field)
    bare.default_validators = []
    bare.__dict__.pop("validators", None)
    return bare


_URL = _without_defaults(Evidence._meta.get_field("url"))


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Something that proves a report: ``token`` is that of a file, where it is one and not an address."""

    title: str
    url: str
    token: UUID | None
    is_public: bool

    @classmethod
    def stored(cls, values: Mapping[str, Any], tokens: Mapping[int, UUID]) -> "EvidenceLine":
        return cls(values["title"], values["url"], tokens.get(values["file_id"]), values["is_public"])

    @property
    def address(self) -> str:
        return reverse("evidence-file", args=[self.token]) if self.token else self.url


class EvidenceWidget(LinesWidget):
    """Evidence: title | address, and | private where readers must not see it. A file is written by its address."""

    def read_line(self, parts: list[str], lookups: Lookups) -> EvidenceLine:
        is_private = len(parts) > 2 and parts[2].casefold() in (PRIVATE, _("private").casefold())
        if not 2 <= len(parts) <= 3 or not all(parts[:2]) or (len(parts) == 3 and not is_private):
            raise ValidationError(
                _(
                    "Write evidence as what it is, an upright bar and its address: “The review | https://example.org”. "
                    "Add “| private” where readers must not see it."
                ),
                code="evidence-form",
            )
        named = _FILE.fullmatch(parts[1])
        url = "" if named else str(_URL.clean(parts[1], None))
        return EvidenceLine(
            str(_TITLE.clean(parts[0], None)), url, UUID(named.group(1)) if named else None, not is_private
        )

    def write_line(self, thing: EvidenceLine) -> list[str]:
        return [thing.title, thing.address, *([] if thing.is_public else [PRIVATE])]


def beside_stored(
    given: Sequence[EvidenceLine], stored: Sequence[Mapping[str, Any]], tokens: Mapping[int, UUID]
) -> list[dict[str, Any]]:
    """The evidence as a content keeps it: a line that speaks of stored evidence keeps what that proves, and its file.

    A line whose title and address both stand there goes before one whose address alone does.
    """
    left = [(EvidenceLine.stored(values, tokens), values) for values in stored]
    kept: dict[int, Mapping[str, Any]] = {}
    for is_same in (_is_the_same, _has_the_same_address) if left else ():
        for place, line in enumerate(given):
            found = next((each for each in left if place not in kept and is_same(line, each[0])), None)
            if found is not None:
                left.remove(found)
                kept[place] = found[1]
    return [_values(line, kept.get(place)) for place, line in enumerate(given)]


def unknown_files(given: Sequence[EvidenceLine], own: Sequence[UUID]) -> Iterator[str]:
    """A sentence for each line that names a file which is no evidence of the report, or names one twice."""
    free = list(own)
    for line in given:
        if line.token is None:
            continue
        if line.token not in free:
            yield _(
                "“%(title)s” names a file that is not evidence of this report. Files are added at the desk; write the "
                "web address of this evidence, or leave the line out."
            ) % {"title": line.title}
        else:
            free.remove(line.token)


def _values(line: EvidenceLine, stored: Mapping[str, Any] | None) -> dict[str, Any]:
    proves, file = (stored["proves"], stored["file_id"]) if stored else ("", None)
    return {"title": line.title, "proves": proves, "url": line.url, "file_id": file, "is_public": line.is_public}


def _is_the_same(line: EvidenceLine, stored: EvidenceLine) -> bool:
    return line.title == stored.title and _has_the_same_address(line, stored)


def _has_the_same_address(line: EvidenceLine, stored: EvidenceLine) -> bool:
    return (line.token, line.url) == (stored.token, stored.url)
