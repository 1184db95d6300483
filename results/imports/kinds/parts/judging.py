"""What will become of rows that are parts of reports; a chunk costs a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from results import revisions
from results.imports.kinds.column import EXPORTED_STATE
from results.imports.kinds.kind import Planning
from results.imports.kinds.lookups import no_report
from results.imports.kinds.parts.columns import Naming, Part
from results.imports.kinds.plain.conditions import broken, column_to_blame, mentioned
from results.imports.kinds.plain.keys import changed_since, needed, short_key
from results.imports.kinds.results.shown import Entries, Named
from results.imports.kinds.results.standing import Standing
from results.imports.kinds.results.stored import Stored, fill_contents, read
from results.imports.rows import CLEAR, PlannedRow, Reading
from results.imports.values.refusing import rule_of
from results.imports.values.showing import sentences, show
from results.locks import Locks
from results.models import ImportBatch, ImportRow, Result
from results.revisions import Content

if TYPE_CHECKING:
    from results.imports.kinds.parts.kind import PartKind, Refusal

Outcome = ImportRow.Outcome
_LABEL_LENGTH = 200


@dataclass
class _Report:
    """A report that rows of a chunk are about: what it has, and what it will have."""

    reference: str
    content: Content
    stored: Stored | None
    there: list[Part]
    parts: list[Part] = field(default_factory=list)


class PartJudge:
    """Judges the rows of one sheet for one person, chunk by chunk."""

    def __init__(self, kind: "PartKind", planning: Planning) -> None:
        self._kind = kind
        self._planning = planning
        self._entries = Entries(planning.lookups)
        self._standing = Standing(planning.by, planning.locks or Locks(planning.by))
        # How often each part of the report before was named: an export may be cut between two that say the same.
        self._counts: Counter[tuple[str, ...]] = Counter()
        self._last = ""
        columns = kind.part_columns.items()
        self._headings = {name: planning.headings.get(name, str(column.heading)) for name, column in columns}

    def judge(self, readings: Sequence[Reading]) -> list[PlannedRow]:
        """A planned row for each reading."""
        reports = self._reports({reading.values.get("reference", "") for reading in readings} - {""})
        contents = [report.content for report in reports.values()]
        naming = Naming(self._entries, Named.in_contents(contents), self._others(readings))
        counts = Counter({key: n for key, n in self._counts.items() if key[0] == self._last})
        self._counts = counts
        return [self._judge(reading, reports, naming) for reading in readings]

    def _judge(self, reading: Reading, reports: dict[str, _Report], naming: Naming) -> PlannedRow:
        row = PlannedRow(reading.row.number, problems=reading.problems, notes=reading.notes)
        reference = reading.values.get("reference", "")
        report = reports.get(reference)
        self._refuse(reading, self._unrecognised(reading, report))
        troubled = {problem.column for problem in reading.problems}
        if report is None or troubled & {"reference", *self._kind.needed}:
            return row
        given = {
            key: value
            for name, column in self._kind.part_columns.items()
            if name in reading.values
            for key, value in column.kept(reading.values[name], naming).items()
        }
        natural = self._kind.natural_key({**self._kind.blank, **given}, naming)
        there = self._there(report, natural, naming)
        self._last = reference
        row.key = short_key("/".join([reference, *natural, str(self._counts[reference, *natural])]))
        row.label = " ".join([reference, *filter(None, natural)])[:_LABEL_LENGTH]
        part = {**(there or self._kind.blank), **given}
        self._finish(row, reading, report, there, part, naming)
        return row

    def _finish(
        self, row: PlannedRow, reading: Reading, report: _Report, there: Part | None, part: Part, naming: Naming
    ) -> None:
        """Hold the part to its rules where it changes anything, and say what becomes of the row."""
        changes = [] if there is None else self._changes(there, part, naming)
        if there is None or changes:
            parts = [part if each is there else each for each in report.parts] + ([part] if there is None else [])
            self._refuse(reading, self._standing_refusals(report))
            self._refuse(reading, self._kind.refusals(part, there, parts, reading, naming))
            if not reading.problems:
                self._refuse(reading, self._rules(part, reading))
            if reading.problems:
                return
            report.parts = parts
            row.payload = {"reference": report.reference, "part": part, "was": there}
        if reading.problems:
            return
        if report.stored:
            row.target, row.version = report.stored.pk, report.stored.version
        row.outcome = Outcome.CREATED if there is None else Outcome.CHANGED if changes else Outcome.UNCHANGED
        row.changes = changes
        state = reading.values.get(EXPORTED_STATE)
        if changes and there and state and state != self._kind.state_of(report.reference, there, naming):
            row.outcome = Outcome.CONFLICT
            row.notes.append(changed_since(self._planning, reading))

    def _unrecognised(self, reading: Reading, report: _Report | None) -> "list[Refusal]":
        """What a row lacks to be recognised."""
        troubled = {problem.column for problem in reading.problems}
        missing = [name for name in ("reference", *self._kind.needed) if reading.values.get(name, CLEAR) is CLEAR]
        found = [(name, "needed", needed()) for name in missing if name not in troubled]
        if report is None and "reference" in reading.values:
            found.append(("reference", "unknown-entry", no_report() % {"text": show(reading.values["reference"])}))
        return found

    def _there(self, report: _Report, natural: tuple[str, ...], naming: Naming) -> Part | None:
        """The part that a row is about; of several that say the same, the next one."""
        key = (report.reference, *natural)
        same = [part for part in report.there if self._kind.natural_key(part, naming) == natural]
        place = self._counts[key]
        self._counts[key] += 1
        return same[place] if place < len(same) else None

    def _changes(self, there: Part, part: Part, naming: Naming) -> list[list[str]]:
        texts = [
            [name, self._headings[name], column.text(there, naming), column.text(part, naming)]
            for name, column in self._kind.part_columns.items()
        ]
        return [change for change in texts if change[2] != change[3]]

    def _standing_refusals(self, report: _Report) -> "list[Refusal]":
        """A report that is being judged, or lies in a locked period, takes no further parts either."""
        fields, stored = report.content["fields"], report.stored
        country = self._entries.countries[fields["country_id"]]
        found = []
        if refusal := self._standing.refusal(country, stored):
            found.append(("reference", "not-in-this-state", refusal))
        if locked := self._standing.locked(country.pk, date.fromisoformat(fields["date"])):
            found.append(("reference", "locked-period", locked))
        if stored is None and self._planning.batch.arrival != ImportBatch.Arrival.DRAFT:
            sentence = _(
                "%(reference)s is sent in by this same import, and takes nothing more then. Let the reports arrive as "
                "drafts, and send them in afterwards."
            )
            found.append(("reference", "sent-in-before", sentence % {"reference": report.reference}))
        return found

    def _rules(self, part: Part, reading: Reading) -> "Iterable[Refusal]":
        """The rules of the model, asked without a query."""
        troubled = {problem.column for problem in reading.problems}
        # A key that is promised is a text; the rules ask for none.
        values = {k: v for k, v in part.items() if not (k.endswith("_id") and isinstance(v, str))}
        instance = revisions.part_from(self._kind.part, values)
        relations = {f.name for f in instance._meta.concrete_fields if f.is_relation}
        try:
            instance.clean_fields(exclude={*relations, "id"})
        except ValidationError as error:
            for name, errors in error.error_dict.items():
                many = ValidationError(errors)
                for single, sentence in zip(many.error_list, sentences(many), strict=True):
                    if name not in troubled:
                        yield name, rule_of(single), sentence
        columns = {name: name for name in self._kind.part_columns}
        for constraint in broken(instance):
            if not troubled & mentioned(constraint.condition):
                column = column_to_blame(constraint, instance, columns, reading.values)
                yield column, constraint.name.replace("_", "-"), str(constraint.get_violation_error_message())

    def _reports(self, references: set[str]) -> dict[str, _Report]:
        """The reports of these references: stored ones, and those that an earlier sheet of the batch brings."""
        stored = {report.reference: report for report in read(reference__in=references)}
        fill_contents(stored.values())
        found = {reference: self._report(reference, each.says, each) for reference, each in stored.items()}
        for payload in self._coming(references - set(found)):
            found[payload["reference"]] = self._report(payload["reference"], payload["content"], None)
        return found

    def _report(self, reference: str, content: Content, stored: Stored | None) -> _Report:
        there = [{**self._kind.blank, **part} for part in content["parts"].get(self._kind.part, ())]
        return _Report(reference, content, stored, there, list(there))

    def _coming(self, references: set[str]) -> Iterable[dict[str, Any]]:
        sheets = self._planning.batch.answers.get("sheets", ())
        places = [place for place, sheet in enumerate(sheets) if sheet["kind"] == "results"]
        if not references or not places:
            return ()
        keys = [f"reference:{reference}" for reference in references]
        rows = ImportRow.objects.filter(batch=self._planning.batch, sheet__in=places, key__in=keys)
        return rows.filter(outcome=Outcome.CREATED).values_list("payload", flat=True)

    def _others(self, readings: Iterable[Reading]) -> dict[str, int]:
        """The keys of other reports that the rows name, by reference; in one query at most."""
        named = {reading.values.get("overlaps_with") for reading in readings} - {None, CLEAR}
        return dict(Result.objects.filter(reference__in=named).values_list("reference", "pk")) if named else {}

    def _refuse(self, reading: Reading, found: "Iterable[Refusal]") -> None:
        # In full before any is added: the rules ask which cells are in trouble already.
        reading.problems += [self._planning.problem(reading.row, *each) for each in list(found)]
