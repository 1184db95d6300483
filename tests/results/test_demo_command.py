"""The command behind `make demo`: where it serves, what it says, and what it refuses."""

import os
import socket
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from results.demo import people
from results.management.commands import demo


@pytest.fixture
def demo_settings(settings):
    settings.DEMO, settings.IS_PRODUCTION = True, False


def test_demonstration_runs_only_as_such(settings):
    settings.DEMO = False

    with pytest.raises(
        CommandError, match=r"This is only for the demonstration\. Run `make demo`, which sets DEMO=1\."
    ):
        call_command("demo")


@pytest.mark.parametrize("port", ["abc", "", "0", "65536", "-1", "80.5", "8000 "])
def test_what_is_no_port_is_refused(demo_settings, port):
    with pytest.raises(CommandError) as refusal:
        call_command("demo", f"--port={port}")

    assert str(refusal.value) == (f"“{port}” is not a port. Choose a number from 1024 to 65535: make demo PORT=8123")


def test_port_in_use_is_refused_with_the_cure(demo_settings):
    with socket.create_server((demo.HOST, 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(CommandError) as refusal:
            call_command("demo", f"--port={port}")

    assert str(refusal.value) == (
        f"Port {port} is in use by another program. Choose another one above 1023: make demo PORT=8123"
    )


def test_port_of_the_system_is_refused_with_the_cure(monkeypatch):
    def refuse(self, address):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)

    with pytest.raises(CommandError) as refusal:
        demo.free_port("80")

    assert str(refusal.value) == (
        "Port 80 is reserved for the system. Choose another one above 1023: make demo PORT=8123"
    )


def test_demonstration_says_where_it_runs_and_how_to_sign_in(demo_settings, monkeypatch):
    output, prepared, served = StringIO(), [], []
    monkeypatch.setattr(demo, "call_command", lambda name, **options: prepared.append(name))
    monkeypatch.setattr(demo, "serve", served.append)
    with socket.create_server((demo.HOST, 0)) as probe:
        port = probe.getsockname()[1]

    call_command("demo", f"--port={port}", stdout=output)

    assert (prepared, served) == (["migrate", "load_demo", "collectstatic"], [port])
    lines = output.getvalue().splitlines()
    assert lines[1] == f"Waymark runs at http://localhost:{port}/ (stop it with Ctrl+C). Sign in as"
    assert [line.split() for line in lines[2:9]] == [
        [account.role, account.email, people.PASSWORD] for account in people.ACCOUNTS
    ]


def test_demonstration_is_served_beside_a_worker_that_ends_with_it(monkeypatch):
    acts = []
    monkeypatch.setattr(demo, "start", lambda *options, **environment: acts.append((options, environment)))

    def become(server, command):
        acts.append((command[-1], os.environ["WORKERS"]))

    monkeypatch.setattr(demo.os, "execv", become)
    monkeypatch.delenv("LOG_LEVEL", raising=False)
    monkeypatch.setenv("WORKERS", "0")

    demo.serve(8123)

    assert acts == [(("--processes", "1"), {"LOG_LEVEL": "WARNING"}), ("config.wsgi:application", "1")]
