"""The review of a report: the record as it will be printed, what changed, the checks, and what she may do."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from results import actions
from results.models import Comment, Contribution, DriverText, Evidence, PeriodLock, Result
from tests.factories import (
    BienniumFactory,
    CommentFactory,
    ContributionKindFactory,
    CriterionFactory,
    DriverFactory,
    EvidenceFactory,
    JudgementFactory,
    PeriodLockFactory,
    TopicFactory,
)
from tests.results.desk.reviewing.reports import address, change, fresh

QUERIES = 27


def opened(client, result, **query):
    response = client.get(address("review", result), query)
    assert response.status_code == 200
    return response


def page_of(client, result, **query):
    return unescape(opened(client, result, **query).content.decode())


def words(markup):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)).strip()


def record_of(page):
    return page[page.index('<article class="record">') : page.index("</article>")]


def test_report_is_shown_as_the_record_will_be(client, national_reviewer, report):
    client.force_login(national_reviewer)

    record = words(record_of(page_of(client, report)))

    for part in (report.summary, "Result achieved", report.outcome_achieved, "ILO’s contribution", report.contribution):
        assert part in record
    assert "Version" not in record


def test_first_submission_has_nothing_to_compare_with(client, national_reviewer, report):
    client.force_login(national_reviewer)

    response = opened(client, report)

    assert response.context["comparison"] is None
    assert b"<ins>" not in response.content


def test_changes_since_the_last_submission_are_marked_in_the_text(client, national_reviewer, corrected):
    client.force_login(national_reviewer)

    response = opened(client, corrected)

    expected = "The <del>social protection budget</del> <ins>pension law of 2021</ins> has been <del>reviewed</del> "
    assert f"{expected}<ins>adopted</ins>" in response.content.decode()
    assert response.context["comparison"].event.act == "submitted"
    assert "Changed since it was sent in on" in response.content.decode()


def test_changes_can_be_switched_off(client, national_reviewer, corrected):
    client.force_login(national_reviewer)

    page = page_of(client, corrected, changes="off")

    assert "The pension law of 2021 has been adopted</h1>" in page
    assert "<ins>" not in record_of(page)
    assert "Mark what changed" in page


def test_markup_in_a_changed_text_is_shown_and_not_run(client, officer, national_reviewer, corrected):
    actions.recall(corrected, by=officer)
    Result.objects.filter(pk=corrected.pk).update(summary="<script>alert(1)</script>")
    client.force_login(national_reviewer)

    page = opened(client, corrected).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_links_and_parts_that_changed_are_listed(client, officer, national_reviewer, report):
    actions.send_back(report, by=national_reviewer, reason="More.")
    new = Contribution(kind=ContributionKindFactory(), description="A course", quantity=1200, women=12)
    change(report, officer, links={"topics": [TopicFactory(code="financing")]}, parts={"contributions": [new]})
    actions.submit(fresh(report), by=officer)
    client.force_login(national_reviewer)

    changes = opened(client, report).context["comparison"].listed

    assert [(change.label, change.gone, change.new) for change in changes] == [
        ("Topics", [], ["financing"]),
        ("Contributions", [], ["webinar: A course (how many: 1,200; women taking part: 12)"]),
    ]


def test_driver_text_is_marked_too(client, officer, national_reviewer, report):
    driver = DriverFactory()
    actions.recall(report, by=officer)
    change(report, officer, parts={"driver_texts": [DriverText(driver=driver, text="Half of them are women.")]})
    actions.submit(fresh(report), by=officer)
    actions.send_back(fresh(report), by=national_reviewer, reason="Say more.")
    text = DriverText(driver=driver, text="Half of all members are women.")
    change(report, officer, parts={"driver_texts": [text]})
    client.force_login(officer)

    page = page_of(client, report)

    assert "Half of <del>them</del> <ins>all members</ins> are women." in page


def test_after_a_publication_changes_are_those_since_then(client, officer, national_reviewer, publisher, report):
    actions.approve(report, by=national_reviewer)
    actions.publish(report, by=publisher)
    change(report, officer, summary="The social protection budget has been adopted")
    client.force_login(officer)

    response = opened(client, report)

    assert "Changed since published version 1" in response.content.decode()
    assert "has been <del>reviewed</del> <ins>adopted</ins>" in response.content.decode()


def test_what_was_withdrawn_is_nothing_to_compare_with(client, officer, national_reviewer, publisher, report):
    actions.approve(report, by=national_reviewer)
    actions.publish(report, by=publisher)
    actions.withdraw(report, by=publisher, reason="Repealed.")
    client.force_login(officer)

    response = opened(client, report)

    assert response.context["comparison"] is None
    assert "Repealed." in response.content.decode()


def test_returned_report_says_who_returned_it_and_why(client, officer, national_reviewer, report):
    actions.send_back(report, by=national_reviewer, reason="Name the law.")
    client.force_login(officer)

    page = page_of(client, report)

    assert "National returned this report on" in page
    assert "Name the law." in page


def test_findings_come_with_their_cure_and_the_blocking_ones_first(client, officer, national_reviewer, report):
    actions.recall(report, by=officer)
    change(report, officer, contribution="", summary="Officials were trained")
    client.force_login(officer)

    lines = opened(client, report).context["findings"]

    assert (lines[0].finding.check, lines[0].address) == ("text-missing", address("write", report) + "#id_contribution")
    assert [line.finding.level for line in lines] == sorted((line.finding.level for line in lines), reverse=True)


def test_whoever_only_reads_is_led_to_the_place_in_the_record(client, manager, officer, report):
    actions.recall(report, by=officer)
    change(report, officer, contribution="")
    client.force_login(manager)

    response = opened(client, report)

    line = response.context["findings"][0]
    assert line.address == "#record-contribution"
    assert 'id="record-contribution"' in response.content.decode()


def test_evidence_that_readers_do_not_see_is_shown_apart(client, national_reviewer, report):
    EvidenceFactory(result=report, title="Minutes kept inside", proves="Who was there", is_public=False)
    client.force_login(national_reviewer)

    page = page_of(client, report)

    assert "Minutes kept inside" not in record_of(page)
    assert "Minutes kept inside" in page
    assert "Who was there" in page


def test_place_where_nothing_is_written_can_be_commented_on(client, national_reviewer, report):
    CommentFactory(result=report, field="evidence", text="Where is the law itself?")
    client.force_login(national_reviewer)

    response = opened(client, report)

    absent = {place: [thread.first.text for thread in found] for place, _name, found in response.context["absent"]}
    assert absent["evidence"] == ["Where is the law itself?"]
    assert 'name="new:projects"' in response.content.decode()


BUTTONS = [
    pytest.param("national_reviewer", "submitted", {"Approve", "Return it", "Hand it on"}, id="reviewer"),
    pytest.param(
        "publisher", "submitted", {"Approve", "Approve and publish as version 1", "Return it", "Hand it on"},
        id="publisher, who may do both",
    ),
    pytest.param("officer", "submitted", set(), id="its author"),
    pytest.param("colleague", "submitted", set(), id="another officer"),
    pytest.param("manager", "submitted", set(), id="manager"),
    pytest.param("national_reviewer", "approved", set(), id="reviewer, once it is approved"),
    pytest.param("publisher", "approved", {"Publish as version 1 …", "Return it"}, id="publisher, once it is approved"),
    pytest.param("national_reviewer", "draft", set(), id="reviewer, of a draft"),
]  # fmt: skip


@pytest.mark.parametrize(("person", "state", "buttons"), BUTTONS)
def test_only_acts_that_are_open_to_her_are_shown(client, request, report, person, state, buttons):
    Result.objects.update(state=state)
    client.force_login(request.getfixturevalue(person))

    page = page_of(client, report)

    decide = page[page.index('id="decide"') :]
    shown = re.findall(r'class="button"[^>]*>([^<]+)<', decide[: decide.index("</section>")])
    assert set(shown) == buttons


OBSTACLES = [
    pytest.param("officer", {}, "TJK-2021-001 was written or last changed by you", id="its author reviews elsewhere"),
    pytest.param("manager", {}, "You do not have the right to approve it for Tajikistan", id="no reviewer"),
    pytest.param("national_reviewer", {"state": "draft"}, "TJK-2021-001 is a draft", id="not sent in"),
    pytest.param("national_reviewer", {"contribution": ""}, "What must be mended", id="blocking finding"),
]


@pytest.mark.parametrize(("person", "changed", "sentence"), OBSTACLES)
def test_what_keeps_her_from_approving_is_said(client, request, tajikistan, report, person, changed, sentence):
    user = request.getfixturevalue(person)
    if person == "officer":
        user.roles.create(role="national-reviewer", country=tajikistan)
    Result.objects.update(**changed)
    client.force_login(user)

    assert opened(client, report).context["decisions"].obstacle.startswith(sentence)


def test_criteria_that_are_not_ticked_keep_her_from_approving(client, national_reviewer, report):
    criterion = CriterionFactory(indicator=report.indicator)
    client.force_login(national_reviewer)

    before = opened(client, report).context["decisions"]
    JudgementFactory(result=report, criterion=criterion)
    after = opened(client, report).context["decisions"]

    assert (before.may_approve, before.obstacle) == (
        False, "It can be approved once every criterion of its indicator is ticked.",
    )  # fmt: skip
    assert (after.may_approve, after.obstacle) == (True, "")


def test_locked_period_leaves_only_reading_and_talking(client, national_reviewer, report):
    PeriodLockFactory(biennium=BienniumFactory(), reason="The books are closed.")
    client.force_login(national_reviewer)

    response = opened(client, report)

    assert response.context["decisions"].open == frozenset()
    assert "The books are closed." in response.context["decisions"].obstacle
    assert PeriodLock.objects.count() == 1
    assert 'name="new:whole"' in response.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_review_takes_as_many_queries_for_one_comment_as_for_thirty(client, national_reviewer, corrected, count):
    for number in range(count):
        said = CommentFactory(result=corrected, field="summary", text=f"Remark {number}", by=national_reviewer)
        CommentFactory(result=corrected, answers=said, text=f"Reply {number}", by=national_reviewer)
        EvidenceFactory(result=corrected, title=f"Evidence {number}")
        JudgementFactory(result=corrected, criterion=CriterionFactory(indicator=corrected.indicator))
    client.force_login(national_reviewer)
    opened(client, corrected)

    with CaptureQueriesContext(connection) as queries:
        page = opened(client, corrected).content.decode()

    assert (page.count("Remark "), page.count("Reply ")) == (count, count)
    assert (Comment.objects.count(), Evidence.objects.count()) == (2 * count, count)
    assert len(queries) == QUERIES
