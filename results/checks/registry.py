"""What a check is, what it finds, and how one is added: one function under ``@check``.

A check yields a Finding for everything it minds; how the finding is put into words stands beside the check, once. So a
finding is kept as plain values and read in any language (``StandingFinding``, docs/checks.md).
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as column
from typing import Any

from django.db import models
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from results.checks.report import Report
from results.checks.surroundings import Surroundings
from results.models import Result
from sdg_links.translated import Translated

Text = str | Promise


class Level(models.TextChoices):
    """What a finding does to its report."""

    BLOCKING = "blocking", _("must be mended")
    ADVICE = "advice", _("worth another look")


BLOCKING = frozenset({Level.BLOCKING})
EVERY_LEVEL = frozenset(Level)


@dataclass(frozen=True)
class Finding:
    """Something to mend: the field it stands beside, and what its sentence says, as plain JSON.

    Among the values, "words" are those of the report that led to the finding; a mapping is one text by language code.
    """

    field: str
    values: Mapping[str, Any] = column(default_factory=dict)
    check: str = ""

    @property
    def rule(self) -> "Check":
        """The check that found it."""
        return CHECKS[self.check]

    @property
    def level(self) -> Level:
        return self.rule.level

    @property
    def words(self) -> list[str]:
        """The words of the report that led to it, where it is about wording."""
        return list(self.values.get("words", []))

    @property
    def sentence(self) -> str:
        """What is to be mended and how, in the reader's language."""
        sentence = self.rule.sentence
        template = sentence[self.field] if isinstance(sentence, Mapping) else sentence
        return str(template) % {name: _readable(value) for name, value in self.values.items()}


def _readable(value: Any) -> Any:
    """A value as it is printed in a sentence: numbers with their thousands apart, words in quotation marks."""
    if isinstance(value, Mapping):
        return Translated(value)
    if isinstance(value, list):
        return ", ".join(f"“{each}”" for each in value)
    return number_format(value, force_grouping=True) if isinstance(value, int) else value


@dataclass(frozen=True)
class Check:
    """One quality check: its name for ever, what it is about, why it matters, how it is mended, and its sentence.

    ``sentence`` is a template over the values of its findings, or one for each field.
    """

    name: str
    level: Level
    title: Text
    explanation: Text
    cure: Text
    sentence: Text | Mapping[str, Text]
    look: Callable[[Report, Surroundings], Iterator[Finding]]


Look = Callable[[Report, Surroundings], Iterator[Finding]]

# In the order in which they look, which is that of a report.
CHECKS: dict[str, Check] = {}


def check(
    name: str, *, level: Level, title: Text, explanation: Text, cure: Text, sentence: Text | Mapping[str, Text]
) -> Callable[[Look], Look]:
    """Register the function beneath as a check (see Check); raises ValueError where the name is taken."""

    def register(look: Look) -> Look:
        if name in CHECKS:
            raise ValueError(f"There are two checks with the name {name}.")
        CHECKS[name] = Check(name, level, title, explanation, cure, sentence, look)
        return look

    return register


def findings(report: Report | Result, around: Surroundings, *, levels: Collection[str] = BLOCKING) -> list[Finding]:
    """Everything the checks of these levels find, in the order of the checks.

    Unless told otherwise, what keeps a report from being sent in, approved and published. A Result has been read
    ``with_everything()``.
    """
    if isinstance(report, Result):
        report = Report.of(report)
    return [
        replace(finding, check=each.name)
        for each in CHECKS.values()
        if each.level in levels
        for finding in each.look(report, around)
    ]
