"""Sending a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from results.imports.parsing import limits
from results.models import ImportBatch
from tests.factories import SavedMappingFactory

State = ImportBatch.State


def send(browser, content=b"country,date\nTJK,2021\n", name="reports.csv"):
    return browser.post(reverse("import-new"), {"file": SimpleUploadedFile(name, content)})


def test_file_is_kept_as_it_came_and_read_by_a_worker(at_the_desk, administrator, queued):
    response = send(at_the_desk)

    batch = ImportBatch.objects.get()
    assert response.url == reverse("import", args=[batch.token])
    assert (batch.state, batch.name, batch.by, batch.examined) == (State.ARRIVED, "reports.csv", administrator, {})
    assert queued == [("examine_import", batch.pk)]


def test_kept_answers_are_chosen_by_name_when_the_file_is_sent(at_the_desk, queued):
    saved = SavedMappingFactory(name="Regional office")
    page = at_the_desk.get(reverse("import-new")).content.decode()

    file = SimpleUploadedFile("reports.csv", b"country\nTJK\n")
    at_the_desk.post(reverse("import-new"), {"file": file, "saved": saved.pk})

    assert f'<option value="{saved.pk}">Regional office</option>' in page
    assert ImportBatch.objects.get().answers == {"saved": saved.pk}


def test_kept_answers_that_are_gone_are_refused(at_the_desk):
    SavedMappingFactory()
    file = SimpleUploadedFile("reports.csv", b"country\nTJK\n")

    page = at_the_desk.post(reverse("import-new"), {"file": file, "saved": "999"}).content.decode()

    assert "These answers are no longer kept. Choose others." in page
    assert not ImportBatch.objects.exists()


def test_original_comes_back_as_it_was_sent(at_the_desk, queued):
    send(at_the_desk, b"=1+1,\xff")
    batch = ImportBatch.objects.get()

    response = at_the_desk.get(reverse("import-file", args=[batch.token]))

    assert b"".join(response.streaming_content) == b"=1+1,\xff"
    assert response["Content-Disposition"] == 'attachment; filename="reports.csv"'
    assert (response["X-Content-Type-Options"], response["Content-Type"]) == ("nosniff", "application/octet-stream")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        pytest.param({}, "Choose the file to import.", id="no file"),
        pytest.param({"file": SimpleUploadedFile("a.csv", b"")}, "This file is empty.", id="empty"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_the_field(at_the_desk, sent, sentence):
    response = at_the_desk.post(reverse("import-new"), sent)

    assert (response.status_code, sentence in response.content.decode()) == (200, True)
    assert not ImportBatch.objects.exists()


def test_file_that_is_too_large_is_refused_with_the_limit(at_the_desk, monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 10)

    response = send(at_the_desk)

    assert "Divide it into smaller files." in response.content.decode()
    assert not ImportBatch.objects.exists()


def test_page_says_what_can_be_imported_and_in_which_formats(at_the_desk):
    page = at_the_desk.get(reverse("import-new")).content.decode()

    assert all(text in page for text in (".xlsx", ".ods", ".csv", "IATI", "at most 100 MB", "1,048,576 rows"))
