"""The form that every explanation has."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Explanation:
    """A term, two or three plain sentences on it, an entry to follow, one to avoid, and why to avoid it."""

    term: str | Promise
    text: str | Promise
    good: str | Promise
    bad: str | Promise
    why_bad: str | Promise
