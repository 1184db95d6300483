"""A report's whole way: written on a phone, returned, corrected, approved, published, and corrected once more."""

import re

from tests.journeys import desk, record
from tests.journeys.conftest import PHONE, TOGETHER
from tests.journeys.record import OUTCOME, SUMMARY

pytestmark = TOGETHER

COMMENT = "Which two ministries? Name them, and say when they agreed."
REASON = "Name both ministries in the outcome, please."
MINISTRIES = "The ministries in charge of health and of labour signed the agreement in November 2021."
COLLEAGUES = "The review was presented to Parliament in December 2021."
CORRECTED = "Tajikistan has reviewed what it spends on social protection and decided which schemes come first"

HISTORY = [
    "Madina: written", *["Madina: changed"] * 7, "Madina: sent in",
    "Zarina: commented · outcome achieved", *["Zarina: judged by the criteria"] * 3, "Zarina: returned",
    "Farrukh: changed", "Madina: changed", "Madina: changed", "Madina: sent in",
    "Zarina: resolved a comment · outcome achieved", "Zarina: approved", "Jonas: published as version 1",
    "Madina: changed", "Madina: sent in", "Zarina: approved", "Jonas: published as version 2",
]  # fmt: skip
MAILS = [
    ("national-reviewer", "sent in by Madina Rahimova"),
    ("officer", "commented by Zarina Saidova"),
    ("officer", "returned by Zarina Saidova"),
    ("national-reviewer", "sent in by Madina Rahimova"),
    ("officer", "resolved a comment by Zarina Saidova"),
    ("officer", "approved by Zarina Saidova"),
    ("publisher", "approved by Zarina Saidova"),
    ("officer", "published by Jonas Lindqvist"),
    ("national-reviewer", "sent in by Madina Rahimova"),
    ("officer", "approved by Zarina Saidova"),
    ("publisher", "approved by Zarina Saidova"),
    ("officer", "published by Jonas Lindqvist"),
]


def test_report_is_written_returned_corrected_published_and_corrected_again(walker, served):
    officer, colleague, reviewer = walker(viewport=PHONE), walker(), walker()
    publisher, reader = walker(), walker(viewport=PHONE)
    for person, role in ((officer, "officer"), (colleague, "colleague"), (publisher, "publisher")):
        person.sign_in(role)
    reviewer.sign_in("national-reviewer")

    reference = desk.begin(officer)
    record.write_section_by_section(officer)
    assert "7 of 7 sections complete. Nothing is missing." in officer.text()
    desk.send_in(officer, reference)
    _is_returned_with_a_comment(reviewer, reference)
    _corrects_it_while_a_colleague_does(officer, colleague, reference)
    desk.send_in(officer, reference)
    _is_read_again_and_approved(reviewer, reference)
    desk.publish(publisher, reference, number=1)
    _reads(reader, f"/en/results/{reference}/", SUMMARY)
    assert [part for part in (MINISTRIES, COLLEAGUES, *record.PARTS) if part not in reader.text()] == []

    _corrects_what_is_published(officer, reference)
    _reads(reader, f"/en/results/{reference}/", SUMMARY)
    desk.find_waiting(reviewer, reference, under="Waiting for your judgement")
    desk.approve(reviewer, reference)
    desk.publish(publisher, reference, number=2)

    _reads(reader, f"/en/results/{reference}/", CORRECTED)
    _reads(reader, f"/en/results/{reference}/v1/", SUMMARY)
    _finds_everything_in_its_history(officer, reference)
    _were_told(served, reference)


def _is_returned_with_a_comment(reviewer, reference):
    desk.find_waiting(reviewer, reference, under="Waiting for your judgement")
    assert [part for part in (SUMMARY, *record.PARTS) if part not in reviewer.text()] == []
    desk.comment(reviewer, "outcome_achieved", COMMENT)
    desk.tick_criteria(reviewer)
    reviewer.check()
    desk.send_back(reviewer, reference, reason=REASON)


def _corrects_it_while_a_colleague_does(officer, colleague, reference):
    officer.open("/en/desk/")
    returned = officer.page.locator(".desk-line--returned", has_text=reference)
    assert returned.locator("blockquote p").inner_text() == REASON
    desk.find_waiting(officer, reference, under="Returned to you")
    beside = officer.page.locator("#comments-outcome_achieved")
    assert beside.locator(".thread__text").inner_text() == COMMENT

    colleague.open(f"/en/desk/{reference}/write/change/")
    colleague.page.fill("#id_outcome_achieved", f"{OUTCOME} {COLLEAGUES}")
    colleague.press("Save")
    officer.page.fill("#id_outcome_achieved", f"{OUTCOME} {MINISTRIES}")
    officer.press("Save")

    assert f"Two versions of {reference}" in officer.text()
    officer.page.get_by_label("Keep both").check()
    officer.press("Save what I have chosen")
    assert officer.page.input_value("#id_outcome_achieved") == f"{OUTCOME} {MINISTRIES}\n\n{OUTCOME} {COLLEAGUES}"
    officer.page.fill("#id_outcome_achieved", f"{OUTCOME} {MINISTRIES} {COLLEAGUES}")
    officer.press("Save")


def _is_read_again_and_approved(reviewer, reference):
    desk.find_waiting(reviewer, reference, under="Waiting for your judgement")
    new = "".join(reviewer.page.locator(".record ins").all_inner_texts())
    assert new.split() == f"{MINISTRIES} {COLLEAGUES}".split()
    reviewer.page.get_by_role("button", name="Mark as resolved").click()
    reviewer.page.get_by_text("resolved by Zarina Saidova").wait_for()
    reviewer.check()
    desk.approve(reviewer, reference)


def _corrects_what_is_published(officer, reference):
    officer.open(f"/en/desk/{reference}/write/change/")
    assert "This report is published." in officer.text()
    officer.page.fill("#id_summary", CORRECTED)
    officer.press("Save")
    desk.send_in(officer, reference)


def _finds_everything_in_its_history(officer, reference):
    officer.open(f"/en/desk/{reference}/history/")
    told = [re.search(r"\d\d:\d\d (\w+) \w+: (.+)", head).groups() for head in _heads(officer.page)]
    assert [f"{person}: {act}" for person, act in reversed(told)] == HISTORY


def _heads(page):
    return [" ".join(head.split()) for head in page.locator(".timeline > li h2").all_inner_texts()]


def _were_told(served, reference):
    mails = [(who, about.removeprefix(f"{reference}: ")) for who, about in served.mails() if reference in about]
    assert mails == MAILS


def _reads(reader, address, summary):
    reader.open(address)
    assert reader.page.locator("h1").inner_text() == summary
