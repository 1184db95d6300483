"""Who is handed a file, in every state of its report; and that no browser runs it."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from results import actions
from results.actions import Entry
from results.desk.files import storing
from results.models import Event, Evidence, Result
from results.permissions import Act
from tests.factories import ResultFactory, publish
from tests.results.desk.files.contents import PDF, PNG, upload

State = Result.State
READERS = ("officer", "colleague", "national_reviewer", "publisher", "manager", "administrator")
OTHERS = ("stranger", "nobody_special", "anonymous")


@pytest.fixture
def report(tajikistan, officer):
    return ResultFactory(country=tajikistan, created_by=officer)


@pytest.fixture
def file(report, officer):
    return storing.store(report, upload(), by=officer)


def write(report, officer, *evidence):
    report.refresh_from_db()
    entry = Entry(report, evidence=list(evidence))
    actions.write_many([entry], by=officer, act=Act.WRITE)
    report.refresh_from_db()


def shown_by(file, **kwargs):
    return Evidence(title="The decree", proves="It was adopted", file=file, **kwargs)


def unlinked(report, file, officer):
    """Stored, and evidence of nothing."""


def draft(report, file, officer):
    write(report, officer, shown_by(file))


def submitted(report, file, officer):
    draft(report, file, officer)
    Result.objects.update(state=State.SUBMITTED)


def published(report, file, officer):
    draft(report, file, officer)
    publish(report)


def published_in_private(report, file, officer):
    write(report, officer, shown_by(file, is_public=False))
    publish(report)


def superseded_without_it(report, file, officer):
    published(report, file, officer)
    write(report, officer, Evidence(title="The gazette", url="https://example.org/gazette"))
    publish(report)


def correction_without_it(report, file, officer):
    published(report, file, officer)
    write(report, officer)


def withdrawn(report, file, officer):
    published(report, file, officer)
    take_back(report)


def withdrawn_after_another_version(report, file, officer):
    superseded_without_it(report, file, officer)
    take_back(report)


def withdrawn_and_published_without_it(report, file, officer):
    withdrawn(report, file, officer)
    write(report, officer)
    publish(report)


def withdrawn_and_published_again(report, file, officer):
    withdrawn(report, file, officer)
    write(report, officer, shown_by(file), Evidence(title="The gazette", url="https://example.org/gazette"))
    publish(report)


def take_back(report):
    publisher = Event.objects.filter(act=Event.Act.PUBLISHED).first().by
    actions.withdraw(report, by=publisher, reason="A mistake.")


PRIVATE = [
    unlinked, draft, submitted, published_in_private, withdrawn, withdrawn_after_another_version,
    withdrawn_and_published_without_it,
]  # fmt: skip
PUBLIC = [published, superseded_without_it, correction_without_it, withdrawn_and_published_again]


def status_for(client, reader, file, request):
    client.logout()
    if reader != "anonymous":
        client.force_login(request.getfixturevalue(reader))
    return client.get(file.get_absolute_url()).status_code


@pytest.mark.parametrize("standing", PRIVATE, ids=lambda f: f.__name__)
def test_file_that_no_reader_is_shown_is_for_whoever_may_read_the_report(
    client, report, file, officer, standing, request
):
    standing(report, file, officer)

    answers = {reader: status_for(client, reader, file, request) for reader in (*READERS, *OTHERS)}

    assert answers == dict.fromkeys(READERS, 200) | dict.fromkeys(OTHERS, 404)


@pytest.mark.parametrize("standing", PUBLIC, ids=lambda f: f.__name__)
def test_file_of_a_version_that_readers_can_open_is_for_everybody(client, report, file, officer, standing, request):
    standing(report, file, officer)

    answers = {reader: status_for(client, reader, file, request) for reader in (*READERS, *OTHERS)}

    assert answers == dict.fromkeys((*READERS, *OTHERS), 200)


def headers_of(response):
    return {name: value for name, value in response.headers.items() if name not in ("Vary", "Content-Language")}


COMMON = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def test_published_file_comes_as_a_download_that_no_browser_runs(client, report, file, officer):
    published(report, file, officer)

    response = client.get(f"/files/{file.token}/")

    assert b"".join(response.streaming_content) == PDF
    assert headers_of(response) == {
        **COMMON,
        "Cache-Control": "public, no-cache",
        "Content-Disposition": 'attachment; filename="decree.pdf"',
        "Content-Length": str(len(PDF)),
        "Content-Type": "application/pdf",
        "ETag": f'"{file.sha256}"',
    }


def test_file_behind_rights_is_kept_by_nothing_on_its_way(client, report, file, officer):
    client.force_login(officer)

    response = client.get(f"/files/{file.token}/")

    assert b"".join(response.streaming_content) == PDF
    assert headers_of(response) == {
        **COMMON,
        "Cache-Control": "private, no-store",
        "Content-Disposition": 'attachment; filename="decree.pdf"',
        "Content-Length": str(len(PDF)),
        "Content-Type": "application/pdf",
        "ETag": f'"{file.sha256}"',
    }


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        pytest.param(
            "Декрет.pdf", "attachment; filename*=utf-8''%D0%94%D0%B5%D0%BA%D1%80%D0%B5%D1%82.pdf", id="Cyrillic"
        ),
        pytest.param("a;b'c.pdf", 'attachment; filename="a;b\'c.pdf"', id="marks that mean something"),
    ],
)
def test_name_travels_in_every_script(client, report, officer, name, disposition):
    file = storing.store(report, upload(name=name), by=officer)
    client.force_login(officer)

    assert client.get(file.get_absolute_url()).headers["Content-Disposition"] == disposition


def test_picture_is_a_download_too(client, report, officer):
    file = storing.store(report, upload(PNG, "photo.png"), by=officer)
    client.force_login(officer)

    response = client.get(file.get_absolute_url())

    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Content-Disposition"] == 'attachment; filename="photo.png"'


def test_file_that_has_not_changed_is_not_sent_again(client, report, file, officer):
    published(report, file, officer)

    response = client.get(file.get_absolute_url(), headers={"If-None-Match": f'"{file.sha256}"'})

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["Content-Security-Policy"] == COMMON["Content-Security-Policy"]


def test_knowing_the_content_opens_no_file(client, report, file):
    response = client.get(file.get_absolute_url(), headers={"If-None-Match": f'"{file.sha256}"'})

    assert response.status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_file_is_only_read(client, officer, file, method):
    client.force_login(officer)

    assert getattr(client, method)(file.get_absolute_url()).status_code == 405


def test_file_whose_content_is_gone_is_missed_aloud(client, officer, file, caplog):
    default_storage.delete(file.file.name)
    client.force_login(officer)

    response = client.get(file.get_absolute_url())

    assert response.status_code == 404
    assert "Restore it from the backup" in caplog.text


@pytest.mark.parametrize("address", ["/files/", "/files/1/", "/files/evidence/", "/files/../config/settings.py"])
def test_nothing_else_is_served_there(client, db, address):
    assert client.get(address).status_code == 404


def test_file_is_answered_in_few_queries(client, report, file, officer, django_assert_num_queries):
    published(report, file, officer)

    with django_assert_num_queries(2):
        client.get(reverse("evidence-file", args=[file.token]))


def test_record_lists_the_file_with_its_kind_and_what_it_proves(client, report, file, officer):
    published(report, file, officer)

    page = client.get(reverse("result", args=[report.reference])).content.decode()

    assert f'href="/files/{file.token}/"' in page
    assert f"(<bdi>PDF</bdi> · <bdi>{len(PDF)}\xa0bytes</bdi>)" in page
    assert "It was adopted" in page
