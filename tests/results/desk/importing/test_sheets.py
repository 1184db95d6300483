"""Templates, exports, refused rows as a workbook: asking for them, waiting, and taking them away."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from results.models import ImportBatch, PreparedFile
from tests.factories import PreparedFileFactory, ResultFactory

State = ImportBatch.State


def workbook_in(response):
    return openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))


@pytest.fixture
def waiting(monkeypatch):
    """Leaves what was asked for to a worker that never comes."""
    monkeypatch.setattr("results.imports.preparing.put_in_queue", lambda *_arguments: None)


@pytest.fixture
def ready():
    """Makes a file that is ready for somebody."""

    def make(by, **fields):
        fields = {"name": "sheet.xlsx", "ready_at": timezone.now(), "file": ContentFile(b"made", name="x"), **fields}
        return PreparedFileFactory(by=by, **fields)

    return make


def test_template_has_the_chosen_sheets_and_no_others(at_the_desk):
    response = at_the_desk.get(reverse("import-template"), {"kind": ["organisations", "results", "nonsense"]})

    assert workbook_in(response).sheetnames[:2] == ["Organisations", "Results"]
    assert response["Content-Disposition"].startswith('attachment; filename="waymark-template-')


def test_template_without_a_choice_asks_for_one(at_the_desk):
    assert "Choose at least one sheet." in at_the_desk.get(reverse("import-template"), {"get": "1"}).content.decode()


def test_export_is_made_for_whoever_asks_with_what_she_may_read(
    client, officer, tajikistan, elsewhere, django_capture_on_commit_callbacks
):
    ResultFactory(country=tajikistan, reference="TJK-2021-001")
    ResultFactory(country=elsewhere, reference="MOZ-2021-001")
    client.force_login(officer)

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("import-export"), {"kind": "results", "format": "xlsx"})
    fetched = client.get(response.url + "download/")

    references = [row[0] for row in workbook_in(fetched).worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert references == ["TJK-2021-001"]
    assert PreparedFile.objects.get().by == officer


@pytest.mark.parametrize(
    ("who", "offers_people"), [("administrator", True), ("officer", False), ("manager", False), ("publisher", False)]
)
def test_only_administrators_export_more_than_reports(client, request, tajikistan, who, offers_people):
    client.force_login(request.getfixturevalue(who))

    page = client.get(reverse("import-export")).content.decode()

    assert ('value="results"' in page, 'value="users"' in page) == (True, offers_people)


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        pytest.param({"format": "xlsx"}, "Choose at least one sheet.", id="no sheet"),
        pytest.param({"kind": "users", "format": "xlsx"}, "Choose at least one sheet.", id="not hers to export"),
        pytest.param({"kind": "results", "format": "pdf"}, "Choose xlsx, ods or csv.", id="no such format"),
        pytest.param(
            {"kind": ["results", "evidence"], "format": "csv"}, "A csv file holds one sheet.", id="two in csv"
        ),
    ],
)
def test_export_that_cannot_be_made_is_refused_with_a_sentence(client, officer, posted, sentence):
    client.force_login(officer)

    assert sentence in client.post(reverse("import-export"), posted).content.decode()
    assert not PreparedFile.objects.exists()


def test_whoever_holds_no_role_exports_nothing(client, nobody_special):
    client.force_login(nobody_special)

    assert client.get(reverse("import-export")).status_code == 403


def test_page_waits_for_the_file_and_says_so(at_the_desk, waiting):
    asked = at_the_desk.post(reverse("import-export"), {"kind": "results", "format": "ods"})

    page = at_the_desk.get(asked.url).content.decode()

    assert "Your file is being made" in page
    assert f'hx-get="{asked.url}" hx-trigger="every 2s"' in page
    assert at_the_desk.get(asked.url + "download/").status_code == 404


def test_page_that_waits_goes_on_when_the_file_is_there(at_the_desk, administrator, ready):
    address = reverse("import-prepared", args=[ready(administrator).token])

    response = at_the_desk.get(address, HTTP_HX_REQUEST="true")

    assert response.headers["HX-Redirect"] == address
    assert f'href="{address}download/"' in at_the_desk.get(address).content.decode()


def test_page_says_why_a_file_could_not_be_made(at_the_desk, administrator):
    prepared = PreparedFileFactory(by=administrator, sentence="This file could not be made.")

    page = at_the_desk.get(reverse("import-prepared", args=[prepared.token])).content.decode()

    assert "This file could not be made." in page


@pytest.mark.parametrize("name", ["import-prepared", "import-prepared-file"])
@pytest.mark.parametrize("who", ["officer", "publisher", "administrator"])
def test_file_that_was_made_for_somebody_else_is_not_found(client, request, manager, ready, name, who):
    prepared = ready(manager)
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse(name, args=[prepared.token])).status_code == 404


def test_refused_rows_are_asked_for_and_made_for_her(at_the_desk, administrator, batch_in, address, waiting):
    batch = batch_in(State.PLANNED, "refused")

    response = at_the_desk.post(address("import-refused", batch))

    prepared = PreparedFile.objects.get()
    assert response.url == reverse("import-prepared", args=[prepared.token])
    assert (prepared.what, prepared.batch, prepared.by) == (PreparedFile.What.REFUSED, batch, administrator)


def test_refused_rows_of_a_file_that_is_not_judged_cannot_be_had(at_the_desk, batch_in, address):
    response = at_the_desk.post(address("import-refused", batch_in(State.ASKING)), follow=True)

    assert "The rows of this file have not been judged." in response.content.decode()
    assert not PreparedFile.objects.exists()
