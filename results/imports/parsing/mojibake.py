"""Texts that were written in UTF-8 and read as something else: Ã© for é, â€™ for ’, Ð¿ for п. Only recognised here."""

import re

from results.imports.parsing.table import Value

# How the first byte of a letter in UTF-8 looks in Windows-1252, and those that follow it.
_SUSPECTS = re.compile("[ÂÃÄÅÎÏÐÑØÙÚÛâàã][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]+")


def looks_garbled(cells: list[Value]) -> bool:
    """Whether a text among these cells makes sense once it is read again as UTF-8."""
    text = "\n".join([cell for cell in cells if cell.__class__ is str])
    return not text.isascii() and any(map(_is_utf8_misread, _SUSPECTS.findall(text)))


def _is_utf8_misread(found: str) -> bool:
    try:
        # The five bytes that Windows-1252 leaves open are read as control characters by most programs.
        written = b"".join(sign.encode("latin-1" if sign < "\u00a0" else "cp1252") for sign in found)
        return len(written.decode("utf-8")) < len(found)
    except UnicodeError:
        return False
