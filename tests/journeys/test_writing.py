"""A report entered in the admin's form meets the same rules, goes the same way, and is read by everybody."""

from tests.journeys import desk
from tests.journeys.conftest import TOGETHER

pytestmark = TOGETHER

OUTCOME = (
    "The Government examined its spending on social protection together with workers and employers and named the "
    "schemes that need more money. Two ministries agreed to serve jobseekers jointly."
)
CONTRIBUTION = "The Office drew up the review of the budget, held three webinars and advised both ministries."
SUMMARY = "The budget of social protection has been reviewed and priorities for spending have been set"


def _enter_the_record(officer):
    page = officer.page
    officer.open("/admin/results/result/add/")
    page.select_option("#id_country", label="Tajikistan")
    page.fill("[name=known_date], [name=date]", "2021")
    officer.choose("id_cpo", "TJK128")
    page.select_option("#id_step", index=3)
    officer.choose("id_indicator", "8.3.1", among="(2020-21)")
    page.fill("#id_summary", SUMMARY)
    page.fill("#id_outcome_achieved", OUTCOME)
    page.fill("#id_contribution", CONTRIBUTION)
    page.get_by_label("with UN agencies, excluding IFIs").check()
    page.get_by_label("financing").check()
    officer.follow(page.locator("[name=_continue]").last)


def test_record_is_entered_in_the_admin_published_at_the_desk_and_read_in_two_languages(walker):
    officer, publisher, reader = walker(), walker(), walker(language="fr")
    officer.sign_in("officer")
    _enter_the_record(officer)
    officer.follow(officer.page.get_by_role("link", name="Send in …"))
    reference = desk.reference_of(officer)
    desk.send_in(officer, reference)

    reader.page.goto("/results/?q=serve+jobseekers+jointly")
    assert reference not in reader.text()

    publisher.sign_in("publisher")
    desk.approve_and_publish(publisher, reference)

    assert reader.open(f"/results/{reference}/") == 200
    assert reader.page.url.endswith(f"/fr/results/{reference}/")
    assert OUTCOME in reader.text()
    assert "financement" in reader.text()


def test_officer_is_told_beside_the_field_and_keeps_what_she_typed(walker):
    officer = walker()
    officer.sign_in("officer")
    officer.open("/admin/results/result/add/")
    officer.page.select_option("#id_country", label="Tajikistan")
    officer.page.fill("[name=known_date], [name=date]", "2021-02-30")
    officer.page.fill("#id_summary", "A <script>alert(1)</script> summary")

    officer.follow(officer.page.locator("[name=_save]").last)

    assert "there is no day 30" in officer.page.locator("body").inner_text()
    assert officer.page.input_value("#id_summary") == "A <script>alert(1)</script> summary"


def test_officer_cannot_open_a_report_of_another_country(walker):
    officer, administrator = walker(), walker()
    administrator.sign_in("administrator")
    administrator.page.goto("/admin/results/result/?q=MOZ-2023-001")
    theirs = administrator.page.locator("#result_list tbody th a").first.get_attribute("href").partition("?")[0]

    officer.sign_in("officer")

    assert (officer.open(theirs), officer.open("/en/desk/MOZ-2023-001/write/")) == (404, 404)
