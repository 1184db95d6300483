"""Sheets whose rows need no file: a process for each of them would take longer than all the rest."""

from contextlib import contextmanager
from itertools import batched

import pytest

from results.imports import files
from results.imports.rows import RawRow


@contextmanager
def _rows(path, examined, answers, sheet_answers):
    sheet = next(each for each in examined["sheets"] if each["name"] == sheet_answers["name"])
    rows = [RawRow(number, cells, sheet["hidden"].get(str(number), "")) for number, cells in sheet["cells"]]
    yield (list(chunk) for chunk in batched(rows, 1000))


@pytest.fixture(autouse=True)
def rows_of_examined(request, monkeypatch):
    """Rows are read from what a test says was examined (planned.batch_of), unless it asks for ``real_files``."""
    if "real_files" not in request.fixturenames:
        monkeypatch.setattr(files, "rows", _rows)


@pytest.fixture
def real_files(settings, tmp_path):
    """Files are stored and read as they are in production, the latter in a process of their own."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
