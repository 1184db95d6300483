"""Turning working copies into publications; called by results.actions alone, which checks rights and readiness."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Max

from countries.models import User
from results import documents, search
from results.checks import Surroundings
from results.inserting import insert
from results.models import (
    Publication,
    PublicationFile,
    PublicationFurtherIndicator,
    PublicationGoal,
    PublicationPartner,
    PublicationPartnership,
    PublicationProject,
    PublicationTarget,
    PublicationTopic,
    Result,
)


def publish(results: Sequence[Result], *, by: User, at: datetime, around: Surroundings) -> list[Publication]:
    """Publish results that were read ``with_everything()``, in a fixed number of queries however many they are."""
    keys = [result.pk for result in results]
    highest = dict(Publication.objects.filter(result__in=keys).values_list("result").annotate(Max("number")).order_by())
    Publication.objects.current().filter(result__in=keys).update(superseded_at=at)
    publications = [_publication(result, highest.get(result.pk, 0) + 1, by, at, around) for result in results]
    insert(publications)
    _link(publications)
    search.add_to_index(publications)
    return publications


def withdraw(results: Sequence[Result], *, by: User, at: datetime, reason: str) -> int:
    """Close the current versions; gives back how many were closed, 0 where nothing is published."""
    return (
        Publication.objects.current()
        .filter(result__in=results)
        .update(withdrawn_at=at, withdrawn_by=by, withdrawal_reason=reason)
    )


def _publication(result: Result, number: int, by: User, at: datetime, around: Surroundings) -> Publication:
    biennium = around.biennium_of(result)
    assert biennium is not None  # noqa: S101 - results.checks has refused a result without one
    return Publication(
        result=result,
        number=number,
        reference=result.reference,
        document=documents.build(result, biennium),
        country=result.country,
        cpo=result.cpo,
        date=result.date,
        date_precision=result.date_precision,
        biennium=biennium,
        policy_outcome=result.indicator.policy_outcome if result.indicator else None,
        indicator=result.indicator,
        step=result.step,
        language=result.language,
        summary=result.summary,
        published_at=at,
        published_by=by,
    )


def _link(publications: Sequence[Publication]) -> None:
    links: list[tuple[type[models.Model], str, Callable[[Result], set[Any]]]] = [
        (PublicationTarget, "target_id", lambda r: {link.target_id for link in r.sdg_links.all() if link.target_id}),
        (PublicationFurtherIndicator, "indicator_id", lambda r: {i.pk for i in r.further_indicators.all()}),
        (PublicationGoal, "goal_id", _goals),
        (PublicationFile, "file_id", lambda r: {e.file_id for e in r.evidence.all() if e.file_id and e.is_public}),
        (PublicationTopic, "topic_id", lambda r: {topic.pk for topic in r.topics.all()}),
        (PublicationPartnership, "category_id", lambda r: {category.pk for category in r.partnerships.all()}),
        (PublicationPartner, "organisation_id", lambda r: {partner.pk for partner in r.partners.all()}),
        (PublicationProject, "project_id", lambda r: {project.pk for project in r.projects.all()}),
    ]
    for model, column, keys in links:
        model._default_manager.bulk_create(
            [model(publication=p, **{column: key}) for p in publications for key in sorted(keys(p.result))],
            batch_size=500,
        )


def _goals(result: Result) -> set[Any]:
    return {link.target.goal_id if link.target else link.goal_id for link in result.sdg_links.all()}
