"""Comments beside the fields of a report, their replies, and their end."""

import pytest

from results import actions
from results.desk.reviewing import threads
from results.models import Comment, Event
from tests.factories import CommentFactory
from tests.results.desk.reviewing.reports import address


def stored():
    return [(said.field, said.text, said.by, said.answers) for said in Comment.objects.all()]


def test_comment_is_tied_to_its_field(client, national_reviewer, report):
    client.force_login(national_reviewer)

    response = client.post(address("comment", report) + "?block=summary", {"new:summary": "Which law?"})

    assert stored() == [("summary", "Which law?", national_reviewer, None)]
    assert response.headers["Location"] == address("review", report) + "#comments-summary"


@pytest.mark.parametrize(
    ("about", "field"),
    [
        pytest.param("whole", "", id="the whole report"),
        pytest.param("cross-cutting", "cross-cutting", id="a section"),
        pytest.param("sdg_links", "sdg_links", id="a part"),
    ],
)
def test_comment_is_about_a_section_a_part_or_the_whole(client, officer, report, about, field):
    client.force_login(officer)

    client.post(address("comment", report), {f"new:{about}": "Done."})

    assert stored() == [(field, "Done.", officer, None)]


def test_all_that_was_typed_on_the_page_is_sent_together(client, national_reviewer, officer, report):
    first = CommentFactory(result=report, field="summary", by=officer)
    client.force_login(national_reviewer)
    typed = {"new:summary": "One", f"reply:{first.pk}": "Two", "new:whole": "Three", "new:evidence": "  "}

    client.post(address("comment", report), {**typed, "send": "new:summary"})

    assert [(field, text, answers) for field, text, _by, answers in stored()[1:]] == [
        ("summary", "One", None), ("summary", "Two", first), ("", "Three", None),
    ]  # fmt: skip


def test_within_a_page_that_stays_only_one_is_sent(client, national_reviewer, report):
    client.force_login(national_reviewer)
    typed = {"new:summary": "One", "new:whole": "Not finished", "send": "new:summary"}

    client.post(address("comment", report), typed, headers={"HX-Request": "true"})

    assert [said.text for said in Comment.objects.all()] == ["One"]


def test_empty_comment_is_refused_with_a_sentence(client, national_reviewer, report):
    client.force_login(national_reviewer)

    response = client.post(address("comment", report), {"new:summary": " ", "send": "new:summary"})

    assert "Nothing was written. Write your comment, then send it." in response.content.decode()
    assert stored() == []


def test_comment_that_is_refused_comes_back_as_it_was_typed(client, national_reviewer, report):
    client.force_login(national_reviewer)
    typed = {"new:summary": "<b>Which</b> law?", "new:whole": "Well done.", "next": address("history", report)}

    response = client.post(address("comment", report) + "?block=summary", typed)

    page = response.content.decode()
    assert stored() == [("", "Well done.", national_reviewer, None)]
    assert "&lt;b&gt;Which&lt;/b&gt; law?</textarea>" in page
    assert "This text contains HTML or script" in page
    assert f'name="next" value="{address("history", report)}"' in page
    assert 'id="comments-summary"' in page


def test_reply_to_a_reply_belongs_to_the_first_comment(client, officer, report):
    first = CommentFactory(result=report, field="contribution")
    reply = CommentFactory(result=report, field="contribution", answers=first)
    client.force_login(officer)

    client.post(address("comment", report), {f"reply:{reply.pk}": "It was the agency."})

    assert stored()[-1] == ("contribution", "It was the agency.", officer, first)


def test_one_is_led_back_to_the_page_of_the_comment(client, officer, report):
    client.force_login(officer)
    typed = {"new:summary": "So it is.", "next": address("write", report) + "?x=1#id_summary"}

    response = client.post(address("comment", report) + "?block=summary", typed)

    assert response.headers["Location"] == address("write", report) + "?x=1#comments-summary"


def test_one_is_not_led_to_another_site(client, officer, report):
    client.force_login(officer)

    response = client.post(address("comment", report), {"new:whole": "So.", "next": "https://example.org/"})

    assert response.headers["Location"] == address("review", report) + "#comments-whole"


def test_thread_is_resolved_and_opened_again(client, national_reviewer, officer, report):
    said = CommentFactory(result=report, by=officer)
    client.force_login(national_reviewer)

    client.post(address("resolve", report, said.pk), {"resolved": "1", "new:whole": "Thank you."})
    resolved = Comment.objects.get(pk=said.pk)
    client.post(address("resolve", report, said.pk), {"resolved": "0"})

    assert (resolved.resolved_by, resolved.resolved_at is None) == (national_reviewer, False)
    assert Comment.objects.get(pk=said.pk).resolved_by is None
    assert stored()[-1][1] == "Thank you."
    assert list(Event.objects.filter(act="resolved").values_list("by", flat=True)) == [national_reviewer.pk]


def test_threads_are_read_in_one_query_however_many_they_are(officer, report, django_assert_num_queries):
    for number in range(30):
        first = CommentFactory(result=report, field="summary" if number % 2 else "")
        CommentFactory(result=report, answers=first, field=first.field)

    with django_assert_num_queries(1):
        found = threads.by_field(report)

    assert {field: len(listed) for field, listed in found.items()} == {"summary": 15, "whole": 15}
    assert all(len(thread.replies) == 1 for listed in found.values() for thread in listed)


def test_every_field_and_section_has_a_place_on_the_printed_record():
    lost = [name for name in threads.SUBJECTS if threads.place_of(name) == "whole"]

    assert lost == ["whole"]


def test_comments_stand_in_the_record_and_resolved_ones_are_folded(client, national_reviewer, officer, report):
    CommentFactory(result=report, field="step", text="Is it step 2?", by=officer)
    done = CommentFactory(result=report, field="outcome_achieved", text="Which agency?", by=officer)
    actions.resolve(done, by=national_reviewer)
    client.force_login(national_reviewer)

    page = client.get(address("review", report)).content.decode()

    record = page[page.index('<article class="record">') : page.index("</article>")]
    assert "<strong>Achievement step</strong>" in record
    assert f'<details class="thread thread--resolved" id="comment-{done.pk}">' in record
    assert "resolved by National on" in record


def test_whoever_may_not_comment_reads_the_comments(client, manager, report):
    CommentFactory(result=report, field="summary", text="Which law?")
    client.force_login(manager)

    page = client.get(address("review", report)).content.decode()

    assert "Which law?" in page
    assert "<textarea" not in page
