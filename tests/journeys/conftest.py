"""A real server with the demonstration's data, a real browser, and the rules of accessibility on every page visited.

The server has a database of its own beside the tests' one, so nothing has to be emptied between journeys.
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.walker import DESKTOP, PHONE, Walker

__all__ = ["DESKTOP", "PHONE", "TOGETHER"]

ROOT = Path(__file__).parents[2]
MAIL = re.compile(r"^To: (\S+)@\S+\nSubject: \[Waymark\] (.+)$", re.MULTILINE)
# All journeys share one server, so they run in one process.
TOGETHER = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


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


@dataclass(frozen=True)
class Served:
    """The demonstration as it runs for the journeys: its address, and where it writes what it says."""

    address: str
    log: Path

    def mails(self):
        """The mails that went out so far: to whom, and about what."""
        return MAIL.findall(self.log.read_text())


@pytest.fixture(scope="session")
def served(chromium, tmp_path_factory):
    """The demonstration, served as `make demo` serves it."""
    folder = tmp_path_factory.mktemp("journeys")
    port = _free_port()
    environment = {**os.environ, "DEMO": "1", "DATABASE_URL": _own_database(folder)}
    for name in ("DJANGO_SETTINGS_MODULE", "SECRET_KEY", "HTTPS"):
        environment.pop(name, None)
    log = (folder / "server.log").open("w+")
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    demonstration = Served(f"http://localhost:{port}", Path(log.name))
    try:
        _wait_for(demonstration.address + "/health/", server, demonstration.log)
        yield demonstration
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


@pytest.fixture(scope="session")
def site(served):
    """The address of the demonstration."""
    return served.address


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


@pytest.fixture(scope="module")
def browser(chromium):
    """A browser for one file of journeys: it holds an event loop, beside which other tests cannot use the database."""
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
        walkers.append(Walker(context, runs_scripts=javascript))
        return walkers[-1]

    yield start
    for each in walkers:
        each.context.close()
    assert [complaint for each in walkers for complaint in each.complaints] == []
