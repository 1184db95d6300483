"""Files on the disk, and what is found in them."""

from contextlib import contextmanager

import pytest

from results.imports import files
from results.imports.files import reading
from results.imports.files.sentences import refusal
from results.imports.parsing import child
from results.imports.parsing.frames import LENGTH_BYTES, pack, unpack


@pytest.fixture
def in_this_process(monkeypatch):
    """Reads good files here, since a process for each would take most of the time."""

    def sent(request):
        for message in child.messages(request):
            if "refused" in message:
                raise refusal(*message["refused"])
            if "end" not in message:
                yield unpack(pack(message)[LENGTH_BYTES:])

    monkeypatch.setattr(reading, "reading", contextmanager(lambda request: (yield sent(request))))


@pytest.fixture
def examine(tmp_path):
    """What is found in a file of these bytes."""

    def examine(content, **answers):
        path = tmp_path / "sent"
        path.write_bytes(content)
        return files.examine(path, "sheet.txt", **answers)

    return examine


@pytest.fixture
def read(examine, tmp_path):
    """The rows of the first sheet of a file of these bytes, as (number, cells, why passed over)."""

    def read(content, *, headings=(), answers=None, **sheet_answers):
        examined = examine(content)
        about = {"name": examined["sheets"][0]["name"], "heading_rows": list(headings), **sheet_answers}
        with files.rows(tmp_path / "sent", examined, answers or {}, about) as chunks:
            return [(row.number, row.cells, row.why_passed_over) for chunk in chunks for row in chunk]

    return read


@pytest.fixture
def cells(read):
    """The cells of all rows of the first sheet."""
    return lambda content, **options: [cells for _, cells, _ in read(content, **options)]
