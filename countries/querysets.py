"""How countries, plans and people are narrowed down and looked up."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from countries.models import (  # noqa: F401 - named in the annotations below
        CooperationFramework,
        Country,
        CountryProgrammeOutcome,
        CountryRole,
        Organisation,
        PriorityArea,
        Region,
        User,
    )


class RegionQuerySet(models.QuerySet["Region"]):
    def get_by_natural_key(self, code: str) -> Region:
        return self.get(code=code)


class CountryQuerySet(models.QuerySet["Country"]):
    def get_by_natural_key(self, iso3: str) -> Country:
        return self.get(iso3=iso3)

    def with_role(self, user: User | AnonymousUser, roles: list[str]) -> Self:
        """The countries in which a person holds one of the roles."""
        if user.is_anonymous:
            return self.none()
        held = user.held_roles
        if any(role.role in roles and role.is_everywhere for role in held):
            return self
        return self.filter(
            Q(pk__in=[role.country_id for role in held if role.role in roles and role.country_id])
            | Q(region__in=[role.region_id for role in held if role.role in roles and role.region_id])
        )


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def get_by_natural_key(self, acronym: str) -> Organisation:
        return self.get(acronym=acronym)


class CountryProgrammeOutcomeQuerySet(models.QuerySet["CountryProgrammeOutcome"]):
    def get_by_natural_key(self, code: str) -> CountryProgrammeOutcome:
        return self.get(code=code)


class CooperationFrameworkQuerySet(models.QuerySet["CooperationFramework"]):
    def get_by_natural_key(self, iso3: str, slug: str) -> CooperationFramework:
        return self.get(country__iso3=iso3, slug=slug)

    def with_area_titles(self) -> list[tuple[CooperationFramework, list[str]]]:
        """Each framework with the titles of its priority areas, in one query."""
        rows = self.annotate(area_title=F("areas__title"))
        rows = rows.order_by("-start_year", "slug", "areas__position", "areas__slug")
        groups: Iterable[tuple[CooperationFramework, Iterable[Any]]] = groupby(rows)
        return [(framework, [str(row.area_title) for row in group if row.area_title]) for framework, group in groups]


class PriorityAreaQuerySet(models.QuerySet["PriorityArea"]):
    def get_by_natural_key(self, iso3: str, framework: str, slug: str) -> PriorityArea:
        return self.get(framework__country__iso3=iso3, framework__slug=framework, slug=slug)


class CountryRoleQuerySet(models.QuerySet["CountryRole"]):
    def for_user(self, user: User) -> Self:
        # The order a list of roles is shown in would join three tables on every request.
        return self.filter(user=user).order_by("pk")
