"""All that a cell can name: each vocabulary read when it is first asked for, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from countries.models import (
    CooperationFramework,
    Country,
    CountryProgrammeOutcome,
    CountryRole,
    Organisation,
    Region,
    User,
)
from indicators.models import AchievementStep, Biennium, CountryIndicator, Driver, Indicator
from results.imports.kinds.country_names import further_names
from results.imports.kinds.vocabulary import Promised, Unknown, Vocabulary
from results.imports.values.showing import show
from results.languages import TextLanguage
from results.models import ContributionKind, PartnershipCategory, Project, Result, Topic
from results.search import fold
from sdg_links.models import Goal, SdgIndicator, Target

__all__ = ["Lookups", "Promised", "Vocabulary", "languages"]


class Lookups:
    """The vocabularies of one import, with what the rows before bring into them."""

    @cached_property
    def countries(self) -> Vocabulary:
        return Vocabulary(
            Country.objects.select_related("region"),
            names=lambda c: [c.iso3, c.iso2, c.m49, *c.name.values()],
            further=further_names,
            unknown=lambda: _("There is no country “%(text)s”. Write its ISO code, such as TJK, or its official name."),
        )

    @cached_property
    def regions(self) -> Vocabulary:
        return _named(Region.objects.all(), lambda: _("There is no region “%(text)s”. Write its code or name."))

    @cached_property
    def cpos(self) -> Vocabulary:
        return Vocabulary(
            CountryProgrammeOutcome.objects.only("code", "country").prefetch_related("country"),
            names=_code,
            unknown=lambda: _("There is no country programme outcome “%(text)s”. Write a code such as TJK128."),
        )

    @cached_property
    def topics(self) -> Vocabulary:
        return _named(Topic.objects.all(), lambda: _("There is no topic “%(text)s”. Write its code or name."))

    @cached_property
    def partnerships(self) -> Vocabulary:
        return _named(
            PartnershipCategory.objects.all(),
            lambda: _("There is no partnership category “%(text)s”. Write its code or name."),
        )

    @cached_property
    def kinds(self) -> Vocabulary:
        return _named(
            ContributionKind.objects.all(),
            lambda: _("There is no kind of contribution “%(text)s”. Write its code or name."),
        )

    @cached_property
    def partners(self) -> Vocabulary:
        return Vocabulary(
            Organisation.objects.all(),
            names=lambda o: [o.acronym, *o.name.values()],
            unknown=lambda: _("No organisation has the acronym “%(text)s”. An administrator can add it."),
        )

    @cached_property
    def projects(self) -> Vocabulary:
        return Vocabulary(
            Project.objects.only("code"),
            names=_code,
            unknown=lambda: _("There is no project “%(text)s”. An administrator can add it."),
        )

    @cached_property
    def frameworks(self) -> Vocabulary:
        """Cooperation frameworks by country and short name: TJK/undaf-2016-2020."""
        return Vocabulary(
            CooperationFramework.objects.only("slug", "country").prefetch_related("country"),
            names=lambda f: [_placed(f, f.slug)],
            unknown=lambda: _(
                "There is no cooperation framework “%(text)s”. Write the country's ISO code, a slash and the short "
                "name of the framework: TJK/undaf-2016-2020."
            ),
        )

    @cached_property
    def country_indicators(self) -> Vocabulary:
        """Country indicators by country and code: TJK/effective-coverage."""
        return Vocabulary(
            CountryIndicator.objects.only("code", "country").prefetch_related("country"),
            names=lambda i: [_placed(i, i.code)],
            unknown=lambda: _(
                "There is no country indicator “%(text)s”. Write the country's ISO code, a slash and the code of the "
                "indicator: TJK/effective-coverage."
            ),
        )

    @cached_property
    def results(self) -> Vocabulary:
        """Reports by their references; only those an earlier sheet promised, since there may be any number stored."""
        return Vocabulary((), names=lambda r: [r.reference], unknown=no_report)

    @cached_property
    def drivers(self) -> list[Driver]:
        return list(Driver.objects.prefetch_related("biennia"))

    @cached_property
    def steps(self) -> dict[int, AchievementStep]:
        return {step.number: step for step in AchievementStep.objects.all()}

    @cached_property
    def biennia(self) -> dict[int, Biennium]:
        return {biennium.start_year: biennium for biennium in Biennium.objects.all()}

    @cached_property
    def indicators(self) -> dict[str, dict[int, Indicator]]:
        """Indicators by code, then by the first year of their biennium."""
        found: dict[str, dict[int, Indicator]] = defaultdict(dict)
        for indicator in Indicator.objects.with_place():
            found[indicator.code][indicator.biennium.start_year] = indicator
        return found

    @cached_property
    def goals(self) -> dict[int, Goal]:
        return {goal.number: goal for goal in Goal.objects.all()}

    @cached_property
    def targets(self) -> dict[str, Target]:
        return {target.code: target for target in Target.objects.select_related("goal")}

    @cached_property
    def sdg_indicators(self) -> dict[str, SdgIndicator]:
        return {indicator.code: indicator for indicator in SdgIndicator.objects.only("code")}

    @cached_property
    def people(self) -> dict[str, User]:
        """Everybody by e-mail address in small letters, each with the roles she holds."""
        held: dict[int, list[CountryRole]] = defaultdict(list)
        for role in CountryRole.objects.all():
            held[role.user_id].append(role)
        people = {user.email.casefold(): user for user in User.objects.all()}
        for user in people.values():
            user.held_roles = held[user.pk] if user.is_active else []
        return people

    @cached_property
    def accounts(self) -> Vocabulary:
        """People by e-mail address, with those that an earlier sheet brings."""
        return Vocabulary(
            self.people.values(),
            names=lambda user: [user.email],
            unknown=lambda: _("Nobody here has the e-mail address “%(text)s”. Add the person first."),
        )

    def indicators_of(self, start_year: int) -> list[str]:
        """The codes of the indicators of a biennium, in their order."""
        return sorted(code for code, by_year in self.indicators.items() if start_year in by_year)

    def promise(self, vocabulary: str, key: str, *, names: Iterable[str] = (), **attributes: Any) -> Promised:
        """Something that a row of this batch will create, to be found from now on by its key and these names.

        ``attributes`` are what judging asks of it, its code among them.
        """
        promised = Promised(vocabulary, key, **attributes)
        getattr(self, vocabulary).add(promised, names=[key, *names])
        return promised

    def resolve(self, value: Any) -> Any:
        """The primary key that a payload names: "@projects:TJK/1" is looked up, anything else is it already.

        Raises ValidationError where the row that was to bring it has not been written.
        """
        if not isinstance(value, str) or not value.startswith("@"):
            return value
        vocabulary, _colon, key = value[1:].partition(":")
        if vocabulary == "results":
            found = Result.objects.filter(reference=key).values_list("pk", flat=True).first()
        else:
            entries: Vocabulary = getattr(self, vocabulary)
            found = entries.find(key).pk if entries.knows(key) else None
        if found is None or isinstance(found, str):
            raise ValidationError(
                _("“%(key)s” is named in a row, but the row that brings it was left out. Import that row too.")
                % {"key": show(key)}
            )
        return found


def no_report() -> str:
    """What is said of a reference that no report has."""
    return _("There is no report “%(text)s”. Write the reference of one that is stored, or import it before.")


def _placed(entry: Any, code: str) -> str:
    """A code that is unique in its country, behind the code of the country."""
    return f"{entry.country.iso3}/{code}"


def _code(entry: Any) -> list[str]:
    return [entry.code]


def _named(entries: Iterable[Any], unknown: Unknown) -> Vocabulary:
    return Vocabulary(entries, names=lambda entry: [entry.code, *entry.name.values()], unknown=unknown)


@cache
def languages() -> dict[str, str]:
    """The code of each language a report can be written in, by its folded code and names."""
    native = dict(settings.LANGUAGES)
    names: dict[str, str] = {}
    for choice in TextLanguage:
        spellings = [choice.value, native.get(choice.value, choice.value)]
        for code, _name in settings.LANGUAGES:
            with override(code):
                spellings.append(str(choice.label))
        names.update({fold(spelling): choice.value for spelling in spellings})
    return names
