"""Where an import stands, for its page: the steps of the way, what can be done now, and how fast it goes."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from results.models import ImportBatch

State = ImportBatch.State

# While it is in one of these, a worker has it.
RUNNING = frozenset({State.ARRIVED, State.PLANNING, State.APPLYING, State.TAKING_BACK})
_CANCELLABLE = frozenset({State.ARRIVED, State.ASKING, State.PLANNING, State.PLANNED, State.APPLYING})
# The step of the way (from 0) at which each state stands; the last one is behind it.
_PLACE = {
    State.ARRIVED: 0, State.ASKING: 1, State.PLANNING: 2, State.PLANNED: 2, State.APPLYING: 3,
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One step of the way: its name, its page where it has one, and whether it is "done", "now" or "later"."""

    name: str
    standing: str
    address: str = ""


@dataclass(frozen=True)
class Pace:
    """How far a worker has come: rows a second and seconds left are None while nobody can say."""

    done: int
    total: int
    rate: int | None
    seconds_left: int | None


def is_running(batch: ImportBatch) -> bool:
    """Whether a worker has it, or will take it up."""
    return batch.state in RUNNING


def may_be_cancelled(batch: ImportBatch) -> bool:
    """Whether it can still be cancelled, with nothing written."""
    return batch.state in _CANCELLABLE and not batch.is_to_cancel


def step_address(batch: ImportBatch) -> str:
    """The page on which an import goes on: its questions, its plan, or its own."""
    pages = {State.ASKING: "import-mapping", State.PLANNED: "import-plan"}
    return reverse(pages.get(State(batch.state), "import"), args=[batch.token])


def steps(batch: ImportBatch) -> list[Step]:
    """The way of an import; none where it was cancelled, failed or was taken back."""
    if batch.state in (State.CANCELLED, State.FAILED, State.TAKING_BACK, State.TAKEN_BACK):
        return []
    now = _PLACE.get(State(batch.state), 4)
    names = [_("Read"), _("Your answers"), _("Plan"), _("Written")]
    pages = ["", *[reverse(name, args=[batch.token]) for name in ("import-mapping", "import-plan")], ""]
    opened = {State.ASKING: {1}, State.PLANNED: {1, 2}, State.APPLIED: {2}}.get(State(batch.state), set())
    return [
        Step(name, "done" if place < now else "now" if place == now else "later", page if place in opened else "")
        for place, (name, page) in enumerate(zip(names, pages, strict=True))
    ]


def pace(batch: ImportBatch, now: datetime) -> Pace:
    """How far the worker has come with the rows of an import, and how fast."""
    seconds = (now - batch.state_since).total_seconds()
    if not batch.rows_done or seconds < 1:
        return Pace(batch.rows_done, batch.rows_total, None, None)
    rate = batch.rows_done / seconds
    left = max(batch.rows_total - batch.rows_done, 0) / rate if batch.rows_total else None
    return Pace(batch.rows_done, batch.rows_total, round(rate), None if left is None else round(left))
