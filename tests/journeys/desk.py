"""What people do at the desk, click by click: the acts of which its journeys are made."""

import re

_REFERENCE = re.compile(r"[A-Z]{3}-\d{4}-\d{3}")


def reference_of(person):
    """The report at which somebody is."""
    return _REFERENCE.search(person.page.url).group()


def begin(officer, *, date="2021"):
    """A new report of Tajikistan, from the desk; gives back its reference."""
    officer.page.goto("/en/desk/")
    officer.follow(officer.page.get_by_role("link", name="Write a new report"))
    officer.page.select_option("#id_country", label="Tajikistan")
    officer.page.fill("#id_date", date)
    officer.press("Begin the report")
    return reference_of(officer)


def write_change(officer, *, summary, outcome, indicator="8.3.1", step="3"):
    """What changed: its texts, and what it counts towards."""
    page = officer.page
    page.fill("#id_summary", summary)
    page.fill("#id_outcome_achieved", outcome)
    for code in (indicator, step):
        page.get_by_role("radio", name=re.compile(f"^{code} ")).check()


def send_in(officer, reference):
    """Look at what is missing, then send the report in."""
    if not officer.page.url.endswith(f"{reference}/submit/"):
        officer.open(f"/en/desk/{reference}/submit/")
    assert "Nothing keeps this report from being sent in" in officer.text()
    officer.press("Send it in")
    assert f"{reference} is sent in." in officer.text()


def find_waiting(person, reference, *, under):
    """Come to a report from one's desk, where it waits under this heading."""
    person.page.goto("/en/desk/")
    lines = person.page.locator(".desk-lines").filter(has=person.page.get_by_role("heading", name=under))
    person.follow(lines.get_by_role("link", name=re.compile(reference)))


def comment(person, field, text):
    """Say something beside a field."""
    beside = person.page.locator(f"#comments-{field}")
    beside.get_by_text("Comment on this").click()
    beside.get_by_label("Your comment").fill(text)
    beside.get_by_role("button", name="Send the comment").click()
    beside.locator(".thread__text", has_text=text).wait_for()


def tick_criteria(reviewer):
    """Tick every criterion of the indicator, saying where each is seen."""
    criteria = reviewer.page.locator(".criterion")
    for number in range(criteria.count()):
        criteria.nth(number).get_by_label("Or where it is seen").fill("In the second sentence of the outcome")
        criteria.nth(number).get_by_role("button", name="It is met").click()
        reviewer.page.locator(".criterion--met").nth(number).wait_for()


def send_back(reviewer, reference, *, reason):
    """Return a report to its author."""
    reviewer.page.get_by_text("Return it to its author …").click()
    reviewer.page.get_by_label("What has to change").fill(reason)
    reviewer.press("Return it")
    assert f"{reference} is returned to its author." in reviewer.text()


def approve(reviewer, reference):
    """Approve the report that is open."""
    reviewer.press("Approve")
    assert f"{reference} is approved." in reviewer.text()


def approve_and_publish(publisher, reference):
    """Judge a report that waits, and publish it in the same step."""
    publisher.open(f"/en/desk/{reference}/review/")
    tick_criteria(publisher)
    publisher.press("Approve and publish as version 1")
    assert "everybody can read it now" in publisher.text()


def publish(publisher, reference, *, number):
    """Find an approved report on the desk, and publish it."""
    find_waiting(publisher, reference, under="Approved, to be published")
    publisher.follow(publisher.page.get_by_role("link", name=f"Publish as version {number} …"))
    publisher.press(f"Publish as version {number}")
    assert "everybody can read it now" in publisher.text()
