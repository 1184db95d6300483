"""How plain values go from one process to another: JSON with a length before it, dates and times under a tag."""

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

LENGTH_BYTES = 4

_TAGS: dict[str, Callable[[Any], Any]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda microseconds: timedelta(microseconds=microseconds),
}


def pack(message: dict[str, Any]) -> bytes:
    """A message with its length before it."""
    content = json.dumps(message, default=_tagged, ensure_ascii=False, separators=(",", ":")).encode()
    return len(content).to_bytes(LENGTH_BYTES) + content


def unpack(content: bytes) -> Any:
    """A message without its length."""
    return json.loads(content, object_hook=_untagged)


def _tagged(value: object) -> dict[str, Any]:
    if isinstance(value, timedelta):
        return {"timedelta": value // timedelta(microseconds=1)}
    if isinstance(value, date | time):
        return {type(value).__name__: value.isoformat()}
    raise TypeError(type(value))


def _untagged(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        ((tag, value),) = found.items()
        if tag in _TAGS:
            return _TAGS[tag](value)
    return found
