"""What the desk answers to a form that is being written: kept or not, who else is there, what is newer."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from results import actions
from results.desk.keeping import noticing, presence, typists, work
from results.models import OpenReport, PeriodLock, Result
from tests.factories import BienniumFactory, ResultFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def result(tajikistan):
    return ResultFactory(country=tajikistan, date=date(2021, 6, 30))


@pytest.fixture
def keep(client):
    """Sends what a form of this person would send."""

    def send(user, result, *, sign_in=True, query="", **more):
        if sign_in:
            client.force_login(user)
        address = reverse("report-keep", args=[result.reference]) if result else reverse("new-keep")
        data = {
            "tab": "one",
            "typed_by": typists.sign(user),
            "typed_place": "change" if result else "new",
            "typed_version": str(result.version) if result else "0",
            "summary": "half a sent",
            **more,
        }
        return client.post(address + query, data)

    return send


def kept_by(user):
    return [(unsaved.result, unsaved.place, unsaved.data) for unsaved in work.unsaved_of(user)]


def test_what_is_typed_into_a_report_is_kept(keep, officer, result):
    response = keep(officer, result)

    assert (response.status_code, response["X-Keeping"]) == (200, "kept")
    assert response["Cache-Control"] == "no-store, private"
    assert kept_by(officer) == [(result, "change", {"summary": ["half a sent"]})]


def test_what_is_typed_into_a_new_report_is_kept(keep, officer):
    assert keep(officer, None)["X-Keeping"] == "kept"
    assert kept_by(officer) == [(None, "new", {"summary": ["half a sent"]})]


def test_keeping_changes_nothing_in_the_report(keep, officer, result):
    before = Result.objects.filter(pk=result.pk).values().get()

    keep(officer, result, summary="something else")

    assert Result.objects.filter(pk=result.pk).values().get() == before


def test_page_that_only_says_it_is_open_keeps_nothing(keep, officer, result):
    assert keep(officer, result, query="?seen")["X-Keeping"] == "seen"
    assert kept_by(officer) == []


def test_stranger_learns_of_no_report(keep, stranger, result):
    assert keep(stranger, result).status_code == 404
    assert kept_by(stranger) == []


def test_nobody_without_a_role_keeps_anything(keep, nobody_special, result):
    assert keep(nobody_special, result).status_code == 403
    assert keep(nobody_special, None).status_code == 403
    assert kept_by(nobody_special) == []


def test_whoever_writes_nowhere_keeps_no_new_report(keep, publisher):
    assert keep(publisher, None).status_code == 403
    assert kept_by(publisher) == []


def test_ended_session_is_told_to_the_script_without_a_redirect(keep, officer, result):
    response = keep(officer, result, sign_in=False)

    assert (response.status_code, response["X-Keeping"]) == (401, "signed-out")
    assert kept_by(officer) == []


def test_page_of_somebody_else_keeps_nothing_in_the_name_of_whoever_is_signed_in(
    client, keep, officer, colleague, result
):
    client.force_login(colleague)

    response = keep(officer, result, sign_in=False)

    assert (response.status_code, response["X-Keeping"]) == (403, "somebody-else")
    assert "This page was opened by somebody else, and you are signed in as Colleague now." in response.text
    assert (kept_by(officer), kept_by(colleague)) == ([], [])


def test_get_keeps_nothing(client, officer, result):
    client.force_login(officer)

    assert client.get(reverse("report-keep", args=[result.reference])).status_code == 405


@pytest.mark.parametrize("place", ["", "a b", "x" * 41, "<b>"])
def test_form_that_does_not_say_which_it_is_is_refused(keep, officer, result, place):
    assert keep(officer, result, typed_place=place).status_code == 400
    assert kept_by(officer) == []


def test_text_for_a_report_that_was_sent_in_meanwhile_is_kept_and_the_reason_said(keep, officer, result):
    Result.objects.filter(pk=result.pk).update(state=Result.State.SUBMITTED)

    response = keep(officer, result)

    assert response["X-Keeping"] == "kept"
    assert f"{result.reference} has been sent in and is being judged." in response.text
    assert len(kept_by(officer)) == 1


def test_text_for_a_report_of_a_locked_period_is_kept_and_the_reason_said(keep, officer, publisher, result):
    biennium = BienniumFactory(start_year=2020)
    PeriodLock.objects.create(biennium=biennium, locked_by=publisher, locked_at=timezone.now(), reason="Closed")

    response = keep(officer, result)

    assert response["X-Keeping"] == "kept"
    assert "is locked since" in response.text


def test_too_long_a_text_is_refused_with_the_reason(keep, officer, result):
    response = keep(officer, result, summary="a" * work.MOST_BYTES)

    assert response["X-Keeping"] == "refused"
    assert "This is too long to be kept while you type. Shorten it, or save it now." in response.text


def test_text_that_was_saved_before_it_arrived_is_settled(keep, officer, result):
    work.forget(officer, result, "change", "one")

    assert keep(officer, result, typed_at="1700000000001")["X-Keeping"] == "settled"


def test_newer_version_is_told_at_once_with_who_saved_it(keep, officer, colleague, result):
    Result.objects.filter(pk=result.pk).update(version=2, changed_by=colleague)

    assert "Colleague saved a newer version (" in keep(officer, result).text


def test_newer_version_of_her_own_is_told_as_such(keep, officer, result):
    Result.objects.filter(pk=result.pk).update(version=2, changed_by=officer)

    assert "You saved a newer version on another page" in keep(officer, result).text


def test_version_she_is_typing_into_is_not_newer(keep, officer, result):
    assert "newer version" not in keep(officer, result).text


def test_who_else_has_the_report_open_is_shown(keep, officer, colleague, result):
    keep(colleague, result, query="?seen")

    text = keep(officer, result).text
    assert "Colleague has this report open too." in text
    assert "Officer has this report open" not in text


def test_whoever_only_reads_a_report_has_it_not_open_for_writing(keep, publisher, result):
    keep(publisher, result, query="?seen")

    assert not OpenReport.objects.exists()


def test_whoever_was_not_seen_for_a_minute_has_left(keep, officer, colleague, result):
    minute_ago = timezone.now() - presence.AWAY_AFTER - timedelta(seconds=1)
    OpenReport.objects.create(result=result, user=colleague, seen_at=minute_ago)

    assert "Colleague" not in keep(officer, result).text


def test_name_of_a_colleague_is_no_markup(keep, officer, colleague, result):
    colleague.name = "<b>Colleague</b>"
    colleague.save()
    presence.seen(colleague, result)

    assert "&lt;b&gt;Colleague&lt;/b&gt; has this report open too." in keep(officer, result).text


def test_report_is_open_once_a_person_however_often_she_is_seen(keep, officer, result):
    keep(officer, result)
    first = OpenReport.objects.get().seen_at
    keep(officer, result)

    assert OpenReport.objects.get().seen_at > first


@pytest.mark.parametrize(("place", "most"), [("somewhere", 8), ("all", 13)], ids=["to keep it", "and to check it"])
def test_keeping_again_costs_few_queries(
    keep, officer, colleague, tajikistan, django_assert_max_num_queries, place, most
):
    result = ResultFactory.build(reference="", country=tajikistan, indicator=None, step=None)
    actions.write(result, by=officer)
    presence.seen(colleague, result)
    keep(officer, result, typed_place=place)

    # Vocabularies are remembered for a while, so the checks may cost less.
    with django_assert_max_num_queries(most):
        keep(officer, result, sign_in=False, typed_place=place, summary="a whole sentence")


def found_in(response, field):
    fragment = response.text.partition(f'data-found="{field}">')[2]
    return fragment.partition("</div>")[0]


def test_checks_look_at_what_is_typed_and_not_at_what_is_stored(keep, officer, result):
    response = keep(officer, result, summary="Three workshops were held", outcome_achieved="")

    assert "tells of an activity" in found_in(response, "summary")
    assert "Describe the outcome achieved" in found_in(response, "outcome_achieved")


def test_field_in_which_nothing_is_found_any_more_is_told_too(keep, officer, result):
    response = keep(officer, result, summary="The social protection budget has been reviewed")

    assert found_in(response, "summary") == ""
    assert 'data-found="summary"' in response.text


def test_checks_speak_of_the_fields_of_this_form_only(keep, officer, result):
    assert 'data-found="contribution"' not in keep(officer, result).text
    assert 'data-found="contribution"' in keep(officer, result, typed_place="all", tab="two").text


@pytest.mark.parametrize(
    "posted",
    [
        {"contributions-TOTAL_FORMS": "many", "contributions-INITIAL_FORMS": "-1"},
        {"people_reached-TOTAL_FORMS": "1", "people_reached-0-total": "a lot"},
        {"date": "2021-02-30", "indicator": "x", "country": "999999"},
    ],
    ids=["rows without a number", "figure that is none", "date that is none"],
)
def test_text_that_cannot_be_read_yet_is_kept_all_the_same(keep, officer, result, posted):
    assert keep(officer, result, typed_place="all", **posted)["X-Keeping"] == "kept"
    assert len(kept_by(officer)) == 1


def test_check_that_breaks_does_not_make_a_kept_text_look_lost(keep, officer, result, monkeypatch, caplog):
    monkeypatch.setattr(noticing, "findings_in", lambda *_: 1 / 0)

    response = keep(officer, result)

    assert (response.status_code, response["X-Keeping"]) == (200, "kept")
    assert "data-found" not in response.text
    assert "The quality checks could not look at what is typed" in caplog.text


def test_what_is_still_to_do_is_told(keep, officer, result):
    response = keep(officer, result, outcome_achieved="")

    assert 'data-live="tasks"' in response.text
    assert '<a href="#id_outcome_achieved">Outcome achieved</a>' in response.text
