import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from results import actions
from results.models import Event, Publication, PublicationTarget, Result
from results.search import search
from tests.factories import (
    DriverTextFactory,
    PublishedResultFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    publish,
)


def test_publish_makes_a_first_version(officer, publisher, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=officer)

    publication = actions.publish(result, by=publisher)

    assert (publication.number, publication.reference) == (1, result.reference)
    assert publication.document["summary"] == result.summary


def test_publish_again_supersedes_the_version_before(db):
    result = PublishedResultFactory()

    second = publish(result)

    first = result.publications.get(number=1)
    assert second.number == 2
    assert first.superseded_at == second.published_at


def test_publisher_cannot_publish_her_own_report(publisher, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=publisher)

    with pytest.raises(PermissionDenied, match="written or last changed by you"):
        actions.publish(result, by=publisher)

    assert not result.publications.exists()


CHANGES = {
    "save": lambda p: Publication(pk=p.pk, **{**p.__dict__, "summary": "x"}).save(),
    "update": lambda p: Publication.objects.filter(pk=p.pk).update(summary="x"),
    "document": lambda p: Publication.objects.filter(pk=p.pk).update(document={}),
    "bulk_update": lambda p: _bulk(p),
    "delete": lambda p: Publication.objects.filter(pk=p.pk)._raw_delete("default"),
    "delete a link": lambda p: PublicationTarget.objects.filter(publication=p).delete(),
    "delete the log": lambda p: Event.objects.filter(result=p.result)._raw_delete("default"),
    "change the log": lambda p: Event.objects.filter(result=p.result).update(act="changed"),
}


def _bulk(publication):
    publication.summary = "x"
    Publication.objects.bulk_update([publication], ["summary"])


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in CHANGES.items() if name != "save"])
def test_database_refuses_to_change_what_is_published(db, change):
    result = ResultFactory()
    ResultSdgLinkFactory(result=result)
    publication = publish(result)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(publication)


def test_search_finds_every_composition(db):
    result = ResultFactory(summary="La sécurité sociale est réformée", language="fr")
    DriverTextFactory(result=result)
    publication = publish(result)
    PublishedResultFactory()

    for question in ("sécurité", "se\u0301curite\u0301", "SECURITE", "sécurité sociale", "secu"):
        found = search(Publication.objects.current(), question)
        assert [p.pk for p in found] == [publication.pk], question
        assert found.count() == 1


def test_write_gives_references_in_order(officer, tajikistan):
    first = ResultFactory.build(reference="", country=tajikistan, indicator=None, step=None)
    second = ResultFactory.build(reference="", country=tajikistan, indicator=None, step=None)

    actions.write(first, by=officer)
    actions.write(second, by=officer)

    assert list(Result.objects.order_by("reference").values_list("reference", flat=True)) == [
        "TJK-2021-001",
        "TJK-2021-002",
    ]
