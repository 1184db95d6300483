"""What somebody typed and has not saved, as the pages show it: in its form, in a list, and before it is discarded."""

import pytest
from django.urls import reverse

from results.desk.keeping import presence, typists, work
from results.desk.keeping.tabs import going_on_from
from results.models import Result, UnsavedWork
from tests.factories import ResultFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def result(tajikistan):
    return ResultFactory(country=tajikistan, summary="What is saved")


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def kept(user, result, text="What was typed", *, tab="one", place="change", version=1):
    return work.keep(user, result, place, tab, work.as_posted({"summary": [text], "step": ["3"]}), version).unsaved


def form_of(result):
    return reverse("report-section", args=[result.reference, "change"])


def discard_page(result, tab="one"):
    return reverse("report-discard", args=[result.reference]) + f"?kept={tab}"


def test_form_shows_what_was_typed_and_says_that_it_is_not_saved(desk, officer, result):
    unsaved = kept(officer, result)

    page = desk.get(form_of(result)).text

    assert "This is not saved yet." in page
    assert "What was typed" in page
    assert f'name="tab" value="{going_on_from(unsaved)}"' in page
    assert discard_page(result) in page


def test_form_without_kept_text_says_nothing_of_it(desk, result):
    page = desk.get(form_of(result)).text

    assert "This is not saved yet." not in page
    assert 'name="tab" value=""' in page


def test_form_says_for_whom_and_into_what_it_was_opened(desk, officer, result):
    page = desk.get(form_of(result)).text

    assert f'name="typed_by" value="{typists.sign(officer)}"' in page
    assert 'name="typed_place" value="change"' in page
    assert 'name="typed_version" value="1"' in page


def test_what_was_typed_into_an_older_version_says_that_there_is_a_newer_one(desk, officer, colleague, result):
    kept(officer, result)
    Result.objects.filter(pk=result.pk).update(version=2, changed_by=colleague)

    page = desk.get(form_of(result)).text

    assert "Colleague saved a newer version" in page
    assert 'name="typed_version" value="1"' in page


def test_other_texts_are_listed_and_each_can_be_shown(desk, officer, result):
    kept(officer, result, "Typed first", tab="one")
    kept(officer, result, "Typed last", tab="two")
    page = desk.get(form_of(result)).text
    assert f'<a href="{form_of(result)}?kept=one">show it</a>' in page

    page = desk.get(form_of(result) + "?kept=one").text

    assert "Typed first" in page
    assert f'<a href="{form_of(result)}?kept=two">show it</a>' in page


def test_who_has_the_report_open_is_said_from_the_start(desk, officer, colleague, result):
    presence.seen(colleague, result)
    presence.seen(officer, result)

    page = desk.get(form_of(result)).text

    assert "Colleague has this report open too." in page
    assert "Officer has this report open" not in page


def test_nothing_of_a_colleague_is_shown(desk, colleague, result):
    kept(colleague, result, "Typed by the colleague")

    assert "Typed by the colleague" not in desk.get(form_of(result)).text
    assert "Everything you typed is saved." in desk.get(reverse("kept")).text
    assert desk.get(discard_page(result)).status_code == 404
    assert desk.post(discard_page(result)).status_code == 404
    assert work.unsaved_of(colleague).count() == 1


def test_everything_not_saved_is_listed_with_the_day_it_is_kept_until(desk, officer, result):
    kept(officer, result)
    kept(officer, None, place="new", tab="two")
    UnsavedWork.objects.update(kept_at="2026-03-01T10:41Z")

    page = desk.get(reverse("kept")).text

    assert f"{result.reference}: What changed" in page
    assert "A new report" in page
    assert page.count("If you do not save it, it is deleted on 30 April 2026.") == 2


def test_discarding_shows_first_what_is_dropped(desk, officer, result):
    kept(officer, result)

    page = desk.get(discard_page(result)).text

    assert "What was typed" in page
    assert work.unsaved_of(officer).count() == 1


def test_discarded_text_is_gone_and_the_form_says_what_is_saved(desk, officer, result):
    kept(officer, result)
    kept(officer, result, "Of another page", tab="two")

    response = desk.post(discard_page(result), follow=True)

    assert response.redirect_chain == [(form_of(result), 302)]
    assert "What you had typed and not saved is discarded." in response.text
    assert [unsaved.tab for unsaved in work.unsaved_of(officer)] == ["two"]


def test_new_report_that_was_not_begun_can_be_discarded(desk, officer):
    kept(officer, None, place="new")

    response = desk.post(reverse("new-discard") + "?kept=one", follow=True)

    assert response.redirect_chain == [(reverse("report-new"), 302)]
    assert not work.unsaved_of(officer).exists()


def test_text_of_one_report_is_not_discarded_at_another(desk, officer, result, tajikistan):
    kept(officer, result)
    other = ResultFactory(country=tajikistan)

    assert desk.post(discard_page(other)).status_code == 404
    assert desk.post(reverse("new-discard") + "?kept=one").status_code == 404
    assert work.unsaved_of(officer).count() == 1


@pytest.mark.parametrize("name", ["kept", "new-discard"])
def test_pages_of_the_desk_are_for_people_with_a_role(client, nobody_special, name):
    assert client.get(reverse(name)).status_code == 302
    client.force_login(nobody_special)

    assert client.get(reverse(name)).status_code == 403


def test_stranger_discards_nothing(client, stranger, officer, result):
    kept(officer, result)
    client.force_login(stranger)

    assert client.post(discard_page(result)).status_code == 404
    assert work.unsaved_of(officer).count() == 1


def test_without_a_script_an_answer_says_which_page_it_came_from(desk, officer, result):
    shown = going_on_from(kept(officer, result))
    posted = {"tab": shown, "typed_by": typists.sign(officer), "typed_place": "change", "typed_version": "1"}

    page = desk.post(form_of(result), {**posted, "summary": "Typed on", "look": "1"}).text

    assert f'name="tab" value="{shown}"' in page
