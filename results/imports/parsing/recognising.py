"""What kind of file this is, by its content, whatever its name says."""

import re
from pathlib import Path

from results.imports.parsing.encodings import utf16_of
from results.imports.parsing.limits import MAX_BYTES, MAX_OLD_BYTES, MAX_UNPACKED_BYTES, MEGABYTE
from results.imports.parsing.refusals import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF", b"\x00\x00\x00 ftyp")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_MARKUP = re.compile(rb"(?:<\?xml[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>|\s)*<([A-Za-z0-9:_-]+)", re.S)
# Control characters that no text holds; zeros are looked at by whoever tells encodings apart.
_CONTROLS = bytes(set(range(1, 32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b"))
_SAMPLE = 8192


def recognise(path: Path) -> str:
    """One of package, ole, text or iati; raises Refused for what is empty, too large or no table at all."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        start = stream.read(_SAMPLE)
    if not start or (size <= _SAMPLE and not start.strip(b"\xef\xbb\xbf\xff\xfe \r\n\t\x00")):
        raise Refused("empty")
    kind = _kind(start)
    if kind == "ole" and size > MAX_OLD_BYTES:
        raise Refused("old-and-too-large")
    limit = MAX_UNPACKED_BYTES if kind in ("text", "iati") else MAX_BYTES
    if size > limit:
        raise Refused("too-many-bytes", limit=limit // MEGABYTE)
    return kind


def _kind(start: bytes) -> str:
    if start.startswith(b"PK"):
        return "package"
    if start.startswith(OLE):
        return "ole"
    if start.startswith(b"%PDF"):
        raise Refused("is-pdf")
    if start.startswith(b"{\\rtf"):
        raise Refused("is-text-document")
    if start.startswith(_ARCHIVES):
        raise Refused("is-archive")
    if start.startswith(_PICTURES):
        raise Refused("is-picture")
    return _kind_of_text(start)


def _kind_of_text(start: bytes) -> str:
    # Markup in UTF-16 is recognised like any other: what matters of it is ASCII.
    text = start.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
    if text.lstrip().startswith(b"<"):
        return _kind_of_markup(text)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or utf16_of(start):
        return "text"
    if len(start) - len(start.translate(None, _CONTROLS)) > len(start) // 500:
        raise Refused("not-a-spreadsheet")
    return "text"


def _kind_of_markup(text: bytes) -> str:
    found = _MARKUP.match(text)
    root = found.group(1).decode().lower() if found else ""
    if root == "iati-activities":
        return "iati"
    if root in ("html", "table", "head", "body", "meta", "style", "div"):
        raise Refused("is-web-page")
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Refused("document-type")
    raise Refused("is-other-markup")
