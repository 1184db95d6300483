"""A summary tells of a change, not of an activity; a result has happened; somebody did it."""

import pytest

from countries.models import Country, Organisation
from results.checks import EVERY_LEVEL, Report, Surroundings, findings
from results.checks.wording import activity_in, expectations_in
from results.checks.words import BY_LANGUAGE
from sdg_links.translated import Translated
from tests.results.checks.cases import TODAY
from tests.results.checks.summaries import ACTIVITIES, CHANGES, EXPECTED, HAPPENED


def each(tables):
    return [pytest.param(language, text, id=text) for language, texts in tables.items() for text in texts]


def told(name, **fields):
    found = findings(Report(**fields), Surroundings(TODAY, {}, {}), levels=EVERY_LEVEL)
    return [(each.field, each.words, each.sentence) for each in found if each.check == name]


@pytest.mark.parametrize(("language", "summary"), each(ACTIVITIES))
def test_activity_is_recognised(language, summary):
    assert activity_in(summary, BY_LANGUAGE[language]) != ""


@pytest.mark.parametrize(("language", "summary"), each(CHANGES))
def test_change_is_not_taken_for_an_activity(language, summary):
    assert activity_in(summary, BY_LANGUAGE[language]) == ""


@pytest.mark.parametrize(("language", "text"), each(EXPECTED))
def test_what_is_still_to_come_is_recognised(language, text):
    assert expectations_in(text, BY_LANGUAGE[language]) != []


@pytest.mark.parametrize(("language", "text"), each(HAPPENED))
def test_what_has_happened_is_left_alone(language, text):
    assert expectations_in(text, BY_LANGUAGE[language]) == []


@pytest.mark.parametrize("tables", [ACTIVITIES, CHANGES, EXPECTED, HAPPENED])
def test_tables_are_long_enough_to_mean_something(tables):
    assert tables.keys() == BY_LANGUAGE.keys()
    assert min(len(texts) for texts in tables.values()) >= 10


def test_activity_is_told_in_the_words_that_were_written():
    assert told("summary-is-an-activity", summary="In May, a Workshop was held in Dushanbe") == [
        (
            "summary",
            ["Workshop was held"],
            "“Workshop was held” tells of an activity. Say what changed because of it, "
            "and move the activity to the contribution.",
        )
    ]


def test_every_expectation_is_told_once():
    text = "A decree will be signed. The law is expected to pass, and the fund will be opened; it will be opened soon."

    assert told("expected-and-not-achieved", outcome_achieved=text) == [
        (
            "outcome_achieved",
            ["will be signed", "is expected to", "will be opened"],
            "“will be signed”, “is expected to”, “will be opened”: this is still to come. "
            "Report what has already changed.",
        )
    ]


@pytest.mark.parametrize("language", ["ar", "zh", "pt", "tg", "xx", None])
def test_language_without_words_is_left_alone(language):
    assert told("summary-is-an-activity", language=language, summary="A workshop was held") == []
    assert told("expected-and-not-achieved", language=language, summary="A law is expected to pass") == []
    assert told("actor-missing", language=language, summary="Pensions have been increased") == []


NEPAL = Country(iso3="NPL", name=Translated({"en": "Nepal", "fr": "Népal"}))


@pytest.mark.parametrize(
    ("fields", "is_named"),
    [
        pytest.param({"summary": "The Government adopts a strategy"}, True, id="government"),
        pytest.param({"summary": "A strategy was adopted", "outcome_achieved": "The ministry did."}, True, id="later"),
        pytest.param({"summary": "A strategy was adopted by Majlisi Oli"}, True, id="a name in capitals"),
        pytest.param({"summary": "Nepal adopts a law"}, True, id="the country itself"),
        pytest.param({"summary": "Les pensions sont versées par la caisse", "language": "fr"}, True, id="la caisse"),
        pytest.param({"summary": "El gobierno aprobó la ley", "language": "es"}, True, id="el gobierno"),
        pytest.param({"summary": "Закон принят парламентом", "language": "ru"}, True, id="парламентом"),
        pytest.param({"summary": "Pensions were raised with UNICEF"}, True, id="a partner"),
        pytest.param({"summary": "Pensions have been increased"}, False, id="nobody"),
        pytest.param({"summary": "Pensions have been increased in Nepal"}, False, id="only where it happened"),
        pytest.param({"summary": "Les pensions ont augmenté", "language": "fr"}, False, id="personne"),
        pytest.param({"summary": "Las pensiones han aumentado", "language": "es"}, False, id="nadie"),
        pytest.param({"summary": "Пенсии повышены", "language": "ru"}, False, id="никто"),
        pytest.param({"summary": ""}, True, id="nothing written yet"),
    ],
)
def test_somebody_did_it(fields, is_named):
    partners = [Organisation(acronym="UNICEF", name=Translated({"en": "United Nations Children's Fund"}))]

    assert (told("actor-missing", country=NEPAL, partners=partners, **fields) == []) is is_named
