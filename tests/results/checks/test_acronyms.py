"""Acronyms that a reader elsewhere cannot know."""

import pytest

from countries.models import Country, Organisation
from results.checks import EVERY_LEVEL, Report, Surroundings, findings
from results.models import DriverText, Project
from sdg_links.translated import Translated
from tests.results.checks.cases import TODAY

CONGO = Country(iso3="COD", iso2="CD", name=Translated({"en": "Democratic Republic of the Congo"}))


def unknown(summary="", **fields):
    found = findings(Report(summary=summary, **fields), Surroundings(TODAY, {}, {}), levels=EVERY_LEVEL)
    return [(each.field, each.words) for each in found if each.check == "acronym-not-spelt-out"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("FITUT agrees", ["FITUT"], id="never spelt out"),
        pytest.param("The NSSF and the CNPS share data; the NSSF leads", ["NSSF", "CNPS"], id="two, each once"),
        pytest.param("Two NGOs and three CBOs", ["CBO"], id="plural"),
        pytest.param("ГУСЗ утвердило порядок", ["ГУСЗ"], id="Russian"),
        pytest.param("قدمت الوزارة إلى SSC مقترحاً", ["SSC"], id="in an Arabic text"),
        pytest.param("National Social Security Fund (NSSF) opens; the NSSF pays", [], id="full name first"),
        pytest.param("NSSF (National Social Security Fund) opens", [], id="full name in brackets"),
        pytest.param("Агентство по статистике (АС) публикует; АС", [], id="Russian, full name first"),
        pytest.param("The fund (the NSSF) opens", [], id="with its article"),
        pytest.param("The UN, the ILO and the SDG agenda after COVID-19; GDP", [], id="known to everybody"),
        pytest.param("ООН, МОТ и ВВП", [], id="known to everybody, in Russian"),
        pytest.param("Part II, chapter XIV of the law", [], id="Roman numerals"),
        pytest.param("TJK128 and 8.3.1 of TJK/19/50/EUR", [], id="codes"),
        pytest.param("A NEW LAW ON SOCIAL SECURITY IS ADOPTED", [], id="typed in capitals"),
        pytest.param("Only one A stands here", [], id="one letter"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_acronym_is_spelt_out(text, words):
    assert unknown(text) == ([("summary", words)] if words else [])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("GIZ helped", id="partner"),
        pytest.param("A decree of DRC, COD and DR", id="the country's own"),
        pytest.param("RAF pays in CHF", id="of the project"),
    ],
)
def test_acronyms_of_the_report_need_no_words(text):
    partners, projects = [Organisation(acronym="GIZ")], [Project(code="RAF/21/01/MUL", currency="CHF")]

    assert unknown(text, country=CONGO, partners=partners, projects=projects) == []


def test_acronym_may_be_spelt_out_in_any_text():
    assert unknown("The NSSF opens", contribution="The National Social Security Fund (NSSF) was helped.") == []


def test_acronym_stands_beside_the_text_that_says_it_first():
    found = unknown("The NSSF opens", contribution="The NSSF met FITUT.", driver_texts=[DriverText(text="CNT agreed")])

    assert found == [("summary", ["NSSF"]), ("contribution", ["FITUT"]), ("driver_texts", ["CNT"])]
