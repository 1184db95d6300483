"""An XML file as a stream of its activities, each a small tree that knows the line of every element."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

_CHUNK = 64 * 1024
_XML = "http://www.w3.org/XML/1998/namespace "
# Far more than the standard nests, and far less than what would exhaust a stack.
_MAX_DEPTH = 40
# An activity of a large publisher has some thousand; one of a million is an attack.
_MAX_ELEMENTS = 500_000


class UnreadableError(Exception):
    """The file is no IATI activity file that can be read; ``reason`` is one of the codes below, ``line`` where."""

    def __init__(self, reason: str, line: int, **values: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.values = values


@dataclass(slots=True)
class Element:
    """One element: elements and attributes of other namespaces are left out, as the standard allows them anywhere."""

    name: str
    line: int
    attributes: dict[str, str]
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def all(self, name: str) -> list["Element"]:
        """The children of that name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> "Element | None":
        """The first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def get(self, attribute: str) -> str:
        """An attribute, or ""."""
        return self.attributes.get(attribute, "").strip()


class _Builder:
    """Takes the events of the parser in, and keeps the finished activities until they are fetched."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        self._open: list[Element] = []
        self._foreign = 0
        self._elements = 0
        self.version = ""
        self.finished: list[Element] = []
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse

    def _refuse(self, *declaration: object) -> None:
        raise UnreadableError("document-type", self._parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        if self._foreign or (" " in name and self._open):
            self._foreign += 1
            return
        if not self._open:
            if name != "iati-activities":
                raise UnreadableError("not-activities", line, name=name[:60])
            self.version = attributes.get("version", "")
        self._elements += 1
        if len(self._open) >= _MAX_DEPTH or self._elements > _MAX_ELEMENTS:
            raise UnreadableError("too-deep", line)
        own = {n.replace(_XML, "xml:"): value for n, value in attributes.items() if " " not in n or n.startswith(_XML)}
        self._open.append(Element(name, line, own))

    def _end(self, name: str) -> None:
        if self._foreign:
            self._foreign -= 1
            return
        element = self._open.pop()
        if len(self._open) == 1:
            self.finished.append(element)
            self._elements = 1
        elif self._open:
            self._open[-1].children.append(element)

    def _characters(self, text: str) -> None:
        if self._open and not self._foreign:
            self._open[-1].text += text


def activities(stream: IO[bytes]) -> Iterator[Element]:
    """The activities of a file, one after the other; raises UnreadableError. Memory is that of one activity."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    builder = _Builder(parser)
    is_checked = False
    try:
        while True:
            chunk = stream.read(_CHUNK)
            parser.Parse(chunk, not chunk)
            if builder.version and not is_checked:
                _require_version(builder.version)
                is_checked = True
            yield from builder.finished
            builder.finished.clear()
            if not chunk:
                break
    except expat.ExpatError as error:
        raise UnreadableError("not-well-formed", error.lineno, column=error.offset + 1) from error
    if not builder.version:
        raise UnreadableError("version", 1, version="")


def _require_version(version: str) -> None:
    # 2.01 and 2.02 are read by the rules of 2.03, which took nothing away.
    if not version.startswith("2.0"):
        raise UnreadableError("version", 1, version=version[:20])
