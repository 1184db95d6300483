"""Who may write what: the permission table and the locked periods, asked once for each country, state and year."""

from collections.abc import Callable
from datetime import date
from typing import Any

from countries.models import Country, User
from results import permissions
from results.imports.kinds.results.stored import Stored
from results.locks import Locks
from results.models import Result
from results.permissions import NEW, Act

# Countries, states, years and people: far fewer than rows, and forgotten before they are too many.
_REMEMBERED = 20_000


class Standing:
    """What one person may do; each answer is remembered, since thousands of rows ask the same."""

    def __init__(self, by: User, locks: Locks) -> None:
        self._by = by
        self._locks = locks
        self._known: dict[tuple[Any, ...], Any] = {}

    def refusal(self, country: Country, stored: Stored | None) -> str | None:
        """Why a report (or, without one, a new one of this country) may not be imported; None where it may."""
        is_own = stored is not None and self._by.pk in (stored.created_by, stored.changed_by)
        key = ("import", country.pk, stored.state if stored else NEW, is_own)
        if self._remember(key, lambda: self._refusal(country, stored) is None):
            return None
        return self._refusal(country, stored)

    def locked(self, country_id: int, day: date) -> str | None:
        """Why nothing of this country and year may be changed; None where it may."""
        # A lock binds years of a country or biennia, never single days.
        refusal: str | None = self._remember(
            ("lock", country_id, day.year), lambda: self._locks.refusal(Result(country_id=country_id, date=day))
        )
        return refusal

    def may_write(self, person: User, country: Country) -> bool:
        """Whether somebody writes reports of this country."""
        return bool(
            self._remember(("write", person.pk, country.pk), lambda: permissions.may_in(person, Act.WRITE, country))
        )

    def may_publish(self, country: Country) -> bool:
        """Whether this person publishes reports of this country."""
        return bool(self._remember(("publish", country.pk), lambda: permissions.may_in(self._by, Act.PUBLISH, country)))

    def _refusal(self, country: Country, stored: Stored | None) -> str | None:
        report = Result(country=country)
        if stored:
            report.reference, report.state = stored.reference, stored.state
            report.created_by_id, report.changed_by_id = stored.created_by, stored.changed_by
            report._state.adding = False
        return permissions.refusal(self._by, Act.IMPORT, report)

    def _remember(self, key: tuple[Any, ...], answer: Callable[[], Any]) -> Any:
        if key not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = answer()
        return self._known[key]
