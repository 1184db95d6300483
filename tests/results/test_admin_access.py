"""Every screen for results, tried by everybody: who gets in, who is refused, who learns that nothing is there."""

import pytest
from django.urls import reverse

from results.models import Event, Publication, Result
from tests.factories import (
    ContributionFactory,
    DriverTextFactory,
    EvidenceFactory,
    PublishedResultFactory,
    ResultFactory,
    ResultSdgLinkFactory,
)

EVERYBODY = ("officer", "colleague", "stranger", "publisher", "administrator", "nobody_special", "anonymous")

# For each screen the answers in the order of EVERYBODY; 302 leads to the sign-in page.
ANSWERS = {
    "list": (200, 200, 200, 200, 200, 302, 302),
    "add": (200, 200, 200, 403, 403, 302, 302),
    "change": (200, 200, 404, 200, 200, 302, 302),
    "delete": (403, 403, 404, 403, 403, 302, 302),
    "publications": (200, 200, 200, 200, 200, 302, 302),
    "publication": (200, 200, 404, 200, 200, 302, 302),
    "add publication": (403, 403, 403, 403, 403, 302, 302),
    "delete publication": (403, 403, 404, 403, 403, 302, 302),
    "log": (200, 200, 200, 200, 200, 302, 302),
    "log line": (200, 200, 404, 200, 200, 302, 302),
    "delete log line": (403, 403, 404, 403, 403, 302, 302),
    "workspace": (200, 200, 200, 200, 200, 302, 302),
}
CASES = [
    pytest.param(screen, person, status, id=f"{person} opens {screen}")
    for screen, statuses in ANSWERS.items()
    for person, status in zip(EVERYBODY, statuses, strict=True)
]


@pytest.fixture
def addresses(officer, tajikistan):
    result = PublishedResultFactory(country=tajikistan, created_by=officer, reference="TJK-2021-001")
    publication, event = Publication.objects.get(), Event.objects.first()
    return {
        "list": reverse("admin:results_result_changelist"),
        "add": reverse("admin:results_result_add"),
        "change": reverse("admin:results_result_change", args=[result.pk]),
        "delete": reverse("admin:results_result_delete", args=[result.pk]),
        "publications": reverse("admin:results_publication_changelist"),
        "publication": reverse("admin:results_publication_change", args=[publication.pk]),
        "add publication": reverse("admin:results_publication_add"),
        "delete publication": reverse("admin:results_publication_delete", args=[publication.pk]),
        "log": reverse("admin:results_event_changelist"),
        "log line": reverse("admin:results_event_change", args=[event.pk]),
        "delete log line": reverse("admin:results_event_delete", args=[event.pk]),
        "workspace": reverse("admin:index"),
    }


def sign_in(client, request, person):
    if person != "anonymous":
        client.force_login(request.getfixturevalue(person))


@pytest.mark.parametrize(("screen", "person", "status"), CASES)
def test_screen_opens_for_those_with_the_right(client, request, addresses, screen, person, status):
    sign_in(client, request, person)

    response = client.get(addresses[screen])

    assert response.status_code == status
    if status == 302:
        assert "/sign-in/" in client.get(addresses[screen], follow=True).redirect_chain[-1][0]


@pytest.mark.parametrize("person", [p for p in EVERYBODY if p not in ("officer", "colleague")])
@pytest.mark.parametrize("screen", ["change", "delete"])
def test_posting_without_the_right_changes_nothing(client, request, addresses, screen, person):
    sign_in(client, request, person)
    before = Result.objects.values().get()
    expected = {"stranger": 404, "nobody_special": 302, "anonymous": 302}.get(person, 403)

    response = client.post(addresses[screen], {"summary": "Forged", "post": "yes"})

    assert response.status_code == expected
    assert Result.objects.values().get() == before
    assert Publication.objects.current().count() == 1


@pytest.mark.parametrize("screen", ["list", "publications", "log", "workspace"])
def test_lists_hold_nothing_of_another_country(client, stranger, addresses, screen):
    client.force_login(stranger)

    page = client.get(addresses[screen]).content.decode()

    assert "TJK-2021-001" not in page
    assert "Tajikistan" not in page


def test_address_that_is_no_number_is_not_found(client, officer):
    client.force_login(officer)

    for name in ("change", "history"):
        address = reverse(f"admin:results_result_{name}", args=["nonsense"])
        assert client.get(address).status_code == 404, name


def test_read_only_form_has_the_order_of_the_record(client, publisher, tajikistan):
    result = ResultFactory(country=tajikistan)
    for part in (ContributionFactory, DriverTextFactory, EvidenceFactory, ResultSdgLinkFactory):
        part(result=result)
    client.force_login(publisher)

    page = client.get(reverse("admin:results_result_change", args=[result.pk])).content.decode()

    headings = ["Where and when", "Result achieved", "Linked projects", "Outcome", "Contribution",
                "Gender equality and other policy drivers", "Sustainable Development Goals", "Partnership", "Topics",
                "Single contributions", "Evidence"]  # fmt: skip
    places = [page.index(f">{heading}<" if heading in ("Outcome", "Contribution") else heading) for heading in headings]
    assert places == sorted(places)
    assert "<textarea" not in page
    assert 'name="_save"' not in page
