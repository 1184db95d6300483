"""Texts that a spreadsheet program would run as a formula when it opens a csv file."""

_RUN = tuple("=+-@\t\r")
_MARK = "'"


def with_escape(text: str) -> str:
    """The text with a mark in front where a spreadsheet program would take it for a formula."""
    starts_like_escaped = text[:1] == _MARK and text[1:2] in (*_RUN, _MARK) and len(text) > 1
    return _MARK + text if text.startswith(_RUN) or starts_like_escaped else text


def without_escape(text: str) -> str:
    """The text as it was before ``with_escape``; an apostrophe of its own, as in 'tis, stays."""
    return text[1:] if text[:1] == _MARK and len(text) > 1 and text[1] in (*_RUN, _MARK) else text
