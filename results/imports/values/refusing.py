"""How the refusal of a cell becomes the problems that are stored, shown and sent back."""

from django.core.exceptions import ValidationError

from results.imports.rows import Problem, Value
from results.imports.values.showing import sentences, show
from results.imports.values.unknown import UnknownEntry

# What the framework and the models call their rules, in the lasting names that problems carry.
_RULES = {
    "blank": "needed",
    "null": "needed",
    "required": "needed",
    "max_length": "too-long",
    "invalid": "not-valid",
    "invalid_choice": "unknown-entry",
    "unknown": "unknown-entry",
    "ambiguous": "ambiguous-entry",
    "impossible": "impossible-date",
    "text": "unfit-text",
}


def rule_of(error: ValidationError) -> str:
    """The lasting name of the rule by which something was refused."""
    code = error.code or "not-valid"
    return _RULES.get(code, code).replace("_", "-")


def refusals(error: ValidationError, *, column: str, heading: str, position: int | None, value: Value) -> list[Problem]:
    """A problem for each thing that is wrong with a cell; a name that is not known is shown without its neighbours."""
    return [
        Problem(
            column,
            heading,
            position,
            single.value if isinstance(single, UnknownEntry) else show(value),
            rule_of(single),
            sentence,
        )
        for single, sentence in zip(error.error_list, sentences(error), strict=True)
    ]
