"""Why a file is not read, as a code that another process turns into a sentence."""

from typing import Any


class Refused(Exception):
    """A file that is not read: ``code`` is one of results.imports.files.sentences, ``params`` fill its sentence."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


class NotPlain(Exception):
    """A part of a package is written in an unusual way, so it has to be rewritten before it is read."""


def column_letters(number: int) -> str:
    """The letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
