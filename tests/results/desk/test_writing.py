"""Writing a report at the desk, with a browser that runs no scripts: what is stored, what is refused, what is kept."""

from datetime import date

import pytest
from django.urls import reverse

from countries.models import CountryRole
from results.models import Contribution, Event, Result, UnsavedWork
from tests.factories import (
    AchievementStepFactory,
    BienniumFactory,
    ContributionFactory,
    ContributionKindFactory,
    CountryFactory,
    CountryProgrammeOutcomeFactory,
    CountryRoleFactory,
    DriverFactory,
    DriverTextFactory,
    EvidenceFactory,
    GoalFactory,
    IndicatorFactory,
    OrganisationFactory,
    PartnershipCategoryFactory,
    PeriodLockFactory,
    ProjectFactory,
    PublishedResultFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
    TopicFactory,
)
from tests.results.desk.browser import form_in, mistakes_in, send, write


def whole(result):
    return reverse("report-write", args=[result.reference])


def section(result, key):
    return reverse("report-section", args=[result.reference, key])


@pytest.fixture
def draft(officer, tajikistan):
    return ResultFactory(country=tajikistan, created_by=officer, summary="", outcome_achieved="", contribution="")


def test_texts_of_all_sections_are_stored(client, officer, draft):
    client.force_login(officer)

    response = write(client, whole(draft), summary="A law", outcome_achieved="It is there.", contribution="We wrote.")

    assert (response.status_code, response["Location"]) == (302, whole(draft))
    stored = Result.objects.get()
    assert (stored.summary, stored.outcome_achieved, stored.contribution) == ("A law", "It is there.", "We wrote.")
    assert (stored.version, stored.changed_by, stored.state) == (2, officer, "draft")


def test_whole_report_is_stored_with_its_links_and_parts(client, officer, draft):
    topic, category, partner, project = (
        TopicFactory(), PartnershipCategoryFactory(), OrganisationFactory(), ProjectFactory(),
    )  # fmt: skip
    kind, target, goal, driver = ContributionKindFactory(), TargetFactory(), GoalFactory(number=8), DriverFactory()
    cpo, step = CountryProgrammeOutcomeFactory(), AchievementStepFactory(number=2)
    further = IndicatorFactory(code="8.3.2")
    client.force_login(officer)

    write(
        client, whole(draft), date="2021-09", cpo=cpo.pk, step=step.pk, further_indicators=[further.pk],
        topics=[topic.pk], partnerships=[category.pk], partners=[partner.pk], projects=[project.pk],
        **{"contributions-0-kind": kind.pk, "contributions-0-quantity": "3", "contributions-0-date": "2021",
           "people_reached-0-kind": "legal", "people_reached-0-women": "40", "people_reached-0-men": "60",
           "evidence-0-title": "The law", "evidence-0-url": "https://example.org/law", "evidence-0-proves": "Adoption",
           "sdg_links-TOTAL_FORMS": "2", "sdg_links-0-link": f"t{target.pk}", "sdg_links-0-reason": "Wider cover.",
           "sdg_links-1-link": f"g{goal.pk}", "driver_texts-0-text": "Women and men alike."},
    )  # fmt: skip

    stored = Result.objects.with_everything().get()
    assert (stored.date, stored.date_precision, stored.cpo, stored.step) == (date(2021, 9, 1), "month", cpo, step)
    assert [list(getattr(stored, name).all()) for name in ("topics", "partnerships", "partners", "projects")] == [
        [topic], [category], [partner], [project],
    ]  # fmt: skip
    assert list(stored.further_indicators.all()) == [further]
    assert [(c.kind, c.quantity, str(c.known_date)) for c in stored.contributions.all()] == [(kind, 3, "2021")]
    assert [(p.kind, p.people) for p in stored.people_reached.all()] == [("legal", 100)]
    assert [(e.title, e.url, e.proves) for e in stored.evidence.all()] == [
        ("The law", "https://example.org/law", "Adoption")
    ]
    assert [(s.target, s.goal, s.reason) for s in stored.sdg_links.all()] == [
        (target, None, "Wider cover."), (None, goal, ""),
    ]  # fmt: skip
    assert [(d.driver, d.text) for d in stored.driver_texts.all()] == [(driver, "Women and men alike.")]


def test_opening_and_saving_everything_changes_nothing(client, officer, tajikistan):
    result = PublishedResultFactory(country=tajikistan)
    result.topics.add(TopicFactory())
    ContributionFactory(result=result, date=date(2021, 5, 1), date_precision="month")
    DriverTextFactory(result=result)
    EvidenceFactory(result=result, is_public=False)
    ResultSdgLinkFactory(result=result)
    client.force_login(officer)

    response = write(client, whole(result))

    assert response.status_code == 302
    after = Result.objects.get()
    assert (after.version, after.state) == (1, "published")
    assert not Event.objects.filter(act="changed").exists()


def test_one_section_leaves_the_others_as_they_are(client, officer, tajikistan):
    result = ResultFactory(country=tajikistan)
    contribution = ContributionFactory(result=result)
    client.force_login(officer)

    response = write(client, section(result, "change"), summary="Rewritten", then="next")

    assert response["Location"] == section(result, "contribution")
    after = Result.objects.get()
    assert (after.summary, after.contribution) == ("Rewritten", result.contribution)
    assert list(after.contributions.all()) == [contribution]


@pytest.mark.parametrize(
    ("then", "leads_to"), [("", "change"), ("next", "contribution"), ("previous", "basics"), ("submit", None)]
)
def test_button_says_where_to_go_next(client, officer, draft, then, leads_to):
    client.force_login(officer)

    response = write(client, section(draft, "change"), summary="A law", then=then)

    wanted = section(draft, leads_to) if leads_to else reverse("report-submit", args=[draft.reference])
    assert response["Location"] == wanted


def test_unfinished_draft_is_stored(client, officer, draft):
    client.force_login(officer)

    response = write(client, whole(draft), summary="Only this")

    assert response.status_code == 302
    assert Result.objects.get().summary == "Only this"


BAD_VALUES = [
    pytest.param({"date": "2021-02-30"}, "Date of the change", "28 days", id="30 February"),
    pytest.param({"date": ""}, "Date of the change", "A year is enough", id="no date"),
    pytest.param({"country": ""}, "Country", "Choose the country", id="no country"),
    pytest.param({"country": "999999"}, "Country", "not one of the choices", id="country that is not there"),
    pytest.param({"summary": "<script>alert(1)</script>"}, "Outcome summary", "plain text", id="script"),
    pytest.param({"summary": "a\u202eb"}, "Outcome summary", "direction of reading", id="right-to-left override"),
    pytest.param({"outcome_achieved": "word " * 601}, "Outcome achieved", "601 words; the limit is 600", id="too long"),
    pytest.param({"date": "2019"}, "Indicator it counts towards", "belongs to 2020-21", id="another biennium"),
    pytest.param({"cpo": "MOZ101"}, "Country programme outcome", "not one of the choices", id="code for a choice"),
    pytest.param({"indicator": "8.3.1"}, "Indicator it counts towards", "not one of the choices", id="bare code"),
    pytest.param({"topics": ["financing"]}, "Topics", "not one of the choices", id="topic by its code"),
    pytest.param({"language": "xx"}, "Language of the texts", "valid choice", id="unknown language"),
    pytest.param({"contributions-0-description": "A talk"}, "Contribution 1: Kind", "or empty the row", id="no kind"),
    pytest.param({"contributions-0-kind": "0", "contributions-0-quantity": "1"}, "Contribution 1: Kind",
                 "not one of the choices", id="kind that is not there"),
    pytest.param({"people_reached-0-source": "Census"}, "Figure of people reached 1", "how many people",
                 id="figure without number"),
    pytest.param({"people_reached-0-women": "6", "people_reached-0-men": "6", "people_reached-0-total": "10"},
                 "Figure of people reached 1", "more than the people in all", id="more women and men than people"),
    pytest.param({"people_reached-0-women": "-4"}, "Figure of people reached 1: Women", "greater than",
                 id="negative number"),
    pytest.param({"evidence-0-title": "A", "evidence-0-url": "www example"}, "Evidence 1: Address", "https://",
                 id="address without https"),
    pytest.param({"evidence-0-title": "A", "evidence-0-url": "javascript:alert(1)"}, "Evidence 1: Address", "https://",
                 id="script as an address"),
    pytest.param({"evidence-0-title": "A"}, "Evidence 1: Address", "Give the address", id="evidence of nothing"),
    pytest.param({"sdg_links-0-reason": "Because"}, "SDG link 1: SDG target or goal", "or empty the row",
                 id="no target"),
    pytest.param({"sdg_links-0-link": "8.3.1"}, "SDG link 1: SDG target or goal", "not one of the choices",
                 id="indicator code as target"),
    pytest.param({"sdg_links-TOTAL_FORMS": "99"}, "SDG links", "at most 30", id="more rows than a report takes"),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "label", "words"), BAD_VALUES)
def test_bad_value_gets_a_sentence_and_nothing_typed_is_lost(client, officer, draft, bad, label, words):
    client.force_login(officer)
    typed = {"contribution": "Mes mots à moi", **bad}

    response = write(client, whole(draft), **typed)

    assert response.status_code == 422
    ((found, sentence),) = mistakes_in(response)
    assert found.casefold() == label.casefold()
    assert words in sentence
    shown = form_in(response)
    assert all(shown.getlist(name) == ([value] if isinstance(value, str) else [])
               for name, value in typed.items() if name not in SHOWN_AS_CHOICES)  # fmt: skip
    assert Result.objects.get().contribution == ""


SHOWN_AS_CHOICES = {"country", "cpo", "indicator", "language", "contributions-0-kind", "sdg_links-0-link",
                    "outcome_achieved", "sdg_links-TOTAL_FORMS"}  # fmt: skip


def test_sentence_stands_beside_its_field_and_in_a_summary_that_leads_there(client, officer, draft):
    client.force_login(officer)

    page = write(client, whole(draft), date="2021-13").content.decode()

    assert '<a href="#id_date">Date of the change: There is no month 13.' in page
    assert 'id="id_date_error"' in page
    assert page.count("There is no month 13.") == 2


def test_eleven_targets_are_refused(client, officer, draft):
    targets = [TargetFactory(code=f"1.{number}") for number in range(1, 12)]
    client.force_login(officer)
    rows = {f"sdg_links-{i}-link": f"t{target.pk}" for i, target in enumerate(targets)}

    response = write(client, section(draft, "links"), **{"sdg_links-TOTAL_FORMS": "11"}, **rows)

    assert [sentence for _label, sentence in mistakes_in(response)] == [
        "A result links to at most 10 SDG targets; these are 11. Keep the closest ones."
    ]


def test_target_linked_twice_is_refused(client, officer, draft):
    target = TargetFactory()
    client.force_login(officer)
    rows = {"sdg_links-0-link": f"t{target.pk}", "sdg_links-1-link": f"t{target.pk}"}

    response = write(client, section(draft, "links"), **{"sdg_links-TOTAL_FORMS": "2"}, **rows)

    assert [sentence for _label, sentence in mistakes_in(response)] == [
        "This result already links to 1.3 Target 1.3. Remove one of the two."
    ]


def test_driver_of_another_biennium_is_refused(client, officer, draft):
    other = DriverFactory(code="peace", title={"en": "Peace"}, biennia=[BienniumFactory(start_year=2016)])
    client.force_login(officer)
    row = {"driver_texts-TOTAL_FORMS": "1", "driver_texts-0-driver": other.pk, "driver_texts-0-text": "Peace came."}

    response = write(client, section(draft, "cross-cutting"), **row)

    assert "“Peace” is not a driver of the biennium of 2021." in mistakes_in(response)[0][1]


def test_indicator_on_another_page_that_contradicts_the_date_is_named_beside_the_date(client, officer, draft):
    client.force_login(officer)

    response = write(client, section(draft, "basics"), date="2019")

    ((label, sentence),) = mistakes_in(response)
    assert (label, sentence[:33]) == ("Date of the change", "Indicator 8.3.1 belongs to 2020-2")


def test_row_is_removed_by_its_box_and_an_emptied_one_too(client, officer, draft):
    _first, _second, third = (ContributionFactory(result=draft, quantity=n) for n in (1, 2, 3))
    client.force_login(officer)
    emptied = {f"contributions-1-{name}": "" for name in ("kind", "description", "quantity")}

    write(client, section(draft, "contribution"), **{"contributions-0-DELETE": "on"}, **emptied)

    assert list(draft.contributions.all()) == [third]


def test_row_that_is_changed_keeps_its_place_in_the_database(client, officer, draft):
    evidence = EvidenceFactory(result=draft, title="The law")
    client.force_login(officer)

    write(client, section(draft, "evidence"), **{"evidence-0-title": "The new law"})

    assert list(draft.evidence.values_list("pk", "title")) == [(evidence.pk, "The new law")]


def test_row_of_another_report_is_not_taken_away_from_it(client, officer, draft, tajikistan):
    other = ContributionFactory(result=ResultFactory(country=tajikistan), description="Theirs")
    client.force_login(officer)
    row = {"contributions-0-id": other.pk, "contributions-0-kind": other.kind_id, "contributions-0-description": "Mine"}

    write(client, section(draft, "contribution"), **row)

    assert sorted(Contribution.objects.values_list("result", "description")) == [
        (draft.pk, "Mine"),
        (other.result_id, "Theirs"),
    ]


def test_state_author_and_reference_cannot_be_posted(client, officer, colleague, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=colleague, reference="TJK-2021-005")
    client.force_login(officer)
    forged = {
        "state": "published", "created_by": officer.pk, "changed_by": colleague.pk, "reference": "TJK-1999-001",
        "created_at": "1999-01-01", "version": "77", "state_reason": "x", "reviewer": officer.pk, "id": "1",
    }  # fmt: skip

    write(client, whole(result), summary="New", **forged)

    after = Result.objects.get()
    assert (after.pk, after.summary, after.state, after.created_by, after.changed_by, after.reference) == (
        result.pk, "New", "draft", colleague, officer, "TJK-2021-005",
    )  # fmt: skip
    assert (after.version, after.state_reason, after.reviewer, after.created_at) == (2, "", None, result.created_at)


def test_report_is_not_moved_to_a_country_of_somebody_else(client, officer, draft, elsewhere):
    client.force_login(officer)

    response = write(client, section(draft, "basics"), country=elsewhere.pk)

    assert [sentence for _label, sentence in mistakes_in(response)] == [
        "You do not have the right to write reports of Country MOZ. Choose one of your countries."
    ]


def test_changing_what_is_published_leaves_the_publication_as_it_is(client, officer, tajikistan):
    result = PublishedResultFactory(country=tajikistan, summary="Before")
    client.force_login(officer)

    write(client, section(result, "change"), summary="After")

    after = Result.objects.get()
    assert (after.summary, after.state, after.publications.get().summary) == ("After", "draft", "Before")


@pytest.mark.parametrize("part", ["contributions", "people_reached", "evidence", "sdg_links"])
def test_another_row_is_added_without_saving_and_without_losing_anything(client, officer, draft, part):
    client.force_login(officer)
    before = form_in(client.get(whole(draft)))

    response = send(client, whole(draft), before, summary="Typed", date="2021-13", add=part)

    after = form_in(response)
    assert (response.status_code, mistakes_in(response)) == (200, [])
    assert int(after[f"{part}-TOTAL_FORMS"]) == int(before[f"{part}-TOTAL_FORMS"]) + 1
    assert (after["summary"], after["date"], Result.objects.get().summary) == ("Typed", "2021-13", "")


def test_suggested_target_is_added_by_its_button(client, officer, draft):
    target = TargetFactory(code="1.3")
    client.force_login(officer)
    text = "The law on social protection floors was adopted."
    page = send(client, whole(draft), form_in(client.get(whole(draft))), summary=text, look="1")

    added = send(client, whole(draft), form_in(page), suggested="1.3")
    send(client, whole(draft), form_in(added))

    assert [suggested.target for suggested in page.context["suggestions"]] == [target]
    assert added.context["suggestions"] == []
    assert [link.target for link in Result.objects.get().sdg_links.all()] == [target]


def test_lists_follow_the_country_and_date_that_are_typed(client, officer, draft):
    elsewhere = CountryFactory(iso3="KGZ")
    CountryRoleFactory(user=officer, role=CountryRole.Role.OFFICER, country=elsewhere)
    cpo = CountryProgrammeOutcomeFactory(code="KGZ101")
    later = IndicatorFactory(policy_outcome__biennium=BienniumFactory(start_year=2022), code="8.1.1")
    client.force_login(officer)

    page = send(
        client, whole(draft), form_in(client.get(whole(draft))), country=elsewhere.pk, date="2022-05", look="1"
    ).content.decode()

    assert f'<option value="{cpo.pk}">' in page
    assert f'name="indicator" value="{later.pk}"' in page


def test_nothing_of_other_countries_and_biennia_is_offered(client, officer, draft, elsewhere):
    foreign = CountryProgrammeOutcomeFactory(code="MOZ101")
    old = IndicatorFactory(policy_outcome__biennium=BienniumFactory(start_year=2018), code="3.1", output=None)
    client.force_login(officer)

    page = client.get(whole(draft)).content.decode()

    assert f'<option value="{elsewhere.pk}">' not in page
    assert f'<option value="{foreign.pk}">' not in page
    assert f'name="indicator" value="{old.pk}"' not in page


def test_what_was_refused_is_kept_and_saving_it_in_the_end_forgets_it(client, officer, draft):
    client.force_login(officer)
    refused = write(client, whole(draft), summary="Typed", date="2021-13")
    kept = UnsavedWork.objects.get().data["summary"]

    send(client, whole(draft), form_in(refused), date="2021")

    assert kept == ["Typed"]
    assert Result.objects.get().summary == "Typed"
    assert not UnsavedWork.objects.exclude(data={}).exists()


def test_what_was_typed_and_not_saved_is_shown_again(client, officer, draft):
    client.force_login(officer)
    write(client, section(draft, "change"), summary="<script>" * 3)

    page = client.get(section(draft, "change"))

    assert form_in(page)["summary"] == "<script>" * 3
    assert mistakes_in(page) == []
    assert "This is not saved yet." in page.content.decode()


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_text_typed_while_the_report_was_sent_in_is_kept_and_shown_with_the_reason(client, officer, draft, state):
    client.force_login(officer)
    form = form_in(client.get(whole(draft)))
    Result.objects.update(state=state)

    response = send(client, whole(draft), form, summary="Words of her own")

    assert response.status_code == 403
    assert "Words of her own" in response.content.decode()
    assert response.context["reason"].startswith(draft.reference)
    assert UnsavedWork.objects.get().data["summary"] == ["Words of her own"]
    assert Result.objects.get().summary == ""


def test_text_typed_while_the_period_was_locked_is_kept_and_shown_with_the_reason(client, officer, draft):
    client.force_login(officer)
    form = form_in(client.get(whole(draft)))
    PeriodLockFactory(biennium=BienniumFactory(), country=None, year=None, reason="The books are closed")

    response = send(client, whole(draft), form, summary="Words of her own")

    assert response.status_code == 403
    assert "The books are closed" in response.context["reason"]
    assert "Words of her own" in response.content.decode()
    assert Result.objects.get().summary == ""


def test_section_that_does_not_exist_is_not_found(client, officer, draft):
    client.force_login(officer)

    assert client.get(section(draft, "budget")).status_code == 404


@pytest.mark.parametrize(("person", "leads_to"), [("officer", "report-write"), ("manager", "report-review")])
def test_address_of_a_report_leads_to_where_it_is_written_or_read(client, request, draft, person, leads_to):
    client.force_login(request.getfixturevalue(person))

    response = client.get(reverse("report", args=[draft.reference]))

    assert response["Location"] == reverse(leads_to, args=[draft.reference])
