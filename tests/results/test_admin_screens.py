"""The buttons of a report: publishing, withdrawing, its history."""

import re

import pytest
from django.urls import reverse

from results import actions
from results.models import Publication, Result
from tests.factories import PublishedResultFactory, ResultFactory, publish


def address(name, result):
    return reverse(f"admin:results_result_{name}", args=[result.pk])


def test_publisher_publishes_what_she_has_read(client, publisher, officer, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=officer, summary="A budget review has been adopted")
    client.force_login(publisher)
    page = client.get(address("publish", result))

    client.post(address("publish", result), {"version": page.context["form"]["version"].value()})

    publication = Publication.objects.get()
    assert (publication.number, publication.published_by, publication.summary) == (1, publisher, result.summary)
    assert Result.objects.get().state == "approved"
    assert "Publish as version 1" in page.content.decode()


def test_publisher_publishes_nothing_that_changed_since_she_read_it(client, publisher, officer, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=officer)
    read = result.version
    changed = Result.objects.get()
    changed.summary = "Changed meanwhile"
    actions.write(changed, by=officer)
    client.force_login(publisher)

    response = client.post(address("publish", result), {"version": read})

    assert not Publication.objects.exists()
    assert "Officer changed this report after you opened this page" in response.content.decode()
    assert "Changed meanwhile" in response.content.decode()
    assert response.context["form"]["version"].value() == str(read + 1)


def test_publisher_does_not_publish_her_own(client, publisher, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=publisher)
    client.force_login(publisher)

    responses = [client.get(address("publish", result)), client.post(address("publish", result), {"version": 1})]

    assert [response.status_code for response in responses] == [403, 403]
    assert "was written or last changed by you" in responses[1].content.decode()
    assert not Publication.objects.exists()


def test_incomplete_report_says_what_is_missing_and_where(client, publisher, tajikistan):
    result = ResultFactory(country=tajikistan, summary="", contribution="")
    client.force_login(publisher)

    client.post(address("publish", result), {"version": 1})
    response = client.get(address("publish", result))

    change = address("change", result)
    assert response.context["findings"] == [
        ("Write the outcome summary: one sentence that says what changed.", f"{change}#fieldset-0-3-heading"),
        (
            "Describe the contribution: what the organisation did that led to this change.",
            f"{change}#fieldset-0-4-heading",
        ),
    ]
    assert not Publication.objects.exists()


def test_officer_sees_in_the_form_what_is_missing(client, officer, tajikistan):
    result = ResultFactory(country=tajikistan, summary="")
    client.force_login(officer)

    response = client.get(address("change", result))

    [(sentence, where)] = response.context["findings"]
    assert sentence == "Write the outcome summary: one sentence that says what changed."
    assert where == address("change", result) + "#id_summary"
    assert 'id="id_summary"' in response.content.decode()


BUTTONS = [
    pytest.param("officer", ["View as published", "History"], id="officer"),
    pytest.param("publisher", ["View as published", "Publish …", "Withdraw …", "History"], id="publisher"),
    pytest.param("administrator", ["View as published", "History"], id="administrator"),
]


@pytest.mark.parametrize(("person", "buttons"), BUTTONS)
def test_form_has_the_buttons_that_work(client, request, person, buttons, officer, tajikistan):
    result = PublishedResultFactory(country=tajikistan, created_by=officer)
    client.force_login(request.getfixturevalue(person))

    page = client.get(address("change", result)).content.decode()

    tools = page[page.index('class="object-tools"') :]
    tools = tools[: tools.index("</ul>")]
    assert re.findall(r">([^<>\n]+)</a>", tools) == buttons


def test_report_that_is_not_published_has_no_link_to_a_record(client, officer, tajikistan):
    result = ResultFactory(country=tajikistan)
    client.force_login(officer)

    page = client.get(address("change", result)).content.decode()

    assert "View as published" not in page
    assert "readers see nothing of it" in page


def test_withdrawing_asks_for_the_reason(client, publisher, tajikistan):
    result = PublishedResultFactory(country=tajikistan)
    client.force_login(publisher)

    response = client.post(address("withdraw", result), {"reason": "  "})

    assert response.context["form"].errors == {
        "reason": ["Say why the record is withdrawn: its address will show the reason."]
    }
    assert Publication.objects.current().count() == 1


def test_withdrawing_takes_the_record_away_and_keeps_the_reason(client, publisher, tajikistan):
    result = PublishedResultFactory(country=tajikistan)
    client.force_login(publisher)

    client.post(address("withdraw", result), {"reason": "The measure was repealed."})

    publication = Publication.objects.get()
    assert (publication.withdrawn_by, publication.withdrawal_reason) == (publisher, "The measure was repealed.")
    assert not Publication.objects.current().exists()


def test_nothing_published_is_nothing_to_withdraw(client, publisher, tajikistan):
    result = ResultFactory(country=tajikistan)
    client.force_login(publisher)

    page = client.post(address("withdraw", result), {"reason": "Why not"}).content.decode()

    assert "nothing to withdraw" in page


def test_history_tells_who_did_what_with_the_words_before_and_after(client, officer, colleague, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=colleague, summary="Before", language="en")
    result.summary, result.language, result.step = "After", "fr", None
    actions.write(result, by=officer)
    publish(result)
    client.force_login(colleague)

    entries = client.get(address("history", result)).context["entries"]

    assert [(event.act, event.version) for event, _changes in entries] == [("published", 2), ("changed", 2)]
    assert [(c.label, c.before, c.after) for c in entries[1][1]] == [
        ("Language of the texts", ["English"], ["French"]),
        ("Achievement step", ["3 Title of step 3"], []),
        ("Outcome summary", ["Before"], ["After"]),
    ]


def test_log_line_shows_its_changes(client, officer, tajikistan):
    result = ResultFactory(country=tajikistan, summary="Before <b>")
    result.summary = "After"
    actions.write(result, by=officer)
    client.force_login(officer)

    page = client.get(reverse("admin:results_event_change", args=[result.events.get().pk])).content.decode()

    assert "Before &lt;b&gt;" in page
    assert "After" in page
