"""Two people at one report: nothing is overwritten, nothing is lost, and who changed what is said."""

import re
from datetime import date

import pytest
from django.urls import reverse

from results import actions
from results.actions import Entry
from results.models import Event, Result, UnsavedWork
from results.permissions import Act
from tests.factories import (
    AchievementStepFactory,
    BienniumFactory,
    ContributionKindFactory,
    DriverFactory,
    IndicatorFactory,
    TargetFactory,
    TopicFactory,
)
from tests.results.desk.browser import form_in, mistakes_in, send

TEXTS = {"summary": "Before", "outcome_achieved": "It was so.", "contribution": "We did this."}


@pytest.fixture
def result(officer, tajikistan):
    """A report whose first version is kept."""
    BienniumFactory()
    written = Result(country=tajikistan, date=date(2021, 6, 30), step=AchievementStepFactory(), **TEXTS)
    actions.write_many([Entry(written)], by=officer, act=Act.WRITE)
    return Result.objects.get()


@pytest.fixture
def address(result):
    return reverse("report-write", args=[result.reference])


@pytest.fixture
def saves(client, address):
    """A person opens the whole report now, and saves it when told to."""

    def opens(person):
        client.force_login(person)
        form = form_in(client.get(address))

        def then(**changes):
            client.force_login(person)
            return send(client, address, form, **changes)

        return then

    return opens


def labels(response):
    return [clash.label for clash in response.context["clashes"]]


def news(client, address):
    return [str(message) for message in client.get(address).context["messages"]]


def test_what_only_the_other_changed_is_taken_over_and_said_so(client, officer, colleague, address, saves):
    mine = saves(officer)
    saves(colleague)(summary="Theirs")

    response = mine(contribution="Mine")

    assert response.status_code == 302
    after = Result.objects.get()
    assert (after.summary, after.contribution, after.version) == ("Theirs", "Mine", 3)
    *_of_the_colleague, saved, taken_over = news(client, address)
    assert saved == "Saved."
    assert re.fullmatch(r"Colleague changed this at \d\d:\d\d, and it was taken over: outcome summary\.", taken_over)


def test_what_both_changed_is_shown_side_by_side_and_nothing_is_stored(officer, colleague, saves):
    mine = saves(officer)
    saves(colleague)(summary="Before noon")

    response = mine(summary="Before night", contribution="Mine")

    assert (response.status_code, labels(response)) == (409, ["Outcome summary"])
    (clash,) = response.context["clashes"]
    assert (clash.before, clash.event.by) == ("Before", colleague)
    assert (clash.mine, clash.theirs) == ("Before <ins>night</ins>", "Before <ins>noon</ins>")
    assert Result.objects.values_list("summary", "contribution").get() == ("Before noon", "We did this.")
    assert UnsavedWork.objects.get(user=officer).data["contribution"] == ["Mine"]


CHOICES = [("mine", "Mine"), ("theirs", "Theirs"), ("both", "Mine Theirs")]


@pytest.mark.parametrize(("choice", "then"), CHOICES)
def test_choice_is_stored_with_all_else_that_was_typed(client, officer, colleague, address, saves, choice, then):
    mine = saves(officer)
    saves(colleague)(summary="Theirs")
    shown = mine(summary="Mine", contribution="Mine too")

    response = send(client, address, form_in(shown, None), **{"keep-summary": choice})

    assert response.status_code == 302
    after = Result.objects.get()
    assert (after.summary, after.contribution, after.version) == (then, "Mine too", 3)
    assert not UnsavedWork.objects.exclude(data={}).exists()


def test_without_a_choice_the_two_are_shown_again(client, officer, colleague, address, saves):
    mine = saves(officer)
    saves(colleague)(summary="Theirs")
    shown = mine(summary="Mine")

    response = send(client, address, form_in(shown, None))

    assert (response.status_code, labels(response)) == (409, ["Outcome summary"])
    assert Result.objects.get().summary == "Theirs"


def test_somebody_saves_while_it_is_decided(client, officer, colleague, address, saves):
    mine = saves(officer)
    saves(colleague)(summary="Theirs")
    shown = mine(summary="Mine")
    saves(colleague)(summary="Theirs again")
    client.force_login(officer)

    again = send(client, address, form_in(shown, None), **{"keep-summary": "mine"})
    decided = send(client, address, form_in(again, None), **{"keep-summary": "mine"})

    assert (again.status_code, again.context["is_again"]) == (409, True)
    assert again.context["clashes"][0].theirs.endswith("<ins>Theirs again</ins>")
    assert (decided.status_code, Result.objects.get().summary) == (302, "Mine")


def test_whoever_saves_second_by_a_moment_is_shown_both(officer, colleague, saves, monkeypatch):
    mine = saves(officer)
    write_many, faster = actions.write_many, []

    def late(entries, **options):
        if not faster:
            faster.append(colleague)
            stored = Result.objects.get()
            stored.summary = "Theirs"
            write_many([Entry(stored)], by=colleague, act=Act.WRITE)
        return write_many(entries, **options)

    monkeypatch.setattr(actions, "write_many", late)

    response = mine(summary="Mine")

    assert (response.status_code, labels(response)) == (409, ["Outcome summary"])
    assert Result.objects.get().summary == "Theirs"


def test_every_kind_of_piece_is_put_into_words(client, officer, colleague, address, saves):
    topics, kind = [TopicFactory(code=code) for code in ("pensions", "financing")], ContributionKindFactory()
    target, step = TargetFactory(code="1.3"), AchievementStepFactory(number=1)
    DriverFactory(title={"en": "Peace"})
    mine, theirs = saves(officer), saves(colleague)
    theirs(
        date="2021-05", step=step.pk, topics=[topics[0].pk], **{
            "contributions-0-kind": kind.pk, "contributions-0-quantity": "1", "sdg_links-0-link": f"t{target.pk}",
            "sdg_links-0-reason": "Theirs", "driver_texts-0-text": "Theirs", "evidence-0-title": "Theirs",
            "evidence-0-url": "https://example.org/theirs"},
    )  # fmt: skip

    response = mine(
        date="2021-04", step="", topics=[topics[1].pk], **{
            "contributions-0-kind": kind.pk, "contributions-0-quantity": "2", "sdg_links-0-link": f"t{target.pk}",
            "sdg_links-0-reason": "Mine", "driver_texts-0-text": "Mine", "evidence-0-title": "Mine",
            "evidence-0-url": "https://example.org/mine"},
    )  # fmt: skip

    told = {clash.label: (clash.mine, clash.theirs) for clash in response.context["clashes"]}
    assert set(told) == {
        "Date of the change", "Achievement step", "Contributions", "Evidence", "SDG links: 1.3 Target 1.3",
        "Driver texts: Peace", "Topics",
    }  # fmt: skip
    assert told["Topics"] == ("<ins>financing</ins>", "<ins>pensions</ins>")
    assert told["Driver texts: Peace"] == ("<ins>Mine</ins>", "<ins>Theirs</ins>")
    assert "April 2021" in re.sub("</?(ins|del)>", "", told["Date of the change"][0])


def test_both_rows_and_links_are_kept_together(client, officer, colleague, address, saves):
    kind, topics = ContributionKindFactory(), [TopicFactory(code=code) for code in ("pensions", "financing")]
    mine, theirs = saves(officer), saves(colleague)
    theirs(topics=[topics[0].pk], **{"contributions-0-kind": kind.pk, "contributions-0-quantity": "1"})
    theirs_row = Result.objects.get().contributions.get()
    shown = mine(topics=[topics[1].pk], **{"contributions-0-kind": kind.pk, "contributions-0-quantity": "2"})

    send(client, address, form_in(shown, None), **{"keep-topics": "both", "keep-contributions": "both"})

    after = Result.objects.get()
    assert list(after.contributions.values_list("quantity", flat=True)) == [1, 2]
    assert after.contributions.first() == theirs_row
    assert set(after.topics.all()) == set(topics)


def test_texts_that_are_too_long_together_are_to_be_shortened(client, officer, colleague, address, saves):
    mine = saves(officer)
    saves(colleague)(summary="theirs " * 50)
    shown = mine(summary="mine " * 50)

    response = send(client, address, form_in(shown, None), **{"keep-summary": "both"})
    shortened = send(client, address, form_in(response), summary="Short")

    assert mistakes_in(response) == [("Outcome summary", "This text has 100 words; the limit is 60. Shorten it.")]
    assert form_in(response)["typed_version"] == "2"
    assert (shortened.status_code, Result.objects.get().summary) == (302, "Short")


def test_what_two_people_changed_and_does_not_go_together_is_said_in_the_form(officer, colleague, saves, result):
    BienniumFactory(start_year=2022)
    indicator = IndicatorFactory()
    mine = saves(officer)
    saves(colleague)(indicator=indicator.pk)

    response = mine(date="2022-03")

    assert response.status_code == 422
    assert "belongs to 2020-21" in mistakes_in(response)[0][1]
    assert form_in(response)["date"] == "2022-03"
    assert Result.objects.get().date == result.date


@pytest.mark.parametrize("version", ["", "0", "nonsense", "99"])
def test_form_without_its_version_overwrites_nothing(client, officer, address, saves, version):
    saves(officer)(summary="Theirs")

    response = saves(officer)(summary="Mine", typed_version=version)

    assert (response.status_code, labels(response)) == (409, ["Outcome summary"])
    assert response.context["clashes"][0].before is None
    assert Result.objects.get().summary == "Theirs"


def test_forged_choices_decide_nothing_that_is_not_hers(client, officer, colleague, address, saves, tajikistan):
    mine = saves(officer)
    saves(colleague)(summary="Theirs")
    shown = mine(summary="Mine")

    send(client, address, form_in(shown, None), **{"keep-summary": "mine", "keep-state": "mine", "state": "published"})

    assert Result.objects.values_list("summary", "state").get() == ("Mine", "draft")


def test_right_that_was_taken_away_meanwhile_keeps_the_text(client, officer, colleague, address, saves, result):
    mine = saves(officer)
    saves(colleague)(summary="Theirs")
    shown = mine(summary="Mine")
    events = Event.objects.count()
    Result.objects.update(state="submitted")

    response = send(client, address, form_in(shown, None), **{"keep-summary": "mine"})

    assert (response.status_code, Event.objects.count()) == (403, events)
    assert UnsavedWork.objects.exclude(data={}).get().data["summary"] == ["Mine"]
