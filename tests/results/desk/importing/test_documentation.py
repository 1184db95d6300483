"""Every column of every sheet that can be imported stands in docs/importing.md, as the template explains it."""

import pytest
from django.conf import settings

from results.imports.kinds import KINDS
from results.imports.kinds.lookups import Lookups

NAMES = ("organisations", "projects", "cpos", "frameworks", "areas", "users", "roles", "country_indicators", "targets",
         "measurements", "results", "contributions", "people", "sdg_links", "evidence")  # fmt: skip


def section(name):
    text = (settings.BASE_DIR / "docs" / "importing.md").read_text(encoding="utf-8")
    return text.partition(f"(`{name}`)\n")[2].partition("\n#")[0]


def line_of(column):
    """A column as its line says it; those that are there once for each language stand there once."""
    name, heading, meaning = column.name, str(column.heading), str(column.meaning)
    if name.startswith("driver:"):
        name, heading = "driver:…", "Driver: …"
        meaning = "What the report says about one policy driver; there is a column for each driver of the biennia."
    elif ":" in name:
        name, heading = name.partition(":")[0] + ":…", heading.rpartition(" (")[0] + " (…)"
    return (
        f"| `{name}` | "
        + " | ".join(text.replace("|", "\\|") for text in (heading, meaning, str(column.allowed)))
        + " |"
    )


def test_documentation_knows_every_sheet():
    assert tuple(KINDS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_columns_of_a_sheet_are_those_of_the_documentation(name, reference_data, db):
    documented = [line for line in section(name).splitlines() if line.startswith("| `")]

    assert documented == list(dict.fromkeys(line_of(column) for column in KINDS[name].columns(Lookups())))
