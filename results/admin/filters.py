"""By what the lists of the workspace are narrowed down. Each filter reads its choices in one query."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from countries.models import User
from indicators.models import AchievementStep, Biennium, Indicator, PolicyOutcome
from results.models import Event, Publication, Result, ResultSdgLink, Topic
from results.permissions import Act, countries_open_to
from sdg_links.models import Goal

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


class ObjectFilter(SimpleListFilter, ABC):
    """Narrows a list to what belongs to one object; ``path`` leads to it."""

    path: str

    @abstractmethod
    def options(self, request: HttpRequest) -> Iterable[Any]:
        """The objects to choose from."""

    def lookups(self, request: HttpRequest, model_admin: "ModelAdmin[Any]") -> list[tuple[str, str]]:
        return [(str(option.pk), str(option)) for option in self.options(request)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        # Only what was offered: an address that was made up narrows nothing and breaks nothing.
        if chosen is None or chosen not in {str(key) for key, _label in self.lookup_choices}:
            return queryset
        return self.narrow(queryset, chosen)

    def narrow(self, queryset: QuerySet[Any], chosen: str) -> QuerySet[Any]:
        """The objects of the list that belong to the one chosen."""
        return queryset.filter(**{self.path: chosen})


class CountryFilter(ObjectFilter):
    title = _("country")
    parameter_name = "country"
    path = "country"

    def options(self, request: HttpRequest) -> Iterable[Any]:
        return sorted(countries_open_to(request.user, Act.READ), key=str)


class CountryOfResultFilter(CountryFilter):
    path = "result__country"


class BienniumFilter(ObjectFilter):
    """Of results: the biennium follows from the date."""

    title = _("biennium")
    parameter_name = "biennium"

    def options(self, request: HttpRequest) -> Iterable[Any]:
        return Biennium.objects.all()

    def narrow(self, queryset: QuerySet[Any], chosen: str) -> QuerySet[Any]:
        biennium = Biennium.objects.get(pk=chosen)
        return queryset.filter(date__range=(biennium.starts_on, biennium.ends_on))


class BienniumOfPublication(ObjectFilter):
    title = _("biennium")
    parameter_name = "biennium"
    path = "biennium"

    def options(self, request: HttpRequest) -> Iterable[Any]:
        return Biennium.objects.all()


class YearFilter(SimpleListFilter):
    title = _("year")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: "ModelAdmin[Any]") -> list[tuple[str, str]]:
        days = Result.objects.visible_to(request.user).dates("date", "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in days]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        return queryset.filter(date__year=int(chosen)) if chosen and chosen.isascii() and chosen.isdigit() else queryset


class PolicyOutcomeFilter(ObjectFilter):
    title = _("policy outcome")
    parameter_name = "policy_outcome"
    path = "indicator__policy_outcome"

    def options(self, request: HttpRequest) -> Iterable[Any]:
        return PolicyOutcome.objects.select_related("biennium")


class IndicatorFilter(ObjectFilter):
    title = _("indicator")
    parameter_name = "indicator"
    path = "indicator"

    def options(self, request: HttpRequest) -> Iterable[Any]:
        return Indicator.objects.filter(results__isnull=False).distinct().with_place()

    def lookups(self, request: HttpRequest, model_admin: "ModelAdmin[Any]") -> list[tuple[str, str]]:
        # Its counting text would fill the screen; code and biennium tell two of them apart.
        return [(str(option.pk), f"{option.code} ({option.biennium})") for option in self.options(request)]


class StepFilter(ObjectFilter):
    title = _("achievement step")
    parameter_name = "step"
    path = "step"

    def options(self, request: HttpRequest) -> Iterable[Any]:
        return AchievementStep.objects.all()


class TopicFilter(ObjectFilter):
    title = _("topic")
    parameter_name = "topic"
    path = "topics"

    def options(self, request: HttpRequest) -> Iterable[Any]:
        return Topic.objects.order_by("facet", "position")


class GoalFilter(ObjectFilter):
    """The goal itself, or any of its targets."""

    title = _("SDG goal")
    parameter_name = "goal"

    def options(self, request: HttpRequest) -> Iterable[Any]:
        return Goal.objects.all()

    def narrow(self, queryset: QuerySet[Any], chosen: str) -> QuerySet[Any]:
        links = ResultSdgLink.objects.filter(Q(goal=chosen) | Q(target__goal=chosen))
        return queryset.filter(pk__in=links.values("result"))


class PublishedFilter(SimpleListFilter):
    title = _("published")
    parameter_name = "published"

    def lookups(self, request: HttpRequest, model_admin: "ModelAdmin[Any]") -> list[tuple[str, Any]]:
        return [("yes", _("readers see a version of it")), ("no", _("readers see nothing of it"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        return queryset.filter(is_published=chosen == "yes") if chosen in ("yes", "no") else queryset


class PublicationStateFilter(SimpleListFilter):
    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: "ModelAdmin[Any]") -> list[tuple[str, Any]]:
        return [("current", _("current")), ("superseded", _("superseded")), ("withdrawn", _("withdrawn"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Publication]) -> QuerySet[Publication]:
        match self.value():
            case "current":
                return queryset.filter(superseded_at__isnull=True, withdrawn_at__isnull=True)
            case "superseded":
                return queryset.filter(superseded_at__isnull=False)
            case "withdrawn":
                return queryset.filter(withdrawn_at__isnull=False)
            case _:
                return queryset


class PersonFilter(ObjectFilter):
    title = _("person")
    parameter_name = "by"
    path = "by"

    def options(self, request: HttpRequest) -> Iterable[Any]:
        seen = Event.objects.filter(result__in=Result.objects.visible_to(request.user))
        return User.objects.filter(pk__in=seen.values("by"))
