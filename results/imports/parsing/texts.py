"""The texts that the cells of an Excel workbook share: any number of them in a flat amount of memory."""

import os
import re
import weakref
from array import array
from collections.abc import Iterable
from tempfile import TemporaryFile

from results.imports.parsing.limits import MAX_CELL, SHARED_TEXT_IN_MEMORY
from results.imports.parsing.markup import Bytes, pieces, rewritten, unescape
from results.imports.parsing.refusals import NotPlain, Refused

# A text is one run, or several with their own looks; how it is pronounced (rPh) is no part of it.
_ITEM = re.compile(r"<si[^>]*?(?:/>|>(?:<t(?: [^>]*)?>([^<]*)</t>|([^<]*(?:<(?!/?si\b)[^<]*)*))</si>)")
_PRONOUNCED = re.compile(r"<rPh\b.*?</rPh>", re.S)
_RUN = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>")
_STORED = re.compile(r"_x([0-9a-fA-F]{4})_")


class SharedTexts:
    """A list of texts, of which all beyond a limit lie in a temporary file; ``held`` are those before."""

    def __init__(self) -> None:
        self.held: list[str] = []
        self._room = SHARED_TEXT_IN_MEMORY
        self._file = TemporaryFile()  # noqa: SIM115 - it goes with this list
        weakref.finalize(self, self._file.close)
        self._ends = array("Q", [0])

    def add(self, texts: list[str]) -> None:
        """Add texts at the end."""
        if self._room > 0:
            self.held += texts
            self._room -= sum(map(len, texts))
            return
        for text in texts:
            self._ends.append(self._ends[-1] + self._file.write(text.encode()))

    def finish(self) -> None:
        """Nothing more will be added."""
        self._file.flush()

    def __len__(self) -> int:
        return len(self.held) + len(self._ends) - 1

    def __getitem__(self, index: int) -> str:
        if index < len(self.held):
            return self.held[index]
        place = index - len(self.held)
        start, end = self._ends[place], self._ends[place + 1]
        return os.pread(self._file.fileno(), end - start, start).decode()


def shared_texts(part: Bytes) -> SharedTexts:
    """The texts of a sharedStrings part."""
    try:
        return _gathered(part())
    except NotPlain:
        pass
    try:
        return _gathered(rewritten(part(), {}))
    except NotPlain as error:
        raise Refused("damaged") from error


def _gathered(chunks: Iterable[bytes]) -> SharedTexts:
    found = SharedTexts()
    for piece in pieces(chunks, "</si>", "</sst>"):
        items = _ITEM.findall(piece)
        if len(items) != piece.count("<si"):
            raise NotPlain
        found.add([stored_text(runs_of(several) if several else single) for single, several in items])
    found.finish()
    return found


def runs_of(markup: str) -> str:
    """The text of several runs, still as XML writes it."""
    return "".join(_RUN.findall(_PRONOUNCED.sub("", markup)))


def stored_text(written: str) -> str:
    """A text as XML writes it, as a person sees it; signs that XML cannot hold are decoded."""
    text = unescape(written)
    if "_x" in text:
        text = _STORED.sub(_sign, text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return plain_text(text)


def plain_text(text: str) -> str:
    """A text of a cell in which every line ends in the same way; raises Refused where it is too long."""
    if len(text) > MAX_CELL:
        raise Refused("cell-too-long", limit=MAX_CELL)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _sign(found: re.Match[str]) -> str:
    return chr(int(found.group(1), 16)).replace("\x00", "")
