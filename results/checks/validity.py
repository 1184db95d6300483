"""What the form would refuse is not published either, however it came in."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from results.checks.registry import Finding, Level, check
from results.checks.report import Report
from results.checks.surroundings import Surroundings
from results.models import Result

# What a report that nobody has stored yet is asked for; that a linked row exists, the database itself guarantees.
_TYPED = ("date", "date_precision", "language", "summary", "outcome_achieved", "contribution")
_LINKED = ("country", "cpo", "indicator", "step")
_ALL = frozenset(field.name for field in Result._meta.fields)
_RELATIONS = frozenset(field.name for field in Result._meta.fields if field.is_relation)


@check(
    "not-valid",
    level=Level.BLOCKING,
    title=_("Something the form would refuse"),
    explanation=_("A value that breaks a rule of its field: too long, of another country or biennium, not a choice."),
    cure=_("Correct the field as the sentence says."),
    sentence="%(problem)s",
)
def not_valid(report: Report, around: Surroundings) -> Iterator[Finding]:
    row, skipped = report.row, _RELATIONS
    if row is None:
        row, skipped = _as_row(report), _ALL - {name for name in _TYPED if getattr(report, name)}
    if not _problems(row, skipped):
        return
    in_languages: dict[str, list[tuple[str, str]]] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            in_languages[code] = _problems(row, skipped)
    for several in zip(*in_languages.values(), strict=True):
        sentences = {code: sentence for code, (_field, sentence) in zip(in_languages, several, strict=True)}
        yield Finding(several[0][0], {"problem": sentences})


def _as_row(report: Report) -> Result:
    """A report that is being typed, as the row it would become."""
    values: dict[str, Any] = {name: getattr(report, name) for name in (*_TYPED, *_LINKED)}
    return Result(**values)


def _problems(row: Result, skipped: frozenset[str]) -> list[tuple[str, str]]:
    """The field and sentence of everything the model refuses, in the language of the moment."""
    try:
        row.clean_fields(exclude=skipped)
        row.clean()
    except ValidationError as error:
        return [(field, sentence) for field, several in error.message_dict.items() for sentence in several]
    return []
