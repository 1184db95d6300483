"""The process that reads one file: it takes its limits upon itself, sends what it finds as frames, and ends.

A frame is one of {"examined": ...}, {"rows": [[number, is_hidden, cells, said], ...]}, {"refused": [code, params]} and,
last of all, {"end": true}. Whoever started it (results/imports/files/process.py) says what to do in one argument.
"""

import json
import os
import resource
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from results.imports.parsing.frames import pack
from results.imports.parsing.limits import MAX_UNPACKED_BYTES
from results.imports.parsing.opening import chunks, examined
from results.imports.parsing.refusals import Refused


def main(request: dict[str, Any]) -> None:
    """Do what is asked, within the limits that come with it."""
    _limit(request["memory"], request["processor"])
    out = sys.stdout.buffer
    try:
        for message in messages(request):
            out.write(pack(message))
            out.flush()
    except BrokenPipeError:
        # Nobody reads any more; the interpreter is not to complain of that at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _limit(memory: int, processor: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_UNPACKED_BYTES, MAX_UNPACKED_BYTES))


def messages(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The frames that answer a request, before they are packed."""
    try:
        yield from _found(request)
        yield {"end": True}
    except Refused as refusal:
        yield {"refused": [refusal.code, refusal.params]}
    except GeneratorExit:
        raise
    except MemoryError:
        yield {"refused": ["too-costly", {}]}
    except BaseException:  # parsers let errors of many kinds through when a file is damaged, panics among them
        traceback.print_exc()
        yield {"refused": ["damaged", {}]}


def _found(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    path, encoding, delimiter = Path(request["path"]), request["encoding"], request["delimiter"]
    if "sheet" not in request:
        yield {"examined": examined(path, encoding, delimiter)}
        return
    for chunk in chunks(path, encoding, delimiter, request["sheet"], request["after"]):
        yield {"rows": chunk}


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
