"""Suggestions of SDG targets: what leads to them, in four languages, and what does not."""

import json
from pathlib import Path

import pytest

from results.search import fold
from sdg_links.suggesting import FOLDER, languages, read, suggest

FIXTURES = Path(__file__).parents[2] / "fixtures"
TARGETS = {
    entry["fields"]["code"]
    for entry in json.loads((FIXTURES / "reference" / "sdg_targets.json").read_text(encoding="utf-8"))
}
# What reports on social protection and decent work speak of, by goal; every language has words for it.
OFTEN_REPORTED = {
    1: "1 2 3 4 5 a b",
    2: "1 2 3",
    3: "1 2 3 4 5 6 7 8 c",
    4: "1 2 3 4 5 6 7",
    5: "1 2 3 4 5 6 a b c",
    8: "1 2 3 4 5 6 7 8 a b",
    9: "3",
    10: "1 2 3 4 5 6 7",
    11: "1 5",
    13: "1 2 3",
    16: "1 2 3 5 6 7 8 9 10",
    17: "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19",
}


def codes(text, language="en", **options):
    return [suggestion.code for suggestion in suggest(text, language, **options)]


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("en", "Parliament adopted a law that extends old-age pensions to market traders' households.", "1.3"),
        ("en", "The share of people in poverty fell after family allowances followed the cost of living.", "1.2"),
        ("en", "School meals now reach every district where food security was at risk.", "2.1"),
        ("en", "Families no longer pay out of pocket for essential medicines at the clinics.", "3.8"),
        ("en", "Nurseries opened for workers with care responsibilities, and paternity leave became law.", "5.4"),
        ("en", "Street vendors and the self-employed register their small businesses in one step.", "8.3"),
        ("en", "Public employment services place jobseekers with disabilities.", "8.5"),
        ("en", "Young people find a first job through internships after the training course.", "8.6"),
        ("en", "A list of hazardous work for children entered into force to end child labour.", "8.7"),
        ("en", "Labour inspectors check occupational safety on building sites.", "8.8"),
        ("en", "Migrant workers keep their entitlements under a bilateral agreement on portability.", "10.7"),
        ("en", "The fund answers complaints within thirty days and publishes its audited accounts.", "16.6"),
        ("en", "The statistical office publishes the labour force survey by sex.", "17.18"),
        ("fr", "La loi institue une allocation familiale et une pension de vieillesse pour tous.", "1.3"),
        ("fr", "Les petites entreprises quittent l’économie informelle grâce à un guichet.", "8.3"),
        ("fr", "Le congé parental et les crèches allègent les responsabilités familiales.", "5.4"),
        ("fr", "Les inspecteurs du travail contrôlent la sécurité et la santé sur les chantiers.", "8.8"),
        ("fr", "L’assurance maladie rembourse les médicaments essentiels dans les hôpitaux.", "3.8"),
        ("es", "La ley crea una pensión para personas mayores y amplía la seguridad social.", "1.3"),
        ("es", "El servicio público de empleo orienta a las personas desempleadas hacia nuevas vacantes.", "8.5"),
        ("es", "Las trabajadoras domésticas obtienen licencia de maternidad y servicios de cuidado.", "5.4"),
        ("es", "El trabajo infantil y el trabajo forzoso quedan prohibidos por la nueva ley.", "8.7"),
        ("es", "La oficina de estadística publica la encuesta de hogares con datos desglosados.", "17.18"),
        ("ru", "Парламент принял закон о пенсиях и пособиях для семей с низким доходом.", "1.3"),
        ("ru", "Самозанятые работники выходят из неформальной экономики благодаря простой регистрации.", "8.3"),
        ("ru", "Инспекторы труда проверяют безопасность и гигиену на предприятиях.", "8.8"),
        ("ru", "Служба занятости помогает безработным в поиске работы.", "8.5"),
        ("ru", "Трудящиеся-мигранты сохраняют права по двустороннему соглашению.", "10.7"),
    ],
)
def test_text_leads_to_its_target_first(language, text, first):
    assert codes(text, language)[:1] == [first]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("en", "", id="nothing"),
        pytest.param("en", "A new policy was adopted by the Government in June.", id="one vague word"),
        pytest.param("en", "The scheme was discussed. Another scheme followed.", id="one supporting word twice"),
        pytest.param("en", "We held a meeting in the capital and thanked everybody.", id="an activity"),
        pytest.param("en", "He spoke of health, insurance companies were absent.", id="a phrase across a comma"),
        pytest.param("fr", "Une nouvelle politique a été adoptée en juin.", id="vague in French"),
        pytest.param("es", "El gobierno aprobó una nueva política en junio.", id="vague in Spanish"),
        pytest.param("ru", "В июне была принята новая политика.", id="vague in Russian"),
        pytest.param("ar", "اعتمدت الحكومة قانوناً جديداً للضمان الاجتماعي.", id="a language without a vocabulary"),
        pytest.param("../en", "Social protection for all.", id="no language at all"),
    ],
)
def test_text_without_enough_evidence_leads_to_nothing(language, text):
    assert suggest(text, language) == []


def test_words_are_reported_as_they_stand_and_in_order():
    text = "PENSIONS for all: the Social   Security law brings women's maternity benefit. Pensions rise."

    [first, *_] = suggest(text, "en")

    assert (first.code, first.words) == ("1.3", ("PENSIONS", "Social   Security", "maternity benefit"))


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "The law follows Convention No. 102.", ("Convention No. 102",)),
        ("fr", "La loi suit la convention n° 102.", ("convention n° 102",)),
        ("es", "La ley sigue el Convenio núm. 102.", ("Convenio núm. 102",)),
        ("ru", "Закон следует Конвенции № 102.", ("Конвенции № 102",)),
        ("fr", "Un socle de la protection s’étend.", ("socle de la protection",)),
        ("ru", "Размер социального пособия и социальных выплат вырос.", ("социального пособия", "социальных выплат")),
    ],
)
def test_numbers_little_words_and_endings_do_not_hide_a_phrase(language, text, words):
    assert [(found.code, found.words) for found in suggest(text, language)] == [("1.3", words)]


def test_phrase_weighs_more_than_a_single_word():
    [phrase] = suggest("Decent work.", "en")
    [word] = suggest("Unemployment.", "en")

    assert (phrase.code, word.code) == ("8.5", "8.5")
    assert phrase.score > word.score


def test_saying_a_word_again_adds_less_than_saying_another():
    [again, *_] = suggest("Maternity. Maternity.", "en")
    [another, *_] = suggest("Maternity. Paternity.", "en")

    assert again.score < another.score


def test_targets_already_linked_are_not_suggested():
    text = "Social protection reaches domestic workers in the informal economy."

    assert codes(text) == ["1.3", "5.4", "8.3"]
    assert codes(text, known={"1.3", "8.3"}) == ["5.4"]


def test_no_more_suggestions_than_wanted():
    text = "Social protection reaches domestic workers in the informal economy."

    assert codes(text, limit=2) == ["1.3", "5.4"]


def test_four_languages_have_a_vocabulary():
    assert languages() == {"en", "fr", "es", "ru"}


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_code_is_a_target_and_what_is_often_reported_has_words(language):
    content = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))["targets"]

    assert set(content) - TARGETS == set()
    often = [f"{goal}.{end}" for goal, ends in OFTEN_REPORTED.items() for end in ends.split()]
    assert [code for code in often if not content.get(code, {}).get("telling")] == []


def test_every_target_has_words_in_english():
    assert {term.target for terms in read("en").terms.values() for term in terms} == TARGETS


@pytest.mark.parametrize("language", sorted(languages()))
def test_no_term_is_listed_twice_for_a_target_or_is_open_to_any_word(language):
    terms = [(term.target, term.parts) for terms in read(language).terms.values() for term in terms]

    assert sorted({term for term in terms if terms.count(term) > 1}) == []
    assert [term for term in terms if any(part.endswith("*") and len(part) < 4 for part in term[1])] == []


@pytest.mark.parametrize("language", sorted(languages()))
def test_words_of_whole_reports_stand_in_their_text(language):
    reports = json.loads((FIXTURES / "demo" / "reports.json").read_text(encoding="utf-8"))
    texts = [f"{each['summary']}\n{each['outcome_achieved']}" for each in reports if each["language"] == language]

    for text in texts:
        for suggestion in suggest(text, language):
            assert [words for words in suggestion.words if words not in text] == []
            assert len({fold(words) for words in suggestion.words}) == len(suggestion.words)
