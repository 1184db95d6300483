"""COPY into PostgreSQL; where that is asked for, while the program goes on to make the next rows.

A connection does one thing at a time: within ``alongside``, whatever else it is asked waits for what was sent before,
and raises what that raised.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from django.db import connection

Row = Sequence[Any]


class _Courier:
    """Lets one thing after the other be done on the connection by a thread of its own."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self._threads = threads
        self._sent: Future[None] | None = None

    def send(self, work: Callable[[], None]) -> None:
        self.wait()
        self._sent = self._threads.submit(work)

    def wait(self) -> None:
        """Until the connection is free; raises what went wrong on it."""
        sent, self._sent = self._sent, None
        if sent is not None:
            sent.result()

    def before(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """What the connection puts around each of its statements."""
        self.wait()
        return execute(sql, params, many, context)


_courier: ContextVar[_Courier | None] = ContextVar("results_copying_courier", default=None)


@contextmanager
def alongside() -> Iterator[None]:
    """Within this block, which lies within a transaction, what is copied and checked is not waited for at once."""
    if connection.vendor != "postgresql":
        yield
        return
    with ThreadPoolExecutor(1, "copying") as threads:
        courier = _Courier(threads)
        token = _courier.set(courier)
        try:
            with connection.execute_wrapper(courier.before):
                yield
                courier.wait()
        finally:
            _courier.reset(token)
            # After another error the connection has to be free, to be rolled back; only the first error counts.
            with suppress(Exception):
                courier.wait()


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Copy rows of values; ``table`` and ``columns`` are names of our own, quoted where they need to be."""

    def fill(copy: Any) -> None:
        for row in rows:
            copy.write_row(row)

    _copy(table, columns, fill)


def copy_text(table: str, columns: Sequence[str], text: str) -> None:
    """Copy rows that are written in the text format of COPY already."""
    _copy(table, columns, lambda copy: copy.write(text))


def check_constraints() -> None:
    """Check now what PostgreSQL is to check by the end of the transaction; elsewhere that is done at its end."""
    if connection.vendor != "postgresql":
        return
    # The driver's own cursor: that of the framework would wait for itself.
    cursor, errors = connection.cursor().cursor, connection.wrap_database_errors

    def check() -> None:
        with errors, cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    _do(check)


def _copy(table: str, columns: Sequence[str], fill: Callable[[Any], None]) -> None:
    # The driver's own errors come past the framework's cursor, as COPY does.
    cursor, errors = connection.cursor(), connection.wrap_database_errors

    def copy() -> None:
        statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        with errors, cursor, cursor.copy(statement) as copying:
            fill(copying)

    _do(copy)


def _do(work: Callable[[], None]) -> None:
    courier = _courier.get()
    if courier is None:
        work()
    else:
        courier.send(work)
