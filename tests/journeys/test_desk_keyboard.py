"""The way of a report with the keyboard alone: written, returned, corrected, approved and published."""

from tests.journeys import desk
from tests.journeys.conftest import TOGETHER
from tests.journeys.keyboard import Keyboard

pytestmark = TOGETHER

SUMMARY = "Tajikistan pays unemployment benefit through the offices that find people work"
OUTCOME = "The Ministry of Labour merged two queues into one counter in every district."
CORRECTED = f"{OUTCOME} The order is in force since March 2021."
CONTRIBUTION = "The Office drafted the order and tried the counter out in two districts."
REASON = "Say since when."


def test_report_goes_its_way_without_a_mouse(walker):
    roles = ("officer", "national-reviewer", "publisher")
    officer, reviewer, publisher = (_sits_down(walker(), role) for role in roles)

    reference = _begins_after_a_mistake(officer)
    _writes_and_sends_it_in(officer)
    _returns_it(reviewer, reference)
    _corrects_and_sends_it_in(officer, reference)
    _approves_it(reviewer, reference)
    _publishes_it(publisher, reference)

    reader = walker()
    reader.open(f"/en/results/{reference}/")
    assert CORRECTED in reader.text()


def _sits_down(walker, role):
    hands = Keyboard(walker)
    hands.open("/en/sign-in/")
    hands.fill("E-mail", f"{role}@demo.waymark.example")
    hands.fill("Password", "waymark-demo")
    hands.follow("Enter")
    return hands


def _begins_after_a_mistake(officer):
    officer.skip()
    officer.enter("Write a new report")
    officer.skip()
    officer.go_to("Country$")
    officer.press("T", "a", "j")
    officer.fill("Date of the change", "2021-02-30")
    officer.follow("Enter")

    assert officer.stop["id"] == "mistakes"
    officer.go_to("Date of the change: .* there is no day 30")
    officer.press("Enter")
    assert officer.stop["id"] == "id_date"
    officer.write("2021-03")
    officer.follow("Enter")
    return desk.reference_of(officer)


def _writes_and_sends_it_in(officer):
    officer.skip()
    officer.fill("Outcome summary", SUMMARY)
    officer.fill("Outcome achieved", OUTCOME)
    officer.go_to("None, or not known yet")
    officer.go_to("8.3.1 ", key="ArrowDown")
    officer.go_to("None, or not known yet")
    officer.go_to("2 ", key="ArrowDown")
    officer.enter("Save and go on")
    officer.skip()
    officer.fill("Contribution to the outcome", CONTRIBUTION)
    officer.enter("Save$")
    _sends_it_in(officer)


def _sends_it_in(officer):
    officer.open(f"/en/desk/{desk.reference_of(officer)}/submit/")
    officer.enter("Send it in")
    assert "is sent in." in officer.text()


def _finds_it(person, reference):
    person.open("/en/desk/")
    person.enter(reference)
    person.skip()


def _returns_it(reviewer, reference):
    _finds_it(reviewer, reference)
    reviewer.go_to("Return it to its author")
    reviewer.press("Enter")
    reviewer.fill("What has to change", REASON)
    reviewer.enter("Return it")
    assert f"{reference} is returned to its author." in reviewer.text()


def _corrects_and_sends_it_in(officer, reference):
    _finds_it(officer, reference)
    officer.fill("Outcome achieved", CORRECTED)
    officer.press("Tab")
    officer.enter("Save and send in")
    officer.skip()
    officer.enter("Send it in")
    assert "is sent in." in officer.text()


def _approves_it(reviewer, reference):
    _finds_it(reviewer, reference)
    for number in range(3):
        reviewer.fill("Or where it is seen", "In the outcome")
        reviewer.go_to("It is met")
        reviewer.press("Enter")
        reviewer.page.locator(".criterion--met").nth(number).wait_for()
        assert reviewer.stop["id"] == "criteria"
    reviewer.enter("Approve$")
    assert f"{reference} is approved." in reviewer.text()


def _publishes_it(publisher, reference):
    _finds_it(publisher, reference)
    publisher.enter("Publish as version 1")
    publisher.skip()
    publisher.enter("Publish as version 1")
