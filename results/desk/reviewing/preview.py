"""A report as it will be printed once it is published."""

from functools import cached_property
from typing import Any

from indicators.models import Biennium
from results import documents
from results.checks import Surroundings
from results.desk.reviewing.changes import Comparison, mark
from results.desk.reviewing.threads import PLACES
from results.models import Evidence, Result
from results.records import Told

# Where the printed record has nothing to say, it leaves the place out.
_PRINTED_IF: dict[str, tuple[str, ...]] = {
    "indicator": ("step", "indicator"),
    "projects": ("projects",),
    "people_reached": ("people_reached",),
    "driver_texts": ("drivers",),
    "sdg_links": ("goals",),
    "partners": ("partnerships", "partners"),
    "evidence": ("evidence",),
}


class Preview(Told):
    """The record of a working copy, read ``with_everything()``; beside a comparison, with what is new marked."""

    def __init__(self, result: Result, around: Surroundings, comparison: Comparison | None) -> None:
        self.result = result
        biennium = around.biennium_of(result) or Biennium(start_year=result.date.year - result.date.year % 2)
        document = documents.build(result, biennium)
        self.document: dict[str, Any] = mark(document, result, comparison.before) if comparison else document

    @property
    def absent(self) -> list[str]:
        """The places that the printed record leaves out because nothing is written there."""
        return [place for place in PLACES if not self._is_printed(place)]

    @cached_property
    def kept_back(self) -> list[Evidence]:
        """The evidence that readers do not see, and a reviewer does."""
        return [evidence for evidence in self.result.evidence.all() if not evidence.is_public]

    def _is_printed(self, place: str) -> bool:
        return place not in _PRINTED_IF or any(self.document[name] for name in _PRINTED_IF[place])
