"""Which page of a browser typed something: what the hidden field ``tab`` of a form says."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.exceptions import BadRequest

from results.models import UnsavedWork

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TAB = re.compile(r"(?P<own>\w{0,40})(?:\.(?P<shown>\w{1,40})(?:\.(?P<moment>[0-9]{1,17}))?)?", re.ASCII)


@dataclass(frozen=True)
class Tab:
    """A page that a form was opened in, and the kept text it was opened with.

    Written ``own.shown.moment``. ``own`` is chosen by the page's script anew each time it opens; without a script it is
    empty. ``shown`` is the tab whose text the page went on from, ``moment`` when that had been kept.
    """

    own: str = ""
    shown: str = ""
    shown_at: datetime | None = None

    @classmethod
    def read(cls, written: str) -> "Tab":
        """What a form posted; whatever is not written like this counts as a page that says nothing of itself."""
        if not (found := _TAB.fullmatch(written)):
            return cls()
        moment = found["moment"]
        at = _EPOCH + timedelta(microseconds=int(moment)) if moment else None
        return cls(found["own"], found["shown"] or "", at)

    @property
    def name(self) -> str:
        """Under which what is typed here is kept: a page without a script goes on where it was opened."""
        return self.own or self.shown or secrets.token_hex(6)


def place_of(posted: Mapping[str, str]) -> str:
    """Which form was posted: the key of a section, ``all`` or ``new``; raises BadRequest."""
    if not re.fullmatch(r"[a-z-]{1,40}", place := posted.get("typed_place", "")):
        raise BadRequest("A form that is kept says which it is in typed_place.")
    return place


def version_of(posted: Mapping[str, str]) -> int:
    """The version of the report that a form was opened with; 0 for a report that is not stored yet."""
    version = posted.get("typed_version", "")
    return int(version) if re.fullmatch(r"[0-9]{1,9}", version, re.ASCII) else 0


def going_on_from(unsaved: UnsavedWork | None) -> str:
    """What the field ``tab`` says in a form that shows this kept text."""
    if unsaved is None:
        return ""
    return f".{unsaved.tab}.{(unsaved.kept_at - _EPOCH) // timedelta(microseconds=1)}"
