"""Packages (xlsx and ods are zip files): what they hold, held to limits; the directory first, then what comes out."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from results.imports.parsing.limits import (
    MAX_ENTRIES,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    MEGABYTE,
    READ_BYTES,
    SMALL_ENTRY,
)
from results.imports.parsing.refusals import Refused

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_USUAL_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DOCUMENTS = ("word/document.xml", "ppt/presentation.xml")


class Package:
    """An open zip file whose directory is within the limits. What comes out of it is counted: directories lie."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._unpacked = 0
        self._entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in archive.infolist()}
        self._lowered = {name.lower(): name for name in self._entries}
        _check_directory(archive.infolist())

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._entries)

    def find(self, name: str) -> str:
        """The name of a part as the package writes it (capitals do not count), or ""."""
        return self._lowered.get(name.lower(), "")

    def read(self, name: str) -> Iterator[bytes]:
        """A part as a stream of bytes; raises Refused where more comes out of the package than is allowed."""
        with self._archive.open(self._entries[name]) as stream:
            while chunk := stream.read(READ_BYTES):
                self._unpacked += len(chunk)
                # A part may be read twice: to be examined, and once more where it has to be rewritten.
                if self._unpacked > 3 * MAX_UNPACKED_BYTES:
                    raise Refused("unpacks-to-too-much", limit=MAX_UNPACKED_BYTES // MEGABYTE)
                yield chunk

    def read_small(self, name: str, limit: int = 4 * MEGABYTE) -> bytes:
        """A whole part that is small by nature."""
        found = b""
        for chunk in self.read(name):
            found += chunk
            if len(found) > limit:
                raise Refused("unpacks-to-too-much", limit=limit // MEGABYTE)
        return found


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """The package at this path; what zipfile says of damaged ones becomes Refused."""
    with path.open("rb") as stream, _archive(stream) as archive:
        yield Package(archive)


def _archive(stream: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except Exception as error:  # zipfile lets errors of many kinds through when a file is damaged
        raise Refused("damaged") from error


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("password")
    if is_bloated(entries):
        raise Refused("unpacks-to-too-much", limit=MAX_UNPACKED_BYTES // MEGABYTE)
    if any(entry.compress_type not in _USUAL_METHODS for entry in entries):
        raise Refused("damaged")


def is_bloated(
    entries: Sequence[zipfile.ZipInfo],
    *,
    most_entries: int = MAX_ENTRIES,
    most_bytes: int = MAX_UNPACKED_BYTES,
    small: int = SMALL_ENTRY,
) -> bool:
    """Whether a package says that it unpacks to too much; up to ``small`` an entry may shrink as far as it likes."""
    swollen = any(e.file_size > small and e.file_size > MAX_RATIO * max(e.compress_size, 1) for e in entries)
    return swollen or len(entries) > most_entries or sum(e.file_size for e in entries) > most_bytes


def format_of(package: Package) -> str:
    """xlsx or ods; raises Refused for every other package, and for those with macros or a password."""
    kind = package.read_small("mimetype") if package.find("mimetype") == "mimetype" else b""
    if kind.startswith(_ODS):
        return _check_ods(package)
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        raise Refused("is-text-document")
    lowered = [name.lower() for name in package.names]
    if any(name.endswith("vbaproject.bin") for name in lowered):
        raise Refused("macros")
    if any(name.endswith("workbook.bin") for name in lowered):
        raise Refused("xlsb")
    if any(name in lowered for name in _DOCUMENTS):
        raise Refused("is-text-document")
    if package.find("[Content_Types].xml") and any(name.endswith("workbook.xml") for name in lowered):
        return "xlsx"
    raise Refused("is-archive")


def _check_ods(package: Package) -> str:
    manifest = package.find("META-INF/manifest.xml")
    if manifest and b"encryption-data" in package.read_small(manifest):
        raise Refused("password")
    if any(name.startswith("Basic/") and name.endswith(".xml") for name in package.names):
        raise Refused("macros")
    if not package.find("content.xml"):
        raise Refused("damaged")
    return "ods"
