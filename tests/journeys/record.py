"""A record as rich as any: what it says, and how it is typed on a phone, section by section."""

import re

from tests.journeys import desk

SUMMARY = "Tajikistan has reviewed what it spends on social protection and named the schemes that need more money"
BEFORE_THE_CUT = "The Government reviewed what every scheme costs, together with employers and workers. "
AFTER_THE_CUT = "It named those that need more money, and two ministries agreed to serve jobseekers jointly."
OUTCOME = BEFORE_THE_CUT + AFTER_THE_CUT
CONTRIBUTION = (
    "The Office prepared the review of the budget, held three webinars and assessed how social protection and "
    "employment services work together in the districts."
)
CONTRIBUTIONS = [
    ("budget review", "1", "Review of the social protection budget and of institutional arrangements"),
    ("webinar", "1", "Webinar on social security standards, open to all constituents"),
    ("webinar", "2", "Webinars on social security standards for trade unions"),
    ("assessment or study", "1", "How both services work together in the districts"),
    ("survey", "1", "Rapid survey of workers in the informal economy"),
    ("training", "", "Training and guidance for the staff of both services"),
]
REASONS = {
    "1.3 ": "The review shows where more money would cover the poorest.",
    "8.3 ": "The survey shows how informal workers could join social insurance.",
    "8.5 ": "Joint services open decent work to those who are furthest from it.",
}
TOPICS = [
    "medical care", "family (children)", "invalidity", "maternity", "employment injury", "old age", "sickness",
    "survivors", "unemployment", "financing", "social assistance", "workers in the informal economy",
    "rural workers", "self-employed workers",
]  # fmt: skip
GENDER = "Women’s representation is one of the four priorities of the strategy that rests on the review."
# What readers of the record have to find, word for word.
PARTS = (
    OUTCOME, CONTRIBUTION, GENDER, *REASONS.values(), *TOPICS, *(description for *_, description in CONTRIBUTIONS),
    "Step 3", "8.3.1", "TJK128", "TJK/19/50/EUR", "5,200", "3,100", "Register of the employment service, 2021",
    "Review of the social protection budget", "with UN agencies, excluding IFIs", "United Nations Children's Fund",
)  # fmt: skip


def write_section_by_section(officer):
    """All seven sections, from the page on which a new report begins to the one that sends it in."""
    page = officer.page
    page.get_by_text("Task list").click()
    officer.follow(page.get_by_role("link", name="Where and when"))
    page.get_by_label("Country programme outcome").select_option(label=_option(page, "#id_cpo", "TJK128"))
    officer.press("Save and go on: What changed")
    _write_what_changed_while_the_connection_is_cut(officer)
    officer.press("Save and go on: Our contribution")
    _write_contributions(page)
    officer.press("Save and go on: Who was reached")
    _write_who_was_reached(page)
    officer.press("Save and go on: Evidence")
    _give_evidence(page)
    officer.press("Save and go on: Links")
    _link_it(officer)
    officer.press("Save and go on: Cross-cutting themes")
    _say_what_it_is_about(page)
    officer.press("Save and send in …")


def _write_what_changed_while_the_connection_is_cut(officer):
    desk.write_change(officer, summary=SUMMARY, outcome="")
    outcome = officer.page.locator("#id_outcome_achieved")
    outcome.press_sequentially(BEFORE_THE_CUT)
    _is_told(officer, "Kept at")
    with officer.cut_off():
        outcome.press_sequentially(AFTER_THE_CUT)
        _is_told(officer, "No connection. What you type is kept in this browser")
        officer.check()
    _is_told(officer, "Everything you typed is kept again.")
    assert outcome.input_value() == OUTCOME

    officer.page.reload()

    officer.check()
    assert outcome.input_value() == OUTCOME
    assert officer.page.get_by_role("radio", name=re.compile("^8.3.1 ")).is_checked()


def _write_contributions(page):
    page.get_by_label("Contribution to the outcome").fill(CONTRIBUTION)
    for number, (kind, quantity, description) in enumerate(CONTRIBUTIONS, start=1):
        if number > 1:
            page.get_by_role("button", name="Add another row").click()
        row = page.get_by_role("group", name=f"Contribution {number}", exact=True)
        row.get_by_label("Kind").select_option(label=kind)
        row.get_by_label("How many").fill(quantity)
        row.get_by_label("Description").fill(description)


def _write_who_was_reached(page):
    page.get_by_label("In what sense").select_option(label="Effective coverage: actually covered")
    page.get_by_label("Women").fill("5200")
    page.get_by_label("Men", exact=True).fill("3100")
    page.get_by_label("Estimated").check()
    page.get_by_label("Source").fill("Register of the employment service, 2021")


def _give_evidence(page):
    page.get_by_label("What it is").fill("Review of the social protection budget")
    page.get_by_label("What it proves").fill("What each scheme costs, and which of them come first.")
    page.get_by_label("Address").fill("https://example.org/tjk/budget-review")


def _link_it(officer):
    page = officer.page
    officer.press("Add 8.5")
    page.get_by_role("group", name=re.compile("^8.5 ")).get_by_label("Reason").fill(REASONS["8.5 "])
    for target in ("1.3 ", "8.3 "):
        page.get_by_role("button", name="Add another row").click()
        row = page.locator(".row--sdg_links").last
        row.get_by_label("SDG target or goal").select_option(label=_option(row, "select", target))
        row.get_by_label("Reason").fill(REASONS[target])
    for choices, wanted in (("Linked projects", "TJK/19/50/EUR"), ("Partners by name", "UNICEF")):
        among = page.get_by_role("group", name=choices)
        among.get_by_label("Show only what contains").fill(wanted.lower())
        among.get_by_role("checkbox", name=wanted).check()


def _say_what_it_is_about(page):
    page.get_by_role("group", name=re.compile("^Gender equality")).get_by_label("Text").fill(GENDER)
    topics = page.get_by_role("group", name="Topics", exact=True)
    for facet in topics.locator(".choices__group > summary").all():
        facet.click()
    for topic in TOPICS:
        topics.get_by_label(topic, exact=True).check()
    page.get_by_label("with UN agencies, excluding IFIs").check()


def _option(place, selector, beginning):
    """The whole text of the option that begins so."""
    texts = place.locator(f"{selector} option").all_inner_texts()
    return next(text for text in texts if text.startswith(beginning))


def _is_told(person, sentence):
    person.page.locator("[data-keeping-bar]", has_text=sentence).wait_for()
