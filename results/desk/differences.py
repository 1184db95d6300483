"""How two texts differ, word by word, marked in the text itself."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Whole numbers, single signs of scripts without spaces, punctuation marks and words, each with the spaces after it.
# Words are never cut: vowel signs stay with their letters, and right-to-left words keep their shape.
_PIECES = re.compile(
    r"(?:\d(?:[\d.,]*\d)?|[\u3040-\u30ff\u3400-\u9fff]|[.,;:!?()«»“”\"،؛؟…]|"
    r"[^\s.,;:!?()«»“”\"،؛؟…\u3040-\u30ff\u3400-\u9fff]+)?[^\S\n]*"
)


_Step = tuple[str, int, int, int, int]


def marked(before: str, after: str) -> SafeString:
    """The text after, with what is new in <ins> and what is gone in <del>; both are escaped.

    Paragraphs stay and no mark reaches across a line break, so that the result can be set like any text.
    """
    was, now = before.split("\n"), after.split("\n")
    lines: list[str] = []
    for same, gone, new in _stretches(was, now):
        changed = zip([*gone, *[""] * (len(new) - len(gone))], [*new, *[""] * (len(gone) - len(new))], strict=True)
        lines.extend(escape(line) for line in same)
        lines.extend(_marked_line(*pair) for pair in changed)
    return mark_safe("\n".join(lines))  # noqa: S308 - every piece has been escaped


def _stretches(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """Runs of equal, or else of gone and new elements."""
    for what, i, j, k, m in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        yield (now[k:m], [], []) if what == "equal" else ([], was[i:j], now[k:m])


def _marked_line(before: str, after: str) -> str:
    was, now = _pieces(before), _pieces(after)
    matcher = SequenceMatcher(None, [p.rstrip() for p in was], [p.rstrip() for p in now], autojunk=False)
    parts: list[str] = []
    for what, i, j, k, m in _smoothed(matcher.get_opcodes()):
        if what == "equal":
            # At the end of one of the texts a word has no space after it.
            parts.extend(escape(max(pair, key=len)) for pair in zip(was[i:j], now[k:m], strict=True))
        else:
            parts.append(_wrapped("del", was[i:j]))
            parts.append(" " if what == "replace" and not parts[-1].endswith(" ") else "")
            parts.append(_wrapped("ins", now[k:m]))
    return "".join(parts)


def _smoothed(steps: Sequence[_Step]) -> list[_Step]:
    """The same steps without single words that stayed between two changes: a reader takes those for one change."""
    smooth: list[_Step] = []
    for place, (what, i, j, k, m) in enumerate(steps):
        is_between = 0 < place < len(steps) - 1 and j - i == 1
        if what == "equal" and not is_between:
            smooth.append((what, i, j, k, m))
        elif smooth and smooth[-1][0] != "equal":
            smooth[-1] = ("replace", smooth[-1][1], j, smooth[-1][3], m)
        else:
            smooth.append((what, i, j, k, m))
    return smooth


def _pieces(line: str) -> list[str]:
    return [piece for piece in _PIECES.findall(line) if piece]


def _wrapped(tag: str, pieces: Sequence[str]) -> str:
    """Pieces within one mark, with the space at their end outside it."""
    text = "".join(pieces)
    words = text.rstrip()
    return f"<{tag}>{escape(words)}</{tag}>{text[len(words) :]}" if words else text
