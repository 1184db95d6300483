"""What holds a row back: the rules of a report, asked of its content and of what the row says about itself."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from results.checks import foreign_driver
from results.imports.kinds.lookups import Promised, no_report
from results.imports.kinds.results.columns import DRIVER_NAME
from results.imports.kinds.results.contents import Laid, idle_reasons
from results.imports.kinds.results.evidence import unknown_files
from results.imports.kinds.results.matching import Case
from results.imports.kinds.results.shown import Entries, Named
from results.imports.rows import CLEAR
from results.imports.values.showing import show
from results.models.result import clashes
from results.revisions import Content

# Column, rule, sentence.
Refusal = tuple[str, str, str]


def identity_refusals(case: Case) -> Iterator[Refusal]:
    """A new report needs what identifies it, and a reference that fits its country."""
    values, existing = case.values, case.existing
    if existing is None:
        troubled = {problem.column for problem in case.reading.problems}
        for name in ("country", "date") if case.reference else ("country", "date", "summary"):
            if (name not in values or values[name] is CLEAR) and name not in troubled:
                yield name, "needed", _needed(name, case.reference)
    country = case.country
    moves = country is not None and (existing is None or country.pk != existing.says["fields"]["country_id"])
    if country and moves and case.reference and not case.reference.startswith(country.iso3):
        yield (
            "country",
            "reference-of-another-country",
            _("The reference %(reference)s is not one of %(country)s. Correct the reference or the country.")
            % {"reference": case.reference, "country": country},
        )


def _needed(name: str, reference: str) -> str:
    sentence = {
        "country": _("A new report needs its country."),
        "date": _("A new report needs its date."),
        "summary": _("A report without a reference needs its outcome summary, by which it is recognised again."),
    }[name]
    unknown = _("There is no report %(reference)s yet.") % {"reference": reference} + " " if reference else ""
    return unknown + sentence


def part_refusals(case: Case, laid: Laid, named: Named, overlaps: dict[str, int]) -> Iterator[Refusal]:
    """What is wrong between the cells of a row: files of others, reasons without links, reports nobody knows."""
    values = case.values
    if laid.idle:
        yield "sdg_reasons", "reason-without-link", idle_reasons(laid.idle)
    evidence = values.get("evidence")
    if evidence and evidence is not CLEAR:
        stored = case.existing.says["parts"].get("evidence", ()) if case.existing else ()
        own = [named.tokens[each["file_id"]] for each in stored if each["file_id"] in named.tokens]
        for sentence in unknown_files(evidence, own):
            yield "evidence", "file-of-another-report", sentence
    figures = values.get("people_reached")
    if figures and figures is not CLEAR:
        for figure in figures:
            if figure.overlaps and figure.overlaps not in overlaps:
                yield "people_reached", "unknown-entry", no_report() % {"text": show(figure.overlaps)}


class ContentRules:
    """The rules that a report as a whole is held to, as Result.clean() and the checks hold it."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        self._years = {
            driver.pk: frozenset(biennium.start_year for biennium in driver.biennia.all())
            for driver in entries.drivers.values()
        }

    def refusals(self, case: Case, content: Content) -> Iterator[Refusal]:
        """What does not belong together in a report that will say this."""
        fields, entries = content["fields"], self._entries
        day = case.known_date.day if case.known_date else date.fromisoformat(fields["date"])
        for text in content["parts"]["driver_texts"]:
            if day.year - day.year % 2 not in self._years.get(text["driver_id"], ()):
                driver = entries.drivers[text["driver_id"]]
                yield f"{DRIVER_NAME}{driver.code}", "driver-of-another-biennium", foreign_driver(driver, day.year)
        country = entries.countries.get(fields["country_id"])
        cpo = self._cpo(case, fields["cpo_id"])
        indicator = entries.indicators.get(fields["indicator_id"])
        if cpo is None and indicator is None:
            return
        for name, sentence in clashes(country=country, day=day, cpo=cpo, indicator=indicator).items():
            yield name, "other-country" if name == "cpo" else "other-biennium", sentence

    def _cpo(self, case: Case, key: Any) -> Any:
        given = case.values.get("cpo")
        return given if isinstance(given, Promised) else self._entries.cpos.get(key)
