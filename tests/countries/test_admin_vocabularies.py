"""Vocabularies in the workspace: everybody with a role may look, administrators keep them."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from countries.models import Country, CountryProgrammeOutcome
from tests import factories

MODELS = [
    "countries.Country", "countries.Region", "countries.Organisation", "countries.CooperationFramework",
    "countries.CountryProgrammeOutcome", "indicators.Biennium", "indicators.PolicyOutcome", "indicators.Output",
    "indicators.Indicator", "indicators.AchievementStep", "indicators.Driver", "indicators.CountryIndicator",
    "results.Project", "results.Topic", "results.PartnershipCategory", "results.ContributionKind",
]  # fmt: skip
FIXED = ["sdg_links.Goal", "sdg_links.Target", "sdg_links.SdgIndicator"]
PEOPLE = ("officer", "stranger", "publisher", "administrator", "nobody_special", "anonymous")


def page(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def an_entry(label):
    return getattr(factories, label.split(".")[1] + "Factory")()


def sign_in(client, request, person):
    if person != "anonymous":
        client.force_login(request.getfixturevalue(person))


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("label", MODELS + FIXED)
def test_vocabulary_is_seen_by_all_with_a_role_and_changed_by_administrators(client, request, db, label, person):
    entry, model = an_entry(label), apps.get_model(label)
    sign_in(client, request, person)
    is_keeper = person == "administrator"
    seen, kept = (302, 302) if person in ("nobody_special", "anonymous") else (200, 200 if is_keeper else 403)
    added = kept if label in MODELS or kept == 302 else 403

    assert client.get(page(model, "changelist")).status_code == seen
    response = client.get(page(model, "change", entry.pk))
    assert response.status_code == seen
    assert (b'name="_save"' in response.content) == is_keeper
    others = [client.get(address).status_code for address in (page(model, "add"), page(model, "delete", entry.pk))]
    assert others == [added] * 2
    assert client.post(page(model, "change", entry.pk), {}).status_code == kept


def test_every_vocabulary_says_what_it_is_for():
    screens = [admin.site._registry[apps.get_model(label)] for label in MODELS + FIXED]

    assert [screen for screen in screens if not (screen.help_text and screen.search_fields)] == []


MORE = {
    "countries.Country": lambda n: factories.CountryFactory(iso3=("AAA", "BBB", "CCC")[n - 1]),
    "countries.CountryProgrammeOutcome": lambda n: factories.CountryProgrammeOutcomeFactory(code=f"TJK20{n}"),
    "countries.CooperationFramework": lambda n: factories.CooperationFrameworkFactory(slug=f"undaf-{n}"),
    "indicators.PolicyOutcome": lambda n: factories.PolicyOutcomeFactory(code=str(n)),
    "indicators.Output": lambda n: factories.OutputFactory(code=f"8.{n + 3}"),
    "indicators.Indicator": lambda n: factories.IndicatorFactory(code=f"8.3.{n + 1}"),
    "indicators.CountryIndicator": lambda n: factories.CountryIndicatorFactory(),
    "results.Project": lambda n: factories.ProjectFactory(),
}


@pytest.mark.parametrize("label", sorted(MORE))
def test_lists_ask_a_fixed_number_of_questions(client, administrator, label):
    model, counts = apps.get_model(label), []
    client.force_login(administrator)
    an_entry(label)
    for n in (1, 2, 3):
        with CaptureQueriesContext(connection) as queries:
            client.get(page(model, "changelist"))
        counts.append(len(queries))
        MORE[label](n)

    assert counts[0] == counts[2]


NAMES = [
    pytest.param("Tadjikistan", ["TJK"], id="French name"),
    pytest.param("таджикистан", ["TJK"], id="Russian name in small letters"),
    pytest.param("طاجيكستان", ["TJK"], id="Arabic name"),
    pytest.param("tjk", ["TJK"], id="code in small letters"),
    pytest.param("ÉGYPTE", ["EGY"], id="accent in capitals"),
    pytest.param("\\u0422", [], id="how a database might write a letter"),
    pytest.param('"', [], id="a sign around every stored text"),
]


@pytest.mark.parametrize(("question", "codes"), NAMES)
def test_country_is_found_in_every_language(client, officer, question, codes):
    Country.objects.filter(iso3="TJK").update(
        name={"en": "Tajikistan", "fr": "Tadjikistan", "ru": "Таджикистан", "ar": "طاجيكستان"}
    )
    factories.CountryFactory(iso3="EGY", name={"en": "Egypt", "fr": "Égypte"})
    client.force_login(officer)

    shown = client.get(page(Country, "changelist"), {"q": question}).context["cl"].result_list

    assert [country.iso3 for country in shown] == codes


def suggestions(client, **asked):
    answer = client.get(reverse("admin:autocomplete"), {"app_label": "results", "term": "", **asked})
    return [row["text"] for row in answer.json()["results"]]


def test_outcomes_offered_are_those_of_her_countries(client, officer, elsewhere):
    factories.CountryProgrammeOutcomeFactory(code="TJK128", title={"en": "Ours"})
    factories.CountryProgrammeOutcomeFactory(code="MOZ101", title={"en": "Theirs"}, country=elsewhere)
    client.force_login(officer)

    assert suggestions(client, model_name="result", field_name="cpo") == ["TJK128 Ours"]
    assert CountryProgrammeOutcome.objects.count() == 2


def test_target_is_found_by_code_and_by_word(client, officer):
    factories.TargetFactory(code="1.3", short_title={"en": "Floors for all", "fr": "Socles pour tous"})
    factories.TargetFactory(code="8.5")
    client.force_login(officer)

    for term in ("1.3", "floors", "SOCLES"):
        assert suggestions(client, model_name="resultsdglink", field_name="target", term=term) == ["1.3 Floors for all"]


@pytest.mark.parametrize("person", ["nobody_special", "anonymous"])
def test_nothing_is_suggested_to_somebody_without_a_role(client, request, db, person):
    factories.CountryProgrammeOutcomeFactory()
    sign_in(client, request, person)

    answer = client.get(
        reverse("admin:autocomplete"), {"app_label": "results", "model_name": "result", "field_name": "cpo"}
    )

    assert answer.status_code == 302


def test_official_text_is_shown_and_cannot_be_posted(client, administrator):
    target = factories.TargetFactory(official_text={"en": "As adopted", "fr": "Telle qu’adoptée"})
    client.force_login(administrator)
    address = page(type(target), "change", target.pk)

    shown = client.get(address).content.decode()
    client.post(address, {"short_title_en": "Our title", "official_text": "Forged", "code": "9.9"})

    target.refresh_from_db()
    assert '<dd lang="fr" dir="auto">Telle qu’adoptée</dd>' in shown
    assert (target.short_title["en"], target.official_text["en"], target.code) == ("Our title", "As adopted", "1.3")


def test_label_is_entered_in_one_box_a_language(client, administrator):
    client.force_login(administrator)
    topic = {
        "facet": "theme",
        "code": "new-one",
        "position": "1",
        "name_en": "New one",
        "name_ar": "جديد",
        "name_fr": "",
    }

    client.post("/admin/results/topic/add/", topic)

    assert apps.get_model("results.Topic").objects.get().name == {"en": "New one", "ar": "جديد"}
