"""All that a cell can name, read once for a whole sheet in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from countries.models import Country, CountryProgrammeOutcome, CountryRole, Organisation, User
from indicators.models import AchievementStep, Biennium, Driver, Indicator
from results.imports.values.showing import show
from results.languages import TextLanguage
from results.models import ContributionKind, PartnershipCategory, Project, Topic
from results.search import fold
from sdg_links.models import Goal, SdgIndicator, Target

Names = Callable[[Any], Iterable[str]]


class Vocabulary:
    """Entries known by codes and by names in every language, whatever their case, accents and apostrophes."""

    def __init__(self, entries: Iterable[Any], *, names: Names, unknown: Callable[[], str]) -> None:
        self.entries = list(entries)
        self._unknown = unknown
        self._found: dict[str, set[Any]] = defaultdict(set)
        self._spelling: dict[str, str] = {}
        for entry in self.entries:
            for name in names(entry):
                self._found[fold(name)].add(entry)
                self._spelling.setdefault(fold(name), name)
        self._suggested: dict[str, str] = {}

    def knows(self, text: str) -> bool:
        """Whether something goes by this code or name."""
        return fold(text) in self._found

    def find(self, text: str) -> Any:
        """The one entry of this code or name; raises ValidationError with what is close to it."""
        found = self._found.get(fold(text)) or set()
        if len(found) > 1:
            raise ValidationError(_("“%(text)s” names more than one entry. Write its code.") % {"text": show(text)})
        if not found:
            raise ValidationError(f"{self._unknown() % {'text': show(text)}}{self._suggest(text)}")
        return next(iter(found))

    def _suggest(self, text: str) -> str:
        folded = fold(text)[:80]
        if folded not in self._suggested:
            # The closest spelling of each entry, though several of its languages may be close.
            close: dict[Any, str] = {}
            for name in get_close_matches(folded, self._spelling, n=6, cutoff=0.75):
                close.setdefault(next(iter(self._found[name])), self._spelling[name])
            words = _(" or ").join(f"“{name}”" for name in list(close.values())[:3])
            self._suggested[folded] = " " + _("Did you mean %(words)s?") % {"words": words} if close else ""
        return self._suggested[folded]


class Lookups:
    """The vocabularies of one import."""

    def __init__(self) -> None:
        self.countries = _countries()
        self.cpos = Vocabulary(
            CountryProgrammeOutcome.objects.select_related("country"),
            names=_code,
            unknown=lambda: _("There is no country programme outcome “%(text)s”. Write a code such as TJK128."),
        )
        self.topics = _named(Topic.objects.all(), lambda: _("There is no topic “%(text)s”. Write its code or name."))
        self.partnerships = _named(
            PartnershipCategory.objects.all(),
            lambda: _("There is no partnership category “%(text)s”. Write its code or name."),
        )
        self.kinds = _named(
            ContributionKind.objects.all(),
            lambda: _("There is no kind of contribution “%(text)s”. Write its code or name."),
        )
        self.partners = Vocabulary(
            Organisation.objects.all(),
            names=lambda o: [o.acronym, *o.name.values()],
            unknown=lambda: _("No organisation has the acronym “%(text)s”. An administrator can add it."),
        )
        self.projects = Vocabulary(
            Project.objects.only("code"),
            names=_code,
            unknown=lambda: _("There is no project “%(text)s”. An administrator can add it."),
        )
        self.drivers = list(Driver.objects.prefetch_related("biennia"))
        self.steps = {step.number: step for step in AchievementStep.objects.all()}
        self.biennia = {b.start_year: b for b in Biennium.objects.all()}
        self.indicators: dict[str, dict[int, Indicator]] = defaultdict(dict)
        for indicator in Indicator.objects.with_place():
            self.indicators[indicator.code][indicator.biennium.start_year] = indicator
        self.goals = {goal.number: goal for goal in Goal.objects.all()}
        self.targets = {target.code: target for target in Target.objects.select_related("goal")}
        self.sdg_indicators = set(SdgIndicator.objects.values_list("code", flat=True))
        self.people = _people()

    def indicators_of(self, start_year: int) -> list[str]:
        """The codes of the indicators of a biennium, in their order."""
        return sorted(code for code, by_year in self.indicators.items() if start_year in by_year)


def _code(entry: Any) -> list[str]:
    return [entry.code]


def _named(entries: Iterable[Any], unknown: Callable[[], str]) -> Vocabulary:
    return Vocabulary(entries, names=lambda entry: [entry.code, *entry.name.values()], unknown=unknown)


def _countries() -> Vocabulary:
    return Vocabulary(
        Country.objects.select_related("region"),
        names=lambda country: [country.iso3, country.iso2, *country.name.values()],
        unknown=lambda: _("There is no country “%(text)s”. Write its ISO code, such as TJK, or its official name."),
    )


def _people() -> dict[str, User]:
    """Everybody by e-mail address, each with the roles she holds."""
    held: dict[int, list[CountryRole]] = defaultdict(list)
    for role in CountryRole.objects.all():
        held[role.user_id].append(role)
    people = {user.email.casefold(): user for user in User.objects.all()}
    for user in people.values():
        user.held_roles = held[user.pk] if user.is_active else []
    return people


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
