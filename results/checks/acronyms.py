"""Acronyms: those everybody knows, those a report explains, and the others."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from results.checks.registry import Finding, Level, check
from results.checks.report import Report
from results.checks.surroundings import Surroundings

_LINES = Path(__file__).with_name("known_acronyms.txt").read_text(encoding="utf-8").splitlines()
KNOWN = frozenset(word for line in _LINES if not line.startswith("#") for word in line.split())
_ACRONYM = re.compile(r"(?<![\w/])[A-ZÀ-ÖØ-ÞА-ЯЁ]{2,6}(?=s?(?![\w/]))")
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
# A heading typed in capitals would otherwise be full of acronyms: this part of its words.
_SHOUTED = 0.6


@check(
    "acronym-not-spelt-out",
    level=Level.ADVICE,
    title=_("An acronym that is never spelt out"),
    explanation=_("The record is read all over the world, and years later; few readers know a country's acronyms."),
    cure=_("Write the full name the first time, with the acronym in brackets: “National Social Security Fund (NSSF)”."),
    sentence=_("Spell out %(words)s the first time, with the acronym in brackets after the full name."),
)
def acronym_not_spelt_out(report: Report, around: Surroundings) -> Iterator[Finding]:
    texts = list(report.texts())
    whole = "\n".join(text for _field, text in texts)
    known = KNOWN | set(_of_the_report(report))
    for field, acronyms in _first_met(texts).items():
        unknown = [each for each in acronyms if each not in known and not is_spelt_out(each, whole)]
        if unknown:
            yield Finding(field, {"words": unknown})


def _first_met(texts: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The acronyms of a report by the field in which each is met first."""
    met: dict[str, str] = {}
    for field, text in texts:
        for acronym in acronyms_in(text):
            met.setdefault(acronym, field)
    fields: dict[str, list[str]] = {}
    for acronym, field in met.items():
        fields.setdefault(field, []).append(acronym)
    return fields


def acronyms_in(text: str) -> list[str]:
    """The words of two to six capital letters, without Roman numerals; none in a text typed in capitals."""
    found = _ACRONYM.findall(text)
    if len(found) > 2 and len(found) > _SHOUTED * len(text.split()):
        return []
    return [word for word in dict.fromkeys(found) if not _ROMAN.fullmatch(word)]


def is_spelt_out(acronym: str, text: str) -> bool:
    """Whether a text explains an acronym: "Full Name (FN)" or "FN (Full Name)"."""
    return bool(re.search(rf"\w[»”\"']? \((?:\w+ ){{0,2}}{acronym}s?\b|\b{acronym} \(\w{{3,}}[^)]* \w", text))


def _of_the_report(report: Report) -> Iterator[str]:
    """Acronyms that a reader finds beside the text: of the organisation, the partners, the country, the projects."""
    yield settings.ORGANISATION_NAME
    for partner in report.partners:
        yield from partner.acronym.split()
    for project in report.projects:
        yield from re.split(r"\W+", project.code)
        yield project.currency
    if report.country:
        yield report.country.iso3
        yield report.country.iso2
        for name in report.country.name.values():
            yield from _initials(name)


def _initials(name: str) -> Iterator[str]:
    """What a country's name is shortened to: DRC, and PDR within the Lao People's Democratic Republic."""
    first = "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper() or len(word) > 3).upper()
    for begin in range(len(first) - 1):
        yield from (first[begin:end] for end in range(begin + 2, len(first) + 1))
