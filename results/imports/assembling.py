"""Putting the values of a row onto a report: what differs, and how the report will stand."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from results.actions import Entry
from results.checks import foreign_driver
from results.imports.cells import CLEAR, Reading
from results.imports.columns import DRIVER_NAME, Column, Part
from results.imports.evidence_lines import beside_stored, unknown_files
from results.imports.plans import Change
from results.imports.resource import ResultResource
from results.imports.sdg_widgets import code_of
from results.imports.widgets import TextWidget
from results.models import DriverText, Result, ResultSdgLink

_SDG = ("sdg_targets", "sdg_goals", "sdg_reasons")


class Assembly:
    """One row laid over one report: ``changes`` are the cells that differ, ``problems`` (column, sentence) clash."""

    def __init__(self, reading: Reading, resource: ResultResource) -> None:
        self._existing = reading.existing
        self._values = reading.values
        self._resource = resource
        self.problems: list[tuple[str, str]] = []
        self._sdg_links = self._build_sdg_links()
        self._check_files()
        self.changes = list(self._find_changes())

    @property
    def summary(self) -> str:
        """The outcome summary as it will be."""
        stored = self._existing.summary if self._existing else ""
        value = self._values.get("summary", stored)
        return "" if value is CLEAR else str(value)

    def _find_changes(self) -> Iterator[Change]:
        """The cells that differ from what is stored, compared as they would be written; for a new report, all."""
        for name, value in self._values.items():
            column = self._resource.columns[name]
            if column.part is Part.REFERENCE:
                continue
            old = self._resource.show(name, self._existing) if self._existing else ""
            new = self._resource.write(name, self._new(column, value))
            if old != new:
                yield Change(name, str(column.heading), old, new)

    def _new(self, column: Column, value: Any) -> Any:
        if column.part is Part.SDG:
            return self._sdg_links
        return None if value is CLEAR else value

    def apply(self) -> Entry:
        """The report as it will be written; what the row does not mention stays as it is."""
        result = self._existing or Result()
        entry = Entry(result, author=self._values.get("reported_by"))
        for name, value in self._values.items():
            self._apply_one(entry, self._resource.columns[name], None if value is CLEAR else value)
        if any(name in self._values for name in _SDG):
            entry.sdg_links = self._sdg_links
        if entry.evidence:
            entry.evidence = beside_stored(entry.evidence, self._stored("evidence"))
        entry.driver_texts = self._driver_texts()
        return entry

    def foreign_drivers(self, year: int) -> Iterator[tuple[str, str]]:
        """The drivers of the report as it will be that its biennium does not know: (column, sentence)."""
        texts = self._driver_texts()
        for text in self._stored("driver_texts") if texts is None else texts:
            name = f"{DRIVER_NAME}{text.driver.code}"
            driver = self._resource.columns[name].widget.driver
            if year - year % 2 not in {biennium.start_year for biennium in driver.biennia.all()}:
                yield name, foreign_driver(driver, year)

    def _apply_one(self, entry: Entry, column: Column, value: Any) -> None:
        result = entry.result
        if column.part is Part.DATE:
            result.date, result.date_precision = value.day, value.precision
        elif column.part is Part.LINKS:
            entry.links[column.name] = value or []
        elif column.part is Part.LINES:
            setattr(entry, column.name, value or [])
        elif column.part in (Part.VALUE, Part.REFERENCE):
            setattr(result, column.name, "" if value is None and isinstance(column.widget, TextWidget) else value)

    def _driver_texts(self) -> list[DriverText] | None:
        """All driver texts of the report, or None where the row has none."""
        given = {
            name: value for name, value in self._values.items() if self._resource.columns[name].part is Part.DRIVER
        }
        if not given:
            return None
        texts = {text.driver.code: (text.driver, text.text) for text in self._stored("driver_texts")}
        for name, value in given.items():
            driver = self._resource.columns[name].widget.driver
            texts[driver.code] = (driver, "" if value is CLEAR else value)
        return [DriverText(driver=driver, text=text) for driver, text in texts.values() if text]

    def _check_files(self) -> None:
        """A sheet can name the files of its own report; it can neither bring one along nor borrow another's."""
        value = self._values.get("evidence")
        given = [] if value is None or value is CLEAR else value
        self.problems += [("evidence", sentence) for sentence in unknown_files(given, self._stored("evidence"))]

    def _build_sdg_links(self) -> list[ResultSdgLink]:
        """Targets, goals and reasons of three columns as one list; a column that is not given stays as it is stored."""
        stored: list[ResultSdgLink] = self._stored("sdg_links")
        targets = self._given("sdg_targets", [link.target for link in stored if link.target])
        goals = self._given("sdg_goals", [link.goal for link in stored if link.goal])
        reasons = self._given("sdg_reasons", {code_of(link): link.reason for link in stored})
        links = [ResultSdgLink(target=target) for target in targets] + [ResultSdgLink(goal=goal) for goal in goals]
        for link in links:
            link.reason = reasons.get(code_of(link), "")
        if "sdg_reasons" in self._values:
            idle = sorted(set(reasons) - {code_of(link) for link in links})
            if idle:
                sentence = _("The report does not link to %(codes)s. Add the link, or remove the reason.")
                self.problems.append(("sdg_reasons", sentence % {"codes": ", ".join(idle)}))
        return links

    def _given(self, name: str, stored: Any) -> Any:
        value = self._values.get(name)
        if value is CLEAR:
            return type(stored)()
        return stored if value is None else value

    def _stored(self, name: str) -> list[Any]:
        return list(getattr(self._existing, name).all()) if self._existing else []
