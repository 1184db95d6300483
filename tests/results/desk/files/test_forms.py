"""Evidence as it is entered: an address or a file, never both, and never the file of another report."""

import pytest
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from results.desk.files import storing
from results.desk.files.forms import EvidenceForm, with_files_stored
from results.models import Evidence, EvidenceFile
from tests.factories import EvidenceFileFactory, ResultFactory
from tests.results.desk.files.contents import PDF, PNG, upload

NOT_OURS = "This file is not one of this report. Choose it again."
BOTH = "Give the address of the evidence or add a file; one of the two."


@pytest.fixture
def report(tajikistan, officer):
    return ResultFactory(country=tajikistan, created_by=officer)


@pytest.fixture
def file(report):
    return EvidenceFileFactory(result=report)


def form_for(report, data=None, files=None, **instance):
    return EvidenceForm({"title": "The decree", **(data or {})}, files, instance=Evidence(result=report, **instance))


def errors_of(form):
    return {name: list(errors) for name, errors in form.errors.items()}


def test_file_that_comes_along_is_stored_once_all_is_valid(report, officer):
    form = form_for(report, files={"upload": upload()})

    assert (form.is_valid(), EvidenceFile.objects.count()) == (True, 0)
    form.keep_file(report, by=officer)
    assert form.instance.file.file.read() == PDF


def test_file_is_named_by_its_token(report, file):
    form = form_for(report, {"token": str(file.token)})

    assert (form.is_valid(), form.instance.file, form.file_shown) == (True, file, file)


def test_file_that_is_stored_stays_where_the_form_does_not_name_it(report, file):
    form = form_for(report, file=file)

    assert (form.is_valid(), form.instance.file) == (True, file)


def test_new_file_takes_the_place_of_the_one_before(report, file, officer):
    form = form_for(report, {"token": str(file.token)}, {"upload": upload(PNG, "photo.png")}, file=file)

    assert form.is_valid()
    form.keep_file(report, by=officer)
    assert form.instance.file.name == "photo.png"


def test_file_can_be_exchanged_for_an_address(report, file):
    data = {"token": str(file.token), "removes_file": "on", "url": "https://example.org/decree"}

    form = form_for(report, data, file=file)

    assert form.is_valid()
    assert (form.instance.file, form.instance.url) == (None, "https://example.org/decree")


def test_file_of_another_report_is_refused(report, tajikistan):
    theirs = EvidenceFileFactory(result=ResultFactory(country=tajikistan))

    form = form_for(report, {"token": str(theirs.token)})

    assert errors_of(form) == {"upload": [NOT_OURS]}
    assert form.file_shown is None


@pytest.mark.parametrize(
    ("data", "files", "errors"),
    [
        pytest.param({}, None, {"url": [BOTH]}, id="neither"),
        pytest.param({"url": "https://example.org"}, {"upload": upload}, {"url": [BOTH]}, id="address and new file"),
        pytest.param({"token": "x"}, None, {"token": [NOT_OURS]}, id="x"),
        pytest.param(
            {}, {"upload": lambda: upload(b"")},
            {"upload": ["This file is empty. Check that it opens on your own machine, then choose it again."]},
            id="empty file",
        ),
    ],
)  # fmt: skip
def test_evidence_is_refused_with_its_sentence(report, data, files, errors):
    form = form_for(report, data, {name: make() for name, make in files.items()} if files else None)

    assert errors_of(form) == errors


def test_address_and_stored_file_are_one_too_many(report, file):
    form = form_for(report, {"token": str(file.token), "url": "https://example.org"})

    assert errors_of(form) == {"url": [BOTH]}


def test_every_file_of_a_form_is_stored_whatever_else_is_wrong(report, officer):
    bad = upload(b"<svg/>", "drawing.svg")
    posted = QueryDict("evidence-0-removes_file=on&evidence-1-token=x")
    files = MultiValueDict({"evidence-0-upload": [upload()], "evidence-1-upload": [bad], "photo": [upload(PNG)]})

    data, left = with_files_stored(posted, files, report, by=officer)

    token = str(EvidenceFile.objects.get().token)
    assert data.dict() == {"evidence-0-token": token, "evidence-1-token": "x"}
    assert set(left) == {"evidence-1-upload", "photo"}


def test_file_beyond_what_a_report_takes_is_refused_beside_its_field(report):
    EvidenceFileFactory.create_batch(50, result=report)

    form = form_for(report, files={"upload": upload()})

    [error] = errors_of(form)["upload"]
    assert error.startswith(f"{report.reference} has 50 files already; a report takes at most 50, of 200 MB together.")


def test_file_that_a_full_report_has_already_is_taken(report, officer):
    EvidenceFileFactory.create_batch(49, result=report)
    there = storing.store(report, upload(), by=officer)

    form = form_for(report, files={"upload": upload()})

    assert form.is_valid()
    form.keep_file(report, by=officer)
    assert form.instance.file == there


def test_the_limit_is_told_before_anything_is_sent(settings):
    settings.EVIDENCE_MAX_MB = 7

    form = EvidenceForm()

    assert "at most 7 MB" in form["upload"].help_text
    assert (form.max_megabytes, form.max_bytes) == (7, 7 * 1024**2)
