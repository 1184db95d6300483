"""Evidence on the screens of the workspace: addresses, and files that go through the same door as everywhere."""

import pytest

from results.desk.files import storing
from results.models import Event, Evidence, EvidenceFile
from tests.factories import EvidenceFactory, ResultFactory
from tests.results.desk.files.contents import PDF, PNG, upload
from tests.results.test_admin_form import ADD, change_data, change_url, errors_of, form_data


@pytest.fixture
def report(tajikistan, officer, client):
    client.force_login(officer)
    return ResultFactory(country=tajikistan, created_by=officer)


def save(client, report, *rows):
    report.refresh_from_db()
    return client.post(change_url(report), change_data(report, {"evidence": list(rows)}))


def row_of(evidence, **changes):
    public = {"is_public": "on"} if evidence.is_public else {}
    said = {"title": evidence.title, "proves": evidence.proves, "url": evidence.url, **public}
    return {"id": evidence.pk, "result": evidence.result_id, **said, **changes}


def test_file_is_added_with_what_it_proves(client, report, officer):
    save(client, report, {"title": "The decree", "proves": "It was adopted", "upload": upload(), "is_public": "on"})

    evidence = report.evidence.get()
    assert (evidence.proves, evidence.url, evidence.is_public) == ("It was adopted", "", True)
    assert (evidence.file.file.read(), evidence.file.added_by) == (PDF, officer)
    assert Event.objects.get(result=report).act == "changed"


def test_file_stays_while_something_else_changes(client, report, officer):
    file = storing.store(report, upload(), by=officer)
    evidence = EvidenceFactory(result=report, url="", file=file, proves="It was adopted")

    save(client, report, row_of(evidence, title="The decree of June"))

    evidence.refresh_from_db()
    assert (evidence.title, evidence.file, evidence.proves) == ("The decree of June", file, "It was adopted")


def test_saving_evidence_as_it_is_changes_nothing(client, report, officer):
    evidence = EvidenceFactory(result=report, url="", file=storing.store(report, upload(), by=officer))

    save(client, report, row_of(evidence))

    assert (report.version, Event.objects.count()) == (type(report).objects.get().version, 0)


def test_another_file_takes_the_place_of_the_first(client, report, officer):
    evidence = EvidenceFactory(result=report, url="", file=storing.store(report, upload(), by=officer))

    save(client, report, row_of(evidence, upload=upload(PNG, "photo.png")))

    evidence.refresh_from_db()
    assert evidence.file.name == "photo.png"


def test_evidence_goes_and_its_file_stays_for_earlier_versions(client, report, officer):
    evidence = EvidenceFactory(result=report, url="", file=storing.store(report, upload(), by=officer))

    save(client, report, row_of(evidence, DELETE="on"))

    assert (report.evidence.count(), report.files.count()) == (0, 1)


@pytest.mark.parametrize(
    ("row", "name", "sentence"),
    [
        pytest.param({}, "url", "one of the two", id="neither address nor file"),
        pytest.param({"url": "https://example.org", "upload": upload}, "url", "one of the two", id="both"),
        pytest.param({"upload": lambda: upload(b"MZ\x90")}, "upload", "By its content", id="a program"),
    ],
)
def test_evidence_is_refused_beside_its_field(client, report, row, name, sentence):
    made = {key: value() if callable(value) else value for key, value in row.items()}

    response = save(client, report, {"title": "The decree", **made})

    [(field, [error])] = errors_of(response).items()
    assert (field, sentence in error) == (f"evidence-0-{name}", True)
    assert (Evidence.objects.count(), EvidenceFile.objects.count()) == (0, 0)


def test_new_report_asks_for_no_file_yet(client, report, tajikistan):
    page = client.get(ADD).content.decode()
    client.post(ADD, form_data(tajikistan, {"evidence": [{"title": "A", "upload": upload()}]}))

    assert 'name="evidence-0-upload"' not in page
    assert 'name="evidence-__prefix__-url"' in page
    assert EvidenceFile.objects.count() == 0


def test_reader_sees_the_file_and_cannot_change_it(client, report, officer, publisher):
    file = storing.store(report, upload(), by=officer)
    EvidenceFactory(result=report, url="", file=file)
    client.force_login(publisher)

    page = client.get(change_url(report)).content.decode()

    assert f'<a href="/files/{file.token}/"><bdi>decree.pdf</bdi></a>' in page
    assert "-upload" not in page
