"""What countries have agreed to work towards, in sheets: country programme outcomes, cooperation frameworks, areas."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.models import CooperationFramework, CountryProgrammeOutcome, PriorityArea
from results.imports.kinds.kind import Planning
from results.imports.kinds.plain.columns import Columns, Parent, StoredColumn
from results.imports.kinds.plain.kind import ModelKind
from results.imports.rows import CLEAR, Reading

_SLUG_LENGTH = 60
_SLUG_ALLOWED = gettext_lazy("Small letters, digits and hyphens. Where it is left empty, it is made from the title.")


class CposKind(ModelKind):
    """Country programme outcomes, known by their code."""

    name = "cpos"
    label = gettext_lazy("Country programme outcomes")
    model = CountryProgrammeOutcome
    key = ("code",)
    vocabulary = "cpos"

    def declare(self) -> Iterable[StoredColumn]:
        column = Columns(CountryProgrammeOutcome)
        yield column.code(
            "code", gettext_lazy("By which an outcome is recognised."), "TJK128",
            is_upper=True, allowed=gettext_lazy("The country's ISO code and a number."),
        )  # fmt: skip
        yield column.entry(
            "country", "countries", "iso3", gettext_lazy("Where it is left empty, the code says which country."), "TJK"
        )
        yield from column.labels("title", gettext_lazy("What is worked towards."), "Better social protection")
        yield column.choice(
            "status", CountryProgrammeOutcome.Status, gettext_lazy("Whether results are expected."), "target"
        )

    def fill(self, reading: Reading, planning: Planning) -> None:
        code = reading.values.get("code", "")
        troubled = {problem.column for problem in reading.problems}
        if "country" not in {*reading.values, *troubled} and planning.lookups.countries.knows(code[:3]):
            reading.values["country"] = planning.lookups.countries.find(code[:3])

    def promised(self, instance: CountryProgrammeOutcome) -> dict[str, Any]:
        return {
            "key": instance.code,
            "code": instance.code,
            "country": instance.country,
            "country_id": instance.country_id,
        }


class FrameworksKind(ModelKind):
    """Cooperation frameworks, known by their country and short name."""

    name = "frameworks"
    label = gettext_lazy("Cooperation frameworks")
    model = CooperationFramework
    key = ("country", "slug")
    vocabulary = "frameworks"

    def declare(self) -> Iterable[StoredColumn]:
        column = Columns(CooperationFramework)
        yield column.entry("country", "countries", "iso3", gettext_lazy("The country it is agreed with."), "TJK")
        yield _slug(column, gettext_lazy("By which a framework is recognised in its country."), "undaf-2016-2020")
        yield column.choice("kind", CooperationFramework.Kind, gettext_lazy("What kind of agreement it is."), "undaf")
        yield from column.labels("title", gettext_lazy("Its title."), "UNDAF for Tajikistan")
        yield column.year("start_year", gettext_lazy("Its first year."), "2016")
        yield column.year("end_year", gettext_lazy("Its last year."), "2020")

    def fill(self, reading: Reading, planning: Planning) -> None:
        years = [str(reading.values[name]) for name in ("start_year", "end_year") if name in reading.values]
        _propose_slug(reading, planning, *years)

    def promised(self, instance: CooperationFramework) -> dict[str, Any]:
        return {"key": f"{instance.country.iso3}/{instance.slug}", "slug": instance.slug, "country": instance.country}


class AreasKind(ModelKind):
    """Priority areas, known by their framework and short name."""

    name = "areas"
    label = gettext_lazy("Priority areas")
    after = ("frameworks",)
    model = PriorityArea
    key = ("framework", "slug")
    parent: ClassVar[Parent] = Parent("framework", "frameworks", "framework")

    def declare(self) -> Iterable[StoredColumn]:
        column = Columns(PriorityArea)
        yield from column.belonging(
            self.parent, "slug", gettext_lazy("Framework"),
            gettext_lazy("The framework it is part of, by its short name."), "undaf-2016-2020",
        )  # fmt: skip
        yield _slug(column, gettext_lazy("By which an area is recognised in its framework."), "social-protection")
        yield from column.labels("title", gettext_lazy("Its title."), "Social Protection")
        yield column.whole("position", gettext_lazy("Its place among the areas of its framework."), "1")

    def fill(self, reading: Reading, planning: Planning) -> None:
        _propose_slug(reading, planning)


def _slug(column: Columns, meaning: Any, example: str) -> StoredColumn:
    return column.code("slug", meaning, example, allowed=_SLUG_ALLOWED, heading=gettext_lazy("Short name"))


def _propose_slug(reading: Reading, planning: Planning, *further: str) -> None:
    """Make the short name of a row from its title where it has none, and say so."""
    troubled = {problem.column for problem in reading.problems}
    titles = [value for name, value in reading.values.items() if name.startswith("title:") and value is not CLEAR]
    if "slug" in {*reading.values, *troubled} or not titles:
        return
    slug = slugify(" ".join([reading.values.get("title:en") or titles[0], *further]))[:_SLUG_LENGTH].strip("-")
    if slug:
        reading.values["slug"] = slug
        sentence = _("The row has no short name; it is recognised as “%(slug)s”, made from its title.") % {"slug": slug}
        reading.notes.append(planning.problem(reading.row, "slug", "made-from-title", sentence))
