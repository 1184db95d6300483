"""In which encoding a text file is written, as far as its bytes tell."""

import codecs
import re
from pathlib import Path

from results.imports.parsing.limits import READ_BYTES
from results.imports.parsing.refusals import Refused

# What somebody may answer, in the order in which it is offered.
CANDIDATES = ("windows-1252", "windows-1251")
KNOWN = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", *CANDIDATES)

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_HIGH = re.compile(rb"[\x80-\xff]")
_LOW_LETTER = re.compile(rb"[A-Za-z]")
# These stand for the same sign in both: quotation marks, dashes, spaces, degrees.
_SAME_IN_BOTH = bytes(
    byte
    for byte in range(0x80, 0x100)
    if bytes([byte]).decode("cp1252", "replace") == bytes([byte]).decode("cp1251", "replace")
)
_UNDEFINED = {"windows-1252": rb"[\x81\x8d\x8f\x90\x9d]", "windows-1251": rb"\x98"}
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
_ENOUGH = 400_000
_LINES = 2000
_SAMPLE_WORDS = 12


def encodings_of(path: Path) -> list[tuple[str, str]]:
    """What the file can be written in, each with a sample: one where it is certain, several where somebody must say.

    Raises Refused where it can be none of them.
    """
    with path.open("rb") as stream:
        start = stream.read(READ_BYTES)
    for mark, encoding in _MARKS.items():
        if start.startswith(mark):
            return [(encoding, "")]
    if utf16 := utf16_of(start):
        return [(utf16, "")]
    if _is_utf8(path):
        return [("utf-8", "")]
    return _of_one_byte(_telling_lines(path))


def utf16_of(start: bytes) -> str:
    """Which form of UTF-16 these first bytes of a file without a mark are in, or "".

    Digits, delimiters and line ends are ASCII in every language, so one byte of each of these pairs is zero.
    """
    first, second = start[::2].count(0), start[1::2].count(0)
    if first + second < len(start) // 50 or (not 9 * first < second and not 9 * second < first):
        return ""
    found = "utf-16-le" if first < second else "utf-16-be"
    text = start[: len(start) // 2 * 2].decode(found, "replace")
    return found if len(_NO_TEXT.findall(text)) <= len(text) // 100 + 1 else ""


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        try:
            while chunk := stream.read(READ_BYTES):
                decoder.decode(chunk)
            decoder.decode(b"", True)
        except UnicodeDecodeError:
            return False
    return True


def _telling_lines(path: Path) -> bytes:
    """A good part of the lines with other letters than ASCII's.

    Raises Refused where most of them are UTF-8: then one line is damaged, and no other encoding makes sense of all.
    """
    found, length, good, bad = [], 0, 0, []
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.isascii():
                continue
            found.append(line)
            length += len(line)
            try:
                line.decode()
                good += 1
            except UnicodeDecodeError:
                bad.append(number)
            if length > _ENOUGH and bad:
                break
    if good > 2 * len(bad):
        raise Refused("mixed-encodings", row=bad[0])
    return b"".join(found[-_LINES:])


def _of_one_byte(lines: bytes) -> list[tuple[str, str]]:
    possible = [name for name in CANDIDATES if not re.search(_UNDEFINED[name], lines)]
    if not possible:
        raise Refused("encoding-unknown")
    if len(possible) == 2 and (certain := _certain(lines)):
        possible = [certain]
    return [(name, _sample(lines, name)) for name in possible]


def _certain(lines: bytes) -> str:
    """Which of the two it is by the look of the words, or "".

    Western words mix ASCII's letters with a few others; Russian ones hold none of ASCII's.
    """
    words = _WORD.findall(lines.translate(None, _SAME_IN_BOTH))
    telling = [word for word in words if _HIGH.search(word)]
    if not telling:
        return CANDIDATES[0]
    mixed = sum(1 for word in telling if _LOW_LETTER.search(word))
    foreign = sum(1 for word in telling if len(word) > 2 and not _LOW_LETTER.search(word))
    if mixed > 4 * foreign:
        return "windows-1252"
    return "windows-1251" if foreign > 4 * mixed else ""


def _sample(lines: bytes, encoding: str) -> str:
    """A few words that show whether it is right."""
    words = re.findall(r"\S*[^\W_a-zA-Z0-9]\S*", lines[:4000].decode(encoding, "replace"))
    return " ".join(dict.fromkeys(words[: 3 * _SAMPLE_WORDS]))[:120]
