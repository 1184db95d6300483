"""Search finds a word however it is composed, in every language, in what readers see and nowhere else."""

import pytest

from results.models import Publication
from results.search import fold, search
from tests.factories import (
    ContributionFactory,
    CountryProgrammeOutcomeFactory,
    DriverTextFactory,
    EvidenceFactory,
    PublishedResultFactory,
    ResultFactory,
    publish,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Sécurité SOCIALE", "securite sociale", id="accents and capitals"),
        pytest.param("se\u0301curite\u0301", "securite", id="composed letters"),
        pytest.param("l'économie, (informelle)…", "l economie informelle", id="punctuation"),
        pytest.param("الحمـــاية", "الحماية", id="tatweel"),
        pytest.param("Стратегия", "стратегия", id="Cyrillic"),
        pytest.param("— ! —", "", id="no word"),
    ],
)
def test_text_is_folded_to_one_form(text, folded):
    assert fold(text) == folded


@pytest.fixture
def found(db):
    """Which of three published records a question finds, by language."""
    texts = {"fr": "La sécurité sociale est réformée", "ru": "Принята стратегия", "ar": "اعتماد استراتيجية وطنية"}
    for language, summary in texts.items():
        publish(ResultFactory(summary=summary, language=language))

    def ask(question):
        return sorted(search(Publication.objects.current(), question).values_list("language", flat=True))

    return ask


@pytest.mark.parametrize(
    ("question", "languages"),
    [
        pytest.param("sécurité", ["fr"], id="with accents"),
        pytest.param("se\u0301curite\u0301", ["fr"], id="composed otherwise"),
        pytest.param("SECURITE sociale", ["fr"], id="capitals, two words"),
        pytest.param("réf", ["fr"], id="beginning of a word"),
        pytest.param("стратегия", ["ru"], id="Russian"),
        pytest.param("استراتيجية", ["ar"], id="Arabic"),
        pytest.param("sécurité стратегия", [], id="words of two records"),
        pytest.param("Tajikistan", ["ar", "fr", "ru"], id="label of the country"),
        pytest.param("'\" OR 1=1 --", [], id="nothing but signs of a database"),
        pytest.param("* ( ) : ^", [], id="signs of a search language"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_record_is_found_by_its_words(found, question, languages):
    assert found(question) == languages


def test_every_narrative_text_is_searched(db):
    result = ResultFactory(cpo=CountryProgrammeOutcomeFactory())
    DriverTextFactory(result=result, text="Half of the council are women.")
    ContributionFactory(result=result, description="Webinars for judges")
    EvidenceFactory(result=result, title="Official gazette")
    publication = publish(result)

    for question in ("council", "judges", "gazette", "budget", "TJK128", result.reference):
        assert list(search(Publication.objects.current(), question)) == [publication], question


def test_working_copy_and_earlier_version_are_not_found(db):
    ResultFactory(summary="Unpublished")
    result = PublishedResultFactory(summary="Mistaken")
    result.summary = "Corrected"
    result.save()
    publish(result)

    counts = [search(Publication.objects.current(), word).count() for word in ("Unpublished", "Mistaken", "Corrected")]
    assert counts == [0, 0, 1]
