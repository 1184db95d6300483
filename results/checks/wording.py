"""How a report is worded: a change and not an activity, what has happened and not what is hoped for, by somebody."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from results.checks.registry import Finding, Level, check
from results.checks.report import Report
from results.checks.surroundings import Surroundings
from results.checks.words import BY_LANGUAGE
from results.checks.words.patterns import LanguageWords

_MOST_WORDS_SHOWN = 5
_CAPITAL = "A-ZÀ-ÖØ-ÞА-ЯЁ"
# "the National Assembly": two names within a sentence, rarely anything but an institution.
_INSTITUTION = re.compile(
    rf"(?<=[\w,;:] )[{_CAPITAL}]\w+ (?:(?:of|for|de|du|des|d’|y|et|и|по) )?(?:la )?[{_CAPITAL}]\w+"
)
_ARTICLE = re.compile(r"(?:the|la|le|les|l’|el|los|las)\s*", re.IGNORECASE)


@check(
    "summary-is-an-activity",
    level=Level.ADVICE,
    title=_("The summary tells of an activity"),
    explanation=_(
        "A training held or advice provided is what the organisation did. A result is what changed afterwards: a law "
        "adopted, a scheme reformed, people covered."
    ),
    cure=_(
        "Begin with the change: not “A workshop on the budget was held” but “A budget review has been adopted”. Move "
        "the activity to the contribution."
    ),
    sentence=_(
        "%(words)s tells of an activity. Say what changed because of it, and move the activity to the contribution."
    ),
)
def summary_is_an_activity(report: Report, around: Surroundings) -> Iterator[Finding]:
    words = BY_LANGUAGE.get(report.language)
    if words and (activity := activity_in(report.summary or "", words)):
        yield Finding("summary", {"words": [activity]})


def activity_in(summary: str, words: LanguageWords) -> str:
    """The passage of a summary that tells of an activity; nothing where the sentence says a change first."""
    text = _even(summary)
    bare = words.thing.sub(lambda thing: "_" * len(thing.group()), text)
    found = words.activity.search(bare)
    if found is None:
        return ""
    change = words.change.search(bare)
    if change and (change.start() < found.end() or words.prelude.match(bare)):
        return ""
    return summary.strip()[found.start() : found.end()]


@check(
    "expected-and-not-achieved",
    level=Level.ADVICE,
    title=_("Something expected is reported as achieved"),
    explanation=_("A result has happened. What is planned or expected is reported once it has come about."),
    cure=_("Say what has changed already, and leave out what is still to come; it will be a report of its own."),
    sentence=_("%(words)s: this is still to come. Report what has already changed."),
)
def expected_and_not_achieved(report: Report, around: Surroundings) -> Iterator[Finding]:
    words = BY_LANGUAGE.get(report.language)
    for field, text in (("summary", report.summary), ("outcome_achieved", report.outcome_achieved)):
        if words and text and (found := expectations_in(text, words)):
            yield Finding(field, {"words": found})


def expectations_in(text: str, words: LanguageWords) -> list[str]:
    """The passages of a text that speak of what is still to come, each once."""
    text = text.strip()
    found = (text[match.start() : match.end()] for match in words.expectation.finditer(_even(text)))
    return list(dict.fromkeys(found))[:_MOST_WORDS_SHOWN]


@check(
    "actor-missing",
    level=Level.ADVICE,
    title=_("Nobody is named who did it"),
    explanation=_("Somebody in the country adopted, reformed or opened something; a reader wants to know who."),
    cure=_("Name the ministry, the parliament, the fund or the partners who brought the change about."),
    sentence=_("The texts name nobody who brought this about. Name the ministry, the parliament or the fund that did."),
)
def actor_missing(report: Report, around: Surroundings) -> Iterator[Finding]:
    words = BY_LANGUAGE.get(report.language)
    if words and report.what_changed.strip() and not _names_an_actor(report, words):
        yield Finding("outcome_achieved")


def _names_an_actor(report: Report, words: LanguageWords) -> bool:
    text = report.what_changed
    partners = [str(word) for partner in report.partners for word in (partner.acronym, partner.name) if word]
    return bool(
        words.actor.search(_even(text))
        or _INSTITUTION.search(_without_country(text, report))
        or any(partner in text for partner in partners)
        or _begins_with_country(report)
    )


def _begins_with_country(report: Report) -> bool:
    """Whether the country itself is said to have done it: "Nepal adopts …"."""
    summary = _ARTICLE.sub("", (report.summary or "").strip(), count=1)
    return report.country is not None and summary.startswith(tuple(filter(None, report.country.name.values())))


def _without_country(text: str, report: Report) -> str:
    for name in report.country.name.values() if report.country else ():
        text = text.replace(name, "") if name else text
    return text


def _even(text: str) -> str:
    """A text as the word lists are written; as long as it was, so that places in one are places in the other."""
    return text.strip().lower().replace("’", "'").replace("ё", "е")
