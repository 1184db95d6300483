"""Several workers on one machine: each a process of its own, started anew when it was killed."""

import os
import signal
import subprocess
import sys
import time
from types import FrameType

from django.conf import settings

_SECONDS_BETWEEN = 1.0


def start(*options: str, **environment: str) -> subprocess.Popen[bytes]:
    """Start `manage.py work` in a process that ends with this one."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work", "--with-parent", str(os.getpid())]
    return subprocess.Popen([*command, *options], env={**os.environ, **environment})  # noqa: S603 - our own command


class Supervisor:
    """Keeps a number of workers running until it is told to stop; they end what they are doing first."""

    def __init__(self, number: int, *, parent: int | None = None) -> None:
        self._number = number
        self._parent = parent
        self._workers: list[subprocess.Popen[bytes]] = []
        self._is_to_stop = False

    def run(self) -> None:
        """Start the workers, and start another for each that ends by itself."""
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, self._stop)
        while not self._is_over():
            self._workers = [worker for worker in self._workers if worker.poll() is None]
            for _missing in range(self._number - len(self._workers)):
                self._workers.append(start())
            time.sleep(_SECONDS_BETWEEN)
        # Not the signal that was sent to us: whoever sent it may have sent it to all, and twice means at once.
        for worker in self._workers:
            worker.send_signal(signal.SIGUSR1)
        for worker in self._workers:
            worker.wait()

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        """End once the workers have; told again, kill them: what they leave is taken up by others."""
        if self._is_to_stop:
            for worker in self._workers:
                worker.kill()
        self._is_to_stop = True

    def _is_over(self) -> bool:
        return self._is_to_stop or (self._parent is not None and os.getppid() != self._parent)
