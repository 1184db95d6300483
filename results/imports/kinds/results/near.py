"""New reports that say nearly the same as another one: pointed out, and never refused."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from results.imports.kinds.kind import Planning
from results.imports.kinds.results.matching import Case
from results.imports.kinds.results.nearness import Nearness, sketch
from results.imports.kinds.results.stored_index import Place, stored_in
from results.imports.rows import PlannedRow
from results.models import ImportRow, Result
from results.search import fold

RULE = "near-duplicate"


class Near:
    """Knows the summaries of one sheet, and of the stored reports of the countries and years of its new ones."""

    def __init__(self, planning: Planning) -> None:
        self._planning = planning
        self._nearness = Nearness()
        self._loaded: set[Place] = set()

    def note(self, judged: Iterable[tuple[Case, PlannedRow]]) -> None:
        """Note beside each new report which other of its country and year it resembles; in two queries at most."""
        new = [(row, case, place) for case, row in judged if (place := _place_of_new(case, row))]
        self._load({place for _row, _case, place in new} - self._loaded)
        found: list[tuple[PlannedRow, Case, int]] = []
        for row, case, place in new:
            if own := sketch(case.folded):
                if (origin := self._nearness.find(*place, own)) is not None:
                    found.append((row, case, origin))
                self._nearness.add(*place, own, row.number)
        references = _references({-origin for _row, _case, origin in found if origin < 0})
        for row, case, origin in found:
            if sentence := _sentence(origin, references):
                row.notes.append(self._planning.problem(case.reading.row, "summary", RULE, sentence))

    def _load(self, places: set[Place]) -> None:
        """Learn the stored reports of these countries and years; their origin is their key below zero."""
        if not places:
            return
        self._loaded |= places
        for key, country, day, _precision, summary in stored_in(places):
            self._nearness.add(country, day.year, sketch(fold(summary)), -key)


def _place_of_new(case: Case, row: PlannedRow) -> Place | None:
    if row.outcome != ImportRow.Outcome.CREATED or not (case.country and case.known_date and case.folded):
        return None
    return case.country.pk, case.known_date.day.year


def _references(keys: set[int]) -> dict[int, str]:
    return dict(Result.objects.filter(pk__in=keys).values_list("pk", "reference")) if keys else {}


def _sentence(origin: int, references: dict[int, str]) -> str:
    """What is said of a row beside another row or, where the origin is below zero, a stored report."""
    if origin > 0:
        sentence = _("This says almost the same as row %(number)s. Leave one of them out if both are about one change.")
        return sentence % {"number": origin}
    if -origin not in references:
        return ""
    return _(
        "This says almost the same as %(reference)s. If it is about the same change, write that reference; otherwise "
        "say what is different."
    ) % {"reference": references[-origin]}
