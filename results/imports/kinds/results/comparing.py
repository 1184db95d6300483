"""What a row changes in a report: the content as it will be, and the cells that differ as a sheet shows them."""

from collections.abc import Mapping
from typing import Any

from results.imports.kinds.kind import Planning
from results.imports.kinds.results.columns import Part
from results.imports.kinds.results.contents import Laid, Layer
from results.imports.kinds.results.matching import Case
from results.imports.kinds.results.resource import ResultResource
from results.imports.kinds.results.shown import Entries, Named, Shown
from results.imports.kinds.results.stored import Stored
from results.imports.rows import CLEAR

# Column, heading, old and new text (ImportRow.changes).
Change = list[str]


class Comparison:
    """Compares the rows of one sheet with what is stored.

    Contents are compared as data; only where they differ is anything written out, and what then reads the same in a
    sheet (a month whose day was kept, say) is no change either.
    """

    def __init__(self, resource: ResultResource, entries: Entries, planning: Planning) -> None:
        self._resource = resource
        self._entries = entries
        self._layer = Layer(resource.columns, entries)
        self._headings = {
            name: planning.headings.get(name) or str(column.heading) for name, column in resource.columns.items()
        }

    def compare(self, case: Case, named: Named, overlaps: Mapping[str, int]) -> tuple[Laid, list[Change]]:
        """The row laid over its report, and what that changes; nothing is listed for a new report."""
        stored = case.existing
        laid = self._layer.lay(case.values, stored.says if stored else None, named, overlaps)
        if stored is None:
            return laid, []
        names = self._layer.differing(case.values, stored.says, laid.content)
        if not names:
            return laid, []
        shown = self._shown(stored, named)
        changes = [change for name in names if (change := self._change(name, shown, case.values[name], laid))]
        self._restore(laid, stored, names, {name for name, *_texts in changes})
        if changes and "reported_by" in case.values:
            reporter = self._change("reported_by", shown, case.values["reported_by"], laid)
            changes += [reporter] if reporter else []
        return laid, changes

    def _shown(self, stored: Stored, named: Named) -> Shown:
        return Shown(
            stored.says,
            self._entries,
            named,
            reference=stored.reference,
            version=stored.version,
            reported_by=stored.changed_by,
        )

    def _change(self, name: str, shown: Shown, value: Any, laid: Laid) -> Change | None:
        part = self._resource.columns[name].part
        new = laid.sdg_links if part is Part.SDG else None if value is CLEAR else value
        texts = [self._resource.show(name, shown), self._resource.write(name, new)]
        return [name, self._headings[name], *texts] if texts[0] != texts[1] else None

    def _restore(self, laid: Laid, stored: Stored, names: list[str], changed: set[str]) -> None:
        """Keep what is stored where it would read the same."""
        written = {place for name in changed for place in self._layer.places[name]}
        for name in names:
            for group, key in self._layer.places[name]:
                if (group, key) not in written and key in stored.says[group]:
                    laid.content[group][key] = stored.says[group][key]
