"""The mark that keeps a spreadsheet program from running a text of a csv file as a formula."""

_RUN = tuple("=+-@\t\r")
_MARK = "'"


def without_escape(text: str) -> str:
    """The text as it was before it was marked; an apostrophe of its own, as in 'tis, stays."""
    return text[1:] if text[:1] == _MARK and len(text) > 1 and text[1] in (*_RUN, _MARK) else text
