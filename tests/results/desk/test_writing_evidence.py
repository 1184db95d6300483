"""Files in the form of a report: stored with it, never lost with a refusal, never another report's."""

import pytest
from django.urls import reverse

from results.models import EvidenceFile, Result
from tests.factories import EvidenceFactory, EvidenceFileFactory, ResultFactory
from tests.results.desk.browser import form_in, mistakes_in, send
from tests.results.desk.files.contents import upload


@pytest.fixture
def draft(officer, tajikistan):
    return ResultFactory(country=tajikistan, created_by=officer)


@pytest.fixture
def page(client, officer, draft):
    client.force_login(officer)
    return reverse("report-section", args=[draft.reference, "evidence"])


def post(client, page, **changes):
    """Send the form as a browser does that has files to send."""
    fields = form_in(client.get(page)).dict()
    return client.post(page, {**fields, **changes})


def test_file_is_stored_with_its_evidence(client, page, draft, officer):
    post(client, page, **{"evidence-0-title": "The decree", "evidence-0-upload": upload()})

    evidence = draft.evidence.get()
    assert (evidence.title, evidence.url, evidence.is_public) == ("The decree", "", True)
    assert (evidence.file.name, evidence.file.result, evidence.file.added_by) == ("decree.pdf", draft, officer)


def test_file_of_a_refused_form_is_stored_and_need_not_be_sent_again(client, page, draft):
    refused = post(client, page, **{"evidence-0-upload": upload()})

    send(client, page, form_in(refused), **{"evidence-0-title": "The decree"})

    assert [label for label, _sentence in mistakes_in(refused)] == ["Evidence 1: What it is"]
    assert draft.evidence.get().file == EvidenceFile.objects.get()


def test_file_that_is_refused_says_why_and_keeps_what_was_typed(client, page, draft):
    response = post(
        client, page, **{"evidence-0-title": "The decree", "evidence-0-upload": upload(b"MZ a program", "decree.pdf")}
    )

    assert [label for label, _sentence in mistakes_in(response)] == ["Evidence 1: File"]
    assert form_in(response)["evidence-0-title"] == "The decree"
    assert not draft.evidence.exists()


def test_file_of_another_report_is_refused(client, page, draft, tajikistan):
    other = EvidenceFileFactory(result=ResultFactory(country=tajikistan))

    response = post(client, page, **{"evidence-0-title": "Theirs", "evidence-0-token": other.token})

    assert [sentence for _label, sentence in mistakes_in(response)] == [
        "This file is not one of this report. Choose it again."
    ]
    assert not draft.evidence.exists()


def test_address_and_file_together_are_refused(client, page, draft):
    response = post(
        client, page,
        **{"evidence-0-title": "A", "evidence-0-url": "https://example.org", "evidence-0-upload": upload()},
    )  # fmt: skip

    assert [label for label, _sentence in mistakes_in(response)] == ["Evidence 1: Address"]
    assert not draft.evidence.exists()


def test_file_is_exchanged_for_an_address(client, page, draft):
    evidence = EvidenceFactory(result=draft, url="", file=EvidenceFileFactory(result=draft))

    post(client, page, **{"evidence-0-removes_file": "on", "evidence-0-url": "https://example.org/decree"})

    evidence.refresh_from_db()
    assert (evidence.file, evidence.url) == (None, "https://example.org/decree")


def test_evidence_with_a_file_is_left_as_it_is(client, page, draft):
    evidence = EvidenceFactory(result=draft, url="", file=EvidenceFileFactory(result=draft))

    post(client, page)

    assert list(draft.evidence.values_list("pk", "file")) == [(evidence.pk, evidence.file_id)]
    assert Result.objects.get(pk=draft.pk).version == 1
