"""A real server with the demonstration's data, a real browser, and the rules of accessibility on every page visited.

The server has a database of its own beside the tests' one, so nothing has to be emptied between journeys.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# All journeys share one server, so they run in one process.
TOGETHER = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


def _free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _own_database(folder):
    """The address of an empty database of the kind the tests run on."""
    address = os.environ.get("DATABASE_URL", "sqlite")
    if not address.startswith("postgres"):
        return f"sqlite:///{folder / 'journeys.sqlite3'}"
    server = address.rpartition("/")[0]
    name = f"test_waymark_journeys_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


@pytest.fixture(scope="session")
def chromium():
    """The path of the browser, which .ci/browser has looked for."""
    path = os.environ.get("CHROMIUM")
    if not path:
        pytest.skip("There is no browser. Install Chromium, or set CHROMIUM to its path, and run `make test` again.")
    return path


@pytest.fixture(scope="session")
def site(chromium, tmp_path_factory):
    """The address of the demonstration, served as `make demo` serves it."""
    folder = tmp_path_factory.mktemp("journeys")
    port = _free_port()
    environment = {**os.environ, "DEMO": "1", "DATABASE_URL": _own_database(folder)}
    for name in ("DJANGO_SETTINGS_MODULE", "SECRET_KEY", "HTTPS"):
        environment.pop(name, None)
    log = (folder / "server.log").open("w+")
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://localhost:{port}"
    try:
        _wait_for(address + "/health/", server, Path(log.name))
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def _wait_for(address, server, log):
    for _attempt in range(600):
        if server.poll() is not None:
            pytest.fail(f"The server stopped:\n{log.read_text()}")
        try:
            urllib.request.urlopen(address, timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"The server did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser(chromium):
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=quiet)
        yield browser
        browser.close()


@pytest.fixture
def walker(site, browser):
    """Opens pages for somebody and, at the end, finds that none of them complained."""
    walkers = []

    def start(*, language="en", viewport=DESKTOP, javascript=True):
        context = browser.new_context(base_url=site, locale=language, viewport=viewport, java_script_enabled=javascript)
        walkers.append(Walker(context))
        return walkers[-1]

    yield start
    for each in walkers:
        each.context.close()
    assert [complaint for each in walkers for complaint in each.complaints] == []


class Walker:
    """Somebody at a browser."""

    def __init__(self, context):
        self.context = context
        self.page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.complaints = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message):
        # A refused script or style of the content security policy is an error in the console too.
        is_status = "the server responded with a status of" in message.text
        if message.type == "error" and not is_status:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def open(self, address):
        """Open a page, check it, give back its status."""
        response = self.page.goto(address)
        self.check()
        return response.status

    def check(self):
        """Hold the page against the accessibility rules, and see that nothing sticks out sideways."""
        self.page.wait_for_load_state()
        violations = Axe().run(self.page, options=RULES).response["violations"]
        found = [f"{self.page.url}: {v['id']}: {node['html'][:160]}" for v in violations for node in v["nodes"]]
        self.complaints += found
        if self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
            self.complaints.append(f"{self.page.url}: wider than the window")

    def sign_in(self, role):
        self.open("/en/sign-in/")
        self.page.fill("[name=username]", f"{role}@demo.waymark.example")
        self.page.fill("[name=password]", "waymark-demo")
        self.follow(self.page.locator("main form button[type=submit]"))

    def follow(self, link):
        """Click on a link or button, wait for the page it leads to, and check that."""
        with self.page.expect_navigation():
            link.click()
        self.check()

    def publish(self):
        """From the form of a report to its publication."""
        self.follow(self.page.get_by_role("link", name="Publish …"))
        self.follow(self.page.get_by_role("button", name="Publish as version"))

    def choose(self, field, text, *, among=""):
        """Type into a box that searches, and pick the first answer that has the text (and what tells it apart)."""
        self.page.locator(f"#{field} + .select2 .select2-selection").click()
        self.page.locator(".select2-search__field").last.fill(text)
        answers = self.page.locator(".select2-results__option:not(.loading-results)", has_text=text)
        answers.filter(has_text=among).first.click()

    def text(self):
        return self.page.locator("main").inner_text()
