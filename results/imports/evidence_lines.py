"""Evidence in a sheet: one line each, and what a line leaves unsaid kept from what is stored."""

import copy
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from results.imports.line_widgets import LinesWidget, clean_part
from results.imports.lookups import Lookups
from results.models import Evidence, EvidenceFile

PRIVATE = "private"
# The address of a file on this site, without a host; the site itself may stand beneath a path.
_FILE = re.compile(r"(?:/[\w.-]+)*/files/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?", re.IGNORECASE)


class EvidenceWidget(LinesWidget):
    """Evidence: title | address, and | private where readers must not see it. A file is written by its address."""

    def read_line(self, parts: list[str], lookups: Lookups) -> Evidence:
        is_private = len(parts) > 2 and parts[2].casefold() in (PRIVATE, _("private").casefold())
        if not 2 <= len(parts) <= 3 or not all(parts[:2]) or (len(parts) == 3 and not is_private):
            raise ValidationError(
                _(
                    "Write evidence as what it is, an upright bar and its address: “The review | https://example.org”. "
                    "Add “| private” where readers must not see it."
                )
            )
        evidence = Evidence(title=parts[0], is_public=not is_private)
        if named := _FILE.fullmatch(parts[1]):
            # Stands for the file until the report is known that has it.
            evidence.file = EvidenceFile(token=UUID(named.group(1)))
        else:
            evidence.url = parts[1]
        clean_part(evidence, exclude={"result", "file"})
        return evidence

    def write_line(self, thing: Evidence) -> list[str]:
        return [thing.title, _address(thing), *([] if thing.is_public else [PRIVATE])]


def beside_stored(given: Sequence[Evidence], stored: Sequence[Evidence]) -> list[Evidence]:
    """The evidence as it will be written: a line that speaks of stored evidence keeps its row and what it proves."""
    left = list(stored)
    kept = {}
    for is_same in (_is_the_same, _has_the_same_address):
        for place, line in enumerate(given):
            found = next((e for e in left if place not in kept and is_same(line, e)), None)
            if found is not None:
                left.remove(found)
                kept[place] = copy.copy(found)
                kept[place].title, kept[place].is_public = line.title, line.is_public
    return _in_order([kept.get(place, line) for place, line in enumerate(given)])


def _in_order(evidence: list[Evidence]) -> list[Evidence]:
    """The same, to be read again in this order: from the first line that is new or comes earlier, rows are anew."""
    last = 0
    for line in evidence:
        if line.pk is None or line.pk < last:
            last = sys.maxsize
            line.pk = None
        else:
            last = line.pk
    return evidence


def unknown_files(given: Iterable[Evidence], stored: Iterable[Evidence]) -> Iterator[str]:
    """A sentence for each line that names a file which is no evidence of the report, or names one twice."""
    free = [evidence.file.token for evidence in stored if evidence.file]
    for line in given:
        if line.file is None:
            continue
        if line.file.token not in free:
            yield _(
                "“%(title)s” names a file that is not evidence of this report. Files are added at the desk; write the "
                "web address of this evidence, or leave the line out."
            ) % {"title": line.title}
        else:
            free.remove(line.file.token)


def _address(evidence: Evidence) -> str:
    return evidence.file.get_absolute_url() if evidence.file else evidence.url


def _is_the_same(line: Evidence, stored: Evidence) -> bool:
    return line.title == stored.title and _has_the_same_address(line, stored)


def _has_the_same_address(line: Evidence, stored: Evidence) -> bool:
    if line.file and stored.file:
        return line.file.token == stored.file.token
    return not line.file and not stored.file and line.url == stored.url
