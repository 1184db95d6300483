"""How results and publications are narrowed down; words for states filter, for_ and in_ narrow, with_ adds."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from countries.models import Country, User
    from indicators.models import Biennium
    from results.models import (  # noqa: F401 - named in the annotations below
        ContributionKind,
        ImportBatch,
        ImportRow,
        PartnershipCategory,
        Project,
        Publication,
        Result,
        Topic,
    )


class TopicQuerySet(models.QuerySet["Topic"]):
    def get_by_natural_key(self, code: str) -> Topic:
        return self.get(code=code)


class PartnershipCategoryQuerySet(models.QuerySet["PartnershipCategory"]):
    def get_by_natural_key(self, code: str) -> PartnershipCategory:
        return self.get(code=code)


class ContributionKindQuerySet(models.QuerySet["ContributionKind"]):
    def get_by_natural_key(self, code: str) -> ContributionKind:
        return self.get(code=code)


class ProjectQuerySet(models.QuerySet["Project"]):
    def get_by_natural_key(self, code: str) -> Project:
        return self.get(code=code)

    def linked_in(self, publications: PublicationQuerySet) -> Self:
        """The projects that these publications link to, with their donors."""
        linked = publications.order_by().filter(projects__isnull=False).values("projects")
        return self.filter(pk__in=linked).prefetch_related("donors")


class ResultQuerySet(models.QuerySet["Result"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The working copies this person may open: those of the countries in which she holds a role."""
        from results.permissions import Act, countries_open_to

        return self.filter(country__in=countries_open_to(user, Act.READ))

    def with_everything(self) -> Self:
        """All that a publication is built from, in a fixed number of queries however many results there are."""
        return self.select_related(
            "country__region",
            "cpo",
            "indicator__output",
            "indicator__policy_outcome__biennium",
            "step",
        ).prefetch_related(
            "further_indicators__policy_outcome__biennium",
            "further_indicators__output",
            "partnerships",
            "partners",
            "projects__donors",
            "topics",
            "contributions__kind",
            "driver_texts__driver",
            "people_reached__overlaps_with",
            "evidence__file",
            "sdg_links__goal",
            "sdg_links__target__goal",
        )

    def not_taken_back(self) -> Self:
        """Without the reports that a sheet brought and that were taken back with it: as if they had not been written.

        They are withdrawn, and the last line of their log says that they were taken back and why.
        """
        from results.models import Event, Result

        gone = Event.objects.filter(
            result=OuterRef("pk"), version=OuterRef("version"), act=Event.Act.TAKEN_BACK, details__has_key="reason"
        )
        return self.exclude(Q(state=Result.State.WITHDRAWN) & Q(Exists(gone)))

    def with_publication_state(self) -> Self:
        """Adds ``is_published``: whether readers see a version of it now."""
        from results.models import Publication

        current = Publication.objects.current().filter(result=OuterRef("pk"))
        return self.annotate(is_published=Exists(current))


class PublicationQuerySet(models.QuerySet["Publication"]):
    def current(self) -> Self:
        """The versions readers see now."""
        return self.filter(superseded_at__isnull=True, withdrawn_at__isnull=True)

    def as_of(self, moment: datetime) -> Self:
        """The versions readers saw at a moment in the past."""
        return self.filter(
            Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment),
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=moment),
            published_at__lte=moment,
        )

    def for_country(self, country: Country) -> Self:
        return self.filter(country=country)

    def in_biennium(self, biennium: Biennium) -> Self:
        return self.filter(biennium=biennium)

    def for_listing(self, *, known: Collection[str] = ()) -> Self:
        """With what a line of a list shows, and without the document and the labels that no line shows.

        ``known``: relations that the caller fills in, because all the lines share them.
        """
        shown = [name for name in ("country", "biennium", "indicator", "step", "cpo") if name not in known]
        return self.select_related(*shown).defer(
            "document", "indicator__counting_text", "cpo__title",
            "step__title", "step__achievement", "step__counting_text",
        )  # fmt: skip


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The imports a person may look at: all of them for administrators, none for others."""
        return self if getattr(user, "is_administrator", False) else self.none()


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def to_write(self, batch: ImportBatch) -> Self:
        """The rows that will be written, in their order: what the mode asks for, without what was left out."""
        wanted = {"both": ["created", "changed"], "add": ["created"], "update": ["changed"]}[batch.mode]
        return self.filter(batch=batch, outcome__in=wanted, is_left_out=False).order_by("sheet", "number")
