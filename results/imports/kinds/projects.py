"""Development cooperation projects in a sheet."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from results.imports.kinds.plain.columns import Columns, StoredColumn
from results.imports.kinds.plain.kind import ModelKind
from results.models import Project


class ProjectsKind(ModelKind):
    """Projects, known by their code."""

    name = "projects"
    label = _("Projects")
    after = ("organisations",)
    model = Project
    key = ("code",)
    vocabulary = "projects"

    def declare(self) -> Iterable[StoredColumn]:
        column = Columns(Project)
        yield column.code("code", _("By which a project is recognised."), "TJK/19/50/EUR")
        yield from column.labels("title", _("Its title."), "Social protection for all in Central Asia")
        yield column.entries("countries", "countries", "iso3", _("The countries it works in."), "TJK; KGZ")
        yield column.entries("donors", "partners", "acronym", _("Who pays for it."), "EU")
        yield column.day("starts_on", _("Its first day."), "2019-01-01")
        yield column.day("ends_on", _("Its last day."), "2022-12-31")
        yield column.code(
            "currency", _("Of its budget; US dollars where a new project leaves it empty."), "EUR",
            is_upper=True, allowed=_("Three letters."),
        )  # fmt: skip
        yield column.decimal("budget", _("What it may spend."), "2500000")
        yield column.decimal("spent", _("What it has spent so far."), "1800000.50")
        yield column.whole("people_planned", _("How many people it is to reach, as it plans."), "40000", most=10**12)

    def promised(self, instance: Project) -> dict[str, Any]:
        return {"key": instance.code, "code": instance.code}
