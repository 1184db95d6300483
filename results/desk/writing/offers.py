"""The lists that a report's own fields choose from."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from countries.models import Country, Organisation, User
from indicators.models import AchievementStep, Indicator
from results import permissions
from results.desk.writing import choices
from results.desk.writing.choices import Grouped, Option, Vocabularies
from results.models import PartnershipCategory, Project, Topic
from results.permissions import Act


class Offers:
    """What a report of a country and a year may choose, one method a field; what is chosen already is always there.

    ``chosen`` holds the keys of what is chosen, by the name of the field.
    """

    def __init__(
        self,
        vocabularies: Vocabularies,
        *,
        by: User,
        country: int | None,
        year: int | None,
        chosen: Mapping[str, Collection[int]],
    ) -> None:
        self._vocabularies, self._by = vocabularies, by
        self._country, self._year, self._chosen = country, year, chosen

    def country(self) -> list[Option]:
        """The countries she writes for."""
        countries = self._vocabularies.all(Country).values()
        hers = [c for c in countries if c.pk in self._keys("country") or permissions.may_in(self._by, Act.WRITE, c)]
        named = sorted(choices.options(hers), key=lambda option: option[1])
        return named if len(named) == 1 else [("", _("Choose a country")), *named]

    def cpo(self) -> list[Option]:
        """The programme outcomes of the country."""
        return [("", _("None, or not known yet")), *choices.options(self._vocabularies.outcomes_of(self._country))]

    def indicator(self) -> Grouped:
        """The indicators of the biennium of the date, beneath their policy outcomes."""
        return [("", [("", _("None, or not known yet"))]), *self._indicators("indicator")]

    def further_indicators(self) -> Grouped:
        """The same, to tick."""
        return self._indicators("further_indicators")

    def step(self) -> list[Option]:
        """How far the country has come."""
        steps = self._vocabularies.all(AchievementStep).values()
        return [("", _("None, or not known yet")), *((str(s.pk), f"{s.number} {s.achievement}") for s in steps)]

    def projects(self) -> Grouped:
        """Those of the country, then all others."""
        here = self._vocabularies.projects_of(self._country)
        others = [p for p in self._vocabularies.all(Project).values() if p not in here]
        country = self._vocabularies.one(Country, self._country)
        groups = [
            (_("Projects in %(country)s") % {"country": country}, choices.options(here)),
            (_("Projects elsewhere"), choices.options(others)),
        ]
        return [group for group in groups if group[1]]

    def partners(self) -> Grouped:
        """Organisations by what they are."""
        return choices.partners_by_kind(self._vocabularies.all(Organisation).values())

    def partnerships(self) -> list[Option]:
        """Kinds of partners."""
        return choices.options(self._vocabularies.all(PartnershipCategory).values())

    def topics(self) -> Grouped:
        """Topics in their four facets."""
        return choices.topics_by_facet(self._vocabularies.all(Topic).values())

    def _indicators(self, name: str) -> Grouped:
        offered = self._vocabularies.indicators_of(self._year)
        chosen = self._vocabularies.several(Indicator, self._keys(name))
        return choices.indicators_by_outcome([*offered, *(i for i in chosen if i not in offered)])

    def _keys(self, name: str) -> Collection[int]:
        return self._chosen.get(name, ())
