"""What is typed and not saved: kept once a page, offered again, forgotten when it is saved."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from results.desk.keeping import work
from results.desk.keeping.tabs import going_on_from
from results.models import UnsavedWork
from tests.factories import ResultFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def result(tajikistan):
    return ResultFactory(country=tajikistan)


def typed(text, **more):
    data = QueryDict(mutable=True)
    data.update({"summary": text, **more})
    return data


def keep(user, result, text, tab="one", place="change", **more):
    return work.keep(user, result, place, tab, typed(text, **more), 1)


def texts_of(user):
    return [unsaved.data["summary"] for unsaved in work.unsaved_of(user)]


def test_text_is_offered_to_whoever_typed_it_and_to_nobody_else(officer, colleague, result):
    keep(officer, result, "half a sent")

    assert work.offered(officer, result, "change").data == {"summary": ["half a sent"]}
    assert work.offered(officer, result, "basics") is None
    assert work.offered(officer, None, "change") is None
    assert work.offered(colleague, result, "change") is None


def test_form_gets_back_what_it_posted_with_rows_and_several_values(officer, result):
    posted = QueryDict("rows-TOTAL_FORMS=2&rows-0-text=a&rows-1-text=b&topics=3&topics=5&summary=%D0%B4%D0%B0")
    work.keep(officer, result, "all", "one", posted, 1)

    assert work.as_query_dict(work.offered(officer, result, "all")) == posted


@pytest.mark.parametrize("name", ["csrfmiddlewaretoken", "tab", "typed_by", "password", "new_password1"])
def test_what_is_not_text_is_not_kept(officer, result, name):
    keep(officer, result, "text", **{name: "secret"})

    assert work.offered(officer, result, "change").data == {"summary": ["text"]}


def test_zero_characters_are_left_out_because_a_database_cannot_keep_them(officer, result):
    keep(officer, result, "a\0b")

    assert texts_of(officer) == [["ab"]]


def test_page_keeps_its_latest_text_only(officer, result):
    keep(officer, result, "half")
    keep(officer, result, "whole")

    assert texts_of(officer) == [["whole"]]


def test_two_pages_of_one_person_never_overwrite_each_other(officer, result):
    keep(officer, result, "first", tab="one")
    keep(officer, result, "second", tab="two")
    keep(officer, result, "first, typed on", tab="one")

    assert texts_of(officer) == [["first, typed on"], ["second"]]
    assert work.offered(officer, result, "change", "two").data == {"summary": ["second"]}


def test_two_people_keep_in_pages_of_the_same_name(officer, colleague, result):
    keep(officer, result, "hers")
    keep(colleague, result, "his")

    assert (texts_of(officer), texts_of(colleague)) == ([["hers"]], [["his"]])


def test_older_text_that_arrives_late_changes_nothing(officer, result):
    keep(officer, result, "newer", typed_at="1700000000002")

    kept = keep(officer, result, "older", typed_at="1700000000001")

    assert (kept.is_settled, kept.refusal) == (False, "")
    assert texts_of(officer) == [["newer"]]


def test_text_typed_later_replaces_the_one_before(officer, result):
    keep(officer, result, "older", typed_at="1700000000001")
    keep(officer, result, "newer", typed_at="1700000000002")

    assert texts_of(officer) == [["newer"]]


def test_page_that_goes_on_from_a_kept_text_takes_its_place(officer, result):
    before = keep(officer, result, "begun").unsaved
    keep(officer, result, "begun and gone on", tab=f"two{going_on_from(before)}")

    assert texts_of(officer) == [["begun and gone on"]]


def test_text_that_was_typed_on_in_its_own_page_stays_beside_the_one_that_went_on_from_it(officer, result):
    shown = going_on_from(keep(officer, result, "begun").unsaved)
    keep(officer, result, "begun, and typed on here")
    keep(officer, result, "begun, and gone on there", tab=f"two{shown}")

    assert texts_of(officer) == [["begun, and gone on there"], ["begun, and typed on here"]]


def test_without_a_script_the_page_goes_on_under_the_name_of_what_it_shows(officer, result):
    first = work.keep(officer, result, "change", "", typed("refused"), 1).unsaved
    second = work.keep(officer, result, "change", going_on_from(first), typed("refused again"), 1).unsaved

    assert second.tab == first.tab
    assert texts_of(officer) == [["refused again"]]


def test_without_a_script_two_pages_that_went_on_from_one_text_are_both_kept(officer, result):
    shown = going_on_from(work.keep(officer, result, "change", "", typed("refused"), 1).unsaved)
    work.keep(officer, result, "change", shown, typed("here"), 1)
    work.keep(officer, result, "change", shown, typed("there"), 1)

    assert texts_of(officer) == [["there"], ["here"]]


def test_saved_text_is_not_offered_again(officer, result):
    keep(officer, result, "saved in a moment")
    work.forget(officer, result, "change", "one")

    assert work.offered(officer, result, "change") is None


def test_text_a_page_went_on_from_is_forgotten_with_it(officer, result):
    before = keep(officer, result, "begun").unsaved
    work.forget(officer, result, "change", f"two{going_on_from(before)}")

    assert texts_of(officer) == []


def test_text_of_another_page_stays_when_one_is_saved(officer, result):
    keep(officer, result, "not saved", tab="one")
    keep(officer, result, "saved", tab="two")
    work.forget(officer, result, "change", "two")

    assert texts_of(officer) == [["not saved"]]


@pytest.mark.parametrize("before", ["half", None], ids=["kept before it was saved", "saved at once"])
def test_copy_that_arrives_after_its_form_was_saved_is_not_taken_for_something_new(officer, result, before):
    if before:
        keep(officer, result, before)
    work.forget(officer, result, "change", "one")

    assert keep(officer, result, "whole, but late", typed_at="1700000000001").is_settled is True
    assert texts_of(officer) == []


def test_form_that_is_sent_once_more_after_it_was_saved_and_refused_is_kept_beside(officer, result):
    work.forget(officer, result, "change", "one")

    assert keep(officer, result, "changed again, and refused").is_settled is False
    assert texts_of(officer) == [["changed again, and refused"]]


def test_discarded_text_is_gone(officer, result):
    work.discard(keep(officer, result, "rubbish").unsaved)

    assert texts_of(officer) == []
    assert keep(officer, result, "rubbish", typed_at="1700000000001").is_settled is True


def test_new_report_is_kept_under_no_report(officer):
    keep(officer, None, "a new one", place="new")

    assert work.offered(officer, None, "new").data == {"summary": ["a new one"]}


def test_text_that_is_too_long_is_refused_with_a_sentence(officer, result):
    kept = keep(officer, result, "д" * 100_001)

    assert kept.refusal == "This is too long to be kept while you type. Shorten it, or save it now."
    assert texts_of(officer) == []


def test_text_of_the_greatest_length_is_kept(officer, result):
    around = len('{"summary": [""]}')

    assert keep(officer, result, "a" * (work.MOST_BYTES - around)).refusal == ""


def _twenty_texts(user, result, *, kept_at):
    UnsavedWork.objects.bulk_create(
        UnsavedWork(user=user, result=result, place="all", tab=f"tab{n}", data={"summary": [str(n)]}, kept_at=kept_at)
        for n in range(work.MOST_TEXTS)
    )


def test_twenty_first_text_is_refused_and_none_of_the_others_dropped(officer, result):
    _twenty_texts(officer, result, kept_at=timezone.now() - timedelta(days=59))

    kept = keep(officer, result, "one more")

    assert kept.refusal == (
        "You have 20 texts that are kept and not saved, and no more can be kept. Save this one now, or save or "
        "discard one of the others."
    )
    assert len(texts_of(officer)) == 20


def test_one_of_twenty_texts_can_be_typed_on(officer, result):
    _twenty_texts(officer, result, kept_at=timezone.now())
    shown = going_on_from(work.offered(officer, result, "all", "tab3"))

    assert keep(officer, result, "on", tab="tab2", place="all").refusal == ""
    assert keep(officer, result, "gone on", tab=f"other{shown}", place="all").refusal == ""
    assert len(texts_of(officer)) == 20


def test_texts_that_were_to_be_swept_out_leave_room(officer, result):
    _twenty_texts(officer, result, kept_at=timezone.now() - timedelta(days=61))

    assert keep(officer, result, "one more").refusal == ""


def test_texts_of_others_do_not_count(officer, result):
    _twenty_texts(UserFactory(), result, kept_at=timezone.now())

    assert keep(officer, result, "one").refusal == ""


@pytest.mark.parametrize("tab", ["a b", "ä", "x" * 41, "a.b.c.d", "a.b.x", ".", "a\n"])
def test_tab_that_no_page_of_ours_has_written_counts_as_none(officer, result, tab):
    kept = keep(officer, result, "text", tab=tab)

    assert len(kept.unsaved.tab) == 12
    assert texts_of(officer) == [["text"]]


def test_keeping_again_costs_one_query(officer, result, django_assert_num_queries):
    keep(officer, result, "half")

    with django_assert_num_queries(1):
        keep(officer, result, "whole")
