"""Uploaded files between the page that shows a plan and the button that carries it out.

A file waits in a folder of this machine that only the application's account can open, under a random name; which
names are hers, a person's session says. Nothing of a file travels through a form.
"""

import os
import secrets
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from django.contrib.sessions.backends.base import SessionBase

_KEY = "imports"
_KEPT = 3
_MAX_AGE = 24 * 60 * 60


@dataclass(frozen=True)
class Upload:
    """One file of one person: what she called it, and what she asked for."""

    token: str
    name: str
    sheet: str
    publish: bool
    user: int

    def read(self) -> bytes | None:
        """The content, or None once the file has been cleared away."""
        try:
            return (_folder() / self.token).read_bytes()
        except FileNotFoundError:
            return None


def keep(content: bytes, session: SessionBase, *, name: str, sheet: str, publish: bool, user: int) -> Upload:
    """Keep a file for this session; the oldest of it, and files of yesterday, are cleared away."""
    upload = Upload(secrets.token_urlsafe(24), name, sheet, publish, user)
    folder = _folder()
    _clear_old(folder)
    path = folder / upload.token
    path.touch(mode=0o600)
    path.write_bytes(content)
    kept = [*session.get(_KEY, []), asdict(upload)]
    for gone in kept[:-_KEPT]:
        (folder / gone["token"]).unlink(missing_ok=True)
    session[_KEY] = kept[-_KEPT:]
    return upload


def find(token: str, session: SessionBase, *, user: int) -> Upload | None:
    """The upload of that name, if it is this person's and this session's."""
    for kept in session.get(_KEY, []):
        if secrets.compare_digest(kept["token"], token) and kept["user"] == user:
            return Upload(**kept)
    return None


def forget(upload: Upload, session: SessionBase) -> None:
    """Clear the file away."""
    (_folder() / upload.token).unlink(missing_ok=True)
    session[_KEY] = [kept for kept in session.get(_KEY, []) if kept["token"] != upload.token]


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"waymark-imports-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        # Whoever made the folder could read what is put into it.
        raise PermissionError(f"{folder} belongs to another account of this machine. Remove it.")
    return folder


def _clear_old(folder: Path) -> None:
    for path in folder.iterdir():
        if path.stat().st_mtime < time.time() - _MAX_AGE:
            path.unlink(missing_ok=True)
