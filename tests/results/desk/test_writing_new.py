"""Beginning a report, and sending it in."""

from datetime import date

import pytest
from django.urls import reverse

from countries.models import CountryRole
from results.models import Event, Result, UnsavedWork
from tests.factories import (
    BienniumFactory,
    CountryFactory,
    CountryProgrammeOutcomeFactory,
    CountryRoleFactory,
    PeriodLockFactory,
    ResultFactory,
    UnsavedWorkFactory,
)
from tests.results.desk.browser import form_in, mistakes_in, send, write

NEW = "/en/desk/new/"


@pytest.fixture(autouse=True)
def biennium(db):
    return BienniumFactory()


def test_country_and_date_make_a_draft_that_is_written_on(client, officer, tajikistan):
    cpo = CountryProgrammeOutcomeFactory()
    client.force_login(officer)

    response = write(client, NEW, date="2021-09", language="fr", cpo=cpo.pk)

    result = Result.objects.get()
    assert (result.reference, result.country, result.cpo) == ("TJK-2021-001", tajikistan, cpo)
    assert (result.date, result.date_precision, result.language) == (date(2021, 9, 1), "month", "fr")
    assert (result.state, result.created_by, result.version) == ("draft", officer, 1)
    assert response["Location"] == "/en/desk/TJK-2021-001/write/change/"
    assert Event.objects.get().act == "created"


def test_her_only_country_and_the_language_she_reads_are_chosen_already(client, officer, tajikistan):
    client.force_login(officer)

    form = form_in(client.get("/fr/desk/new/"))

    assert (form["country"], form["language"], form["date"]) == (str(tajikistan.pk), "fr", "")


def test_of_several_countries_the_one_asked_for_is_chosen(client, officer, tajikistan):
    other = CountryFactory(iso3="KGZ")
    CountryRoleFactory(user=officer, role=CountryRole.Role.OFFICER, country=other)
    client.force_login(officer)

    assert form_in(client.get(NEW))["country"] == ""
    assert form_in(client.get(NEW + "?country=KGZ"))["country"] == str(other.pk)


def test_country_of_somebody_else_is_neither_offered_nor_taken(client, officer, elsewhere):
    client.force_login(officer)

    page = client.get(NEW + "?country=MOZ")
    response = send(client, NEW, form_in(page), country=elsewhere.pk, date="2021")

    assert f'value="{elsewhere.pk}"' not in page.content.decode()
    assert mistakes_in(response)[0][1].startswith("You do not have the right to write reports of Country MOZ.")
    assert not Result.objects.exists()


BAD = [({"date": ""}, "A year is enough"), ({"date": "soon"}, "is not a date"), ({"country": ""}, "Choose the country")]


@pytest.mark.parametrize(("bad", "words"), BAD)
def test_bad_value_gets_a_sentence_and_what_was_typed_is_kept(client, officer, bad, words):
    client.force_login(officer)

    response = write(client, NEW, **{"date": "2021", "language": "ru", **bad})

    assert words in mistakes_in(response)[0][1]
    assert form_in(response)["language"] == "ru"
    assert UnsavedWork.objects.get().place == "new"
    assert not Result.objects.exists()


def test_outcome_of_another_country_is_refused(client, officer, tajikistan):
    foreign = CountryProgrammeOutcomeFactory(code="MOZ101")
    client.force_login(officer)

    response = write(client, NEW, date="2021", cpo=foreign.pk)

    assert mistakes_in(response)[0][1] == "MOZ101 is an outcome of Country MOZ. Choose one of Tajikistan."


def test_locked_period_is_named_beside_the_date(client, officer, biennium):
    PeriodLockFactory(biennium=biennium, country=None, year=None, reason="The books are closed")
    client.force_login(officer)

    response = write(client, NEW, date="2021")

    ((label, sentence),) = mistakes_in(response)
    assert (label, "The books are closed" in sentence) == ("Date of the change", True)
    assert not Result.objects.exists()


def test_what_was_typed_and_not_saved_is_shown_again_and_then_forgotten(client, officer, tajikistan):
    data = {"country": [str(tajikistan.pk)], "date": ["2021-07"], "language": ["en"]}
    UnsavedWorkFactory(user=officer, result=None, place="new", data=data)
    client.force_login(officer)

    page = client.get(NEW)
    send(client, NEW, form_in(page))

    assert form_in(page)["date"] == "2021-07"
    assert Result.objects.get().date == date(2021, 7, 1)
    assert not UnsavedWork.objects.exclude(data={}).exists()


def test_state_and_reference_of_a_new_report_cannot_be_posted(client, officer, colleague):
    client.force_login(officer)
    forged = {"state": "published", "reference": "TJK-1999-001", "created_by": colleague.pk, "version": "9"}

    write(client, NEW, date="2021", **forged)

    result = Result.objects.get()
    assert (result.state, result.reference, result.created_by, result.version) == ("draft", "TJK-2021-001", officer, 1)


@pytest.mark.parametrize("person", ["manager", "national_reviewer", "publisher", "administrator", "nobody_special"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_does_not_write_begins_nothing(client, request, tajikistan, person, method):
    client.force_login(request.getfixturevalue(person))

    response = getattr(client, method)(NEW, {"country": tajikistan.pk, "date": "2021", "language": "en"})

    assert (response.status_code, Result.objects.exists()) == (403, False)


def test_nobody_signed_in_is_asked_to_sign_in(client):
    assert client.get(NEW)["Location"].partition("?")[0] == reverse("account_login")


def submit(result):
    return reverse("report-submit", args=[result.reference])


def test_complete_report_is_sent_in(client, officer):
    result = ResultFactory(created_by=officer)
    client.force_login(officer)

    response = send(client, submit(result), form_in(client.get(submit(result)), None))

    assert response["Location"] == reverse("report-review", args=[result.reference])
    assert Result.objects.get().state == "submitted"


def test_page_says_what_is_missing_why_and_where(client, officer, national_reviewer):
    result = ResultFactory(created_by=officer, summary="")
    client.force_login(officer)

    response = client.get(submit(result))

    page = response.content.decode()
    assert [task.field for task in response.context["tasks"].missing] == ["summary"]
    assert next(finding.check for finding, _address in response.context["findings"]) == "text-missing"
    assert f'href="/en/desk/{result.reference}/write/#id_summary"' in page
    assert list(response.context["reviewers"]) == [national_reviewer]
    assert "Send it in" not in page


def test_report_with_a_blocking_finding_is_not_sent_in(client, officer):
    result = ResultFactory(created_by=officer, summary="")
    client.force_login(officer)

    response = client.post(submit(result), {"typed_version": "1"})

    assert (response.status_code, Result.objects.get().state) == (422, "draft")
    assert "It cannot be sent in yet." in response.content.decode()


@pytest.mark.parametrize("version", ["1", "0", "", "nonsense"])
def test_report_that_was_changed_after_it_was_read_is_read_again(client, officer, colleague, version):
    result = ResultFactory(created_by=officer, changed_by=colleague, version=2)
    client.force_login(officer)

    response = client.post(submit(result), {"typed_version": version})

    assert (response.status_code, Result.objects.get().state) == (409, "draft")
    assert "Colleague has changed this report" in response.content.decode()


def test_report_of_a_locked_period_is_not_sent_in(client, officer, biennium):
    result = ResultFactory(created_by=officer)
    PeriodLockFactory(biennium=biennium, country=None, year=None, reason="The books are closed")
    client.force_login(officer)

    response = client.post(submit(result), {"typed_version": "1"})

    assert (response.status_code, Result.objects.get().state) == (403, "draft")
    assert "The books are closed" in response.content.decode()


def test_report_is_taken_back(client, officer):
    result = ResultFactory(created_by=officer, state=Result.State.SUBMITTED)
    client.force_login(officer)

    response = client.post(reverse("report-recall", args=[result.reference]))

    assert response["Location"] == reverse("report-write", args=[result.reference])
    assert Result.objects.get().state == "draft"
