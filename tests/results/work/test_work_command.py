"""The command that works in the background, by itself or with several processes."""

import os
import signal
import subprocess

import pytest
from django.core.management import CommandError, call_command

from results.management.commands import work
from results.work import supervising
from results.work.supervising import Supervisor


@pytest.fixture
def own_signals():
    """Workers listen to the signals of their process; the test's process goes on with its own."""
    heard = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGUSR1)}
    yield
    for each, handler in heard.items():
        signal.signal(each, handler)


@pytest.fixture
def started(monkeypatch):
    """The processes that a supervisor starts, here doing nothing for a minute."""
    processes = []

    def start():
        processes.append(subprocess.Popen(["sleep", "60"]))
        return processes[-1]

    monkeypatch.setattr(supervising, "start", start)
    yield processes
    for process in processes:
        process.kill()
        process.wait()


def test_without_a_queue_there_is_no_work(settings):
    settings.HAS_WORKERS = False

    with pytest.raises(CommandError, match=r"There is no queue to work on: WORKERS is off\. Set WORKERS=1"):
        call_command("work")


@pytest.mark.parametrize("number", [0, -1])
def test_number_of_workers_that_does_nothing_is_refused(queue, number):
    with pytest.raises(CommandError) as refusal:
        call_command("work", f"--processes={number}")

    assert str(refusal.value) == f"{number} workers do nothing. Give --processes a number from 1."


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ("Worker", None)),
        (["--with-parent=7"], ("Worker", 7)),
        (["--processes=3"], ("Supervisor", 3, None)),
        (["--processes=3", "--with-parent=7"], ("Supervisor", 3, 7)),
    ],
    ids=["one worker", "with its parent", "several", "several with their parent"],
)
def test_options_say_who_works(queue, monkeypatch, options, expected):
    ran = []

    class Stub:
        def __init__(self, *number, parent):
            self.what = (*number, parent)

    for name in ("Worker", "Supervisor"):
        run = {"run": lambda self: ran.append((type(self).__name__, *self.what))}
        monkeypatch.setattr(work, name, type(name, (Stub,), run))

    call_command("work", *options)

    assert ran == [expected]


def test_worker_that_was_killed_is_started_anew_and_all_end_when_told_to(started, own_signals, monkeypatch):
    supervisor = Supervisor(2)
    moments = iter([lambda: (started[0].kill(), started[0].wait()), lambda: os.kill(os.getpid(), signal.SIGTERM)])
    monkeypatch.setattr(supervising.time, "sleep", lambda seconds: next(moments)())

    supervisor.run()

    ends = [-signal.SIGKILL, -signal.SIGUSR1, -signal.SIGUSR1]
    assert [process.returncode for process in started] == ends


def test_supervisor_told_twice_kills_its_workers(started, own_signals, monkeypatch):
    supervisor = Supervisor(1)

    def tell_twice(seconds):
        supervisor._stop(signal.SIGTERM, None)
        supervisor._stop(signal.SIGTERM, None)

    monkeypatch.setattr(supervising.time, "sleep", tell_twice)

    supervisor.run()

    assert [process.returncode for process in started] == [-signal.SIGKILL]


def test_supervisor_whose_parent_has_ended_starts_nobody(started, own_signals):
    Supervisor(2, parent=1 if os.getppid() != 1 else 2).run()

    assert started == []


def test_worker_ends_when_it_is_told_to(db, queue, settings, own_signals, monkeypatch):
    from results.models import Worker as WorkerRow
    from results.work import worker as working

    settings.WORKER_BEAT = 3600
    known = []

    def be_told(seconds):
        known.append(WorkerRow.objects.count())
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(working.night, "start_if_due", lambda: False)
    monkeypatch.setattr(working.time, "sleep", be_told)

    # Within the transaction of a test nothing may be closed.
    monkeypatch.setattr(working, "close_old_connections", lambda: None)
    call_command("work")

    assert (known, WorkerRow.objects.count()) == ([1], 0)
