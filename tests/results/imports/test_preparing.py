"""Sheets that a worker makes for one person: they come, once, or she is told why not."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.utils import timezone, translation

from results.imports import preparing, sheets
from results.imports.kinds import kind
from results.imports.kinds.lookups import Lookups
from results.imports.rows import SheetError
from results.models import PreparedFile
from results.tasks import GIVEN_UP, prepare_file
from tests.factories import ImportBatchFactory, ImportRowFactory, OrganisationFactory, PreparedFileFactory
from tests.results.imports.workbook_parts import names, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(administrator):
    """An export that somebody asked for and nobody has made yet."""
    return PreparedFileFactory(by=administrator, wish={"kinds": ["organisations"], "format": "xlsx"})


def stopping(error):
    def export(*arguments):
        raise error

    return export


def stored(prepared):
    """The names under which something is stored for this request."""
    folder = f"prepared/{prepared.token.hex[:2]}"
    there = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
    return [f"{folder}/{name}" for name in there if name.startswith(prepared.token.hex)]


def test_export_is_made_after_it_was_asked_for(administrator, django_capture_on_commit_callbacks):
    OrganisationFactory(acronym="UNICEF")

    with translation.override("fr"), django_capture_on_commit_callbacks(execute=True):
        prepared = preparing.ask_for_export(administrator, ["organisations"], "xlsx")

    prepared.refresh_from_db()
    content = prepared.file.read()
    assert (prepared.by, prepared.language, prepared.sentence) == (administrator, "fr", "")
    assert prepared.ready_at is not None
    assert prepared.name == f"waymark-organisations-{timezone.localdate():%Y-%m-%d}.xlsx"
    assert "UNICEF" in texts(content)[1]
    with translation.override("fr"):
        assert names(content) == [str(kind("organisations").label)]


def test_export_of_several_kinds_is_called_an_export(administrator):
    prepared = PreparedFileFactory(by=administrator, wish={"kinds": ["organisations", "cpos"], "format": "ods"})

    preparing.prepare(prepared.pk)

    prepared.refresh_from_db()
    assert prepared.name == f"waymark-export-{timezone.localdate():%Y-%m-%d}.ods"


@pytest.mark.parametrize(
    ("kinds", "file_format"),
    [
        pytest.param([], "xlsx", id="nothing"),
        pytest.param(["organisations", "cpos"], "csv", id="several in csv"),
        pytest.param(["organisations"], "exe", id="another format"),
        pytest.param(["secrets"], "xlsx", id="another kind"),
    ],
)
def test_export_that_cannot_be_made_is_refused_at_once(administrator, kinds, file_format):
    with pytest.raises(ValidationError):
        preparing.ask_for_export(administrator, kinds, file_format)

    assert PreparedFile.objects.count() == 0


def test_refused_rows_are_made_after_they_were_asked_for(administrator, django_capture_on_commit_callbacks):
    content = b"Country,Text\nAtlantis,x\n"
    batch = ImportBatchFactory(name="my reports.csv", file=ContentFile(content, "x"), state="planned", format="csv")
    batch.examined = sheets_examined()
    batch.answers = {"sheets": [{"name": "", "kind": "results", "heading_rows": [1], "columns": {}}]}
    batch.save()
    ImportRowFactory(batch=batch, number=2, outcome="refused")

    with django_capture_on_commit_callbacks(execute=True):
        prepared = preparing.ask_for_refused(batch, administrator)

    prepared.refresh_from_db()
    assert (prepared.what, prepared.batch, prepared.name) == ("refused", batch, "my reports (checked).xlsx")
    assert texts(prepared.file.read())[1] == ["Atlantis", "x", "Refused."]


def sheets_examined():
    first = [[1, ["Country", "Text"]], [2, ["Atlantis", "x"]]]
    sheet = {"name": "", "is_hidden": False, "rows": 2, "columns": 2, "first": first, "merged": [], "hidden_rows": 0}
    return {"format": "csv", "encoding": "utf-8", "delimiter": ",", "decimal": "", "encodings": [], "sheets": [sheet]}


@pytest.mark.parametrize("state", ["arrived", "asking", "planning", "failed", "cancelled"])
def test_import_that_was_not_judged_has_nothing_to_send_back(administrator, state):
    with pytest.raises(ValidationError, match="have not been judged"):
        preparing.ask_for_refused(ImportBatchFactory(state=state), administrator)


def test_officer_is_not_given_what_was_refused(officer):
    with pytest.raises(PermissionDenied):
        preparing.ask_for_refused(ImportBatchFactory(state="planned"), officer)

    assert PreparedFile.objects.count() == 0


def test_file_is_made_once(asked):
    preparing.prepare(asked.pk)
    asked.refresh_from_db()
    first = asked.ready_at
    preparing.prepare(asked.pk)

    asked.refresh_from_db()
    assert asked.ready_at == first
    assert stored(asked) == [asked.file.name]


def test_file_that_a_killed_worker_left_behind_is_replaced(asked):
    left = default_storage.save(f"prepared/{asked.token.hex[:2]}/{asked.token.hex}", ContentFile(b"half of it"))

    preparing.prepare(asked.pk)

    asked.refresh_from_db()
    assert asked.file.name == left
    assert stored(asked) == [left]
    assert asked.file.read().startswith(b"PK")


@pytest.mark.parametrize("error", [sheets.CannotWrite("Choose csv."), SheetError("Choose csv.")])
def test_what_keeps_a_file_from_being_made_is_said(asked, monkeypatch, error):
    monkeypatch.setattr(sheets, "export", stopping(error))

    preparing.prepare(asked.pk)

    asked.refresh_from_db()
    assert (asked.sentence, asked.ready_at, bool(asked.file)) == ("Choose csv.", None, False)


def test_mistake_in_the_program_is_logged_and_said_in_her_language(asked, monkeypatch, caplog):
    monkeypatch.setattr(sheets, "export", stopping(RuntimeError("a mistake")))

    preparing.prepare(asked.pk)

    asked.refresh_from_db()
    assert asked.sentence.startswith("This file could not be made.")
    assert "a mistake" in caplog.text


def test_database_that_is_away_leaves_the_file_to_be_made_later(asked, monkeypatch):
    monkeypatch.setattr(sheets, "export", stopping(OperationalError("gone")))

    with pytest.raises(OperationalError):
        preparing.prepare(asked.pk)

    asked.refresh_from_db()
    assert (asked.sentence, asked.ready_at) == ("", None)


def test_file_that_failed_is_not_tried_again(asked):
    PreparedFile.objects.filter(pk=asked.pk).update(sentence="Choose csv.")

    preparing.prepare(asked.pk)

    asked.refresh_from_db()
    assert (asked.sentence, asked.ready_at) == ("Choose csv.", None)


def test_worker_that_is_killed_again_and_again_gives_the_file_up(asked):
    GIVEN_UP[prepare_file.module_path](asked.pk)

    asked.refresh_from_db()
    assert asked.sentence.startswith("This file could not be made.")


def test_file_that_is_ready_is_not_given_up(asked):
    preparing.prepare(asked.pk)

    preparing.give_up(asked.pk)

    asked.refresh_from_db()
    assert asked.sentence == ""


def test_export_is_hers(asked, stranger):
    """Whoever asked for it is whose rights decide what stands in it."""
    OrganisationFactory()
    PreparedFile.objects.filter(pk=asked.pk).update(by=stranger, wish={"kinds": ["users"], "format": "xlsx"})

    preparing.prepare(asked.pk)

    asked.refresh_from_db()
    columns = kind("users").columns(Lookups())
    assert texts(asked.file.read()) == [[str(column.heading) for column in columns]]
