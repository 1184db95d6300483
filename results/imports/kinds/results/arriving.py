"""Reports that arrive as sent in or published: the checks, rights and criteria that this takes, asked beforehand."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from countries.models import User
from indicators.models import Criterion
from results import checks
from results.actions.reviewing import criteria_left, criteria_of
from results.imports.kinds.results.matching import Case
from results.imports.kinds.results.shown import Entries
from results.imports.kinds.results.standing import Standing
from results.models import DriverText, ImportBatch, Result
from results.revisions import Content, part_from

# Column, rule, sentence.
Refusal = tuple[str, str, str]

# The columns beside which the findings of the checks stand.
_COLUMN_OF = {"sdg_links": "sdg_targets", "driver_texts": ""}
_PARTS = ("contributions", "people_reached", "evidence", "sdg_links")
STATES: dict[str, str] = {
    ImportBatch.Arrival.SUBMITTED: Result.State.SUBMITTED,
    ImportBatch.Arrival.PUBLISHED: Result.State.PUBLISHED,
}


class Arrival:
    """Judges whether reports can arrive in a state beyond the draft."""

    def __init__(self, state: str, by: User, entries: Entries, standing: Standing) -> None:
        self.state = state
        self._by = by
        self._entries = entries
        self._standing = standing
        self._around = checks.Surroundings.at(timezone.localdate())

    def refusals(self, case: Case, content: Content, *, is_changed: bool) -> Iterator[Refusal]:
        """What keeps a report that will say this from being sent in or published."""
        if self.state == Result.State.PUBLISHED:
            yield from self._refusals_to_publish(case, content, is_changed)
        for finding in checks.findings(self._report(case, content), self._around):
            yield _COLUMN_OF.get(finding.field, finding.field), finding.check, finding.sentence

    def _refusals_to_publish(self, case: Case, content: Content, is_changed: bool) -> Iterator[Refusal]:
        country = self._entries.countries[content["fields"]["country_id"]]
        if not self._standing.may_publish(country):
            sentence = _("You may not publish for %(country)s. Import without publishing, or ask for the role.")
            yield "country", "may-not-publish", sentence % {"country": country}
        elif self._by.pk in self._writers(case, is_changed):
            yield (
                "reported_by",
                "own-report",
                _(
                    "Nobody publishes her own report. Write here the e-mail address of the officer who answers for it, "
                    "or import without publishing and let somebody else publish it."
                ),
            )

    def _writers(self, case: Case, is_changed: bool) -> set[int]:
        """Who will have written the report and changed it last."""
        stored = case.existing
        if stored is not None and not is_changed:
            return {stored.created_by, stored.changed_by}
        author = case.values.get("reported_by") or self._by
        return {author.pk, stored.created_by if stored else author.pk}

    def unticked(self, reports: Sequence[tuple[int | None, int | None]]) -> list[str]:
        """For each report (its key and that of its indicator), the sentence on criteria that nobody has ticked, or "".

        What a reviewer has to tick, no sheet ticks for her. In two queries.
        """
        if self.state != Result.State.PUBLISHED:
            return [""] * len(reports)
        standing = [Result(pk=key, indicator_id=indicator) for key, indicator in reports]
        criteria = criteria_of(standing)
        asked = [report for report in standing if report.indicator_id in criteria]
        left = criteria_left([report for report in asked if report.pk]) if asked else {}
        return [self._sentence(r, left) if r.indicator_id in criteria else "" for r in standing]

    def _sentence(self, report: Result, left: dict[int, list[Criterion]]) -> str:
        if report.pk is not None and not left[report.pk]:
            return ""
        return _("Indicator %(code)s has criteria that a reviewer must tick. Import without publishing.") % {
            "code": self._entries.indicators[report.indicator_id or 0].code
        }

    def _report(self, case: Case, content: Content) -> checks.Report:
        """The report as the checks read it."""
        entries, fields, stored = self._entries, content["fields"], case.existing
        parts: dict[str, Any] = {name: [part_from(name, each) for each in content["parts"][name]] for name in _PARTS}
        texts = content["parts"]["driver_texts"]
        return checks.Report(
            pk=stored.pk if stored else None,
            reference=stored.reference if stored else case.reference,
            country=entries.countries[fields["country_id"]],
            # None for one that another row brings: what it clashes with has been looked at already.
            cpo=entries.cpos.get(fields["cpo_id"]),
            date=Result._meta.get_field("date").to_python(fields["date"]),
            date_precision=fields["date_precision"],
            indicator=entries.indicators.get(fields["indicator_id"]),
            step=entries.steps.get(fields["step_id"]),
            language=fields["language"],
            summary=fields["summary"],
            outcome_achieved=fields["outcome_achieved"],
            contribution=fields["contribution"],
            driver_texts=[DriverText(driver=entries.drivers[t["driver_id"]], text=t["text"]) for t in texts],
            **parts,
        )
