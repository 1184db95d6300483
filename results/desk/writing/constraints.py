"""A row held to the check constraints of its table without asking the database.

Django asks the database once for each constraint of each row, which a form with thirty rows cannot afford. The rules
themselves stay where they are, on the models; what follows only reads them, with SQL's third value for what is unknown.
"""

import operator
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Model, Q
from django.db.models.expressions import CombinedExpression

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "in": lambda value, among: value in among,
    "lt": operator.lt,
    "lte": operator.le,
}


def require_constraints(row: Model) -> None:
    """Refuse a row that breaks a check constraint of its table; raises ValidationError with their sentences."""
    checks = [c for c in row._meta.constraints if isinstance(c, CheckConstraint)]
    if broken := [c.get_violation_error_message() for c in checks if _holds(c.condition, row) is False]:
        raise ValidationError(broken)


def _holds(condition: Any, row: Model) -> bool | None:
    """Whether a condition is true of a row; None where that is unknown because something is empty."""
    if not isinstance(condition, Q):
        name, wanted = condition
        return _compares(name, _value(wanted, row), row)
    answers = [_holds(child, row) for child in condition.children]
    decisive = condition.connector == Q.OR
    together = decisive if decisive in answers else None if None in answers else not decisive
    return together if together is None or not condition.negated else not together


def _compares(name: str, wanted: Any, row: Model) -> bool | None:
    column, _separator, lookup = name.partition("__")
    value = getattr(row, row._meta.get_field(column).attname)  # type: ignore[union-attr]  # columns of its own only
    if lookup == "isnull":
        return (value is None) is wanted
    return None if value is None or wanted is None else _COMPARISONS[lookup or "exact"](value, wanted)


def _value(expression: Any, row: Model) -> Any:
    if isinstance(expression, F):
        return getattr(row, expression.name)  # type: ignore[attr-defined]  # the stubs do not know it
    if isinstance(expression, CombinedExpression):
        left, right = _value(expression.lhs, row), _value(expression.rhs, row)
        return None if left is None or right is None else left + right
    return expression
