"""Somebody from the public finds, reads and prints."""

import io

import pytest
from pypdf import PdfReader

from tests.journeys.conftest import DESKTOP, PHONE, TOGETHER

pytestmark = TOGETHER

PAGES = [
    "/", "/results/", "/results/?country=tjk&step=3", "/results/?q=nothing-like-this", "/results/TJK-2021-001/",
    "/results/TJK-2021-001/v1/", "/results/IRQ-2023-001/", "/countries/", "/countries/tjk/",
    "/countries/tjk/outcomes/tjk128/", "/indicators/", "/indicators/2020-21/8.3.1/", "/sdgs/", "/sdgs/1/",
    "/sdgs/1.3/", "/sign-in/",
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "viewport"),
    [
        pytest.param("en", DESKTOP, id="English on a desktop"),
        pytest.param("fr", PHONE, id="French on a phone"),
        pytest.param("ar", PHONE, id="Arabic on a phone, from right to left"),
    ],
)
def test_every_public_page_is_accessible(walker, language, viewport):
    reader = walker(language=language, viewport=viewport)

    statuses = {page: reader.open(f"/{language}{page}") for page in PAGES}

    assert statuses == dict.fromkeys(PAGES, 200)


def test_short_address_goes_to_the_readers_language(walker):
    reader = walker(language="fr")

    reader.open("/results/TJK-2021-001/")

    assert reader.page.url.endswith("/fr/results/TJK-2021-001/")
    assert "soins de santé" in reader.text()


def test_reader_goes_from_the_overview_to_a_record_and_on_to_its_goal(walker):
    reader = walker()
    reader.open("/en/")

    reader.follow(reader.page.locator("a[href$='/countries/tjk/']").first)
    reader.follow(reader.page.locator("a[href$='/results/TJK-2021-001/']").first)
    reader.follow(reader.page.locator("a[href$='/sdgs/8.3/']").first)

    assert reader.page.locator("a[href$='/results/TJK-2021-001/']").count() > 0


def test_search_finds_accents_however_they_are_typed(walker):
    reader = walker()

    counts = []
    for question in ("sécurité", "se\u0301curite\u0301", "securite"):
        reader.open(f"/en/results/?q={question}")
        counts.append(reader.page.locator("main h2").first.inner_text())

    assert len(set(counts)) == 1
    assert not counts[0].startswith("0")


def test_filters_work_and_clear_without_javascript(walker):
    reader = walker(javascript=False)
    reader.page.goto("/en/results/")
    everything = reader.page.locator("main h2").first.inner_text()

    reader.page.get_by_text("Filters and order").click()
    reader.page.select_option("select[name=country]", "tjk")
    reader.page.get_by_role("button", name="Show results").click()
    reader.page.wait_for_url("**country=tjk**")
    narrowed = reader.page.locator("main h2").first.inner_text()
    reader.page.get_by_role("link", name="Clear all").first.click()

    assert narrowed != everything
    assert reader.page.locator("main h2").first.inner_text() == everything


def test_record_prints_whole(walker):
    reader = walker()
    reader.open("/en/results/TJK-2021-001/")

    printed = PdfReader(io.BytesIO(reader.page.pdf(format="A4")))

    text = " ".join(" ".join(page.extract_text() for page in printed.pages).split())
    parts = ["Outcome achieved", "Step 3", "8.3.1", "1.3", "8.5", "TJK128", "medical care", "/results/TJK-2021-001/"]
    assert [part for part in parts if part not in text] == []
    assert len(printed.pages) <= 3


def test_missing_page_is_kind_and_tells_nothing(walker):
    reader = walker()

    status = reader.open("/en/results/TJK-2099-001/")

    assert status == 404
    assert reader.page.locator("h1").inner_text() == "There is no such page"
