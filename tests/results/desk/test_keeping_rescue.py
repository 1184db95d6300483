"""What is sent after the session has ended waits for its writer, and for nobody else."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from config import urls as site
from results.desk.keeping import typists, work
from results.desk.opening import at_the_desk
from tests.factories import ResultFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.results.desk.test_keeping_rescue")]
PASSWORD = "a long enough password"
ADDRESS = "/desk/TJK-2021-001/write/"


@at_the_desk
def write(request, reference=""):
    return HttpResponse(f"{request.method} {reference}")


urlpatterns = [
    path("desk/new/", write),
    path("desk/<str:reference>/write/", write),
    *site.urlpatterns,
]
handler403 = site.handler403


@pytest.fixture
def result(tajikistan):
    return ResultFactory(country=tajikistan, reference="TJK-2021-001")


def form_of(user, text="written to the end", place="all", **more):
    return {
        "tab": "one",
        "typed_by": typists.sign(user),
        "typed_place": place,
        "typed_version": "3",
        "summary": text,
        **more,
    }


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def kept_by(user):
    return [(u.result, u.place, u.tab, u.version, u.data) for u in work.unsaved_of(user)]


def test_text_sent_after_the_session_ended_is_hers_again_once_she_has_signed_in(client, officer, result):
    response = client.post(ADDRESS, form_of(officer))
    assert response.url == f"{reverse('account_login')}?next={ADDRESS}"
    assert "You have been signed out. What you wrote is kept" in client.get(response.url).text

    sign_in(client, officer)
    client.get(ADDRESS)

    assert kept_by(officer) == [(result, "all", "one", 3, {"summary": ["written to the end"]})]


def test_new_report_sent_after_the_session_ended_is_hers_again(client, officer):
    client.post("/desk/new/", form_of(officer, place="new"))
    sign_in(client, officer)
    client.get("/desk/new/")

    assert kept_by(officer) == [(None, "new", "one", 3, {"summary": ["written to the end"]})]


def test_it_is_taken_up_once(client, officer, result):
    client.post(ADDRESS, form_of(officer))
    sign_in(client, officer)
    client.get(ADDRESS)
    work.discard(work.offered(officer, result, "all"))
    client.get(ADDRESS)

    assert kept_by(officer) == []
    assert "rescued" not in client.session


def test_somebody_else_who_signs_in_never_sees_it(client, officer, colleague, result):
    client.post(ADDRESS, form_of(officer))
    sign_in(client, colleague)
    client.get(ADDRESS)

    assert (kept_by(officer), kept_by(colleague)) == ([], [])
    assert "rescued" not in client.session


def test_report_she_may_no_longer_read_takes_up_nothing(client, officer, elsewhere):
    theirs = ResultFactory(country=elsewhere)
    client.post(f"/desk/{theirs.reference}/write/", form_of(officer))
    sign_in(client, officer)
    client.get("/desk/new/")

    assert kept_by(officer) == []


@pytest.mark.parametrize("mark", ["", "1:forged", "nobody"], ids=["none", "forged", "nonsense"])
def test_whoever_never_had_a_page_of_ours_fills_no_session(client, officer, result, mark):
    response = client.post(ADDRESS, {**form_of(officer), "typed_by": mark})

    assert response.url == f"{reverse('account_login')}?next={ADDRESS}"
    assert not client.session.keys()


def test_forged_sending_is_refused_before_anything_is_kept(officer, result):
    client = Client(enforce_csrf_checks=True)

    assert client.post(ADDRESS, form_of(officer)).status_code == 403
    assert "rescued" not in client.session


def test_too_long_a_text_is_told(client, officer, result):
    response = client.post(ADDRESS, form_of(officer, "a" * work.MOST_BYTES))

    assert "This is too long to be kept while you type." in client.get(response.url).text
    assert "rescued" not in client.session


def test_it_stays_aside_while_there_is_no_room_for_it(client, officer, result):
    for number in range(work.MOST_TEXTS):
        work.keep(officer, result, "all", f"tab{number}", form_data("old"), 1)
    client.post(ADDRESS, form_of(officer))
    sign_in(client, officer)
    client.get(ADDRESS)
    work.discard(work.offered(officer, result, "all", "tab3"))
    client.get(ADDRESS)

    assert work.offered(officer, result, "all").data == {"summary": ["written to the end"]}


def form_data(text):
    return work.as_posted({"summary": [text]})


def test_page_of_somebody_else_is_not_saved_in_the_name_of_whoever_is_signed_in(client, officer, colleague, result):
    client.force_login(colleague)

    response = client.post(ADDRESS, form_of(officer))

    assert response.status_code == 403
    assert "Nothing was saved in your name." in response.text


def test_her_own_page_is_saved_as_ever(client, officer, result):
    client.force_login(officer)

    assert client.post(ADDRESS, form_of(officer)).text == "POST TJK-2021-001"
    assert client.post(ADDRESS, {"summary": "a form that keeps nothing"}).text == "POST TJK-2021-001"
