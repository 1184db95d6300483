"""The list of countries: how a reader narrows it down, and in which order names stand in her language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from countries.models import Country, Region
from indicators.counting import Figures, by_country
from indicators.models import AchievementStep
from results.querysets import PublicationQuerySet
from results.search import fold

NO_STEP = "none"


class CountryFilterForm(forms.Form):
    """What the list can be narrowed down by; every box may stay empty."""

    class Show(TextChoices):
        WITH_RESULTS = "", _("Countries with results")
        ALL = "all", _("All countries")

    q = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
        error_messages={"max_length": _("No name is this long. Type one letter or a word.")},
    )
    region = forms.ChoiceField(
        label=_("Region"),
        required=False,
        error_messages={"invalid_choice": _("There is no such region. Choose one from the list.")},
    )
    step = forms.ChoiceField(
        label=_("Highest step"),
        required=False,
        error_messages={"invalid_choice": _("There is no such step. Choose one from the list.")},
    )
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=Show,
        error_messages={"invalid_choice": _("Choose the countries with results, or all countries.")},
    )

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """The form as it stands in an address, with today's regions and steps to choose from (two queries)."""
        form = cls(data, label_suffix="")
        form.regions = list(Region.objects.all())
        form.steps = list(AchievementStep.objects.all())
        form.offer("region", [(region.code, str(region)) for region in form.regions])
        form.offer("step", [*((str(step.number), str(step)) for step in form.steps), (NO_STEP, _("No step"))])
        return form

    regions: list[Region]
    steps: list[AchievementStep]

    def offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Fill a list to choose from."""
        cast(forms.ChoiceField, self.fields[name]).choices = [("", _("All")), *choices]

    def chosen(self, name: str) -> str:
        """What is chosen; "" where nothing is, or where it could not be read."""
        return "" if name in self.errors else str(self.cleaned_data.get(name) or "")

    def keeps(self, country: Country, figures: Figures | None) -> bool:
        """Whether a country, with its figures if it has results, stays in the list."""
        region, step, words = self.chosen("region"), self.chosen("step"), fold(self.chosen("q")).split()
        if figures is None and (step or self.chosen("show") != self.Show.ALL):
            return False
        if figures and step and step != str(figures.highest_step or NO_STEP):
            return False
        return region in ("", country.region.code) and all(_begins_a_name(word, country) for word in words)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the default stands in the address."""
        return any(self.data.get(name) for name in self.fields)


def _begins_a_name(word: str, country: Country) -> bool:
    names = [country.iso3.lower(), *(fold(name) for name in country.name.values())]
    return any(f" {word}" in f" {name}" for name in names)


def by_name(country: Country) -> tuple[str, str]:
    """The key to sort countries by as a reader looks for them: by their names in her language, without accents."""
    return (fold(str(country)), country.iso3)


@dataclass(frozen=True)
class Line:
    """A country in the list; figures are None where it has no results."""

    country: Country
    figures: Figures | None
    highest_step: AchievementStep | None


@dataclass(frozen=True)
class CountryList:
    """What is left of the list: by region, each with its lines in the order of names."""

    regions: list[tuple[Region, list[Line]]]

    @classmethod
    def of(cls, publications: PublicationQuerySet, form: CountryFilterForm) -> CountryList:
        figures, steps = by_country(publications), {step.number: step for step in form.steps}
        lines: dict[int, list[Line]] = {region.pk: [] for region in form.regions}
        for country in sorted(Country.objects.select_related("region"), key=by_name):
            known = figures.get(country.pk)
            if form.keeps(country, known):
                step = steps.get(known.highest_step) if known and known.highest_step else None
                lines[country.region_id].append(Line(country, known, step))
        return cls([(region, lines[region.pk]) for region in form.regions if lines[region.pk]])

    @property
    def lines(self) -> list[Line]:
        """All lines, whatever the region."""
        return [line for _region, lines in self.regions for line in lines]

    @property
    def countries(self) -> int:
        """Number of countries in the list."""
        return len(self.lines)

    @property
    def results(self) -> int:
        """Number of results of the countries in the list."""
        return sum(line.figures.results for line in self.lines if line.figures)
