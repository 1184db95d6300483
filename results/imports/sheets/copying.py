"""Copying XML byte by byte while it is read, so that what is not changed is not touched."""

import re
from abc import ABC, abstractmethod
from typing import IO
from xml.parsers import expat

from results.imports.sheets.package import NotOurs

_CHUNK = 256 * 1024
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")

Attributes = dict[str, str]


class Copying(ABC):
    """A part of a workbook on its way from one file into another; what is put in stands before the current event.

    ``only`` are the names of the elements that are met at all, while there are millions of others.
    """

    only: frozenset[str] | None = None

    def copy(self, source: IO[bytes], target: IO[bytes]) -> None:
        """Copy all of it; raises NotOurs where it is written in a way that is not copied byte by byte."""
        self._target = target
        self._buffer, self._base, self._copied = bytearray(), 0, 0
        self._here = 0
        self._is_dropping = self._drops_to_next = False
        self._parser = self._prepared()
        try:
            while chunk := source.read(_CHUNK):
                self._feed(chunk)
            self._parser.Parse(b"", True)
        except (expat.ExpatError, ValueError) as error:
            raise NotOurs(str(error)) from error
        self._copy_to(self._base + len(self._buffer))

    @abstractmethod
    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins here."""

    @abstractmethod
    def end(self, name: str) -> None:
        """An element ends here."""

    def put(self, content: str) -> None:
        """Write something before what stands here."""
        if not self._is_dropping:
            self._copy_to(self._here)
        self._target.write(content.encode())

    def drop(self) -> None:
        """Leave out the element that begins here, until ``drop_no_more`` is called at its end."""
        self._copy_to(self._here)
        self._is_dropping = True

    def drop_no_more(self) -> None:
        """Go on copying behind the element that ends here."""
        self._drops_to_next = self._is_dropping

    def change_tag(self, pattern: re.Pattern[bytes], replacement: bytes) -> None:
        """Write the tag that begins here with something in it replaced; once for a tag."""
        end = self._buffer.index(b">", self._here - self._base) + 1
        tag = bytes(self._buffer[self._here - self._base : end])
        self._copy_to(self._here)
        self._target.write(pattern.sub(replacement, tag, count=1))
        self._copied = self._base + end

    def _prepared(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _refuse_document_type
        parser.XmlDeclHandler = _check_encoding
        return parser

    def _feed(self, chunk: bytes) -> None:
        if self._base + len(self._buffer) == 0 and chunk.startswith(_UTF_16):
            raise NotOurs("not in UTF-8")
        self._buffer += chunk
        self._parser.Parse(chunk)
        if not self._is_dropping:
            self._copy_to(self._here)
        done = min(self._copied, self._here) - self._base
        del self._buffer[:done]
        self._base += done

    def _start(self, name: str, attributes: Attributes) -> None:
        if self.only is None or name in self.only:
            self._arrive()
            self.start(name, attributes)

    def _end(self, name: str) -> None:
        if self.only is None or name in self.only:
            self._arrive()
            self.end(name)

    def _arrive(self) -> None:
        self._here = self._parser.CurrentByteIndex
        if self._drops_to_next:
            self._copied = self._here
            self._is_dropping = self._drops_to_next = False

    def _copy_to(self, offset: int) -> None:
        if offset > self._copied:
            self._target.write(self._buffer[self._copied - self._base : offset - self._base])
            self._copied = offset


def _refuse_document_type(*declaration: object) -> None:
    raise NotOurs("a document type")


def _check_encoding(version: str, encoding: str | None, standalone: int) -> None:
    if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
        raise NotOurs("not in UTF-8")
