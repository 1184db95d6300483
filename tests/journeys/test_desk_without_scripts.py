"""The way of a report where the browser runs no scripts: every act is a plain form that a button sends."""

import re

from tests.journeys import desk
from tests.journeys.conftest import PHONE, TOGETHER

pytestmark = TOGETHER

SUMMARY = "Tajikistan lets farm workers join the pension fund at the counter of their bank"
OUTCOME = "The pension fund signed contracts with four banks, which take contributions since June 2021."
CONTRIBUTION = "The Office drew up the model contract and brought the fund and the banks together."
CORRECTED = f"{OUTCOME} Two thousand workers have joined."


def test_report_goes_its_way_without_scripts(walker):
    officer = walker(viewport=PHONE, javascript=False)
    reviewer, publisher, reader = walker(javascript=False), walker(javascript=False), walker(javascript=False)
    for person, role in ((officer, "officer"), (reviewer, "national-reviewer"), (publisher, "publisher")):
        person.sign_in(role)

    reference = desk.begin(officer, date="2021-06")
    _writes_it_with_one_more_row_and_a_suggestion(officer)
    desk.send_in(officer, reference)
    _returns_it_with_a_comment(reviewer, reference)
    _corrects_it(officer, reference)
    desk.send_in(officer, reference)
    _ticks_and_approves(reviewer, reference)
    desk.publish(publisher, reference, number=1)

    reader.open(f"/en/results/{reference}/")
    assert CORRECTED in reader.text()


def _writes_it_with_one_more_row_and_a_suggestion(officer):
    page = officer.page
    desk.write_change(officer, summary=SUMMARY, outcome=OUTCOME)
    officer.press("Save and go on: Our contribution")
    page.fill("#id_contribution", CONTRIBUTION)
    _fill_contribution(page, 1, "guidance or tool", "Model contract")
    officer.press("Add another row", exact=False)
    _fill_contribution(page, 2, "training", "How the counters work")
    officer.press("Save")
    kinds = page.locator("[name^=contributions-][name$=-kind]").all()
    assert [kind.locator("option:checked").inner_text() for kind in kinds[:2]] == ["guidance or tool", "training"]

    officer.open(page.url.replace("/contribution/", "/links/"))
    officer.press("Add 1.3")
    page.get_by_role("group", name=re.compile("^1.3 ")).get_by_label("Reason").fill("Farm workers are insured.")
    officer.press("Save")
    assert "Saved." in officer.text()


def _fill_contribution(page, number, kind, description):
    row = page.get_by_role("group", name=f"Contribution {number}", exact=True)
    row.get_by_label("Kind").select_option(label=kind)
    row.get_by_label("Description").fill(description)


def _returns_it_with_a_comment(reviewer, reference):
    desk.find_waiting(reviewer, reference, under="Waiting for your judgement")
    beside = reviewer.page.locator("#comments-outcome_achieved")
    beside.get_by_text("Comment on this").click()
    beside.get_by_label("Your comment").fill("How many?")
    reviewer.press("Send the comment", exact=True)
    assert beside.locator(".thread__text").inner_text() == "How many?"
    desk.send_back(reviewer, reference, reason="Say how many have joined.")


def _corrects_it(officer, reference):
    desk.find_waiting(officer, reference, under="Returned to you")
    assert officer.page.locator("#comments-outcome_achieved .thread__text").inner_text() == "How many?"
    officer.page.fill("#id_outcome_achieved", CORRECTED)
    officer.press("Save")
    assert officer.page.input_value("#id_outcome_achieved") == CORRECTED


def _ticks_and_approves(reviewer, reference):
    desk.find_waiting(reviewer, reference, under="Waiting for your judgement")
    criteria = reviewer.page.locator(".criterion")
    for number in range(criteria.count()):
        criteria.nth(number).get_by_label("Or where it is seen").fill("In the outcome")
        reviewer.follow(criteria.nth(number).get_by_role("button", name="It is met"))
    reviewer.follow(reviewer.page.get_by_role("button", name="Mark as resolved"))
    assert "resolved by Zarina Saidova" in reviewer.text()
    desk.approve(reviewer, reference)
