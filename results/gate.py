"""The one door to what belongs to a report: nothing is written past the permission table and the locks.

``admitted`` asks both and opens the door for the length of a block; only then does the database connection let a
statement through that writes one of the guarded tables. A view, an admin screen or a command that forgets to ask is
stopped at its first write, on every database (docs/decisions/0005-one-door.md).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.functional import SimpleLazyObject

if TYPE_CHECKING:
    from countries.models import Country, User
    from results.models import Result

# Vocabularies that administrators keep, what the desk notes for people, and what imports are to become: no part of
# any report.
_FREE = {
    "topic", "partnershipcategory", "contributionkind", "project", "unsavedwork", "openreport", "notice",
    "digest", "standingfinding", "importbatch", "importrow", "savedmapping",
    "worker", "nightlyrun", "preparedfile",
}  # fmt: skip
# A schema may stand before the table.
_WRITE = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM|REPLACE\s+INTO)"
    r"\s+(?:ONLY\s+)?(?:\"?\w+\"?\.)?\"?(\w+)",
    re.I,
)

_is_open: ContextVar[bool] = ContextVar("results_gate_is_open", default=False)


class WrittenPastTheGateError(Exception):
    """A statement that writes reports outside an action: a mistake in the program, never a user's."""


@contextmanager
def admitted(results: "Sequence[Result]", *, by: "User", act: str) -> Iterator[None]:
    """Open the door for an act on these reports; raises PermissionDenied with the reason where it stays shut."""
    from results import locks, permissions

    for result in results:
        permissions.require(by, act, result)
    locks.require_open(results, by=by, act=act)
    with _opened():
        yield


@contextmanager
def admitted_to_periods(*, by: "User", country: "Country | None") -> Iterator[None]:
    """Open the door for locking or unlocking a year of a country, or (None) a biennium everywhere."""
    from results import permissions

    permissions.require_periods(by, country)
    with _opened():
        yield


@contextmanager
def open_for_upkeep() -> Iterator[None]:
    """Open the door for a migration or for clearing away what nothing refers to: nobody's act."""
    with _opened():
        yield


@contextmanager
def _opened() -> Iterator[None]:
    token = _is_open.set(True)
    try:
        yield
    finally:
        _is_open.reset(token)


def _tables() -> frozenset[str]:
    models = apps.get_app_config("results").get_models(include_auto_created=True)
    guarded = {model._meta.db_table for model in models if model._meta.model_name not in _FREE}
    return frozenset(guarded - {"results_project_countries", "results_project_donors"})


guarded_tables: Any = SimpleLazyObject(_tables)


def watch(connection: BaseDatabaseWrapper, **signal: object) -> None:
    """Put the guard onto a new connection."""
    if _refuse not in connection.execute_wrappers:
        connection.execute_wrappers.append(_refuse)


def require_open_for(table: str) -> None:
    """Refuse to write a guarded table outside an action: for COPY, which the connection's guard does not see."""
    if not _is_open.get() and table in guarded_tables:
        raise WrittenPastTheGateError(
            f"{table} is written only through results.actions, which ask the permission table and the "
            "locked periods. Call an action (docs/decisions/0005-one-door.md)."
        )


def _refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if written := _WRITE.match(sql):
        require_open_for(written.group(1))
    return execute(sql, params, many, context)
