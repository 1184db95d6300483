"""Files as they are given to manage.py import_results."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.factories import BienniumFactory


@pytest.fixture
def run(tmp_path, tajikistan):
    """Imports a file as somebody; gives back the lines the command prints, and its exit code."""
    BienniumFactory()

    def run(content, email, *options, name="reports.csv"):
        file, out = tmp_path / name, StringIO()
        file.write_bytes(content)
        try:
            call_command("import_results", str(file), "--as", email, *options, stdout=out)
        except SystemExit as end:
            return out.getvalue().splitlines(), end.code
        return out.getvalue().splitlines(), 0

    return run
