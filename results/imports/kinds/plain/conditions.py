"""The conditions of check constraints, asked without a query: the database would be asked once for each row.

What is written in a way that is not understood here is left to the database, at a query a row.
"""

import operator
from collections.abc import Callable, Container, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Model, Q

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "gte": operator.ge,
    "lte": operator.le,
    "gt": operator.gt,
    "lt": operator.lt,
}


class NotUnderstood(Exception):
    """A condition that only the database can judge."""


def broken(instance: Model) -> list[CheckConstraint]:
    """The check constraints of its model that an instance does not keep."""
    values = _values_of(instance)
    checks = [constraint for constraint in instance._meta.constraints if isinstance(constraint, CheckConstraint)]
    return [constraint for constraint in checks if _is_broken(constraint, instance, values)]


def _is_broken(constraint: CheckConstraint, instance: Model, values: Mapping[str, Any]) -> bool:
    try:
        # As in the database: a condition about what is not known is not broken.
        return holds(constraint.condition, values) is False
    except NotUnderstood:
        try:
            constraint.validate(type(instance), instance)
        except ValidationError:
            return True
        return False


def column_to_blame(
    constraint: CheckConstraint, instance: Model, columns: Mapping[str, str], given: Container[str]
) -> str:
    """The cell to correct where a constraint is broken; "" where no column is concerned.

    ``columns`` are the fields by name of the column, ``given`` the columns that the row fills. That is, of the cells
    without whose value the constraint would be kept, the last.
    """
    names, values = mentioned(constraint.condition), _values_of(instance)
    concerned = [name for name, field in columns.items() if field in names]
    curing = [name for name in concerned if _may_hold(constraint.condition, {**values, columns[name]: None})]
    filled = [name for name in curing if name in given] or [name for name in concerned if name in given]
    return (filled or concerned or [""])[-1]


def _may_hold(condition: Any, values: Mapping[str, Any]) -> bool:
    try:
        return holds(condition, values) is not False
    except NotUnderstood:
        return False


def holds(condition: Any, values: Mapping[str, Any]) -> bool | None:
    """Whether a condition holds for the values of a row; None where that depends on one that is not known.

    Raises NotUnderstood for what no constraint of ours asks.
    """
    if isinstance(condition, tuple):
        path, wanted = condition
        return _compare(path, wanted, values)
    if not isinstance(condition, Q):
        raise NotUnderstood(f"A condition that is no Q: {condition!r}")
    parts = [holds(child, values) for child in condition.children]
    if condition.connector == Q.OR:
        found = True if True in parts else None if None in parts else not parts
    elif condition.connector == Q.AND:
        found = False if False in parts else None if None in parts else True
    else:
        raise NotUnderstood(f"A condition joined by {condition.connector}.")
    return not found if condition.negated and found is not None else found


def mentioned(condition: Any) -> set[str]:
    """The fields of which a condition speaks first; those it compares them with are left out."""
    if isinstance(condition, tuple):
        return {condition[0].partition("__")[0]}
    return {name for child in getattr(condition, "children", ()) for name in mentioned(child)}


def _values_of(instance: Model) -> dict[str, Any]:
    values = {field.attname: getattr(instance, field.attname) for field in instance._meta.concrete_fields}
    return values | {field.name: values[field.attname] for field in instance._meta.concrete_fields}


def _compare(path: str, wanted: Any, values: Mapping[str, Any]) -> bool | None:
    name, _underscores, lookup = path.partition("__")
    value, wanted = values[name], _value_of(wanted, values)
    if lookup == "isnull":
        return (value is None) is bool(wanted)
    if value is None or wanted is None:
        return None
    if lookup == "in":
        return value in wanted
    if (lookup or "exact") not in _COMPARISONS:
        raise NotUnderstood(f"A condition with “{lookup}”.")
    return _COMPARISONS[lookup or "exact"](value, wanted)


def _value_of(expression: Any, values: Mapping[str, Any]) -> Any:
    """What an expression such as F("women") + F("men") comes to; None where a part of it is not known."""
    if isinstance(expression, F):
        return values[str(expression.name)]  # type: ignore[attr-defined]  # the stubs leave it out
    if not hasattr(expression, "connector"):
        return expression
    parts = [_value_of(getattr(side, "value", side), values) for side in (expression.lhs, expression.rhs)]
    if None in parts:
        return None
    if expression.connector != "+":
        raise NotUnderstood(f"A condition that counts with {expression.connector}.")
    return parts[0] + parts[1]
