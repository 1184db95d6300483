"""Writing a report in the workspace: what is stored, what is refused, and that nothing typed is lost."""

import re
from datetime import date

import pytest
from django.urls import reverse

from countries.models import CountryRole
from results.models import Contribution, DriverText, Event, Evidence, Result, ResultSdgLink, Revision
from results.revisions import content_of
from sdg_links.models import MAX_TARGETS
from tests.factories import (
    BienniumFactory,
    ContributionKindFactory,
    CountryProgrammeOutcomeFactory,
    CountryRoleFactory,
    DriverFactory,
    DriverTextFactory,
    GoalFactory,
    IndicatorFactory,
    PublishedResultFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
    TopicFactory,
)

ADD = "/admin/results/result/add/"
PARTS = ("driver_texts", "sdg_links", "contributions", "evidence")


def form_data(country, parts=None, **fields):
    """What the browser sends: the fields, and rows for each kind of part."""
    data = {"country": country.pk, "date": "2021-12", "language": "en", **fields}
    for name in PARTS:
        rows = (parts or {}).get(name, [])
        data[f"{name}-TOTAL_FORMS"] = len(rows)
        data[f"{name}-INITIAL_FORMS"] = sum("id" in row for row in rows)
        data |= {f"{name}-{i}-{key}": value for i, row in enumerate(rows) for key, value in row.items()}
    return data


def change_data(result, parts=None, **fields):
    kept = {name: getattr(result, name) for name in ("summary", "outcome_achieved", "contribution", "language")}
    kept |= {"date": str(result.known_date), "version": result.version, "indicator": result.indicator_id or ""}
    return form_data(result.country, parts, **{**kept, "step": result.step_id or "", **fields})


def change_url(result):
    return reverse("admin:results_result_change", args=[result.pk])


def errors_of(response):
    """Every sentence beside a field, by the name of the field; those of rows as rows-0-field."""
    form = response.context["adminform"].form
    found = {name: list(errors) for name, errors in form.errors.items()}
    for formset in (inline.formset for inline in response.context["inline_admin_formsets"]):
        if formset.non_form_errors():
            found[formset.prefix] = list(formset.non_form_errors())
        for i, errors in enumerate(formset.errors):
            found |= {f"{formset.prefix}-{i}-{name}": list(many) for name, many in errors.items()}
    return found


def test_country_and_date_are_enough_for_a_draft(client, officer, tajikistan):
    client.force_login(officer)

    client.post(ADD, form_data(tajikistan))

    result = Result.objects.get()
    assert (result.reference, result.date, result.date_precision) == ("TJK-2021-001", date(2021, 12, 1), "month")
    assert (result.state, result.created_by, result.version) == ("draft", officer, 1)


def test_whole_report_is_stored_with_all_its_parts(client, officer, tajikistan):
    cpo, topic, target = CountryProgrammeOutcomeFactory(), TopicFactory(), TargetFactory()
    indicator, driver, kind = IndicatorFactory(), DriverFactory(), ContributionKindFactory()
    client.force_login(officer)
    parts = {
        "driver_texts": [{"driver": driver.pk, "text": "Women and men are treated alike."}],
        "sdg_links": [{"target": target.pk, "goal": "", "reason": "It widens coverage."}],
        "contributions": [{"kind": kind.pk, "quantity": "3", "date": "2021", "description": "Webinars"}],
        "evidence": [{"title": "The review", "url": "https://example.org/review", "is_public": "on"}],
    }

    client.post(
        ADD, form_data(tajikistan, parts, cpo=cpo.pk, indicator=indicator.pk, topics=[topic.pk], summary="Done")
    )

    result = Result.objects.get()
    assert (result.cpo, result.indicator, result.summary, list(result.topics.all())) == (
        cpo,
        indicator,
        "Done",
        [topic],
    )
    assert DriverText.objects.get().text == "Women and men are treated alike."
    assert ResultSdgLink.objects.get().target == target
    assert (Contribution.objects.get().quantity, Contribution.objects.get().date_precision) == (3, "year")
    assert Evidence.objects.get().url == "https://example.org/review"
    event = Event.objects.get()
    assert (event.act, event.by, event.details) == ("created", officer, {})
    assert Revision.objects.get().content == content_of(result)


def test_change_is_written_to_the_log_with_what_it_replaced(client, officer, tajikistan):
    result = ResultFactory(country=tajikistan, summary="Before")
    link = ResultSdgLinkFactory(result=result, target=TargetFactory(code="1.3"), reason="")
    client.force_login(officer)
    parts = {"sdg_links": [{"id": link.pk, "result": result.pk, "target": link.target_id, "DELETE": "on"}]}

    client.post(change_url(result), change_data(result, parts, summary="After"))

    event = Event.objects.get()
    assert (event.act, event.by, event.version) == ("changed", officer, 2)
    gone = {"target_id": link.target_id, "goal_id": None, "reason": ""}
    assert event.details == {"summary": ["Before", "After"], "sdg_links": [[gone], []]}
    assert not result.sdg_links.exists()


def test_saving_without_a_change_writes_nothing(client, officer, tajikistan):
    result = PublishedResultFactory(country=tajikistan)
    client.force_login(officer)

    client.post(change_url(result), change_data(result))

    after = Result.objects.get()
    assert (after.version, after.state) == (result.version, "published")
    assert not Event.objects.filter(act="changed").exists()


def test_changing_what_is_published_leaves_the_publication_as_it_is(client, officer, tajikistan):
    result = PublishedResultFactory(country=tajikistan, summary="Before")
    client.force_login(officer)

    client.post(change_url(result), change_data(result, summary="After"))

    after = Result.objects.get()
    assert (after.summary, after.state, after.publications.get().summary) == ("After", "draft", "Before")


def test_state_author_and_reference_cannot_be_posted(client, officer, colleague, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=colleague, reference="TJK-2021-005")
    client.force_login(officer)
    forged = {"state": "approved", "created_by": officer.pk, "reference": "TJK-1999-001", "created_at": "1999-01-01"}

    client.post(change_url(result), change_data(result, summary="New", **forged))

    after = Result.objects.get()
    assert (after.summary, after.state, after.created_by, after.reference) == (
        "New",
        "draft",
        colleague,
        "TJK-2021-005",
    )


def test_country_of_somebody_else_is_refused(client, officer, tajikistan, elsewhere):
    client.force_login(officer)

    response = client.post(ADD, form_data(elsewhere, summary="My own words"))

    assert list(errors_of(response)) == ["country"]
    assert not Result.objects.exists()


def test_report_is_not_moved_to_a_country_of_somebody_else(client, officer, tajikistan, elsewhere):
    result = ResultFactory(country=tajikistan)
    client.force_login(officer)

    client.post(change_url(result), {**change_data(result, summary="New"), "country": elsewhere.pk})

    assert Result.objects.values_list("country", "summary").get() == (tajikistan.pk, result.summary)


def test_officer_chooses_among_the_countries_she_writes_for(client, officer, tajikistan, elsewhere):
    CountryRoleFactory(user=officer, role=CountryRole.Role.PUBLISHER, country=elsewhere)
    client.force_login(officer)

    form = client.get(ADD).context["adminform"].form

    assert list(form.fields["country"].queryset) == [tajikistan]
    assert form.initial["country"] == tajikistan.pk


BAD_VALUES = [
    pytest.param({"date": "2021-02-30"}, "date", "28 days", id="30 February"),
    pytest.param({"date": "last year"}, "date", "2021-12-31", id="date in words"),
    pytest.param({"date": ""}, "date", "required", id="no date"),
    pytest.param({"summary": "<script>alert(1)</script>"}, "summary", "plain text", id="script"),
    pytest.param({"summary": "abc \u202egnirts"}, "summary", "direction of reading", id="right-to-left override"),
    pytest.param({"outcome_achieved": "word " * 601}, "outcome_achieved", "601 words; the limit is 600", id="too long"),
    pytest.param({"contribution": "x" * 40_000}, "contribution", "Shorten it", id="40,000 characters"),
    pytest.param({"date": "2019-05"}, "indicator", "belongs to 2020-21", id="indicator of another biennium"),
    pytest.param({"cpo": "MOZ101"}, "cpo", "valid choice", id="code where a choice is meant"),
    pytest.param({"indicator": "8.3.1"}, "indicator", "valid choice", id="indicator by its bare code"),
    pytest.param({"topics": ["financing"]}, "topics", "financing", id="topic by its code"),
]


@pytest.mark.parametrize(("bad", "field", "sentence"), BAD_VALUES)
def test_bad_value_gets_a_sentence_and_keeps_what_was_typed(client, officer, tajikistan, bad, field, sentence):
    client.force_login(officer)
    typed = {"summary": "Mes mots à moi", "indicator": IndicatorFactory().pk, **bad}

    response = client.post(ADD, form_data(tajikistan, **typed))

    assert list(errors_of(response)) == [field]
    assert sentence in errors_of(response)[field][0]
    form = response.context["adminform"].form
    assert {name: form[name].value() for name in ("summary", "date")} == {
        "summary": typed["summary"],
        "date": typed.get("date", "2021-12"),
    }
    assert not Result.objects.exists()


def links(*codes):
    return [{"target": TargetFactory(code=code).pk, "reason": f"Reason {code}"} for code in codes]


def bad_parts(case):
    """Rows that are refused, the place of the sentence, and words of it."""
    goal, kind = GoalFactory(number=1), ContributionKindFactory()
    other = DriverFactory(code="peace", title={"en": "Peace"}, biennia=[BienniumFactory(start_year=2016)])
    driver = DriverFactory()
    table = {
        "eleven targets": (
            {"sdg_links": links(*(f"1.{n}" for n in range(1, MAX_TARGETS + 2)))}, "sdg_links", "at most 10 SDG targets",
        ),
        "one target twice": ({"sdg_links": links("1.3", "1.3")}, "sdg_links-1-target", "already links to 1.3"),
        "target and goal": (
            {"sdg_links": [{**links("1.3")[0], "goal": goal.pk}]}, "sdg_links-0-__all__", "either a target or a goal",
        ),
        "neither target nor goal": ({"sdg_links": [{"reason": "Because"}]}, "sdg_links-0-__all__", "either a"),
        "indicator code as target": ({"sdg_links": [{"target": "8.3.1"}]}, "sdg_links-0-target", "8.3 or 1.a"),
        "driver of another biennium": (
            {"driver_texts": [{"driver": other.pk, "text": "Peace"}]}, "driver_texts-0-driver", "“Peace” is not a",
        ),
        "one driver twice": (
            {"driver_texts": [{"driver": driver.pk, "text": "One"}, {"driver": driver.pk, "text": "Two"}]},
            "driver_texts-1-driver", "already has a text",
        ),
        "impossible date of a contribution": (
            {"contributions": [{"kind": kind.pk, "date": "2021-13"}]}, "contributions-0-date", "no month 13",
        ),
        "more women and men than participants": (
            {"contributions": [{"kind": kind.pk, "women": "6", "men": "6", "participants": "10"}]},
            "contributions-0-__all__", "more than the participants",
        ),
        "address without https": (
            {"evidence": [{"title": "A", "url": "www example"}]}, "evidence-0-url", "https:// at the beginning",
        ),
        "script as an address": (
            {"evidence": [{"title": "A", "url": "javascript:alert(1)"}]}, "evidence-0-url", "https:// at the beginning",
        ),
    }  # fmt: skip
    return table[case]


@pytest.mark.parametrize(
    "case",
    ["eleven targets", "one target twice", "target and goal", "neither target nor goal", "indicator code as target",
     "driver of another biennium", "one driver twice", "impossible date of a contribution",
     "more women and men than participants", "address without https", "script as an address"],
)  # fmt: skip
def test_bad_part_gets_a_sentence_and_keeps_what_was_typed(client, officer, tajikistan, case):
    parts, place, sentence = bad_parts(case)
    client.force_login(officer)

    response = client.post(ADD, form_data(tajikistan, parts, summary="Mes mots à moi"))

    assert response.status_code == 200
    assert list(errors_of(response)) == [place]
    assert sentence in errors_of(response)[place][0]
    page = response.content.decode()
    assert "Mes mots à moi" in page
    assert all(str(row["reason"]) in page for row in parts.get("sdg_links", []) if "reason" in row)
    assert not Result.objects.exists()


def test_second_of_two_people_is_shown_what_the_first_changed(client, officer, colleague, tajikistan):
    result = ResultFactory(country=tajikistan, summary="At first", version=1)
    mine = change_data(result, summary="Mine")
    client.force_login(colleague)
    client.post(change_url(result), change_data(result, summary="Theirs"))

    client.force_login(officer)
    response = client.post(change_url(result), mine)

    errors = errors_of(response)
    assert re.search(r"Colleague changed this report on .* \(outcome summary\)", errors["__all__"][0])
    assert errors["summary"] == ["Colleague has stored here: “Theirs”"]
    assert response.context["adminform"].form["summary"].value() == "Mine"
    assert Result.objects.get().summary == "Theirs"


def test_second_of_two_people_may_then_decide_for_her_own(client, officer, colleague, tajikistan):
    result = ResultFactory(country=tajikistan, summary="At first")
    mine = change_data(result, summary="Mine")
    client.force_login(colleague)
    client.post(change_url(result), change_data(result, summary="Theirs"))
    client.force_login(officer)
    shown = client.post(change_url(result), mine).context["adminform"].form

    client.post(change_url(result), {**mine, "version": shown["version"].value()})

    assert Result.objects.values_list("summary", "version").get() == ("Mine", 3)


@pytest.mark.parametrize("version", ["", "0", "nonsense"])
def test_form_without_its_version_overwrites_nothing(client, officer, tajikistan, version):
    result = ResultFactory(country=tajikistan, summary="At first")
    client.force_login(officer)

    response = client.post(change_url(result), change_data(result, summary="Mine", version=version))

    assert "__all__" in errors_of(response)
    assert Result.objects.get().summary == "At first"


def test_taking_away_a_driver_text_and_adding_one(client, officer, tajikistan):
    result = ResultFactory(country=tajikistan)
    old, new = DriverTextFactory(result=result), DriverFactory(code="social-dialogue")
    client.force_login(officer)
    gone = {"id": old.pk, "result": result.pk, "driver": old.driver_id, "text": old.text, "DELETE": "on"}
    parts = {"driver_texts": [gone, {"driver": new.pk, "text": "Talks were held."}]}

    client.post(change_url(result), change_data(result, parts))

    assert list(result.driver_texts.values_list("driver__code", "text")) == [("social-dialogue", "Talks were held.")]
