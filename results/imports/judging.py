"""Judging rows: what each will do, or all that is wrong with it. Nothing is written here."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from countries.models import User
from results import checks, permissions
from results.actions import Entry
from results.actions.reviewing import criteria_left, criteria_of
from results.dates import KnownDate
from results.imports.assembling import Assembly
from results.imports.cells import CellReader, Reading
from results.imports.headings import Headings, Table
from results.imports.lookups import Lookups
from results.imports.matching import IDENTITY, match
from results.imports.plans import Outcome, Plan, PlannedRow
from results.imports.problems import sentences
from results.locks import Locks
from results.models import Result
from results.permissions import Act

# The columns beside which the checks' findings stand.
_COLUMN_OF = {"sdg_links": "sdg_targets", "driver_texts": ""}


class Judge:
    """Judges the rows of one table for one person; its queries are as many for one row as for thousands."""

    def __init__(self, table: Table, headings: Headings, lookups: Lookups, *, by: User, publish: bool) -> None:
        self._table = table
        self._resource = headings.resource
        self._lookups = lookups
        self._reader = CellReader(table, headings.resource, lookups)
        self._by = by
        self._locks = Locks(by)
        self._around = checks.Surroundings.at(timezone.localdate()) if publish else None

    def plan(self) -> Plan:
        """What will become of every row."""
        readings = [Reading(row) for row in self._table.rows]
        for reading in readings:
            self._reader.read(reading, IDENTITY, year=None)
        match(readings, self._reader)
        others = {column.name for column in self._table.columns.values()} - set(IDENTITY)
        for reading in readings:
            self._reader.read(reading, others, year=_year(reading))
        judged = [(reading, self._judge(reading)) for reading in readings]
        self._refuse_unticked(judged)
        return Plan(self._table.sheet, [row for _reading, row in judged])

    def _judge(self, reading: Reading) -> PlannedRow:
        existing = reading.existing
        self._check_identity(reading)
        assembly = Assembly(reading, self._resource)
        for name, sentence in assembly.problems:
            self._reader.refuse(reading, name, sentence)
        self._check_reporter(reading, assembly)
        self._check_state(reading, assembly)
        row = PlannedRow(
            reading.row.number,
            Outcome.REFUSED,
            reference=existing.reference if existing else reading.reference,
            country=reading.values.get("country") or (existing.country if existing else None),
            known_date=_known_date(reading),
            summary=assembly.summary,
            changes=assembly.changes if existing else [],
        )
        if not reading.problems:
            self._finish(row, reading, assembly)
        _settle(row, reading)
        return row

    def _finish(self, row: PlannedRow, reading: Reading, assembly: Assembly) -> None:
        """Apply the row to the report, hold the whole to the model's rules, and see whether it can be published."""
        if reading.existing is not None and not assembly.changes:
            row.outcome = Outcome.UNCHANGED
            if reading.existing.state == Result.State.DRAFT:
                self._judge_publishing(row, reading)
            return
        row.entry = assembly.apply()
        for name, sentence in assembly.foreign_drivers(row.entry.result.date.year):
            self._reader.refuse(reading, name, sentence)
        try:
            row.entry.result.clean()
        except ValidationError as error:
            for name, found in error.error_dict.items():
                self._reader.refuse(reading, name, *sentences(ValidationError(found)))
        if locked := self._locks.refusal(row.entry.result):
            self._reader.refuse(reading, "date", locked)
        if reading.problems:
            return
        row.outcome = Outcome.UPDATED if reading.existing else Outcome.CREATED
        self._judge_publishing(row, reading)

    def _judge_publishing(self, row: PlannedRow, reading: Reading) -> None:
        result = row.entry.result if row.entry else reading.existing
        if self._around is None or result is None:
            return
        if row.entry is None and (locked := self._locks.refusal(result)):
            self._reader.refuse(reading, "date", locked)
        found = list(self._refusals_to_publish(row, result))
        entry = row.entry or Entry(result)
        report = checks.Report.of(result, **entry.parts, **entry.links)
        found += [(_COLUMN_OF.get(f.field, f.field), f.sentence) for f in checks.findings(report, self._around)]
        for name, sentence in found:
            self._reader.refuse(reading, name, sentence)
        row.publishes = result

    def _refusals_to_publish(self, row: PlannedRow, result: Result) -> list[tuple[str, str]]:
        """Ask the permission table about the report as it will stand, with its author in place."""
        if not permissions.may_in(self._by, Act.PUBLISH, result.country):
            return [
                ("country", _("You may not publish for %(country)s. Import without publishing, or ask for the role.")
                 % {"country": result.country})
            ]  # fmt: skip
        if row.entry:
            author = row.entry.author or self._by
            writers = {author.pk, result.created_by_id or author.pk}
        else:
            writers = {result.created_by_id, result.changed_by_id}
        if self._by.pk not in writers:
            return []
        return [
            (
                "reported_by",
                _(
                    "Nobody publishes her own report. Write here the e-mail address of the officer who answers for it, "
                    "or import without publishing and let somebody else publish it."
                ),
            )
        ]

    def _refuse_unticked(self, judged: list[tuple[Reading, PlannedRow]]) -> None:
        """What a reviewer has to tick, no sheet ticks for her."""
        to_publish = [(reading, row, row.publishes) for reading, row in judged if row.publishes]
        criteria = criteria_of([result for _reading, _row, result in to_publish])
        asked = [each for each in to_publish if each[2].indicator_id in criteria]
        left = criteria_left([result for _reading, _row, result in asked if result.pk])
        for reading, row, result in asked:
            if result.pk is None or left[result.pk]:
                self._reader.refuse(
                    reading, "indicator",
                    _("Indicator %(code)s has criteria that a reviewer must tick. Import without publishing.")
                    % {"code": result.indicator.code if result.indicator else ""},
                )  # fmt: skip
                _settle(row, reading)

    def _check_identity(self, reading: Reading) -> None:
        """A new report needs what identifies it, and a reference that fits its country."""
        values, existing = reading.values, reading.existing
        if existing is None:
            troubled = {problem.column for problem in reading.problems}
            needed = ("country", "date") if reading.reference else ("country", "date", "summary")
            for name in needed:
                if name not in values and str(self._resource.columns[name].heading) not in troubled:
                    self._reader.refuse(reading, name, self._needed(name, reading.reference))
        country: Any = values.get("country")
        moves = country is not None and (existing is None or country.pk != existing.country_id)
        if moves and reading.reference and not reading.reference.startswith(country.iso3):
            self._reader.refuse(
                reading, "country",
                _("The reference %(reference)s is not one of %(country)s. Correct the reference or the country.")
                % {"reference": reading.reference, "country": country},
            )  # fmt: skip

    def _needed(self, name: str, reference: str) -> str:
        sentence = {
            "country": _("A new report needs its country."),
            "date": _("A new report needs its date."),
            "summary": _("A report without a reference needs its outcome summary, by which it is recognised again."),
        }[name]
        unknown = _("There is no report %(reference)s yet.") % {"reference": reference} + " " if reference else ""
        return unknown + sentence

    def _check_state(self, reading: Reading, assembly: Assembly) -> None:
        """A report that is being judged, or lies in a locked period, is not changed by a sheet either."""
        existing = reading.existing
        if existing is None or not assembly.changes:
            return
        for name, refusal in (
            ("reference", permissions.refusal(self._by, Act.IMPORT, existing)),
            ("date", self._locks.refusal(existing)),
        ):
            if refusal:
                self._reader.refuse(reading, name, refusal)

    def _check_reporter(self, reading: Reading, assembly: Assembly) -> None:
        """Words are put in the mouth only of somebody who may write reports for the country."""
        person: Any = reading.values.get("reported_by")
        country = reading.values.get("country") or (reading.existing.country if reading.existing else None)
        is_unchanged = reading.existing is not None and not assembly.changes
        if (
            person in (None, self._by)
            or country is None
            or is_unchanged
            or permissions.may_in(person, Act.WRITE, country)
        ):
            return
        self._reader.refuse(
            reading, "reported_by",
            _("%(person)s is not an officer for %(country)s. Write somebody who is, or leave the cell empty.")
            % {"person": person, "country": country},
        )  # fmt: skip


def _settle(row: PlannedRow, reading: Reading) -> None:
    """A row with a problem does nothing."""
    row.problems = reading.problems
    if reading.problems:
        row.outcome, row.entry, row.publishes = Outcome.REFUSED, None, None


def _known_date(reading: Reading) -> KnownDate | None:
    return reading.values.get("date") or (reading.existing.known_date if reading.existing else None)


def _year(reading: Reading) -> int | None:
    known = _known_date(reading)
    return known.day.year if known else None
