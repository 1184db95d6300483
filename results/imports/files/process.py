"""A process that reads a file: started without secrets, listened to with patience that ends, and put away."""

import json
import logging
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import IO, Any, Self

from results.imports.files.sentences import refusal
from results.imports.parsing import limits
from results.imports.parsing.frames import LENGTH_BYTES, unpack

logger = logging.getLogger(__name__)

MODULE = "results.imports.parsing.child"
_COMPLAINT = 4000


class _Ended(Exception):
    """The process is no more, or says nothing any more; ``is_silent`` tells which."""

    def __init__(self, *, is_silent: bool = False) -> None:
        super().__init__()
        self.is_silent = is_silent


class Reader:
    """A running process as a context; on leaving it, whatever became of it, the process is gone."""

    def __init__(self, request: dict[str, Any]) -> None:
        cost = limits.COST
        asked = json.dumps({**request, "memory": cost.memory, "processor": cost.processor})
        self._patience = cost.silence
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(  # noqa: S603 - our own module, told what to do in JSON
            [sys.executable, "-P", "-X", "utf8", "-m", MODULE, asked],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            env=_environment(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._pipe.close()
        self._complaints.close()

    @property
    def _pipe(self) -> IO[bytes]:
        if self._process.stdout is None:
            raise RuntimeError("The process was started without a pipe.")
        return self._process.stdout

    def messages(self) -> Iterator[dict[str, Any]]:
        """What the process sends, until its end; raises SheetError where it refuses the file or does not get there."""
        try:
            while "end" not in (message := self._message()):
                if "refused" in message:
                    self._log()
                    raise refusal(*message["refused"])
                yield message
        except _Ended as ended:
            self._log()
            raise refusal(self._why(is_silent=ended.is_silent), {}) from ended

    def _message(self) -> dict[str, Any]:
        until = time.monotonic() + self._patience
        length = int.from_bytes(self._read(LENGTH_BYTES, until))
        if length > limits.MAX_FRAME:
            raise _Ended
        found: dict[str, Any] = unpack(self._read(length, until))
        return found

    def _read(self, size: int, until: float) -> bytes:
        waiting = select.poll()
        waiting.register(self._pipe, select.POLLIN | select.POLLHUP)
        parts = []
        while size:
            if not waiting.poll(max(until - time.monotonic(), 0) * 1000):
                raise _Ended(is_silent=True)
            part = os.read(self._pipe.fileno(), size)
            if not part:
                raise _Ended
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _why(self, *, is_silent: bool) -> str:
        # Beyond its seconds it is ended by one signal; beyond its memory a parser ends itself by another.
        costly = (-signal.SIGXCPU, -signal.SIGABRT)
        return "too-costly" if is_silent or self._process.wait() in costly else "stopped"

    def _log(self) -> None:
        """What the process wrote about itself is for whoever keeps the application, not for the person who asked."""
        self._complaints.seek(0)
        if complaint := self._complaints.read(_COMPLAINT).decode("utf-8", "replace").strip():
            logger.warning("The process that reads a file ended early: %s", complaint)


def _environment() -> dict[str, str]:
    # Nothing of ours, keys least of all: only where Python finds modules and where temporary files may lie.
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONDONTWRITEBYTECODE": "1"}


@contextmanager
def reading(request: dict[str, Any]) -> Iterator[Iterator[dict[str, Any]]]:
    """What a process sends that does this request; the process is gone when the context ends."""
    with Reader(request) as reader:
        yield reader.messages()
