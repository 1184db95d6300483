"""The import in the workspace: upload, plan, button; and who is kept out."""

import os
import time
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from countries.models import CountryRole
from results.imports import uploads
from results.models import Publication, Result
from tests.factories import CountryRoleFactory, ResultFactory
from tests.results.imports.sheets import COMPLETE, NEW, make_csv, make_xlsx

IMPORT = "/admin/results/result/import/"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Kept files in a folder of this test's own."""
    monkeypatch.setattr(uploads.tempfile, "gettempdir", lambda: str(tmp_path))
    return tmp_path / f"waymark-imports-{os.getuid()}"


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


def send(client, content, name="sheet.xlsx", **answers):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content), **answers})


def agree(client, address):
    """Press the button of a plan page."""
    return client.post(address, {"plan": client.get(address).context["plan"].digest()})


def test_addresses_are_those_the_workspace_links_to(db):
    assert reverse("admin:results_result_import") == IMPORT
    assert reverse("admin:results_result_import_template") == f"{IMPORT}template/"
    assert reverse("admin:results_result_export") == "/admin/results/result/export/"


def test_page_explains_every_column(world, signed_in):
    page = signed_in.get(IMPORT).content.decode()

    for heading in ("Outcome summary", "driver:social-dialogue", "reported_by"):
        assert heading in page
    assert reverse("admin:results_result_import_template") in page


def test_plan_is_shown_before_anything_is_written(world, signed_in):
    response = send(signed_in, make_xlsx(COMPLETE, {**COMPLETE, "summary": "Second"}))

    page = signed_in.get(response.url).content.decode()
    assert "Nothing has been written yet." in page
    assert "Reports that will be created" in page
    assert "Import 2 reports" in page
    assert not Result.objects.exists()


def test_button_imports_what_was_shown(world, signed_in, folder):
    response = send(signed_in, make_xlsx(COMPLETE))

    answer = agree(signed_in, response.url)

    assert answer.url == reverse("admin:results_result_changelist")
    assert Result.objects.get().summary == COMPLETE["summary"]
    assert list(folder.iterdir()) == []
    assert signed_in.get(response.url).status_code == 404


def test_plan_shows_old_beside_new(world, signed_in, tajikistan):
    ResultFactory(country=tajikistan, reference="TJK-2021-001", summary="Before")

    response = send(signed_in, make_csv({"reference": "TJK-2021-001", "summary": "After"}))

    page = signed_in.get(response.url).content.decode()
    assert '<td dir="auto">Before</td>' in page
    assert '<td dir="auto">After</td>' in page
    assert "Import 1 report" in page


def test_refused_rows_are_listed_and_nothing_can_be_imported(world, signed_in):
    response = send(signed_in, make_xlsx(COMPLETE, {**NEW, "country": "Atlantis", "step": 9}))

    page = signed_in.get(response.url).content.decode()
    assert "There is no country “Atlantis”" in page
    assert "is not an achievement step" in page
    assert '<input type="hidden" name="plan"' not in page
    assert agree(signed_in, response.url).status_code == 200
    assert not Result.objects.exists()


def test_refused_rows_can_be_downloaded(world, signed_in):
    response = send(signed_in, make_xlsx({**NEW, "country": "Atlantis"}))

    answer = signed_in.get(f"{response.url}refused/")

    assert answer["Content-Disposition"].startswith('attachment; filename="waymark-refused-')
    assert 'Results,2,Country,Atlantis,"There is no country' in answer.content.decode("utf-8-sig")


def test_plan_that_is_no_longer_true_is_shown_again(world, signed_in, tajikistan):
    result = ResultFactory(country=tajikistan, reference="TJK-2021-001", summary="Before")
    response = send(signed_in, make_csv({"reference": "TJK-2021-001", "summary": "After"}))
    digest = signed_in.get(response.url).context["plan"].digest()
    Result.objects.filter(pk=result.pk).update(summary="Meanwhile")

    page = signed_in.post(response.url, {"plan": digest}).content.decode()

    assert "Look at the plan again; nothing was written." in page
    assert '<td dir="auto">Meanwhile</td>' in page
    assert Result.objects.get().summary == "Meanwhile"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "This file is empty", id="empty"),
        pytest.param(b"%PDF-1.7", "This is not a spreadsheet", id="not a sheet"),
        pytest.param(b"x" * (10 * 1024**2 + 1), "more than 10 MB", id="too large"),
    ],
)
def test_file_that_cannot_be_read_is_refused_beside_the_field(world, signed_in, folder, content, sentence):
    page = send(signed_in, content, sheet="Some name").content.decode()

    assert sentence in page
    assert 'value="Some name"' in page
    assert not folder.exists() or list(folder.iterdir()) == []


def test_publishing_is_announced_and_done(world, client, publishing_administrator, officer):
    client.force_login(publishing_administrator)
    response = send(client, make_csv({**COMPLETE, "reported_by": officer.email}), publish="on")

    page = client.get(response.url).content.decode()
    agree(client, response.url)

    assert "1 report will be published" in page
    assert Publication.objects.count() == 1


def test_file_with_nothing_new_says_so(world, signed_in):
    agree(signed_in, send(signed_in, make_csv(COMPLETE)).url)

    page = signed_in.get(send(signed_in, make_csv(COMPLETE)).url).content.decode()

    assert "There is nothing to import." in page
    assert "Reports that will stay as they are" in page


def test_upload_belongs_to_its_person_and_session(world, signed_in, administrator):
    address = send(signed_in, make_csv(COMPLETE)).url
    another = CountryRoleFactory(role=CountryRole.Role.ADMINISTRATOR, country=None).user
    for person in (another, administrator):
        elsewhere = Client()
        elsewhere.force_login(person)
        assert elsewhere.get(address).status_code == 404
        assert elsewhere.post(address, {"plan": "x"}).status_code == 404


def test_kept_files_are_few_private_and_cleared_away(world, signed_in, folder):
    for number in range(5):
        send(signed_in, make_csv({**COMPLETE, "summary": f"Report {number}"}))
    kept = sorted(folder.iterdir())
    modes = {path.stat().st_mode & 0o777 for path in kept}
    for path in kept:
        os.utime(path, (time.time() - 90_000,) * 2)

    send(signed_in, make_csv(COMPLETE))

    assert (len(kept), modes) == (3, {0o600})
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "<script>alert(1)</script>.csv", "a\nb.csv"])
def test_name_of_a_file_does_no_harm(world, signed_in, folder, name):
    response = send(signed_in, make_csv(COMPLETE), name=name)

    assert "<script>alert" not in signed_in.get(response.url).content.decode()
    assert [path.parent for path in folder.iterdir()] == [folder]


@pytest.mark.parametrize("person", ["officer", "publisher", "stranger"])
@pytest.mark.parametrize("address", [IMPORT, f"{IMPORT}template/", f"{IMPORT}abc/", f"{IMPORT}abc/refused/"])
def test_whoever_does_not_administer_is_kept_out(world, client, request, person, address):
    client.force_login(request.getfixturevalue(person))

    assert client.get(address).status_code == 403
    assert client.post(address, {"file": SimpleUploadedFile("a.csv", make_csv(COMPLETE))}).status_code == 403
    assert not Result.objects.exists()


@pytest.mark.parametrize("address", [IMPORT, f"{IMPORT}template/", "/admin/results/result/export/"])
def test_anonymous_and_people_without_a_role_are_sent_to_sign_in(world, client, nobody_special, address):
    anonymous = client.get(address)
    client.force_login(nobody_special)

    assert (anonymous.status_code, client.get(address).status_code) == (302, 302)


def test_export_holds_what_one_may_read_and_nothing_else(world, client, stranger, officer, tajikistan, elsewhere):
    hers = ResultFactory(country=elsewhere, reference="MOZ-2021-001")
    ResultFactory(country=tajikistan, reference="TJK-2021-001", summary="Secret draft")
    client.force_login(stranger)

    for kind in ("xlsx", "ods", "csv"):
        answer = client.get("/admin/results/result/export/", {"format": kind})
        assert answer["Content-Disposition"].endswith(f'.{kind}"')
    text = answer.content.decode("utf-8-sig")
    assert hers.reference in text
    assert "Secret draft" not in text


def test_export_in_no_known_format_is_not_found(world, signed_in):
    assert signed_in.get("/admin/results/result/export/", {"format": "exe"}).status_code == 404


def test_template_is_sent_as_a_workbook(world, signed_in):
    answer = signed_in.get(f"{IMPORT}template/")

    assert openpyxl.load_workbook(BytesIO(answer.content)).sheetnames == ["Results", "Explanations"]


def test_pages_keep_the_content_security_policy(world, signed_in):
    plan_page = signed_in.get(send(signed_in, make_csv(COMPLETE)).url).content.decode()

    for page in (signed_in.get(IMPORT).content.decode(), plan_page):
        assert " style=" not in page
        assert " onclick=" not in page
        assert "<style" not in page
