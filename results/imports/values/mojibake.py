"""Letters that came apart on their way ("Ã©" for "é"): recognised, and put together again where that is asked for."""

import re
from functools import cache

# Where UTF-8 was read as the Windows encoding of western or of Cyrillic letters.
_ENCODINGS = ("cp1252", "cp1251")
# Text may come apart more than once.
_TIMES = 3
LOST = "\ufffd"


@cache
def _bytes_by_letter(encoding: str) -> dict[str, int]:
    """What each letter above ASCII stood for; bytes that the encoding leaves out pass as they are."""
    letters = {}
    for byte in range(0x80, 0x100):
        letter = bytes([byte]).decode(encoding, errors="replace")
        letters[chr(byte) if letter == LOST else letter] = byte
    return letters


def _letters(encoding: str, first: int, last: int) -> str:
    letters = [letter for letter, byte in _bytes_by_letter(encoding).items() if first <= byte <= last]
    return "[" + "".join(re.escape(letter) for letter in letters) + "]"


def _forms(encoding: str) -> str:
    """A letter of two, three or four bytes, as the letters that stand for its bytes."""
    rest = _letters(encoding, 0x80, 0xBF)
    return (
        f"(?:{_letters(encoding, 0xC2, 0xDF)}{rest}|{_letters(encoding, 0xE0, 0xEF)}{rest}{{2}}"
        f"|{_letters(encoding, 0xF0, 0xF4)}{rest}{{3}})"
    )


_FORMS = {encoding: re.compile(_forms(encoding)) for encoding in _ENCODINGS}
# What no careful writer writes. A capital before a closing quotation mark or a space proves nothing: “PERÚ”.
_REST = {encoding: _letters(encoding, 0x80, 0xBF) for encoding in _ENCODINGS}
_PROOFS = {
    "cp1252": re.compile(rf"[ÂÃ](?:[¡-º¼-¿]|{_REST['cp1252']}(?=\w))|â[€„‚].|(?:[ÄÅÎÏÐÑØÙÚÛ]{_REST['cp1252']}){{2}}"),
    "cp1251": re.compile(rf"(?:[РС]{_REST['cp1251']}){{2}}|(?:[ШЩ]{_REST['cp1251']}){{3}}|вЂ.|Г[©Ё«±јЎіѓ¶]"),
}
# Found in no time where there is nothing to find, which is nearly always.
_HINT = re.compile(rf"[ÂÃâÄÅÎÏÐÑØÙÚÛРСШЩвГ](?:{_REST['cp1252']}|{_REST['cp1251']})")


def is_mojibake(text: str) -> bool:
    """Whether letters of this text have come apart."""
    return not text.isascii() and bool(_HINT.search(text)) and any(proof.search(text) for proof in _PROOFS.values())


def repair(text: str) -> str:
    """The text as it was probably meant; the same text where nothing has come apart."""
    for _time in range(_TIMES):
        encoding = next((name for name, proof in _PROOFS.items() if proof.search(text)), None)
        if encoding is None:
            break
        repaired = _put_together(text, encoding)
        if repaired == text:
            break
        text = repaired
    return text


def _put_together(text: str, encoding: str) -> str:
    byte_of = _bytes_by_letter(encoding)

    def together(form: re.Match[str]) -> str:
        try:
            return bytes(byte_of[letter] for letter in form[0]).decode("utf-8")
        except UnicodeDecodeError:
            return form[0]

    return _FORMS[encoding].sub(together, text)
