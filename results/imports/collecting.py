"""Looking for garbage less often while rows by the thousand come and go."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects, about those of half a chunk of rows, after which Python looks through them for what nobody needs.
_NEW = 50_000


@contextmanager
def seldom() -> Iterator[None]:
    """Within this block garbage is looked for once for some hundred rows, and never in what was there before.

    Rows are let go of by themselves: looking through them every few rows is a tenth of the time, and finds nothing.
    """
    new, *older = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(max(new, _NEW), *older)
    try:
        yield
    finally:
        gc.set_threshold(new, *older)
        gc.unfreeze()
