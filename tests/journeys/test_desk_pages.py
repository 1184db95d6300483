"""Every page of the desk, opened by each role that finds something to do there, wide and narrow."""

import pytest

from tests.journeys.conftest import DESKTOP, PHONE, TOGETHER

pytestmark = TOGETHER

# Reports of the demonstration, by the state they are in; nobody else's journey changes them.
DRAFT, SUBMITTED, RETURNED, APPROVED = "TJK-2025-001", "TJK-2022-002", "TJK-2023-002", "TJK-2023-003"
PUBLISHED, WITHDRAWN = "TJK-2021-001", "KGZ-2020-001"

SECTIONS = ("basics", "change", "contribution", "people", "evidence", "links", "cross-cutting")
EVERYBODYS = ("", "findings/", "periods/", "mail/", f"{RETURNED}/review/", f"{PUBLISHED}/history/")
OFFICERS = (
    "new/", "kept/", f"{RETURNED}/write/", *(f"{DRAFT}/write/{section}/" for section in SECTIONS), f"{DRAFT}/submit/",
    f"{PUBLISHED}/history/1/",
)  # fmt: skip
REVIEWERS = ("approve/", f"{SUBMITTED}/review/", f"{SUBMITTED}/return/", f"{SUBMITTED}/reassign/")
PERIODS = ("periods/lock/", "periods/1/exception/", "periods/1/unlock/")
PAGES = {
    "officer": (*OFFICERS, f"{WITHDRAWN}/review/"),
    "national-reviewer": REVIEWERS,
    "regional-reviewer": (*REVIEWERS, PERIODS[0]),
    "publisher": ("approve/", f"{APPROVED}/publish/", f"{PUBLISHED}/withdraw/", *PERIODS),
    "manager": (f"{DRAFT}/review/",),
    "administrator": ("rights/", *PERIODS),
}


@pytest.mark.parametrize("role", PAGES)
def test_every_page_of_the_desk_is_open_to_all_senses(walker, role):
    person = walker()
    person.sign_in(role)
    pages = EVERYBODYS + PAGES[role]

    statuses = {page: _open_wide_and_narrow(person, f"/en/desk/{page}") for page in pages}

    assert statuses == dict.fromkeys(pages, 200)


@pytest.mark.parametrize("page", ["", "new/", f"{RETURNED}/write/change/", f"{RETURNED}/review/"])
def test_desk_reads_from_right_to_left_in_arabic(walker, page):
    officer = walker(language="ar")
    officer.sign_in("officer")

    status = _open_wide_and_narrow(officer, f"/ar/desk/{page}")

    assert (status, officer.page.locator("html").get_attribute("dir")) == (200, "rtl")


def test_report_that_is_being_judged_says_why_it_cannot_be_written(walker):
    officer = walker(viewport=PHONE)
    officer.sign_in("officer")

    status = officer.open(f"/en/desk/{SUBMITTED}/write/")

    assert status == 403
    assert "has been sent in and is being judged" in officer.text()


def _open_wide_and_narrow(person, address):
    person.page.set_viewport_size(DESKTOP)
    status = person.open(address)
    person.page.set_viewport_size(PHONE)
    person.check_width()
    return status
