"""Nothing typed is ever lost: not with the connection cut, the session ended, the page closed, or two pages open."""

import pytest

from tests.journeys.conftest import PHONE, TOGETHER

pytestmark = TOGETHER

OUTCOME = "#id_outcome_achieved"
NO_STORE = """
  const refuse = () => { throw new DOMException("This window keeps nothing.", "SecurityError"); };
  Object.defineProperty(window, "localStorage", { get: refuse });
"""


@pytest.fixture
def writer(walker):
    """An officer at a report of her own, of which nothing but place and time is written."""

    def start(**how):
        officer = walker(**how)
        if not how.get("javascript", True):
            # The rules of accessibility are a script themselves.
            officer.check = officer.page.wait_for_load_state
        page = officer.page
        page.goto("/en/sign-in/?next=/en/desk/new/")
        _fill_in(officer, "officer")
        page.select_option("#id_country", label="Tajikistan")
        page.fill("#id_date", "2024-05")
        with page.expect_navigation():
            page.get_by_role("button", name="Begin the report").click()
        return officer

    return start


def _fill_in(officer, role):
    """Sign in on the page that asks for it."""
    officer.page.fill("[name=login]", f"{role}@demo.waymark.example")
    officer.page.fill("[name=password]", "waymark-demo")
    with officer.page.expect_navigation():
        officer.page.locator("main form button[type=submit]").first.click()


def section(officer):
    return officer.page.url.partition("?")[0]


def write(officer, text, *, field=OUTCOME):
    officer.page.locator(field).press_sequentially(text)


def is_told(officer, sentence):
    officer.page.locator("[data-keeping-bar]", has_text=sentence).wait_for()


def cut_the_connection(officer, *, cut=True):
    officer.context.set_offline(cut)
    # The browser itself complains of it, which is not the page's fault.
    officer.page.on("console", lambda message: _forgive(officer, message))


def _forgive(officer, message):
    if "net::ERR_INTERNET_DISCONNECTED" in message.text and officer.complaints:
        officer.complaints.pop()


def has_text(officer, text, *, field=OUTCOME):
    """Wait until a field says this: what was typed may first have to be brought to the server and shown."""
    said = "([field, text]) => document.querySelector(field)?.value === text"
    officer.page.wait_for_function(said, arg=[field, text])
    return True


def new_page(officer):
    """Another page of the same browser; the one before stays open."""
    before, officer.page = officer.page, officer.context.new_page()
    return before


def save(officer):
    officer.follow(officer.page.get_by_role("button", name="Save", exact=True).last)


def test_what_is_typed_while_the_connection_is_cut_is_sent_when_it_is_back(writer):
    officer = writer(viewport=PHONE)
    write(officer, "The law ")
    is_told(officer, "Kept at")

    cut_the_connection(officer)
    write(officer, "was adopted")
    is_told(officer, "No connection. What you type is kept in this browser since")
    officer.check()
    cut_the_connection(officer, cut=False)

    is_told(officer, "Everything you typed is kept again.")
    officer.page.reload()
    assert has_text(officer, "The law was adopted")
    assert "This is not saved yet." in officer.text()


def test_page_that_was_closed_without_a_connection_is_opened_again_with_every_word(writer):
    officer = writer()
    cut_the_connection(officer)
    write(officer, "Typed before the battery was empty")
    is_told(officer, "No connection.")
    address = section(officer)

    new_page(officer).close()
    cut_the_connection(officer, cut=False)
    officer.page.goto(address)

    assert has_text(officer, "Typed before the battery was empty")
    officer.check()


def test_session_ends_while_she_types_and_the_text_is_there_once_she_has_signed_in_again(writer):
    officer = writer()
    write(officer, "Before, ")
    is_told(officer, "Kept at")
    address = section(officer)

    officer.context.clear_cookies(name="sessionid")
    write(officer, "and after")
    is_told(officer, "You have been signed out. Your text is kept in this browser")
    officer.check()
    officer.follow(officer.page.locator("[data-keeping-bar]").get_by_role("link", name="sign in"))
    _fill_in(officer, "officer")

    assert has_text(officer, "Before, and after")
    assert section(officer) == address


@pytest.mark.parametrize("javascript", [True, False], ids=["with a script", "without a script"])
def test_saving_after_the_session_has_ended_loses_nothing(writer, javascript):
    officer = writer(javascript=javascript)
    officer.context.clear_cookies(name="sessionid")
    officer.page.fill(OUTCOME, "Written to the end")
    save(officer)
    assert "You have been signed out. What you wrote is kept" in officer.text()

    _fill_in(officer, "officer")

    assert officer.page.input_value(OUTCOME) == "Written to the end"
    save(officer)
    officer.page.reload()
    assert officer.page.input_value(OUTCOME) == "Written to the end"
    assert "This is not saved yet." not in officer.text()


def test_signing_in_on_another_page_lets_this_one_go_on(writer):
    officer = writer()
    officer.context.clear_cookies()
    write(officer, "Kept through ")
    is_told(officer, "You have been signed out.")

    page = new_page(officer)
    officer.sign_in("officer")
    officer.page.close()
    officer.page = page
    write(officer, "all this")

    is_told(officer, "Everything you typed is kept again.")
    save(officer)
    assert "Saved." in officer.text()


def test_without_a_script_a_report_is_saved_by_its_button(writer):
    officer = writer(javascript=False)
    assert "This browser runs no scripts" in officer.text()

    officer.page.fill(OUTCOME, "Plainly saved")
    save(officer)

    assert "Saved." in officer.text()
    assert officer.page.input_value(OUTCOME) == "Plainly saved"


def test_back_button_brings_back_what_was_typed(writer):
    officer = writer()
    write(officer, "Half a sentence")
    is_told(officer, "Kept at")

    officer.follow(officer.page.get_by_label("Where you are").get_by_role("link", name="Desk"))
    officer.page.go_back()

    assert has_text(officer, "Half a sentence")


def test_two_pages_of_one_person_are_both_kept(writer):
    officer = writer()
    first = new_page(officer)
    officer.page.goto(first.url)
    write(officer, "On the second page")
    is_told(officer, "Kept at")
    second, officer.page = officer.page, first
    write(officer, "On the first page")
    is_told(officer, "Kept at")
    second.close()

    new_page(officer)
    officer.open(first.url)

    assert officer.page.input_value(OUTCOME) == "On the first page"
    officer.follow(officer.page.locator(".kept").get_by_role("link", name="show it"))
    assert officer.page.input_value(OUTCOME) == "On the second page"


def test_leaving_asks_only_while_something_is_kept_nowhere_but_here(writer):
    officer = writer()
    asked = []
    officer.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    write(officer, "Kept")
    is_told(officer, "Kept at")
    officer.page.reload()
    assert asked == []

    write(officer, "Not yet kept")
    officer.page.reload()

    assert asked == ["beforeunload"]


def test_window_that_keeps_nothing_says_so_and_sends_it_once_the_connection_is_back(writer, walker):
    officer = writer()
    officer.page.context.add_init_script(NO_STORE)
    officer.page.reload()
    cut_the_connection(officer)
    write(officer, "Private")
    is_told(officer, "No connection, and this browser keeps nothing by itself.")

    cut_the_connection(officer, cut=False)

    is_told(officer, "Everything you typed is kept again.")


def test_what_was_typed_is_never_shown_to_somebody_else_at_the_same_browser(writer):
    officer = writer()
    cut_the_connection(officer)
    write(officer, "Hers alone")
    is_told(officer, "No connection.")
    address = section(officer)
    new_page(officer).close()
    cut_the_connection(officer, cut=False)
    officer.context.clear_cookies()

    officer.sign_in("colleague")
    officer.open(address)
    officer.page.wait_for_timeout(2_000)
    assert officer.page.input_value(OUTCOME) == ""

    officer.context.clear_cookies()
    officer.sign_in("officer")
    officer.page.goto(address)
    assert has_text(officer, "Hers alone")


def test_page_with_a_mistake_keeps_what_was_sent_and_what_is_saved_is_not_offered_again(writer):
    officer = writer()
    officer.open(section(officer).replace("/change/", "/basics/"))
    officer.page.fill("#id_date", "2024-02-30")
    save(officer)
    officer.page.wait_for_timeout(3_000)
    assert officer.page.input_value("#id_date") == "2024-02-30"

    officer.page.fill("#id_date", "2024-02-29")
    save(officer)
    officer.page.reload()
    officer.page.wait_for_timeout(2_000)

    assert officer.page.input_value("#id_date") == "2024-02-29"
    assert "This is not saved yet." not in officer.text()


def test_who_else_has_it_open_and_what_she_saved_is_told(writer, walker):
    officer, colleague = writer(), walker()
    colleague.sign_in("colleague")
    colleague.open(section(officer))
    officer.page.reload()
    assert "Farrukh Nazarov has this report open too." in officer.text()

    colleague.page.fill("#id_summary", "A law on unemployment insurance has been adopted")
    save(colleague)
    write(officer, "The Parliament adopted it.")

    is_told(officer, "Farrukh Nazarov saved a newer version")
    officer.check()


def test_discarding_shows_what_is_dropped_and_goes_back_to_what_is_saved(writer):
    officer = writer()
    write(officer, "Not worth keeping")
    is_told(officer, "Kept at")
    officer.open(section(officer))

    officer.follow(officer.page.locator(".kept").get_by_role("link", name="Discard what was typed"))
    assert "Not worth keeping" in officer.text()
    officer.follow(officer.page.get_by_role("button", name="Discard it"))

    assert officer.page.input_value(OUTCOME) == ""
    officer.page.reload()
    assert officer.page.input_value(OUTCOME) == ""
    officer.open("/en/desk/kept/")


def test_checks_speak_up_beside_the_field_while_she_writes(writer):
    officer = writer()
    write(officer, "Three workshops were held", field="#id_summary")

    officer.page.locator(".field", has=officer.page.locator("#id_summary")).get_by_text(
        "tells of an activity"
    ).wait_for()
    officer.check()
