"""Compound files (OLE), in which Excel kept its workbooks before 2007: a small file system inside a file.

Shape: [MS-CFB], Microsoft's published description of the format.
"""

import struct
from array import array
from collections.abc import Iterator
from pathlib import Path

from results.imports.parsing.refusals import Refused

_END = 0xFFFFFFFA  # this and above are no sectors: end of a chain, free, or taken by the tables themselves
_ENTRY = 128
_SECTOR = 512
_SMALL_SECTOR = 64


class Compound:
    """An open compound file; ``names`` are those of its streams and folders."""

    def __init__(self, path: Path) -> None:
        self._content = path.read_bytes()
        try:
            self._read_header()
        except (struct.error, ValueError, IndexError) as error:
            raise Refused("damaged") from error

    @property
    def names(self) -> set[str]:
        """The names of everything in it, in small letters."""
        return {name.lower() for name, *_ in self._entries}

    def stream(self, *names: str) -> bytes:
        """What the first of these streams holds; raises Refused where there is none."""
        for wanted in names:
            for name, start, size in self._entries:
                if name.lower() == wanted.lower() and size:
                    return self._read(start, size)
        raise Refused("not-a-spreadsheet")

    def _read_header(self) -> None:
        if struct.unpack_from("<HH", self._content, 30) != (9, 6):
            raise ValueError("other sectors than those of 512 and 64 bytes")
        directory, self._cutoff, small_table = struct.unpack_from("<I4xII", self._content, 48)
        self._table = array("I", b"".join(self._at(sector) for sector in self._sectors_of_table()))
        entries = b"".join(self._at(sector) for sector in self._chain(directory, self._table))
        self._entries = [_entry(entries, place) for place in range(0, len(entries), _ENTRY)]
        self._small_table = array("I", b"".join(self._at(sector) for sector in self._chain(small_table, self._table)))
        _, start, size = self._entries[0]
        self._small_content = b"".join(self._at(sector) for sector in self._chain(start, self._table))[:size]

    def _sectors_of_table(self) -> Iterator[int]:
        """Where the table of all sectors lies: 109 places in the header, the others in a chain of their own."""
        yield from (sector for sector in struct.unpack_from("<109I", self._content, 76) if sector < _END)
        (more,) = struct.unpack_from("<I", self._content, 68)
        seen = set()
        while more < _END and more not in seen:
            seen.add(more)
            *sectors, more = struct.unpack(f"<{_SECTOR // 4}I", self._at(more))
            yield from (sector for sector in sectors if sector < _END)

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * _SECTOR
        found = self._content[start : start + _SECTOR]
        if not found:
            raise ValueError(sector)
        return found.ljust(_SECTOR, b"\x00")

    def _chain(self, sector: int, table: array[int]) -> Iterator[int]:
        left = len(table) + 1
        while sector < _END:
            yield sector
            sector = table[sector]
            left -= 1
            if left < 0:
                raise ValueError("a chain that bites its tail")

    def _read(self, start: int, size: int) -> bytes:
        try:
            if size >= self._cutoff:
                found = b"".join(self._at(sector) for sector in self._chain(start, self._table))
            else:
                width = _SMALL_SECTOR
                parts = self._chain(start, self._small_table)
                found = b"".join(self._small_content[part * width : (part + 1) * width] for part in parts)
        except (ValueError, IndexError) as error:
            raise Refused("damaged") from error
        if len(found) < size:
            raise Refused("damaged")
        return found[:size]


def _entry(entries: bytes, place: int) -> tuple[str, int, int]:
    length, kind = struct.unpack_from("<HB", entries, place + 64)
    start, size = struct.unpack_from("<II", entries, place + 116)
    name = entries[place : place + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    return (name if kind else ""), start, size
