"""A file that is sent while the report is being written: stored at once, its place in the form drawn again."""

import re

import pytest
from django.urls import reverse

from results.models import EvidenceFile
from tests.factories import EvidenceFileFactory, ResultFactory
from tests.results.desk.files.contents import PDF, upload


@pytest.fixture
def report(tajikistan, officer):
    return ResultFactory(country=tajikistan, created_by=officer)


def send(client, report, file=None, **data):
    posted = {"prefix": "evidence-3", **({"upload": file} if file else {}), **data}
    return client.post(reverse("report-file", args=[report.reference]), posted)


def token_in(response, prefix="evidence-3"):
    return re.findall(rf'type="hidden" name="{prefix}-token" value="([^"]*)"', response.content.decode())


def problems_in(response):
    return re.findall(r"<li>([^<]*)</li>", response.content.decode())


def test_file_is_stored_and_named_in_its_place(client, report, officer):
    client.force_login(officer)

    response = send(client, report, upload())

    file = EvidenceFile.objects.get()
    assert (response.status_code, file.result, file.added_by, file.file.read()) == (200, report, officer, PDF)
    assert (token_in(response), problems_in(response)) == ([str(file.token)], [])
    assert f'<a href="/files/{file.token}/"><bdi>decree.pdf</bdi></a>' in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store, private"


def test_refused_file_leaves_the_one_before_in_its_place(client, report, officer):
    before = EvidenceFileFactory(result=report)
    client.force_login(officer)

    response = send(client, report, upload(b"<svg/>", "a.svg"), token=str(before.token))

    assert (response.status_code, token_in(response)) == (422, [str(before.token)])
    assert [problem[:14] for problem in problems_in(response)] == ["By its content"]
    assert EvidenceFile.objects.get() == before


def test_new_file_takes_the_place_of_the_one_before(client, report, officer):
    before = EvidenceFileFactory(result=report)
    client.force_login(officer)

    response = send(client, report, upload(), token=str(before.token))

    assert token_in(response) == [str(EvidenceFile.objects.exclude(pk=before.pk).get().token)]


def test_file_of_another_report_is_not_shown(client, report, officer, tajikistan):
    theirs = EvidenceFileFactory(result=ResultFactory(country=tajikistan))
    client.force_login(officer)

    response = send(client, report, token=str(theirs.token))

    assert (response.status_code, token_in(response)) == (422, [])
    assert problems_in(response) == ["No file arrived. Choose it again."]


def test_prefix_is_that_of_a_row(client, report, officer):
    client.force_login(officer)

    response = send(client, report, upload(), prefix='"><script>alert(1)</script>')

    assert "script" not in response.content.decode()
    assert len(token_in(response, "evidence-0")) == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [
        pytest.param("stranger", 404, id="stranger"),
        pytest.param("publisher", 403, id="who may only read"),
        pytest.param("manager", 403, id="manager"),
        pytest.param("nobody_special", 403, id="nobody special"),
    ],
)
def test_whoever_may_not_write_adds_nothing(client, report, request, who, status):
    client.force_login(request.getfixturevalue(who))

    assert send(client, report, upload()).status_code == status
    assert not EvidenceFile.objects.exists()


def test_whoever_is_signed_out_is_sent_to_sign_in(client, report):
    response = send(client, report, upload())

    assert (response.status_code, "/sign-in/" in response["Location"]) == (302, True)
    assert not EvidenceFile.objects.exists()


def test_report_that_is_being_judged_says_why_it_takes_none(client, report, officer):
    type(report).objects.update(state="submitted")
    client.force_login(officer)

    response = send(client, report, upload())

    assert (response.status_code, EvidenceFile.objects.count()) == (403, 0)


def test_reading_the_address_does_nothing(client, report, officer):
    client.force_login(officer)

    assert client.get(reverse("report-file", args=[report.reference])).status_code == 405


def test_file_is_stored_in_few_queries(client, report, officer, django_assert_max_num_queries):
    client.force_login(officer)

    with django_assert_max_num_queries(15):
        send(client, report, upload())


def test_request_beyond_all_measure_is_not_received(client, report, officer, settings):
    settings.MAX_REQUEST_BYTES = 500
    client.force_login(officer)

    response = send(client, report, upload(PDF + bytes(600) + b"%%EOF"))

    assert (response.status_code, EvidenceFile.objects.count()) == (400, 0)
