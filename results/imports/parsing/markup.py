"""XML as a stream of text that ends where elements end; no document type, no entity, nothing from elsewhere.

Spreadsheet programs write XML in one plain way: UTF-8, fixed prefixes, no comments. That is read as text, at the speed
of text. Everything else that XML allows is first rewritten in the plain way by a real parser.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from results.imports.parsing.limits import MAX_ROW_CHARACTERS, MEGABYTE
from results.imports.parsing.refusals import NotPlain, Refused

Bytes = Callable[[], Iterable[bytes]]

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_REFERENCE = re.compile(r"&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|\w+);?")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
# No XML holds them: whoever reads it strictly has to say so.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))
_HEAD = MEGABYTE


class _Rooted(Exception):
    """The root element has begun."""


def _refuse_document_type(*declaration: object) -> NoReturn:
    raise Refused("document-type")


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.buffer_text = True
    return parser


def check_root(chunks: Iterable[bytes]) -> None:
    """Refuse a part that declares a document type, which only can stand before its root element."""

    def stop(name: str, attributes: dict[str, str]) -> NoReturn:
        raise _Rooted

    parser = _parser()
    parser.StartElementHandler = stop
    seen = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk)
            seen += len(chunk)
            if seen > _HEAD:
                break
    except _Rooted:
        return
    except expat.ExpatError as error:
        raise Refused("damaged") from error
    raise Refused("damaged")


def elements(content: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of a small part in their order: name and attributes, without namespaces."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((_local(name), {_local(key): value for key, value in attributes.items()}))

    parser = _parser()
    parser.StartElementHandler = start
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Refused("damaged") from error
    return iter(found)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def pieces(chunks: Iterable[bytes], end: str, last: str) -> Iterator[str]:
    """A plainly written part as texts that each end with ``end``, and what follows the last one.

    ``last`` is the end of the root element. Raises NotPlain where the part has to be rewritten before it is read.
    """
    waiting: list[str] = []
    length, seam = 0, ""
    for text in _plain_texts(chunks, root=f"<{last[2:-1]}"):
        # An end may lie across the seam of two chunks.
        found = (seam + text).rfind(end)
        if found >= 0:
            cut = found + len(end) - len(seam)
            yield "".join([*waiting, text[:cut]])
            waiting, length, seam, text = [], 0, "", text[cut:]
        waiting.append(text)
        length += len(text)
        seam = (seam + text)[1 - len(end) :]
        if length > MAX_ROW_CHARACTERS:
            raise Refused("row-too-long")
    rest = "".join(waiting)
    if not rest.rstrip().endswith(last):
        raise NotPlain
    yield rest


def _plain_texts(chunks: Iterable[bytes], root: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    is_first, before = True, ""
    for chunk in chunks:
        text = _decoded(decoder, chunk)
        if is_first and text:
            text, is_first = _DECLARATION.sub("", text, count=1).lstrip(), False
            if not text.startswith(root):
                raise NotPlain
        if "<!" in text or "<?" in text or (before == "<" and text[:1] in ("!", "?")):
            raise NotPlain
        before = text[-1:]
        yield text


def either_way[T](
    read: Callable[[Iterable[bytes]], Iterator[T]], part: Bytes, prefixes: Mapping[str, str]
) -> Iterator[T]:
    """What ``read`` finds in a part as it is written or, from where that is not plain, in the part rewritten."""
    done = 0
    try:
        for found in read(part()):
            yield found
            done += 1
    except NotPlain:
        yield from islice(_found_again(read, part, prefixes), done, None)


def _found_again[T](
    read: Callable[[Iterable[bytes]], Iterator[T]], part: Bytes, prefixes: Mapping[str, str]
) -> Iterator[T]:
    try:
        yield from read(rewritten(part(), prefixes))
    except NotPlain as error:
        raise Refused("damaged") from error


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes) -> str:
    if len(chunk.translate(None, _CONTROLS)) != len(chunk):
        raise NotPlain
    try:
        return decoder.decode(chunk)
    except UnicodeDecodeError as error:
        raise NotPlain from error


def rewritten(chunks: Iterable[bytes], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """The same XML in the plain way: UTF-8, each namespace (a key, or "" for all others) under its given prefix."""
    out: list[str] = []

    def name(full: str) -> str:
        space, _, local = full.rpartition(" ")
        prefix = prefixes.get(space, prefixes.get("", ""))
        return f"{prefix}:{local}" if prefix else local

    def start(full: str, attributes: dict[str, str]) -> None:
        written = "".join(
            f" {name(key) if ' ' in key else key}={quoteattr(value, _KEPT)}" for key, value in attributes.items()
        )
        out.append(f"<{name(full)}{written}>")

    parser = _parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda full: out.append(f"</{name(full)}>")
    parser.CharacterDataHandler = lambda text: out.append(escape(text, {"\r": "&#13;"}))
    try:
        for chunk in chunks:
            parser.Parse(chunk)
            yield "".join(out).encode()
            out.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused("damaged") from error
    yield "".join(out).encode()


_KEPT = {'"': "&quot;"}


def attributes(written: str) -> dict[str, str]:
    """The attributes of a start tag, from what stands between its name and its end."""
    if "=" not in written:
        return {}
    return {name: unescape(double or single) for name, double, single in _ATTRIBUTE.findall(written)}


def unescape(text: str) -> str:
    """Character data as it is meant."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    name = found.group(1)
    if name in _ENTITIES:
        return _ENTITIES[name]
    number = int(name[2:], 16) if name.startswith("#x") else int(name[1:]) if name.startswith("#") else 0
    if number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000:
        return chr(number)
    raise Refused("damaged")
