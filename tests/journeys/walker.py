"""Somebody at a browser: what she can do there, and what she complains of."""

from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


class Walker:
    """A person with a browser of her own, on a phone or at a desk.

    What the pages complain of (the console, the policy of content security, the rules of accessibility, a page wider
    than its window) gathers in ``complaints``; the fixture ``walker`` finds at the end that there is nothing.
    """

    def __init__(self, context, *, runs_scripts=True):
        self.context, self.runs_scripts = context, runs_scripts
        self.complaints = []
        self.was_cut_off = False
        self.page = self.new_page()

    def new_page(self):
        """One more page of the same browser."""
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _hear(self, message):
        # A refused script or style of the content security policy is an error in the console too.
        is_status = "the server responded with a status of" in message.text
        is_cut_off = self.was_cut_off and "net::ERR_INTERNET_DISCONNECTED" in message.text
        if message.type == "error" and not is_status and not is_cut_off:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def open(self, address):
        """Open a page, check it, give back its status."""
        response = self.page.goto(address)
        self.check()
        return response.status

    def follow(self, link):
        """Click on a link or button, wait for the page it leads to, and check that."""
        with self.page.expect_navigation():
            link.click()
        self.check()

    def press(self, name, *, exact=True):
        """Follow the button with this name; of several the last."""
        self.follow(self.page.get_by_role("button", name=name, exact=exact).last)

    def sign_in(self, role):
        """Sign in as somebody of the demonstration; tests/journeys/test_account.py looks at the page itself."""
        self.page.goto("/en/sign-in/")
        self.page.fill("[name=login]", f"{role}@demo.waymark.example")
        self.page.fill("[name=password]", "waymark-demo")
        with self.page.expect_navigation():
            self.page.locator("main form button[type=submit]").click()

    def check(self):
        """Hold the page against the rules of accessibility, and see that nothing sticks out sideways."""
        self.page.wait_for_load_state()
        # Without scripts the rules would wait for a clock that never strikes.
        if self.runs_scripts:
            self.complaints += self._violations()
        self.check_width()

    def check_width(self):
        if self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
            width = self.page.viewport_size["width"]
            self.complaints.append(f"{self.page.url}: wider than a window of {width}")

    def _violations(self):
        try:
            found = Axe().run(self.page, options=RULES).response["violations"]
        except Error:
            # A page that finds something kept in the browser brings it to the server and opens itself again.
            self.page.wait_for_load_state("networkidle")
            found = Axe().run(self.page, options=RULES).response["violations"]
        return [f"{self.page.url}: {v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]

    @contextmanager
    def cut_off(self):
        """Without a connection for a while, which the browser itself complains of."""
        self.was_cut_off = True
        self.context.set_offline(True)
        yield
        self.context.set_offline(False)

    def choose(self, field, text, *, among=""):
        """Type into a box that searches, and pick the first answer that has the text (and what tells it apart)."""
        self.page.locator(f"#{field} + .select2 .select2-selection").click()
        self.page.locator(".select2-search__field").last.fill(text)
        answers = self.page.locator(".select2-results__option:not(.loading-results)", has_text=text)
        answers.filter(has_text=among).first.click()

    def text(self):
        """What the page says, without its head and foot."""
        return self.page.locator("main").inner_text()
