"""Judging rows of reports: what each will do, or all that is wrong with it. Nothing is written here.

A report that stays as it is and only arrives in another state is changed too: its payload holds the content it has.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from countries.models import Country
from results.imports.kinds.column import EXPORTED_STATE
from results.imports.kinds.kind import Planning
from results.imports.kinds.results.arriving import STATES, Arrival
from results.imports.kinds.results.comparing import Change, Comparison
from results.imports.kinds.results.late import LateCells
from results.imports.kinds.results.matching import Case, case_of, match, words_of
from results.imports.kinds.results.near import Near
from results.imports.kinds.results.resource import ResultResource
from results.imports.kinds.results.rules import ContentRules, Refusal, identity_refusals, part_refusals
from results.imports.kinds.results.shown import Entries, Named
from results.imports.kinds.results.standing import Standing
from results.imports.kinds.results.stored import Stored, fill_contents
from results.imports.kinds.results.stored_index import Index
from results.imports.rows import CLEAR, PlannedRow, Reading
from results.locks import Locks
from results.models import ImportRow, Result
from results.revisions import Content

Outcome = ImportRow.Outcome
_LABEL = 200


@dataclass(slots=True)
class _Verdict:
    """A row on its way: what its report will say, and whether it is to arrive beyond the draft."""

    case: Case
    row: PlannedRow
    content: Content
    arrives: bool = False


class SheetJudge:
    """Judges the rows of one sheet for one person, chunk by chunk; a chunk costs a fixed number of queries."""

    def __init__(self, planning: Planning) -> None:
        columns: Any = planning.columns
        resource, entries = ResultResource(columns.values()), Entries(planning.lookups)
        self._planning = planning
        self._entries = entries
        self._late = LateCells(resource, planning)
        self._comparison = Comparison(resource, entries, planning)
        self._rules = ContentRules(entries)
        self._standing = Standing(planning.by, planning.locks or Locks(planning.by))
        self._near = Near(planning)
        self._index = Index(words_of)
        state = STATES.get(planning.batch.arrival)
        self._arrival = Arrival(state, planning.by, entries, self._standing) if state else None
        # Whether new reports came with references of their own (True), and without (False).
        self._named: set[bool] = set()

    def judge(self, readings: Sequence[Reading]) -> list[PlannedRow]:
        """What will become of these rows."""
        cases = [case_of(reading) for reading in readings]
        match(cases, self._index, self._planning)
        stored = [case.existing for case in cases if case.existing]
        fill_contents(stored)
        named = Named.in_contents([report.says for report in stored])
        overlaps = _overlaps(readings)
        for case in cases:
            self._late.read(case)
        verdicts = [self._judge(case, named, overlaps) for case in cases]
        self._refuse_unticked([verdict for verdict in verdicts if verdict.arrives and not verdict.row.problems])
        self._near.note((verdict.case, verdict.row) for verdict in verdicts)
        return [_settled(verdict.row) for verdict in verdicts]

    @property
    def has_mixed(self) -> bool:
        """Whether some new reports came with a reference and others without, which may be the same in other words."""
        return len(self._named) > 1

    def _judge(self, case: Case, named: Named, overlaps: dict[str, int]) -> _Verdict:
        reading, stored = case.reading, case.existing
        row = PlannedRow(reading.row.number, key=case.key, problems=reading.problems, notes=reading.notes)
        self._refuse(case, identity_refusals(case))
        laid, row.changes = self._comparison.compare(case, named, overlaps)
        self._refuse(case, part_refusals(case, laid, named, overlaps))
        self._refuse(case, self._standing_refusals(case, row.changes))
        if stored:
            row.target, row.version = stored.pk, stored.version
        row.label = _label(case, laid.content)
        verdict = _Verdict(case, row, laid.content)
        if not row.problems:
            self._finish(verdict)
        return verdict

    def _standing_refusals(self, case: Case, changes: list[Change]) -> Iterator[Refusal]:
        """A report that is being judged, or lies in a locked period, is not changed by a sheet either."""
        stored = case.existing
        here = self._entries.countries[stored.says["fields"]["country_id"]] if stored else None
        if stored and here and changes:
            if refusal := self._standing.refusal(here, stored):
                yield "reference", "not-in-this-state", refusal
            if locked := self._standing.locked(here.pk, stored.day):
                yield "date", "locked-period", locked
        country = case.country or here
        if country and (stored is None or changes):
            yield from self._reporter_refusals(case, country)

    def _reporter_refusals(self, case: Case, country: Country) -> Iterator[Refusal]:
        """Words are put in the mouth only of somebody who may write reports for the country."""
        person = case.values.get("reported_by")
        if person is None or person == self._planning.by or self._standing.may_write(person, country):
            return
        sentence = _("%(person)s is not an officer for %(country)s. Write somebody who is, or leave the cell empty.")
        yield "reported_by", "not-an-officer", sentence % {"person": person, "country": country}

    def _finish(self, verdict: _Verdict) -> None:
        """Hold the report as it will be to its rules, and see whether it can arrive as it is to."""
        case, row, content = verdict.case, verdict.row, verdict.content
        if case.existing and not row.changes:
            row.outcome = Outcome.UNCHANGED
            if self._arrival and case.existing.state == Result.State.DRAFT:
                self._finish_arrival(self._arrival, verdict, case.existing)
            return
        self._refuse(case, self._rules.refusals(case, content))
        self._refuse(case, self._place_refusals(case, content))
        if row.problems:
            return
        row.outcome = Outcome.CHANGED if case.existing else Outcome.CREATED
        row.payload = _payload(case, content)
        if case.existing is None:
            self._named.add(bool(case.reference))
        if case.existing and case.values.get(EXPORTED_STATE) not in (None, CLEAR, case.existing.version):
            self._conflict(case, row, case.existing)
        elif self._arrival:
            verdict.arrives = True
            self._refuse(case, self._arrival.refusals(case, content, is_changed=True))

    def _place_refusals(self, case: Case, content: Content) -> Iterator[Refusal]:
        """A new report, or one that moves, needs the right in its country, and its year to be open."""
        fields = content["fields"]
        country = self._entries.countries[fields["country_id"]]
        is_new_there = case.existing is None or country.pk != case.existing.says["fields"]["country_id"]
        if is_new_there and (refusal := self._standing.refusal(country, None)):
            yield "country", "no-right", refusal
        day = case.known_date.day if case.known_date else case.existing.day if case.existing else None
        if day and (locked := self._standing.locked(country.pk, day)):
            yield "date", "locked-period", locked

    def _finish_arrival(self, arrival: Arrival, verdict: _Verdict, stored: Stored) -> None:
        """A draft that says already all this, and is sent in or published by arriving."""
        case, row, content = verdict.case, verdict.row, verdict.content
        if locked := self._standing.locked(content["fields"]["country_id"], stored.day):
            self._refuse(case, [("date", "locked-period", locked)])
        self._refuse(case, arrival.refusals(case, content, is_changed=False))
        verdict.arrives = True
        row.outcome, row.payload = Outcome.CHANGED, _payload(case, content)
        states = [str(Result.State(state).label) for state in (stored.state, arrival.state)]
        row.changes = [["state", str(Result._meta.get_field("state").verbose_name), *states]]

    def _conflict(self, case: Case, row: PlannedRow, stored: Stored) -> None:
        """Say who changed a report after it was exported; what she wrote is not overwritten."""
        row.outcome, row.payload = Outcome.CONFLICT, {}
        sentence = _(
            "%(person)s changed this report on %(day)s, after it was exported. Export it again and enter your change "
            "there, or empty this cell to overwrite what was changed."
        ) % {
            "person": self._entries.people.get(stored.changed_by, ""),
            "day": date_format(timezone.localtime(stored.changed_at), "DATETIME_FORMAT"),
        }
        row.notes.append(self._planning.problem(case.reading.row, EXPORTED_STATE, "changed-since-export", sentence))

    def _refuse_unticked(self, verdicts: Sequence[_Verdict]) -> None:
        if self._arrival is None or not verdicts:
            return
        reports = [
            (v.case.existing.pk if v.case.existing else None, v.content["fields"]["indicator_id"]) for v in verdicts
        ]
        for verdict, sentence in zip(verdicts, self._arrival.unticked(reports), strict=True):
            if sentence:
                self._refuse(verdict.case, [("indicator", "criteria-not-ticked", sentence)])

    def _refuse(self, case: Case, found: Iterable[Refusal]) -> None:
        row, problems = case.reading.row, case.reading.problems
        # In full before any is added: the rules ask which cells are in trouble already.
        problems += [self._planning.problem(row, name, rule, sentence) for name, rule, sentence in list(found)]


def _overlaps(readings: Iterable[Reading]) -> dict[str, int]:
    """The keys of the reports that figures of people name, by reference; in one query at most."""
    figures = [f for r in readings if (f := r.values.get("people_reached")) and f is not CLEAR]
    references = {figure.overlaps for lines in figures for figure in lines} - {""}
    found = Result.objects.filter(reference__in=references).values_list("reference", "pk") if references else ()
    return dict(found)


def _label(case: Case, content: Content) -> str:
    reference = case.existing.reference if case.existing else case.reference
    place = reference or f"{case.country.iso3 if case.country else ''} {case.day}"
    return f"{place} {content['fields']['summary']}".strip()[:_LABEL]


def _payload(case: Case, content: Content) -> dict[str, Any]:
    stored, author = case.existing, case.values.get("reported_by")
    payload = {
        "content": content,
        "reference": stored.reference if stored else case.reference,
        "author": author.pk if author else None,
    }
    if stored is None and case.reference and case.words:
        # By which the planner sees that a row without a reference is about the same report (Kind.same).
        payload["words"] = case.words
    return payload


def _settled(row: PlannedRow) -> PlannedRow:
    """A row with a problem does nothing; its problems stand in the order of the sheet."""
    if row.problems:
        row.outcome, row.payload, row.changes = Outcome.REFUSED, {}, []
        row.problems.sort(key=lambda problem: -1 if problem.position is None else problem.position)
    return row
