"""How a file of words is read: sections of fragments of regular expressions, in lower case.

Fragments stand apart by " | " or a new line and match whole words; a space in one stands for any white space. A section
can be named in another: ``{partners}``. Lines that begin with # are comments. A French ’ is written ', a Russian ё is
written е.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

# Between a verb and its noun: a few words of the same sentence.
_GAP = r"(?:[^\w.;:!?]+\w+){0,%d}?[^\w.;:!?]+"
_VERB_TO_NOUN, _NOUN_TO_VERB = 5, 9


@dataclass(frozen=True)
class LanguageWords:
    """The words of one language that give an activity, a hope or an actor away, by section of its file."""

    sections: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> "LanguageWords":
        sections: dict[str, str] = {}
        _comment, *parts = re.split(r"^\[([a-z]+)\]$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for name, body in zip(parts[::2], parts[1::2], strict=True):
            lines = [line.strip() for line in body.splitlines() if line.strip() and not line.startswith("#")]
            text = re.sub(r"\{([a-z]+)\}", lambda used: sections[used[1]], "|".join(lines))
            sections[name] = f"(?:{text.replace(' | ', '|')})"
        return cls(sections)

    @cached_property
    def activity(self) -> re.Pattern[str]:
        """What was done with an occasion, in either order ("held a workshop", "training conducted"); or said in one."""
        act, occasion = (rf"\b{self.sections[name]}\b" for name in ("acts", "occasions"))
        either = f"{act}{_GAP % _VERB_TO_NOUN}{occasion}|{occasion}{_GAP % _NOUN_TO_VERB}{act}"
        return _compiled(rf"\b{self.sections['activities']}\b|{either}")

    @cached_property
    def thing(self) -> re.Pattern[str]:
        """A phrase in which the word for an occasion means something else: "training fund"."""
        return self._whole_words("things")

    @cached_property
    def change(self) -> re.Pattern[str]:
        """A change, said with a finite verb: "adopts"."""
        return self._whole_words("changes")

    @cached_property
    def prelude(self) -> re.Pattern[str]:
        """An opening after which an activity is only the way to the change: "following"."""
        return self._whole_words("preludes")

    @cached_property
    def expectation(self) -> re.Pattern[str]:
        """What has not happened yet: "is expected to"."""
        return self._whole_words("expectations")

    @cached_property
    def actor(self) -> re.Pattern[str]:
        """Who changes something: "the ministry"."""
        return self._whole_words("actors")

    def _whole_words(self, section: str) -> re.Pattern[str]:
        return _compiled(rf"\b{self.sections[section]}\b")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s+"))
