"""What is published, and the log, can be neither changed nor deleted: the database itself refuses."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from results import append_only
from results.models import Event, Publication, PublicationFile, PublicationTarget, Revision
from results.models.publication import PublicationLink
from tests.factories import (
    EvidenceFactory,
    EvidenceFileFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    RevisionFactory,
    UserFactory,
    publish,
)

FROZEN_COLUMNS = [
    field.column
    for field in Publication._meta.concrete_fields
    if field.column not in append_only.CLOSING_COLUMNS and not field.primary_key
]


@pytest.fixture
def publication(db):
    """A version of a report, with links of two kinds and a kept version; nobody hears of it by mail."""
    result = ResultFactory(created_by__mail_at_once=False)
    ResultSdgLinkFactory(result=result)
    EvidenceFactory(result=result, url="", file=EvidenceFileFactory(result=result))
    RevisionFactory(result=result)
    return publish(result)


def refused():
    """The database refuses what happens within, and the rest of the test goes on."""
    return _Refused()


class _Refused:
    def __enter__(self):
        self.raises = pytest.raises(DatabaseError, match="append-only")
        self.raises.__enter__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()

    def __exit__(self, *error):
        self.savepoint.__exit__(*error)
        return self.raises.__exit__(*error)


def sql(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def save(publication):
    publication.summary = "Something else"
    publication.save()


def bulk_update(publication):
    publication.summary = "Something else"
    Publication.objects.bulk_update([publication], ["summary"])


def upsert(publication):
    publication.summary = "Something else"
    Publication.objects.bulk_create(
        [publication], update_conflicts=True, unique_fields=["id"], update_fields=["summary"]
    )


WAYS = {
    "save": save,
    "update": lambda p: Publication.objects.filter(pk=p.pk).update(summary="Something else"),
    "update of the document": lambda p: Publication.objects.filter(pk=p.pk).update(document={}),
    "update of one key of the document": lambda p: Publication.objects.filter(pk=p.pk).update(
        document={**p.document, "reference": "TJK-2021-999"}
    ),
    "update while closing": lambda p: Publication.objects.filter(pk=p.pk).update(
        superseded_at=timezone.now(), summary="Something else"
    ),
    "bulk update": bulk_update,
    "upsert": upsert,
    "SQL": lambda p: sql("UPDATE results_publication SET summary = 'Something else' WHERE id = %s", p.pk),
    "delete by SQL": lambda p: sql("DELETE FROM results_publication WHERE id = %s", p.pk),
    "delete without Django's checks": lambda p: Publication.objects.filter(pk=p.pk)._raw_delete("default"),
    "delete of a link": lambda p: PublicationTarget.objects.filter(publication=p).delete(),
    "update of a link": lambda p: PublicationTarget.objects.filter(publication=p).update(target_id=0),
    "delete of the link to a file": lambda p: PublicationFile.objects.filter(publication=p).delete(),
    "update of the link to a file": lambda p: PublicationFile.objects.filter(publication=p).update(file_id=0),
    "delete of a kept version": lambda p: Revision.objects.filter(result=p.result).delete(),
    "update of a kept version": lambda p: Revision.objects.filter(result=p.result).update(content={}),
    "delete of the log": lambda p: Event.objects.filter(result=p.result).delete(),
    "update of the log": lambda p: Event.objects.filter(result=p.result).update(act=Event.Act.CHANGED),
}


@pytest.mark.parametrize("change", WAYS.values(), ids=WAYS)
def test_every_way_to_change_what_is_published_is_refused(publication, change):
    before = _stored()

    with refused():
        change(publication)

    assert _stored() == before


def _stored():
    models = (Publication, PublicationTarget, PublicationFile, Revision, Event)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("column", FROZEN_COLUMNS)
def test_every_column_but_the_closing_ones_is_frozen(publication, column):
    # Another value of the same type, whatever the column holds.
    changed = {"id": "0", "date": "'1999-01-01'", "published_at": "'1999-01-01'", "document": "'{}'", "number": "99"}
    value = changed.get(column, "0" if column.endswith("_id") else "'x'")

    with refused():
        sql(f"UPDATE results_publication SET {column} = {value} WHERE id = %s", publication.pk)


def test_version_is_closed_once(publication):
    mine = Publication.objects.filter(pk=publication.pk)
    moment = timezone.now()

    mine.update(superseded_at=moment)

    assert mine.get().superseded_at == moment
    with refused():
        mine.update(superseded_at=moment + timedelta(days=1))
    with refused():
        mine.update(superseded_at=None)
    assert mine.get().superseded_at == moment


def test_withdrawal_is_neither_changed_nor_taken_back(publication):
    mine = Publication.objects.filter(pk=publication.pk)
    withdrawal = {"withdrawn_at": timezone.now(), "withdrawn_by": UserFactory(), "withdrawal_reason": "Not so"}

    mine.update(**withdrawal)

    with refused():
        mine.update(withdrawal_reason="Never mind")
    with refused():
        mine.update(withdrawn_at=None, withdrawn_by=None, withdrawal_reason="")
    assert mine.get().withdrawal_reason == "Not so"


def test_all_links_the_kept_versions_and_the_log_are_frozen():
    links = {model._meta.db_table for model in PublicationLink.__subclasses__()}

    assert set(append_only.FROZEN_TABLES) == links | {Event._meta.db_table, Revision._meta.db_table}


def test_every_frozen_table_has_its_triggers(db):
    tables = (append_only.PUBLICATION, *append_only.FROZEN_TABLES)

    assert _triggers() == {f"{table}_refuse_{act}" for table in tables for act in ("update", "delete")}


def _triggers():
    catalogue = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'results%%refuse%%'",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'results%%refuse%%'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor], [])
        return {name for (name,) in cursor.fetchall()}


def test_triggers_are_installed_again_and_taken_away(db):
    editor = connection.schema_editor()

    append_only.install(editor)
    installed = len(_triggers())
    append_only.uninstall(editor)

    assert (installed, _triggers()) == (22, set())


@pytest.mark.parametrize(
    "model", [Publication, Event, Revision, *PublicationLink.__subclasses__()], ids=lambda m: m.__name__
)
def test_admin_offers_no_change(rf, model, administrator):
    administrator.is_superuser = True
    request = rf.get("/")
    request.user = administrator
    shown = admin.site._registry.get(model)

    acts = ("add", "change", "delete")
    assert shown is None or not any(getattr(shown, f"has_{act}_permission")(request) for act in acts)
