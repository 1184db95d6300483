"""What stands around the form of a report: what is missing, and the ways to the desk's pages about it."""

import re

import pytest
from django.urls import reverse

from results import actions
from results.models import Result
from tests.factories import PublishedResultFactory, ResultFactory


def address(name, result):
    return reverse(f"admin:results_result_{name}", args=[result.pk])


def test_officer_sees_in_the_form_what_is_missing(client, officer, tajikistan):
    result = ResultFactory(country=tajikistan, summary="")
    client.force_login(officer)

    response = client.get(address("change", result))

    assert (
        "Write the outcome summary: one sentence that says what changed.",
        address("change", result) + "#id_summary",
    ) in response.context["findings"]
    assert 'id="id_summary"' in response.content.decode()


BUTTONS = [
    pytest.param("officer", ["View as published", "Review", "History"], id="officer"),
    pytest.param("publisher", ["View as published", "Review", "History"], id="publisher"),
    pytest.param("administrator", ["View as published", "Review", "History"], id="administrator"),
]


def tools(client, result):
    """The buttons above the form, with where they lead."""
    page = client.get(address("change", result)).content.decode()
    listed = page[page.index('class="object-tools"') :]
    listed = listed[: listed.index("</ul>")]
    return {label: target for target, label in re.findall(r'<a href="([^"]+)"[^>]*>([^<>\n]+)</a>', listed)}


@pytest.mark.parametrize(("person", "buttons"), BUTTONS)
def test_form_has_the_buttons_that_work(client, request, person, buttons, officer, tajikistan):
    result = PublishedResultFactory(country=tajikistan, created_by=officer)
    client.force_login(request.getfixturevalue(person))

    assert list(tools(client, result)) == buttons


def test_buttons_lead_to_the_desk(client, officer, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=officer)
    client.force_login(officer)

    assert tools(client, result) == {
        "Send in …": reverse("report-submit", args=[result.reference]),
        "Review": reverse("report-review", args=[result.reference]),
        "History": reverse("report-history", args=[result.reference]),
    }


def test_report_that_is_not_published_has_no_link_to_a_record(client, officer, tajikistan):
    result = ResultFactory(country=tajikistan)
    client.force_login(officer)

    page = client.get(address("change", result)).content.decode()

    assert "View as published" not in page
    assert "readers see nothing of it" in page


@pytest.mark.parametrize(
    ("person", "status", "leads_to"),
    [
        pytest.param("officer", 302, "report-history", id="officer"),
        pytest.param("administrator", 302, "report-history", id="administrator"),
        pytest.param("stranger", 404, None, id="stranger"),
    ],
)
def test_history_in_the_admin_leads_to_the_desk(client, request, officer, tajikistan, person, status, leads_to):
    result = ResultFactory(country=tajikistan, created_by=officer)
    client.force_login(request.getfixturevalue(person))

    response = client.get(address("history", result))

    assert response.status_code == status
    assert response.headers.get("Location") == (reverse(leads_to, args=[result.reference]) if leads_to else None)


def test_log_line_shows_its_changes(client, officer, tajikistan):
    result = ResultFactory(country=tajikistan, summary="Before <b>")
    result = Result.objects.get()
    result.summary = "After"
    actions.write(result, by=officer)
    client.force_login(officer)

    page = client.get(reverse("admin:results_event_change", args=[result.events.get().pk])).content.decode()

    assert "Before &lt;b&gt;" in page
    assert "After" in page
