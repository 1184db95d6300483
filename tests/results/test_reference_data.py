"""The vocabularies that come with Waymark: complete, in every language, and left alone once they are there."""

import json
import unicodedata
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from countries.models import Country, Region
from indicators.models import AchievementStep, Biennium, Criterion, Driver, Indicator, PolicyOutcome
from results.management.commands.load_reference import FIXTURES
from results.models import PartnershipCategory, Topic
from sdg_links.models import Goal, SdgIndicator, Target

pytestmark = pytest.mark.usefixtures("reference_data", "db")

FOLDER = Path(__file__).parents[2] / "fixtures" / "reference"
LANGUAGES = {"en", "fr", "es", "ru", "ar"}


def load():
    output = StringIO()
    call_command("load_reference", stdout=output)
    return output.getvalue().strip()


def test_loading_again_adds_nothing():
    assert load() == "Reference data: all there already."


def test_what_is_missing_is_added_and_what_an_administrator_changed_stays():
    Topic.objects.filter(code__in=["women", "financing"]).delete()
    Topic.objects.filter(code="children").update(name={"en": "girls and boys"}, position=1)
    Goal.objects.filter(number=1).update(official_text={"fr": "Éliminer la pauvreté"})

    assert load() == "Reference data added: 2 topics."

    topic = Topic.objects.get(code="children")
    assert (topic.name, topic.position) == ({"en": "girls and boys"}, 1)
    assert Goal.objects.get(number=1).official_text == {"fr": "Éliminer la pauvreté"}
    assert Topic.objects.get(code="women").name["fr"] == "femmes"


def test_criterion_that_is_missing_is_added_and_one_that_was_changed_stays():
    of_indicator = Criterion.objects.filter(indicator=Indicator.objects.get_by_natural_key(2020, "8.3.1"))
    of_indicator.filter(position=2).delete()
    of_indicator.filter(position=1).update(text={"en": "It joins two policies."})

    assert load() == "Reference data added: 1 criteria."

    assert list(of_indicator.values_list("position", flat=True)) == [1, 2, 3]
    assert of_indicator.get(position=1).text == {"en": "It joins two policies."}


def test_countries_without_a_population_are_given_one_and_other_figures_stay():
    Country.objects.filter(iso3="TJK").update(population=10_394_063, population_year=2024)
    Country.objects.filter(iso3__in=["MDA", "PER"]).update(population=None, population_year=None)
    Country.objects.filter(iso3="MDA").update(name={"en": "Moldova"})

    assert load() == "Reference data added: 2 populations."

    moldova = Country.objects.get(iso3="MDA")
    assert (moldova.population, moldova.population_year, moldova.name) == (3_069_131, 2020, {"en": "Moldova"})
    tajikistan = Country.objects.get(iso3="TJK")
    assert (tajikistan.population, tajikistan.population_year) == (10_394_063, 2024)


def test_every_country_has_a_population_and_its_year():
    figures = dict(Country.objects.values_list("iso3", "population"))

    assert [iso3 for iso3, population in figures.items() if not population] == []
    assert set(Country.objects.values_list("population_year", flat=True)) == {2019, 2020, 2021, 2025}
    assert [round(figures[iso3] / 1_000_000) for iso3 in ("TJK", "MOZ", "PER", "VNM", "IND")] == [10, 31, 33, 98, 1403]


def test_members_of_the_ilo_and_others_results_are_reported_for():
    assert Country.objects.filter(ilo_member_since__isnull=False).count() == 187
    assert Country.objects.filter(is_un_member=True).count() == 193
    assert list(Region.objects.values_list("code", flat=True)) == [
        "africa",
        "americas",
        "arab-states",
        "asia-pacific",
        "europe-central-asia",
    ]


def test_palestine_belongs_to_the_arab_states():
    palestine = Country.objects.get(iso3="PSE")

    assert (str(palestine), palestine.region.code, palestine.ilo_member_since, palestine.m49) == (
        "State of Palestine",
        "arab-states",
        None,
        "275",
    )


def test_kosovo_is_shown_with_its_note():
    kosovo = Country.objects.get(iso3="XKX")

    assert set(kosovo.note) == LANGUAGES | {"zh"}
    assert all("1244" in note for note in kosovo.note.values())
    assert (kosovo.m49, kosovo.is_un_member) == ("", False)


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Türkiye"),
        ("fr", "Türkiye"),
        ("es", "Türkiye"),
        ("ru", "Турция"),
        ("ar", "تركيا"),
        ("zh", "土耳其"),
    ],
)
def test_country_has_its_official_name_in_every_language(language, name):
    with translation.override(language):
        assert str(Country.objects.get(iso3="TUR")) == name


def test_every_member_has_a_tile_of_its_own():
    tiles = Counter(Country.objects.exclude(tile_row=None).values_list("tile_row", "tile_column"))

    assert max(tiles.values()) == 1
    assert not Country.objects.filter(ilo_member_since__isnull=False, tile_row=None).exists()


def test_framework_of_the_goals_is_complete():
    assert (Goal.objects.count(), Target.objects.count(), SdgIndicator.objects.count()) == (17, 169, 251)
    assert [target.code for target in Target.objects.filter(goal__number=1)] == [
        "1.1", "1.2", "1.3", "1.4", "1.5", "1.a", "1.b",
    ]  # fmt: skip


@pytest.mark.parametrize("name", FIXTURES)
def test_every_label_is_there_in_every_language(name):
    with (FOLDER / f"{name}.json").open(encoding="utf-8") as stream:
        entries = json.load(stream)
    labels = [value for entry in entries for value in entry["fields"].values() if isinstance(value, dict) and value]
    wanted = LANGUAGES | ({"zh"} if name in ("countries", "regions") else set())

    assert entries
    assert [label for label in labels if set(label) != wanted or not all(label.values())] == []


@pytest.mark.parametrize("name", FIXTURES)
def test_texts_are_composed_and_entries_sorted_without_primary_keys(name):
    text = (FOLDER / f"{name}.json").read_text(encoding="utf-8")

    assert unicodedata.is_normalized("NFC", text)
    assert "\\u" not in text
    assert '"pk"' not in text
    assert text.endswith("]\n")


def test_folder_holds_no_other_vocabulary():
    assert sorted(path.stem for path in FOLDER.iterdir()) == sorted(FIXTURES)


def test_biennia_and_their_outcomes():
    assert [str(biennium) for biennium in Biennium.objects.order_by("start_year")] == [
        "2016-17", "2018-19", "2020-21", "2022-23", "2024-25", "2026-27",
    ]  # fmt: skip
    outcomes = Counter(PolicyOutcome.objects.order_by().values_list("biennium__start_year", flat=True))
    assert outcomes == {2016: 10, 2018: 10, 2020: 11, 2022: 11, 2024: 8}


def test_indicators_of_social_protection_by_biennium():
    codes = [(str(each.biennium), each.code) for each in Indicator.objects.with_place()]

    assert sorted(codes) == [
        ("2016-17", "3.1"), ("2016-17", "3.2"), ("2016-17", "3.3"),
        ("2018-19", "3.1"), ("2018-19", "3.2"), ("2018-19", "3.3"),
        ("2020-21", "8.1.1"), ("2020-21", "8.2.1"), ("2020-21", "8.3.1"),
        ("2022-23", "8.1.1"), ("2022-23", "8.2.1"), ("2022-23", "8.3.1"),
    ]  # fmt: skip


def test_every_indicator_has_two_to_four_criteria_in_whole_sentences():
    places = {str(each): list(each.criteria.values_list("position", flat=True)) for each in Indicator.objects.all()}
    texts = [text for criterion in Criterion.objects.all() for text in criterion.text.values()]

    assert [places for places in places.values() if places not in ([1, 2], [1, 2, 3], [1, 2, 3, 4])] == []
    assert [text for text in texts if not text.endswith(".")] == []


def test_everything_loaded_would_pass_the_forms():
    loaded = [
        *Country.objects.select_related("region"),
        *Indicator.objects.with_place(),
        *Criterion.objects.all(),
        *Driver.objects.all(),
    ]

    for entry in loaded:
        entry.full_clean(validate_unique=False, validate_constraints=False)


def test_three_steps_each_with_a_singular_and_a_counting_text():
    steps = list(AchievementStep.objects.all())

    assert [step.title["en"] for step in steps] == [
        "National strategy or policy adopted",
        "Scheme designed or reformed",
        "Operations and governance improved",
    ]
    assert all(step.counting_text["en"].startswith("Number of countries that ") for step in steps)
    assert not any(step.achievement["en"].startswith("Number") for step in steps)


def test_drivers_change_with_the_biennium():
    drivers = {str(b): sorted(b.drivers.values_list("position", flat=True)) for b in Biennium.objects.all()}

    assert drivers == {
        "2016-17": [10, 20, 30],
        "2018-19": [10, 20, 30, 40],
        "2020-21": [10, 20, 30, 40],
        "2022-23": [],
        "2024-25": [],
        "2026-27": [],
    }


def test_nine_branches_of_convention_102_and_all_of_them():
    assert set(Topic.objects.filter(facet="branch").values_list("code", flat=True)) == {
        "medical-care", "sickness", "unemployment", "old-age", "employment-injury", "family", "maternity",
        "invalidity", "survivors", "all-branches",
    }  # fmt: skip


def test_topics_of_the_first_record_come_in_its_order_in_french():
    codes = [
        "children", "employment-injury", "financing", "informal-economy-workers", "invalidity", "maternity",
        "medical-care", "old-age", "rural-workers", "self-employed-workers", "sickness", "social-assistance",
        "survivors", "unemployment",
    ]  # fmt: skip

    with translation.override("fr"):
        line = [str(topic) for topic in Topic.objects.filter(code__in=codes)]

    assert line == [
        "soins de santé", "financement", "assistance sociale", "enfants", "travailleurs de l'économie informelle",
        "travailleurs ruraux", "travailleurs indépendants", "invalidité", "maternité",
        "accidents du travail et maladies professionnelles", "vieillesse", "maladie", "survivants", "chômage",
    ]  # fmt: skip


def test_partnership_of_the_first_record_comes_first():
    assert str(PartnershipCategory.objects.first()) == "with UN agencies, excluding IFIs"
