"""The language of a text, by its letters and smallest words."""

import pytest

from results.checks import EVERY_LEVEL, Report, Surroundings, findings
from results.checks.language import language_of
from results.languages import TextLanguage
from results.models import DriverText
from tests.results.checks.cases import TODAY

TEXTS = {
    "en": "The Government adopted a strategy for the protection of workers and of their families.",
    "fr": "Le Gouvernement a adopté une stratégie pour la protection des travailleurs et de leurs familles.",
    "es": "El Gobierno adoptó una estrategia para la protección de los trabajadores y de sus familias.",
    "pt": "O Governo adoptou uma estratégia para a protecção dos trabalhadores e das suas famílias no país.",
    "ru": "Правительство приняло стратегию защиты работников и их семей на период до 2040 года.",
    "tg": "Ҳукумат стратегияи ҳифзи иҷтимоии аҳолиро барои давраи то соли 2040 қабул кард.",
    "ar": "اعتمدت الحكومة استراتيجية لحماية العمال وأسرهم في جميع أنحاء البلاد حتى عام 2040.",
    "zh": "政府通过了保护劳动者及其家庭的国家社会保障战略，有效期至二零四零年。",
}


@pytest.mark.parametrize("declared", TEXTS)
@pytest.mark.parametrize("written", TEXTS)
def test_language_is_recognised_whatever_is_declared(written, declared):
    assert language_of(TEXTS[written], declared=declared) == written


def test_every_language_of_reports_is_known():
    assert TEXTS.keys() == set(TextLanguage.values)


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        pytest.param("Le Gouvernement adopte une loi", "en", id="too short to tell"),
        pytest.param("政府通过了战略", "en", id="too short to tell, in Chinese"),
        pytest.param("", "en", id="nothing"),
        pytest.param("TJK128 8.3.1 2020 2021 2022 2023 2024 2025 2026", "fr", id="no words at all"),
        pytest.param("Die Regierung hat eine Strategie zum Schutz der Beschäftigten verabschiedet", "en", id="German"),
        pytest.param(
            "The law “Loi sur la sécurité sociale des travailleurs” was adopted by the National Assembly of the State",
            "en",
            id="a French title in an English sentence",
        ),
    ],
)
def test_language_declared_holds_unless_the_text_is_clear(text, declared):
    assert language_of(text, declared=declared) == declared


def test_text_in_another_language_is_told_beside_it():
    report = Report(
        language="en",
        summary=TEXTS["en"],
        contribution=TEXTS["fr"],
        driver_texts=[DriverText(text=TEXTS["ru"])],
    )

    found = findings(report, Surroundings(TODAY, {}, {}), levels=EVERY_LEVEL)

    assert [(each.field, each.sentence) for each in found if each.check == "text-in-another-language"] == [
        (
            "contribution",
            "This text seems to be in French, but the report says English. "
            "Change the language of the report or the text.",
        ),
        (
            "driver_texts",
            "This text seems to be in Russian, but the report says English. "
            "Change the language of the report or the text.",
        ),
    ]
