"""The history of a report: one line of time, and bringing an earlier version back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from results import actions
from results.models import Contribution, Evidence
from tests.factories import ContributionKindFactory, CriterionFactory, ResultFactory, TopicFactory
from tests.results.desk.reviewing.reports import address, change, fresh

QUERIES = 10


def history_of(client, result):
    response = client.get(address("history", result))
    assert response.status_code == 200
    return response


def test_everything_stands_in_one_line_of_time_the_latest_first(client, officer, national_reviewer, publisher, report):
    said = actions.comment(report, "Which law?", by=national_reviewer, field="summary")
    actions.comment(report, "The pension law.", by=officer, answers=said)
    actions.resolve(said, by=national_reviewer)
    criterion = CriterionFactory(indicator=report.indicator)
    actions.judge(report, criterion, by=national_reviewer, is_met=True, note="Second paragraph")
    actions.reassign(report, to=publisher, by=national_reviewer, note="You know it.")
    actions.approve(report, by=publisher)
    actions.publish(report, by=publisher)
    actions.withdraw(report, by=publisher, reason="Repealed.")
    client.force_login(officer)

    entries = history_of(client, report).context["entries"]

    assert [(entry.event.act, entry.event.by, entry.notes) for entry in entries] == [
        ("withdrawn", publisher, {"reason": "Repealed."}),
        ("published", publisher, {"publication": "1"}),
        ("approved", publisher, {}),
        ("reassigned", national_reviewer, {"to": "Publisher", "reason": "You know it."}),
        ("ticked", national_reviewer, {"criterion": str(criterion), "shown_by": "Second paragraph"}),
        ("resolved", national_reviewer, {"about": "outcome summary", "comment": "Which law?"}),
        ("commented", officer, {"about": "outcome summary", "comment": "The pension law.", "answers": "Which law?"}),
        ("commented", national_reviewer, {"about": "outcome summary", "comment": "Which law?"}),
        ("submitted", officer, {}),
        ("created", officer, {}),
    ]


def test_changes_are_told_field_by_field_with_the_words_marked(client, officer, corrected):
    client.force_login(officer)

    page = history_of(client, corrected).content.decode()

    expected = "The <del>social protection budget</del> <ins>pension law of 2021</ins> has been <del>reviewed</del> "
    assert f"{expected}<ins>adopted</ins>" in page
    assert "Name the law." in page


def test_published_versions_are_linked(client, national_reviewer, publisher, report):
    actions.approve(report, by=national_reviewer)
    actions.publish(report, by=publisher)
    client.force_login(national_reviewer)

    page = history_of(client, report).content.decode()

    assert f'href="/en/results/{report.reference}/v1/"' in page
    assert "what readers see now" in page


def test_markup_in_the_history_is_shown_and_not_run(client, officer, report):
    actions.recall(report, by=officer)
    report.events.model.objects.create(
        result=report, act="changed", by=officer, version=1, details={"summary": ["<i>a</i>", "<script>b</script>"]}
    )
    client.force_login(officer)

    page = history_of(client, report).content.decode()

    assert "<script>b" not in page
    assert "&lt;script&gt;b&lt;/script&gt;" in page


def test_long_history_comes_in_pages(client, officer, report):
    for number in range(30):
        actions.comment(report, f"Remark {number}.", by=officer)
    client.force_login(officer)

    first = history_of(client, report)
    second = client.get(address("history", report), {"page": 2})

    assert (len(first.context["entries"]), len(second.context["entries"])) == (25, 7)
    assert 'href="?page=2"' in first.content.decode()


def test_version_is_restored_after_the_changes_were_shown(client, officer, corrected):
    actions.recall(corrected, by=officer)
    client.force_login(officer)
    page = client.get(address("restore", corrected, 1))

    response = client.post(address("restore", corrected, 1), {"read": page.context["result"].version})

    stored = fresh(corrected)
    assert [(change.label, change.after) for change in page.context["changes"]] == [
        ("Outcome summary", ["The social protection budget has been reviewed"])
    ]
    assert (stored.summary, stored.version) == ("The social protection budget has been reviewed", 3)
    assert response.headers["Location"] == address("history", corrected)
    assert history_of(client, corrected).context["entries"][0].notes == {"restored_version": "1"}


def test_every_kept_version_but_the_one_of_today_can_be_restored(client, officer, national_reviewer, corrected):
    actions.send_back(corrected, by=national_reviewer, reason="Once more.")
    client.force_login(officer)

    entries = history_of(client, corrected).context["entries"]

    assert {entry.event.act: entry.restorable for entry in entries if entry.restorable} == {"created": 1}


@pytest.mark.parametrize("person", ["manager", "national_reviewer", "administrator"])
def test_who_may_not_write_is_offered_no_version(client, request, officer, corrected, person):
    actions.recall(corrected, by=officer)
    client.force_login(request.getfixturevalue(person))

    assert "Restore this version" not in history_of(client, corrected).content.decode()


def test_nothing_is_restored_over_what_was_written_meanwhile(client, officer, colleague, corrected):
    actions.recall(corrected, by=officer)
    change(corrected, colleague, summary="The colleague has written this")
    client.force_login(officer)

    response = client.post(address("restore", corrected, 1), {"read": corrected.version})

    assert fresh(corrected).summary == "The colleague has written this"
    assert "Colleague changed this report after you opened this page." in response.content.decode()
    assert "<del>" in response.content.decode()


def test_version_that_says_the_same_is_not_restored(client, officer, report):
    actions.recall(report, by=officer)
    client.force_login(officer)

    page = client.get(address("restore", report, 1)).content.decode()
    client.post(address("restore", report, 1), {"read": 1})

    assert "The report says already what it said then." in page
    assert fresh(report).version == 1


@pytest.mark.parametrize("version", [7, 99999999999999999999])
def test_version_that_was_not_kept_is_not_found(client, officer, report, version):
    actions.recall(report, by=officer)
    client.force_login(officer)

    assert client.get(address("restore", report, version)).status_code == 404


def test_report_without_any_history_says_so(client, officer, tajikistan):
    result = ResultFactory(country=tajikistan)
    client.force_login(officer)

    assert "Nothing has been recorded for this report." in history_of(client, result).content.decode()


@pytest.mark.parametrize("count", [1, 8])
def test_history_takes_as_many_queries_for_one_change_as_for_eight(client, officer, report, count):
    for number in range(count):
        actions.recall(fresh(report), by=officer)
        change(
            report,
            officer,
            summary=f"The law number {number} has been adopted",
            links={"topics": [TopicFactory(code=f"topic-{number}")]},
            parts={
                "contributions": [Contribution(kind=ContributionKindFactory(code=f"kind-{number}"))],
                "evidence": [Evidence(title=f"Law {number}", url="https://example.org/law")],
            },
        )
        actions.submit(fresh(report), by=officer)
    client.force_login(officer)
    history_of(client, report)

    with CaptureQueriesContext(connection) as queries:
        response = history_of(client, report)

    assert len(response.context["entries"]) == min(25, 2 + 3 * count)
    assert len(queries) == QUERIES
