"""The permission table in words, for the page that shows it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from countries.models import CountryRole
from results.models import Result
from results.permissions import NEW, STATES, Act, allows, roles_for

_STATE_NAMES: dict[str, str | Promise] = {NEW: _("New"), **dict(Result.State.choices)}


@dataclass(frozen=True)
class Row:
    """An act and a state, and what each role may do there: "yes", "others" (not with her own) or "no"."""

    act: str | Promise
    state: str | Promise
    cells: list[str]


def rows() -> list[tuple[str | Promise, list[Row]]]:
    """The table by act: [(act, its rows by state)]; states in which nobody may do it are left out."""
    return [(act.label, found) for act in Act if (found := _of_act(act))]


def _of_act(act: Act) -> list[Row]:
    if act == Act.LOCK:
        cells = ["yes" if role in roles_for(act) else "no" for role in _roles()]
        rows_by_state = [Row(act.label, _("any period"), cells)]
    else:
        rows_by_state = [
            Row(act.label, _STATE_NAMES[state], [_cell(role, act, state) for role in _roles()]) for state in STATES
        ]
    return [row for row in rows_by_state if any(cell != "no" for cell in row.cells)]


def _roles() -> list[str]:
    return list(CountryRole.Role.values)


def _cell(role: str, act: str, state: str) -> str:
    if allows(role, act, state, is_own=True):
        return "yes"
    return "others" if allows(role, act, state, is_own=False) else "no"
