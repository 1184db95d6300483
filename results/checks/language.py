"""In which language a text is written, among those a report can be written in: by its letters and smallest words.

A few words suffice for eight languages that differ this much; a model of language would weigh more than Waymark.
"""

import re
from collections import Counter
from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from results.checks.registry import Finding, Level, check
from results.checks.report import Report
from results.checks.surroundings import Surroundings
from results.languages import TextLanguage

_FEWEST_WORDS = 8
# So many of its small words, and twice as many as those of the language declared, before it is said aloud.
_FEWEST_FOUND, _TIMES_MORE = 3, 2

_SCRIPTS = {
    "latin": (re.compile(r"[a-zà-öø-ÿœ]"), ("en", "fr", "es", "pt")),
    "cyrillic": (re.compile(r"[\u0400-\u04ff]"), ("ru", "tg")),
    "arabic": (re.compile(r"[\u0600-\u06ff]"), ("ar",)),
    "chinese": (re.compile(r"[\u3400-\u9fff]"), ("zh",)),
}
# Small words that the language has alone among those of its script.
_SMALL_WORDS = {
    "en": "the of and to in is for that with was by on are this which have has been from their it as at an be were",
    "fr": "les des et du une est dans pour qui sur au aux par ont ce cette le leur leurs avec été plus ou il elle",
    "es": "el los las del y en una con su sus lo al como más fue esta este ha han son pero desde sobre",
    "pt": "os do da dos das em uma com não foi ao à pela pelo são mais seu sua também e na no nas nos já",
    "ru": "и в на с что не от до из к о а также для при это его их был были которые который как по за",
    "tg": "ва дар ки аз ба барои бо ин мебошад шудааст то як ҳам онҳо аст шуд буд карда барномаи",
}
_LANGUAGE_OF = {
    language: {word for word in words.split() if sum(word in other.split() for other in _SMALL_WORDS.values()) == 1}
    for language, words in _SMALL_WORDS.items()
}
_TAJIK_LETTERS = re.compile(r"[ғӣқӯҳҷ]")


@check(
    "text-in-another-language",
    level=Level.ADVICE,
    title=_("A text in another language than the one declared"),
    explanation=_("The record is shown, read aloud and searched in the language that the report declares."),
    cure=_("Choose the language the texts are written in, or put this text into the language declared."),
    sentence=_(
        "This text seems to be in %(language)s, but the report says %(declared)s. Change the language of the report or "
        "the text."
    ),
)
def text_in_another_language(report: Report, around: Surroundings) -> Iterator[Finding]:
    if report.language not in TextLanguage.values:
        return
    for field, text in report.texts():
        if field != "contributions" and (language := language_of(text, declared=report.language)) != report.language:
            yield Finding(field, {"language": _name(language), "declared": _name(report.language)})


def language_of(text: str, *, declared: str) -> str:
    """The language of a text; the one declared unless its letters or words clearly say another."""
    text = text.casefold()
    words = Counter(re.findall(r"\w+", text))
    pattern, languages = max(_SCRIPTS.values(), key=lambda script: len(script[0].findall(text)))
    letters = len(pattern.findall(text))
    if max(words.total(), letters if languages == ("zh",) else 0) < _FEWEST_WORDS:
        return declared
    if len(languages) == 1:
        return languages[0]
    found = {language: sum(words[word] for word in _LANGUAGE_OF[language]) for language in languages}
    if "tg" in found:
        found["tg"] += len(_TAJIK_LETTERS.findall(text))
    best = max(found, key=lambda language: found[language])
    is_clear = found[best] >= _FEWEST_FOUND and found[best] >= _TIMES_MORE * found.get(declared, 0)
    return best if is_clear else declared


def _name(language: str) -> dict[str, str]:
    """The name of a language in the languages of the interface, as a finding keeps it."""
    names = {}
    for code, _own in settings.LANGUAGES:
        with translation.override(code):
            names[code] = str(TextLanguage(language).label)
    return names
