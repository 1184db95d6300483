"""Work that is done after an answer has gone out. Each can be done again, or by another worker, without harm.

A task is put into the queue by results/work/queue.py. GIVEN_UP says what becomes of its matter where three workers in a
row ended without finishing it. What a task needs is imported where it is done: those who ask for it need none of that.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.tasks import task

from results import mailing

# People wait for these, for seconds; an import may wait its turn.
_SOON = 10


@task(priority=_SOON)
def send_notices() -> int:
    """Send what waits to be sent; gives back how many mails left."""
    return mailing.send_waiting()


@task(priority=_SOON)
def tell_of_import(batch_pk: int) -> bool:
    """Write to whoever imports about what has become of it; gives back whether a mail left."""
    from results.imports import telling

    return telling.tell(batch_pk)


@task()
def examine_import(batch_pk: int) -> None:
    """Look what is in a file that arrived, and how it could be read."""
    from results.imports import jobs

    jobs.examine(batch_pk)


@task()
def plan_import(batch_pk: int) -> None:
    """Judge every row of a file."""
    from results.imports import jobs

    jobs.plan(batch_pk)


@task()
def apply_import(batch_pk: int) -> None:
    """Write what was planned."""
    from results.imports import jobs

    jobs.apply(batch_pk)


@task()
def take_back_import(batch_pk: int) -> None:
    """Take back what was written."""
    from results.imports import jobs

    jobs.take_back(batch_pk)


@task(priority=_SOON)
def prepare_file(prepared_pk: int) -> None:
    """Make a sheet that somebody asked for."""
    from results.imports import preparing

    preparing.prepare(prepared_pk)


@task()
def do_nightly_work(day: str) -> None:
    """What has to be done in the night of this day (YYYY-MM-DD)."""
    from results.work import night

    night.carry_out(date.fromisoformat(day))


def _give_import_up(batch_pk: int) -> None:
    from results.imports import attempts

    attempts.give_up(batch_pk)


def _give_file_up(prepared_pk: int) -> None:
    from results.imports import preparing

    preparing.give_up(prepared_pk)


GIVEN_UP: dict[str, Callable[..., Any]] = {
    each.module_path: _give_import_up for each in (examine_import, plan_import, apply_import, take_back_import)
} | {prepare_file.module_path: _give_file_up}
