"""Workers that are killed, paused or cut off from the database at random moments: an import is done once or not at all.

KILL_SECONDS says for how long this goes on.
"""

import json
import os
import subprocess
import sys
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

SECONDS = os.environ.get("KILL_SECONDS", "20")


@pytest.fixture
def new_database(tmp_path):
    """The address of a database that is new, and gone after the test."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'killed.sqlite3'}"
        return
    settings, name = connection.settings_dict, f"killed_{uuid4().hex[:12]}"
    address = f"postgres://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT']}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield f"{address}/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_import_is_never_half_never_twice_and_never_stuck_whatever_happens_to_its_workers(new_database, tmp_path):
    environment = {
        **os.environ,
        "DATABASE_URL": new_database,
        "DJANGO_SETTINGS_MODULE": "tests.results.imports.killed_settings",
        "MEDIA_ROOT": str(tmp_path / "media"),
        "WORKERS": "1",
        "WORKER_BEAT": "0.25",
        "NIGHTLY_HOUR": "24",
        "EMAIL_URL": "dummymail://",
        "LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "tests.results.imports.killing", SECONDS]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True)

    assert ran.returncode == 0, ran.stderr[-5000:]
    report = json.loads(ran.stdout.splitlines()[-1])
    assert report["wrong"] == [], ran.stderr[-5000:]
    assert report["done"]["kill"] > 0
