"""Suggestions of SDG targets from the words of a report, made here and without asking anybody.

``suggesting_words/`` holds a vocabulary a language. For each target it lists *telling* terms, of which one is enough,
and *supporting* ones, of which no single one is. A term is a word or a phrase as people write it in reports; ``*``
stands for any ending. Stop words count neither in a phrase nor in a text: "protection of maternity" is also
"protection maternity".
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from pathlib import Path

from results.search import fold

FOLDER = Path(__file__).parent / "suggesting_words"
# What a target's terms must weigh together before it is suggested: a telling term, or two supporting ones.
ENOUGH = 2.0
_WEIGHTS = {"telling": (2.0, 3.0), "supporting": (1.0, 1.5)}  # of a single word, of a phrase
_WORD = re.compile(r"[^\W_]+")
# A phrase does not reach over these: "of health, insurance and tourism" does not speak of health insurance. The full
# stop of "No. 102" is none.
_CLAUSE_END = re.compile(r"[,;:!?()\n«»“”\"–—]|\.(?!\s*\d)")


@dataclass(frozen=True)
class Suggestion:
    """A target that a text seems to speak of, with the words that say so as they stand in the text."""

    code: str
    words: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class Term:
    """A word or phrase that speaks of a target: folded words, or beginnings of words marked by ``*``."""

    target: str
    parts: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Word:
    """A word of a text, folded, with its place in the text and the clause it belongs to."""

    folded: str
    start: int
    end: int
    clause: int


@dataclass(frozen=True)
class Match:
    """A term found in a text, and where: positions of characters, the end excluded."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True)
class Vocabulary:
    """The terms of one language by their first part, and the words that do not count."""

    stop_words: frozenset[str]
    terms: dict[str, list[Term]]

    def starting_with(self, word: str) -> Iterator[Term]:
        """The terms whose first part is this word, or a beginning of it."""
        yield from self.terms.get(word, ())
        for length in range(1, len(word) + 1):
            yield from self.terms.get(f"{word[:length]}*", ())


def suggest(text: str, language: str, *, known: Collection[str] = (), limit: int = 5) -> list[Suggestion]:
    """The targets a text speaks of, the likeliest first, without those already known.

    A language without a vocabulary has no suggestions. Scores order the suggestions of one text and say nothing beyond.
    """
    if language not in languages():
        return []
    by_target: dict[str, list[Match]] = defaultdict(list)
    for match in _matches(text, read(language)):
        if match.term.target not in known:
            by_target[match.term.target].append(match)
    suggestions = [_weigh(text, code, _without_overlaps(matches)) for code, matches in by_target.items()]
    found = [suggestion for suggestion in suggestions if suggestion is not None]
    return sorted(found, key=lambda suggestion: (-suggestion.score, _order(suggestion.code)))[:limit]


@lru_cache
def languages() -> frozenset[str]:
    """The codes of the languages that have a vocabulary."""
    return frozenset(path.stem for path in FOLDER.glob("*.json"))


@lru_cache
def read(language: str) -> Vocabulary:
    """The vocabulary of a language, read once."""
    content = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    stop_words = frozenset(fold(word) for word in content["stop_words"])
    terms: dict[str, list[Term]] = defaultdict(list)
    for target, by_strength in content["targets"].items():
        for strength, phrases in by_strength.items():
            for phrase in phrases:
                parts = tuple(part for part in _parts(phrase) if part not in stop_words)
                terms[parts[0]].append(Term(target, parts, _WEIGHTS[strength][len(parts) > 1]))
    return Vocabulary(stop_words, dict(terms))


def _parts(phrase: str) -> Iterator[str]:
    """The folded words of a term, each with its ``*`` where it has one."""
    for part in re.findall(r"[^\W_]+\*?", phrase):
        yield fold(part) + ("*" if part.endswith("*") else "")


def _words(text: str, stop_words: frozenset[str]) -> list[Word]:
    """The words of a text that count."""
    words = []
    clause = end = 0
    for found in _WORD.finditer(text):
        clause += _CLAUSE_END.search(text, end, found.end()) is not None
        end = found.end()
        if (folded := fold(found.group())) not in stop_words:
            words.append(Word(folded, found.start(), end, clause))
    return words


def _matches(text: str, vocabulary: Vocabulary) -> Iterator[Match]:
    """Every place where a term stands in a text, from the first to the last."""
    words = _words(text, vocabulary.stop_words)
    for place, word in enumerate(words):
        for term in vocabulary.starting_with(word.folded):
            phrase = words[place : place + len(term.parts)]
            if _is(term, phrase):
                yield Match(term, word.start, phrase[-1].end)


def _is(term: Term, phrase: list[Word]) -> bool:
    """Whether these words, of one clause, are the term."""
    if len(phrase) < len(term.parts) or phrase[0].clause != phrase[-1].clause:
        return False
    return all(
        word.folded.startswith(part[:-1]) if part.endswith("*") else word.folded == part
        for part, word in zip(term.parts, phrase, strict=True)
    )


def _without_overlaps(matches: list[Match]) -> list[Match]:
    """Where terms of a target overlap, the one that begins first; of those that begin together, the longest."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: (match.start, -match.end, -match.term.weight)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _weigh(text: str, code: str, matches: list[Match]) -> Suggestion | None:
    """The suggestion that these matches make, if they weigh enough. Saying a term again adds less each time."""
    counts = Counter(match.term for match in matches)
    if sum(term.weight for term in counts) < ENOUGH:
        return None
    score = sum(term.weight * sqrt(count) for term, count in counts.items())
    words: dict[str, str] = {}
    for match in matches:
        stands = text[match.start : match.end]
        words.setdefault(fold(stands), stands)
    return Suggestion(code, tuple(words.values()), round(score, 2))


def _order(code: str) -> tuple[int, bool, int, str]:
    """Where a code stands in the framework: 1.2, 1.10, 1.a."""
    goal, _, target = code.partition(".")
    return int(goal), not target.isdigit(), int(target) if target.isdigit() else 0, target
